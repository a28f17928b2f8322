import { boxIndex } from '../geometry/box-index.ts';
import { boundsOf, containsPoint } from '../geometry/polygon.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';
import { type HeightBand, heightBand, type RoofedBuilding } from './block-top.ts';

/** A building as it stands in the way of sight. */
export interface SightBlock {
  /** `<layer>.<sourceId>`. */
  readonly featureId: string;
  /** Outer ring, then its holes, each flat x, y, metres, open. */
  readonly rings: readonly Float64Array[];
  /** Level up to which it surely stands; -Infinity where nothing is sure. Metres above the datum. */
  readonly lowTopM: number;
  /** Level beyond which it surely does not stand; Infinity where nothing is sure. */
  readonly highTopM: number;
}

/** Buildings with an index. */
export interface SightBlocks {
  /** Every building whose box meets this one, in no order. `true` ends it. */
  search(
    west: number,
    south: number,
    east: number,
    north: number,
    found: (block: SightBlock) => boolean | undefined,
  ): void;
}

/**
 * A building on its ground. Its height counts from a ground that its source does not name: from the lowest of its
 * corners at the least, from the highest at the most.
 */
export function sightBlock(
  featureId: string,
  building: RoofedBuilding,
  rings: readonly Float64Array[],
  groundLevelM: GroundSampler,
): SightBlock | null {
  const [outer] = rings;
  if (outer === undefined || outer.length < 6) return null;
  const [west, south, east, north] = boundsOf(outer);
  const band: HeightBand = heightBand(building, Math.min(east - west, north - south));
  let lowM = Number.POSITIVE_INFINITY;
  let highM = Number.NEGATIVE_INFINITY;
  for (let i = 0; i + 1 < outer.length; i += 2) {
    const levelM = groundLevelM(outer[i] ?? Number.NaN, outer[i + 1] ?? Number.NaN);
    // A corner on unknown ground may be lower or higher than all others.
    lowM = Math.min(lowM, levelM ?? Number.NEGATIVE_INFINITY);
    highM = Math.max(highM, levelM ?? Number.POSITIVE_INFINITY);
  }
  return { featureId, rings, lowTopM: lowM + band.lowM, highTopM: highM + band.highM };
}

export function sightBlocks(blocks: readonly SightBlock[]): SightBlocks {
  const boxes = new Float64Array(blocks.length * 4);
  for (const [i, { rings }] of blocks.entries()) boxes.set(boundsOf(rings[0] ?? new Float64Array(0)), i * 4);
  const index = boxIndex(boxes);
  return {
    search(west, south, east, north, found) {
      index.search(west, south, east, north, (item) => {
        const block = blocks[item];
        return block === undefined ? undefined : found(block);
      });
    },
  };
}

/** True inside the outer ring and outside its holes. */
export function isInBlock({ rings }: SightBlock, x: number, y: number): boolean {
  let isInside = false;
  for (const ring of rings) if (containsPoint(ring, x, y)) isInside = !isInside;
  return isInside;
}
