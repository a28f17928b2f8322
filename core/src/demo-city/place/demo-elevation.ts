import { halveInto } from '../../terrain/height-grid.ts';
import {
  BLOCK_SIZE,
  type HeightBlock,
  type HeightPyramid,
  levelRange,
  levelSize,
  pyramidLevels,
} from '../../terrain/height-source.ts';
import { planPointAt } from './demo-frame.ts';
import { REGION } from './region-coast.ts';
import { regionGround } from './region-ground.ts';

/**
 * Side of a cell, metres: 1,710 x 1,376 cells, 2.4 million, over 36 x 29 km. The district's plain and the river's banks come out
 * well; a quay is a slope of one cell.
 */
const CELL_M = 21;

const METRES_PER_DEGREE = 111_132;
const DEGREE = Math.PI / 180;
/** Places in plan are worked out this many cells apart and interpolated between: that errs by less than a centimetre. */
const PATCH = 32;

/** An elevation model: its lattice and its blocks, finest level first. */
export interface DemoElevation {
  readonly pyramid: HeightPyramid;
  readonly blocks: () => Iterable<HeightBlock>;
}

/** The elevation model of the three coastal districts: the ground, and the surface of sea and river. A function of nothing. */
export function demoElevation(): DemoElevation {
  const cellLatDeg = CELL_M / METRES_PER_DEGREE;
  const cellLonDeg = cellLatDeg / Math.cos(((REGION.south + REGION.north) / 2) * DEGREE);
  const columns = Math.ceil((REGION.east - REGION.west) / cellLonDeg);
  const rows = Math.ceil((REGION.north - REGION.south) / cellLatDeg);
  const pyramid: HeightPyramid = {
    registration: 'cellCentre',
    west: REGION.west,
    north: REGION.north,
    cellLonDeg,
    cellLatDeg,
    columns,
    rows,
    levels: pyramidLevels(columns, rows),
  };
  return { pyramid, blocks: () => blocksOf(pyramid) };
}

function* blocksOf(pyramid: HeightPyramid): Iterable<HeightBlock> {
  const { surfaceLevelM } = regionGround();
  let finer = new Map<string, Float32Array>();
  for (let level = 0; level < pyramid.levels; level++) {
    const { columns, rows } = levelSize(pyramid, level);
    const blocks = new Map<string, Float32Array>();
    for (let row = 0; row * BLOCK_SIZE < rows; row++) {
      for (let column = 0; column * BLOCK_SIZE < columns; column++) {
        const levelsM = level === 0 ? sampled(pyramid, column, row, surfaceLevelM) : halved(finer, column, row);
        blocks.set(`${column}/${row}`, levelsM);
        yield { level, column, row, levelsM, ...levelRange(levelsM) };
      }
    }
    finer = blocks;
  }
}

function sampled(
  pyramid: HeightPyramid,
  column: number,
  row: number,
  surfaceLevelM: (at: readonly [number, number]) => number,
): Float32Array {
  const levelsM = new Float32Array(BLOCK_SIZE * BLOCK_SIZE).fill(Number.NaN);
  const lastRow = Math.min(BLOCK_SIZE, pyramid.rows - row * BLOCK_SIZE);
  const lastColumn = Math.min(BLOCK_SIZE, pyramid.columns - column * BLOCK_SIZE);
  const placeAt = (x: number, y: number) =>
    planPointAt(
      pyramid.west + (column * BLOCK_SIZE + x + 0.5) * pyramid.cellLonDeg,
      pyramid.north - (row * BLOCK_SIZE + y + 0.5) * pyramid.cellLatDeg,
    );
  for (let y0 = 0; y0 < lastRow; y0 += PATCH) {
    for (let x0 = 0; x0 < lastColumn; x0 += PATCH) {
      const northWest = placeAt(x0, y0);
      const northEast = placeAt(x0 + PATCH, y0);
      const southWest = placeAt(x0, y0 + PATCH);
      const southEast = placeAt(x0 + PATCH, y0 + PATCH);
      const between = (k: 0 | 1, s: number, t: number): number =>
        (northWest[k] * (1 - s) + northEast[k] * s) * (1 - t) + (southWest[k] * (1 - s) + southEast[k] * s) * t;
      for (let y = y0; y < Math.min(lastRow, y0 + PATCH); y++) {
        const t = (y - y0) / PATCH;
        for (let x = x0; x < Math.min(lastColumn, x0 + PATCH); x++) {
          const s = (x - x0) / PATCH;
          levelsM[y * BLOCK_SIZE + x] = surfaceLevelM([between(0, s, t), between(1, s, t)]);
        }
      }
    }
  }
  return levelsM;
}

/** A block out of the four below it. */
function halved(finer: ReadonlyMap<string, Float32Array>, column: number, row: number): Float32Array {
  const levelsM = new Float32Array(BLOCK_SIZE * BLOCK_SIZE).fill(Number.NaN);
  const half = BLOCK_SIZE / 2;
  for (const [down, right] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const) {
    const quarter = finer.get(`${column * 2 + right}/${row * 2 + down}`);
    if (quarter === undefined) continue;
    halveInto(quarter, BLOCK_SIZE, BLOCK_SIZE, levelsM, BLOCK_SIZE, right * half, down * half);
  }
  return levelsM;
}
