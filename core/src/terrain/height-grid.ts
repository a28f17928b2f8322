import { TerrainError } from './terrain-error.ts';
import type { LonLatRectangle } from './terrain-tiling.ts';

/**
 * A lattice of levels over longitude and latitude, or a window of one. Rows run south from the north edge.
 *
 * ```
 *   cellCentre: the sample speaks for a cell        corner: the samples stand on the lattice lines
 *   west,north +---+---+                            west,north  *---*---*
 *              | * | * |                                        |   |   |
 *              +---+---+                                        *---*---*
 * ```
 * `west` and `north` are the lattice's own corner, the same for every window of it: two windows compute the same
 * fraction of a cell for the same place, to the last bit.
 */
export interface HeightLattice {
  readonly west: number;
  readonly north: number;
  readonly cellLonDeg: number;
  readonly cellLatDeg: number;
  readonly registration: 'cellCentre' | 'corner';
}

export interface HeightGrid extends HeightLattice {
  /** Lattice index of the window's first sample. */
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly columns: number;
  readonly rows: number;
  /** `rows * columns` levels, metres above the height datum; NaN = unknown. */
  readonly levelsM: Float32Array;
}

/**
 * Level at a place by bilinear interpolation of the four samples about it. Unknown samples are left out and the others
 * weighed anew as long as those known carry at least half of the weight; else NaN. NaN too outside the window: beyond
 * the outer samples, or half a cell beyond them where they are cell centres.
 */
export function sampleGrid(grid: HeightGrid, lon: number, lat: number): number {
  const shift = grid.registration === 'cellCentre' ? 0.5 : 0;
  const column = (lon - grid.west) / grid.cellLonDeg - shift;
  const row = (grid.north - lat) / grid.cellLatDeg - shift;
  const slack = shift + 1e-9;
  const localColumn = column - grid.firstColumn;
  const localRow = row - grid.firstRow;
  // Written so that NaN is refused too.
  if (!(localColumn >= -slack && localColumn <= grid.columns - 1 + slack)) return Number.NaN;
  if (!(localRow >= -slack && localRow <= grid.rows - 1 + slack)) return Number.NaN;
  const floorColumn = Math.floor(column);
  const floorRow = Math.floor(row);
  const fx = column - floorColumn;
  const fy = row - floorRow;
  const c0 = within(floorColumn - grid.firstColumn, grid.columns);
  const c1 = within(floorColumn + 1 - grid.firstColumn, grid.columns);
  const r0 = within(floorRow - grid.firstRow, grid.rows) * grid.columns;
  const r1 = within(floorRow + 1 - grid.firstRow, grid.rows) * grid.columns;
  const { levelsM } = grid;
  const nw = levelsM[r0 + c0] ?? Number.NaN;
  const ne = levelsM[r0 + c1] ?? Number.NaN;
  const sw = levelsM[r1 + c0] ?? Number.NaN;
  const se = levelsM[r1 + c1] ?? Number.NaN;
  const level = (nw * (1 - fx) + ne * fx) * (1 - fy) + (sw * (1 - fx) + se * fx) * fy;
  if (!Number.isNaN(level)) return level;
  return knownShare(nw, ne, sw, se, fx, fy);
}

/** The grid halved: each sample is the mean of the known ones among 2 x 2 cells. Only for cell-centred grids. */
export function halveGrid(grid: HeightGrid): HeightGrid {
  if (grid.registration !== 'cellCentre' || grid.firstColumn % 2 !== 0 || grid.firstRow % 2 !== 0) {
    throw new TerrainError('bad-grid', 'Only a cell-centred grid that starts at even cells can be halved.');
  }
  const columns = Math.ceil(grid.columns / 2);
  const rows = Math.ceil(grid.rows / 2);
  const levelsM = new Float32Array(columns * rows);
  halveInto(grid.levelsM, grid.columns, grid.rows, levelsM, columns, 0, 0);
  return {
    ...grid,
    cellLonDeg: grid.cellLonDeg * 2,
    cellLatDeg: grid.cellLatDeg * 2,
    firstColumn: grid.firstColumn / 2,
    firstRow: grid.firstRow / 2,
    columns,
    rows,
    levelsM,
  };
}

/** Writes the means of 2 x 2 samples of `from` into `to` (`toWidth` wide) at a column and row. */
export function halveInto(
  from: Float32Array,
  width: number,
  height: number,
  to: Float32Array,
  toWidth: number,
  toColumn: number,
  toRow: number,
): void {
  for (let row = 0; row < height; row += 2) {
    const lower = row + 1 < height;
    let target = (toRow + row / 2) * toWidth + toColumn;
    for (let column = 0; column < width; column += 2) {
      const at = row * width + column;
      const right = column + 1 < width;
      const a = from[at] ?? Number.NaN;
      const b = right ? (from[at + 1] ?? Number.NaN) : Number.NaN;
      const c = lower ? (from[at + width] ?? Number.NaN) : Number.NaN;
      const d = right && lower ? (from[at + width + 1] ?? Number.NaN) : Number.NaN;
      const mean = (a + b + c + d) / 4;
      to[target++] = Number.isNaN(mean) ? meanOfKnown(a, b, c, d) : mean;
    }
  }
}

/** The rectangle that the samples of a grid speak for. */
export function gridRectangle(grid: HeightGrid): LonLatRectangle {
  const far = grid.registration === 'cellCentre' ? 0 : 1;
  return [
    grid.west + grid.firstColumn * grid.cellLonDeg,
    grid.north - (grid.firstRow + grid.rows - far) * grid.cellLatDeg,
    grid.west + (grid.firstColumn + grid.columns - far) * grid.cellLonDeg,
    grid.north - grid.firstRow * grid.cellLatDeg,
  ];
}

function within(index: number, count: number): number {
  return index < 0 ? 0 : index >= count ? count - 1 : index;
}

function knownShare(nw: number, ne: number, sw: number, se: number, fx: number, fy: number): number {
  let sum = 0;
  let weight = 0;
  const add = (level: number, share: number) => {
    if (Number.isNaN(level)) return;
    sum += level * share;
    weight += share;
  };
  add(nw, (1 - fx) * (1 - fy));
  add(ne, fx * (1 - fy));
  add(sw, (1 - fx) * fy);
  add(se, fx * fy);
  return weight >= 0.5 ? sum / weight : Number.NaN;
}

function meanOfKnown(a: number, b: number, c: number, d: number): number {
  let sum = 0;
  let count = 0;
  for (const value of [a, b, c, d]) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}
