import { isGravityUtility } from '../model/utility.ts';
import { hasShaft } from './shaft.ts';
import type { TileLink, TileNode } from './tile-rows.ts';

/**
 * How finely the features of a tile are drawn: `full` near by; `lines` where a conduit is a few pixels wide, with every
 * conduit as a tube of few facets and every shaft as a prism; `mains` from far away, without nodes and without what is
 * known to be a narrow and short connection. What is not known is never left out. `trunks`, from where a whole city is
 * seen: of the mains those conduits that matter most (`trunkRank`), as many as there is room for.
 */
export type TileDetail = 'full' | 'lines' | 'mains' | 'trunks';

/** A conduit this wide is no house connection, mm: drains of houses and gullies are as wide as mains of other utilities. */
export const MAIN_FROM_MM = 160;
const DRAIN_MAIN_FROM_MM = 301;

/** A narrow conduit this long is a line of the street all the same, metres. */
export const LINE_FROM_M = 28;

export function isDrawnAfar({ link }: TileLink, detail: TileDetail): boolean {
  if (detail === 'full' || detail === 'lines') return true;
  if (link.kind !== 'conduit') return detail === 'mains';
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
    case 'trunks':
      return false;
  }
}
