import type { HeightGrid, HeightLattice } from './height-grid.ts';
import type { LonLatRectangle } from './terrain-tiling.ts';

export const BLOCK_SIZE = 256;

/**
 * A pyramid of levels in blocks of 256 x 256 float32 samples, cell-centred, rows southward. Level 0 is the finest; each
 * next one halves it (means of 2 x 2 known cells), until one block holds all.
 */
export interface HeightPyramid extends HeightLattice {
  readonly registration: 'cellCentre';
  /** Cells of level 0. */
  readonly columns: number;
  readonly rows: number;
  /** Number of levels, at least 1. */
  readonly levels: number;
}

/** One block of a pyramid; cells beyond the pyramid's last column or row are NaN. */
export interface HeightBlock {
  readonly level: number;
  readonly column: number;
  readonly row: number;
  /** `BLOCK_SIZE * BLOCK_SIZE` levels in metres, NaN = unknown. */
  readonly levelsM: Float32Array;
  /** Least and greatest known level; NaN when none is. */
  readonly minM: number;
  readonly maxM: number;
}

/** Where terrain comes from: a table of blocks, a map in memory. */
export interface HeightSource {
  readonly pyramid: HeightPyramid;
  /** A block's levels, or null where there is none (nothing known). */
  block(level: number, column: number, row: number): Promise<Float32Array | null>;
}

/** Levels needed until one block holds `columns` x `rows` cells. */
export function pyramidLevels(columns: number, rows: number): number {
  return 1 + Math.max(0, Math.ceil(Math.log2(Math.max(columns, rows) / BLOCK_SIZE)));
}

/** Cells of a level. */
export function levelSize(pyramid: HeightPyramid, level: number): { readonly columns: number; readonly rows: number } {
  return { columns: Math.ceil(pyramid.columns / 2 ** level), rows: Math.ceil(pyramid.rows / 2 ** level) };
}

/** The rectangle a pyramid speaks for. */
export function pyramidRectangle(pyramid: HeightPyramid): LonLatRectangle {
  return [
    pyramid.west,
    pyramid.north - pyramid.rows * pyramid.cellLatDeg,
    pyramid.west + pyramid.columns * pyramid.cellLonDeg,
    pyramid.north,
  ];
}

/** The coarsest level whose cells are no larger than `spacingDeg`. */
export function levelForSpacing(pyramid: HeightPyramid, spacingDeg: number): number {
  const cell = Math.max(pyramid.cellLonDeg, pyramid.cellLatDeg);
  return Math.max(0, Math.min(pyramid.levels - 1, Math.floor(Math.log2(spacingDeg / cell) + 1e-9)));
}

/**
 * The part of a level about a rectangle, with the samples that interpolation at its edges needs. A rectangle outside
 * the pyramid gives the nearest cells of its border.
 */
export async function heightWindow(source: HeightSource, level: number, area: LonLatRectangle): Promise<HeightGrid> {
  const { pyramid } = source;
  const size = levelSize(pyramid, level);
  const cellLonDeg = pyramid.cellLonDeg * 2 ** level;
  const cellLatDeg = pyramid.cellLatDeg * 2 ** level;
  const [west, south, east, north] = area;
  const [firstColumn, endColumn] = span(
    (west - pyramid.west) / cellLonDeg,
    (east - pyramid.west) / cellLonDeg,
    size.columns,
  );
  const [firstRow, endRow] = span(
    (pyramid.north - north) / cellLatDeg,
    (pyramid.north - south) / cellLatDeg,
    size.rows,
  );
  const columns = endColumn - firstColumn;
  const rows = endRow - firstRow;
  const levelsM = new Float32Array(columns * rows).fill(Number.NaN);
  for (let blockRow = Math.floor(firstRow / BLOCK_SIZE); blockRow * BLOCK_SIZE < endRow; blockRow++) {
    for (let blockColumn = Math.floor(firstColumn / BLOCK_SIZE); blockColumn * BLOCK_SIZE < endColumn; blockColumn++) {
      const block = await source.block(level, blockColumn, blockRow);
      if (block === null) continue;
      const fromColumn = Math.max(firstColumn, blockColumn * BLOCK_SIZE);
      const toColumn = Math.min(endColumn, (blockColumn + 1) * BLOCK_SIZE);
      const toRow = Math.min(endRow, (blockRow + 1) * BLOCK_SIZE);
      for (let row = Math.max(firstRow, blockRow * BLOCK_SIZE); row < toRow; row++) {
        const start = (row - blockRow * BLOCK_SIZE) * BLOCK_SIZE + fromColumn - blockColumn * BLOCK_SIZE;
        levelsM.set(
          block.subarray(start, start + toColumn - fromColumn),
          (row - firstRow) * columns + fromColumn - firstColumn,
        );
      }
    }
  }
  const { registration } = pyramid;
  const lattice = { west: pyramid.west, north: pyramid.north, cellLonDeg, cellLatDeg, registration };
  return { ...lattice, firstColumn, firstRow, columns, rows, levelsM };
}

/** Least and greatest known level of a block; NaN when none is. */
export function levelRange(levelsM: Float32Array): { readonly minM: number; readonly maxM: number } {
  let minM = Number.POSITIVE_INFINITY;
  let maxM = Number.NEGATIVE_INFINITY;
  for (const level of levelsM) {
    if (level < minM) minM = level;
    if (level > maxM) maxM = level;
  }
  return minM > maxM ? { minM: Number.NaN, maxM: Number.NaN } : { minM, maxM };
}

function span(from: number, to: number, count: number): readonly [first: number, end: number] {
  const first = Math.max(0, Math.min(count - 1, Math.floor(from) - 2));
  return [first, Math.max(first + 1, Math.min(count, Math.ceil(to) + 2))];
}
