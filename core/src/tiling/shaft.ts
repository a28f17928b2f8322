import { isGravityUtility } from '../model/utility.ts';
import { NOMINAL_SHAFT_MM } from './drawn-as.ts';
import type { TileNodeEnd } from './tile-rows.ts';

/** Inside diameter a storage chamber of unknown shape is drawn at, metres. A convention of the drawing. */
const NOMINAL_CHAMBER_M = 3;

/** Room between a conduit's outer wall and the shaft's inner wall, metres, where a conduit is wider than the shaft. */
const SHAFT_ROOM_M = 0.1;

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
