import { addressOf, CELL_ZOOM, cellOf, cellRange } from '@undercroft/core/tiling/quadtree';
import type { Bounds } from './store.ts';

/** Ranges of cells, `first <= cell and cell < past` each. */
export interface CellRanges {
  readonly first: readonly number[];
  readonly past: readonly number[];
}

/** Tiles along a side of the rectangle, at most: more would fit it closer and be more ranges to look into. */
const MOST_TILES_A_SIDE = 8;
/** The databases compare boxes with a slack of 1e-6 degrees; twice that is beyond every rounding too. */
const SLACK_DEG = 2e-6;

/**
 * The cells of every place in a rectangle (west, south, east, north in degrees), and some beside it: the square tiles of the
 * finest zoom at which few cover it, neighbours along the curve as one range.
 */
export function cellRanges([west, south, east, north]: Bounds): CellRanges {
  const northWest = addressOf(cellOf(west - SLACK_DEG, north + SLACK_DEG), CELL_ZOOM);
  const southEast = addressOf(cellOf(east + SLACK_DEG, south - SLACK_DEG), CELL_ZOOM);
  let shift = 0;
  const tiles = (from: number, to: number) => (to >> shift) - (from >> shift) + 1;
  while (Math.max(tiles(northWest.x, southEast.x), tiles(northWest.y, southEast.y)) > MOST_TILES_A_SIDE) shift++;
  const ranges: { readonly from: number; readonly to: number }[] = [];
  for (let y = northWest.y >> shift; y <= southEast.y >> shift; y++) {
    for (let x = northWest.x >> shift; x <= southEast.x >> shift; x++) {
      ranges.push(cellRange({ z: CELL_ZOOM - shift, x, y }));
    }
  }
  ranges.sort((a, b) => a.from - b.from);
  const first: number[] = [];
  const past: number[] = [];
  for (const { from, to } of ranges) {
    if (past.at(-1) === from) past[past.length - 1] = to;
    else {
      first.push(from);
      past.push(to);
    }
  }
  return { first, past };
}
