import type { LevelSampler } from '@undercroft/core/terrain/terrain-mesh';
import type { Bounds } from '@undercroft/store/store';

export interface LevelRange {
  readonly lowM: number;
  readonly highM: number;
}

/** Places along each side of a cell at which its ground is looked at for the tile's bounding volume. */
const LOOKS_A_SIDE = 9;

/** The lowest and the highest ground of a cell, metres. */
export function groundRange(levelAt: LevelSampler, [west, south, east, north]: Bounds): LevelRange {
  let lowM = Number.POSITIVE_INFINITY;
  let highM = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < LOOKS_A_SIDE; row++) {
    for (let column = 0; column < LOOKS_A_SIDE; column++) {
      const level = levelAt(
        west + ((east - west) * column) / (LOOKS_A_SIDE - 1),
        south + ((north - south) * row) / (LOOKS_A_SIDE - 1),
      );
      lowM = Math.min(lowM, level);
      highM = Math.max(highM, level);
    }
  }
  return { lowM, highM };
}
