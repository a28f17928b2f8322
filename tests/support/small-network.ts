import { localProjection } from '../../core/src/geodesy/local-projection.ts';
import type { Link } from '../../core/src/model/link.ts';
import type { NetworkNode } from '../../core/src/model/network-node.ts';
import { ACCURACY_NOT_STATED } from '../../core/src/model/quality-level.ts';

/** Where the small network lies, degrees. */
export const ORIGIN = [119.6, 39.93] as const;
/** Metres east and north of `ORIGIN`. */
export const plane = localProjection(ORIGIN);

function lonLat(x: number, y: number): readonly [number, number] {
  return plane.inverse(x, y);
}

/** A DN300 storm conduit from node `a` to node `b`, its axis at the given levels. */
export function conduit(
  id: string,
  xy: readonly (readonly [number, number])[],
  from: number | null,
  to: number | null,
): Omit<Link, 'raw'> {
  const levels = (axisM: number | null) => ({
    invertM: axisM === null ? null : axisM - 0.15,
    axisM,
    outerTopM: axisM === null ? null : axisM + 0.15,
  });
  return {
    kind: 'conduit',
    sourceId: id,
    utility: 'storm',
    utilityBasis: 'stated',
    fromNode: 'a',
    toNode: 'b',
    path: Float64Array.from(xy.flatMap(([x, y]) => lonLat(x, y))),
    section: {
      shape: 'circular',
      widthMm: 300,
      heightMm: 300,
      wallMm: null,
      floorWidthMm: null,
      open: false,
      barrels: 1,
    },
    from: levels(from),
    to: levels(to),
    depthReference: 'invert',
    outerTopBasis: 'inner',
    statedLengthM: null,
    planLengthM: 40,
    slope: null,
    material: null,
    owner: null,
    builtYear: null,
    status: 'inUse',
    accuracy: ACCURACY_NOT_STATED,
  };
}

/** A storm manhole of 1000 mm inside, levels in metres; null is unknown. */
export function manhole(
  id: string,
  x: number,
  y: number,
  coverLevelM: number | null,
  sumpLevelM: number | null,
): Omit<NetworkNode, 'raw'> {
  return {
    kind: 'manhole',
    sourceId: id,
    utility: 'storm',
    utilityBasis: 'stated',
    position: lonLat(x, y),
    coverLevelM,
    sumpLevelM,
    shaftDiameterMm: 1000,
    material: null,
    owner: null,
    builtYear: null,
    status: 'inUse',
    accuracy: ACCURACY_NOT_STATED,
  };
}
