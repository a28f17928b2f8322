import type { Ground } from '@undercroft/core/protocol/answers';

/** The coarse ground of a scene, ready to ask for levels. Levels in metres above the scene's height datum. */
export interface GroundSurface {
  /** West, south, east, north in degrees. */
  readonly bbox: readonly [number, number, number, number];
  readonly minLevelM: number;
  readonly maxLevelM: number;
  /** Level at a longitude and latitude in degrees; outside the grid the level of its nearest edge. */
  levelAt(lon: number, lat: number): number;
}

/**
 * Bilinear surface over a grid of levels whose first value is the north-west corner. For orientation only: the grid
 * runs through covers, it is no survey.
 */
export function groundSurface(grid: Ground): GroundSurface {
  const { columns, rows, levelsM } = grid;
  if (columns < 1 || rows < 1 || levelsM.length !== columns * rows) {
    throw new RangeError(
      `A ground grid of ${columns} x ${rows} wants ${columns * rows} levels and came with ${levelsM.length}.`,
    );
  }
  const [west, south, east, north] = grid.bbox;
  const value = (column: number, row: number): number => levelsM[row * columns + column] ?? 0;
  let minLevelM = Number.POSITIVE_INFINITY;
  let maxLevelM = Number.NEGATIVE_INFINITY;
  for (const level of levelsM) {
    minLevelM = Math.min(minLevelM, level);
    maxLevelM = Math.max(maxLevelM, level);
  }
  return {
    bbox: grid.bbox,
    minLevelM,
    maxLevelM,
    levelAt(lon, lat) {
      const x = place((lon - west) / (east - west), columns);
      const y = place((north - lat) / (north - south), rows);
      const column = Math.min(Math.floor(x), Math.max(columns - 2, 0));
      const row = Math.min(Math.floor(y), Math.max(rows - 2, 0));
      const right = Math.min(column + 1, columns - 1);
      const below = Math.min(row + 1, rows - 1);
      const u = x - column;
      const v = y - row;
      const top = value(column, row) * (1 - u) + value(right, row) * u;
      const bottom = value(column, below) * (1 - u) + value(right, below) * u;
      return top * (1 - v) + bottom * v;
    },
  };
}

/** A level plane where a scene has no ground of its own, such as one without any known cover level. */
export function flatGround(bbox: readonly [number, number, number, number], levelM: number): GroundSurface {
  return { bbox, minLevelM: levelM, maxLevelM: levelM, levelAt: () => levelM };
}

/** Fraction of the grid's span to a place among `count` values, held within them. */
function place(fraction: number, count: number): number {
  const clamped = Number.isFinite(fraction) ? Math.max(0, Math.min(1, fraction)) : 0;
  return clamped * (count - 1);
}
