import { isGravityUtility } from '../model/utility.ts';
import { hasShaft } from './shaft.ts';
import type { TileLink, TileNode } from './tile-rows.ts';

/**
 * How finely the features of a tile are drawn: `full` near by; `lines` where a conduit is a few pixels wide, with every
 * conduit as a tube of few facets and every shaft as a prism; `mains` from far away, without nodes and without what is
 * known to be a narrow and short connection. What is not known is never left out.
 */
export type TileDetail = 'full' | 'lines' | 'mains';

/** A conduit this wide is no house connection, mm: drains of houses and gullies are as wide as mains of other utilities. */
const MAIN_FROM_MM = 160;
const DRAIN_MAIN_FROM_MM = 301;

/** A narrow conduit this long is a line of the street all the same, metres. */
const LINE_FROM_M = 28;

export function isDrawnAfar({ link }: TileLink, detail: TileDetail): boolean {
  if (detail !== 'mains' || link.kind !== 'conduit') return true;
  const widthMm = link.section?.widthMm ?? null;
  const mainFromMm = isGravityUtility(link.utility) ? DRAIN_MAIN_FROM_MM : MAIN_FROM_MM;
  return widthMm === null || widthMm >= mainFromMm || link.planLengthM >= LINE_FROM_M;
}

export function isShaftDrawnAfar({ node }: TileNode, detail: TileDetail): boolean {
  switch (detail) {
    case 'full':
      return true;
    case 'lines':
      return hasShaft(node);
    case 'mains':
      return false;
  }
}
