import type { LaidConduit, LaidNode } from '../../network/laid.ts';
import type { PlanPoint } from '../../place/plan-geometry.ts';
import { oneStreet } from './one-street.ts';

/** A point of a made-up line. */
export function laidPoint(id: string, at: PlanPoint): LaidNode {
  const [node] = oneStreet().nodes;
  if (node === undefined) throw new RangeError('laidPoint: one street has no point');
  return { ...node, id, at, feature: null, appurtenance: null };
}

/** A straight line between two points, its axis 1 m below 0 where nothing else is said: round, 200 mm, outer top at -0.9. */
export function laidLine(from: LaidNode, to: LaidNode, facts: Partial<LaidConduit> = {}): LaidConduit {
  const [conduit] = oneStreet().conduits;
  if (conduit === undefined) throw new RangeError('laidLine: one street has no line');
  return {
    ...conduit,
    id: `${from.id}-${to.id}`,
    utility: 'water',
    embedding: 'directBuried',
    reference: 'outerTop',
    fromLevelM: -0.9,
    toLevelM: -0.9,
    pressureMpa: 0.3,
    voltageKv: null,
    from,
    to,
    make: {
      shape: 'circular',
      measured: 'outside',
      widthMm: 200,
      heightMm: 200,
      wallMm: 0,
      nominal: 'De200',
      material: 'PE',
    },
    ...facts,
  };
}

/** 600 mm wide and 400 mm high. */
export const BANK: LaidConduit['make'] = {
  shape: 'envelope',
  measured: 'outside',
  widthMm: 600,
  heightMm: 400,
  wallMm: 0,
  nominal: '3x4/110',
  material: '铜',
};
