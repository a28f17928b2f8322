import type { PipeMake } from '../../network/pipe-make.ts';
import { distance, type PlanPoint } from '../../place/plan-geometry.ts';
import type { Street } from '../../plan/street.ts';
import type { DrainNode, DrainPipe, DrainPoint } from '../drain-draft.ts';

/** A street eastwards along the x axis, 200 m. */
export const ROAD: Street = {
  id: 'S001',
  zh: '甲路',
  en: 'First Road',
  kind: 'local',
  centreline: [
    [0, 0],
    [200, 0],
  ],
  lengthM: 200,
  kerbM: 7.5,
  boundaryM: 12,
  builtYear: 2000,
  lies: { storm: -1.2, sewage: 2.6 },
  tunnel: false,
};

export function madeNode(id: string, at: PlanPoint, groundM: number, point: DrainPoint = 'manhole'): DrainNode {
  return {
    id,
    utility: 'sewage',
    point,
    at,
    groundM,
    street: ROAD,
    streets: [ROAD],
    builtYear: 2000,
    abandoned: false,
  };
}

export function madePipe(
  from: DrainNode,
  to: DrainNode,
  make: PipeMake,
  fromLevelM: number,
  toLevelM: number,
): DrainPipe {
  return {
    utility: 'sewage',
    use: 'main',
    from,
    to,
    make,
    lengthM: distance(from.at, to.at),
    fromLevelM,
    toLevelM,
    street: ROAD,
    builtYear: 2000,
    abandoned: false,
    isPressed: false,
  };
}

/** A make by its nominal size. Throws a RangeError for one that the list lacks. */
export function makeNamed(makes: readonly PipeMake[], nominal: string): PipeMake {
  const found = makes.find((make) => make.nominal === nominal);
  if (!found) throw new RangeError(`make ${nominal}: wanted one of the list, got none`);
  return found;
}
