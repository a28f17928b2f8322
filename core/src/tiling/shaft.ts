import { isGravityUtility } from '../model/utility.ts';
import { NOMINAL_SHAFT_MM, SHAFT_WALL_M } from './drawn-as.ts';
import type { TileNodeEnd } from './tile-rows.ts';

/** Inside diameter a storage chamber of unknown shape is drawn at, metres. A convention of the drawing. */
const NOMINAL_CHAMBER_M = 3;

/** Room between a conduit's outer wall and the shaft's inner wall, metres, where a conduit is wider than the shaft. */
const SHAFT_ROOM_M = 0.1;

/** A shaft is drawn with facets, whose middles lie nearer to its axis than its radius by less than this share. */
const FACET_SHARE = 0.03;

/** True when a node is drawn as a shaft that conduits end at: a manhole, or a joint of a gravity network. */
export function hasShaft(node: Pick<TileNodeEnd, 'kind' | 'utility'>): boolean {
  switch (node.kind) {
    case 'manhole':
    case 'storage':
      return true;
    case 'junction':
    case 'divider':
      return isGravityUtility(node.utility) || node.utility === 'unknown';
    case 'outfall':
    case 'fitting':
    case 'appurtenance':
      return false;
  }
}

/** Inner radius in metres a shaft is drawn with when the widest conduit at it is `widestM` wide outside. */
export function shaftRadiusM(node: Pick<TileNodeEnd, 'kind' | 'shaftDiameterMm'>, widestM: number): number {
  const nominalM = node.kind === 'storage' ? NOMINAL_CHAMBER_M : NOMINAL_SHAFT_MM / 1000;
  const diameterM = node.shaftDiameterMm === null ? nominalM : node.shaftDiameterMm / 1000;
  return Math.max(diameterM / 2, widestM / 2 + SHAFT_ROOM_M);
}

/**
 * How far from a shaft's axis a conduit that wide outside is cut off, metres: at the inner wall, and where the conduit is
 * nearly as wide as the shaft, further in, so that the sides of its end lie within the wall as well. 0 where there is no shaft.
 */
export function shaftTrimM(
  node: Pick<TileNodeEnd, 'kind' | 'utility' | 'shaftDiameterMm'> | null | undefined,
  outerWidthM: number,
): number {
  if (node == null || !hasShaft(node)) return 0;
  const radiusM = shaftRadiusM(node, outerWidthM);
  const facetM = (radiusM + SHAFT_WALL_M) * (1 - FACET_SHARE);
  return Math.min(radiusM, Math.sqrt(Math.max(0, facetM ** 2 - (outerWidthM / 2) ** 2)));
}
