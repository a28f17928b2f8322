import { halveInto } from '../terrain/height-grid.ts';
import {
  BLOCK_SIZE,
  type HeightBlock,
  type HeightPyramid,
  levelRange,
  levelSize,
  pyramidLevels,
} from '../terrain/height-source.ts';
import { DEMO_ORIGIN, demoPlanPoint } from './demo-frame.ts';
import { groundLevelM } from './demo-ground.ts';

/** Side of a cell and half the side of the model, metres: the quarter, the bay before it, the hills behind. */
const CELL_M = 5;
const HALF_SIDE_M = 1600;

/** Mean sea level above the datum, metres: where the ground lies deeper the model shows the water's surface. */
const SEA_LEVEL_M = 0;

const METRES_PER_DEGREE = 111_132;
const DEGREE = Math.PI / 180;

/** An elevation model: its lattice and its blocks, finest level first. */
export interface DemoElevation {
  readonly pyramid: HeightPyramid;
  readonly blocks: () => Iterable<HeightBlock>;
}

/** The elevation model of the made-up quarter: its ground, and the sea's surface. A function of nothing. */
export function demoElevation(): DemoElevation {
  const cellLatDeg = CELL_M / METRES_PER_DEGREE;
  const cellLonDeg = cellLatDeg / Math.cos(DEMO_ORIGIN[1] * DEGREE);
  const side = (2 * HALF_SIDE_M) / CELL_M;
  const pyramid: HeightPyramid = {
    registration: 'cellCentre',
    west: DEMO_ORIGIN[0] - (side / 2) * cellLonDeg,
    north: DEMO_ORIGIN[1] + (side / 2) * cellLatDeg,
    cellLonDeg,
    cellLatDeg,
    columns: side,
    rows: side,
    levels: pyramidLevels(side, side),
  };
  return { pyramid, blocks: () => blocksOf(pyramid) };
}

function* blocksOf(pyramid: HeightPyramid): Iterable<HeightBlock> {
  let finer = new Map<string, Float32Array>();
  for (let level = 0; level < pyramid.levels; level++) {
    const { columns, rows } = levelSize(pyramid, level);
    const blocks = new Map<string, Float32Array>();
    for (let row = 0; row * BLOCK_SIZE < rows; row++) {
      for (let column = 0; column * BLOCK_SIZE < columns; column++) {
        const levelsM = level === 0 ? sampled(pyramid, column, row) : halved(finer, column, row);
        blocks.set(`${column}/${row}`, levelsM);
        yield { level, column, row, levelsM, ...levelRange(levelsM) };
      }
    }
    finer = blocks;
  }
}

function sampled(pyramid: HeightPyramid, column: number, row: number): Float32Array {
  const levelsM = new Float32Array(BLOCK_SIZE * BLOCK_SIZE).fill(Number.NaN);
  const lastRow = Math.min(BLOCK_SIZE, pyramid.rows - row * BLOCK_SIZE);
  const lastColumn = Math.min(BLOCK_SIZE, pyramid.columns - column * BLOCK_SIZE);
  for (let y = 0; y < lastRow; y++) {
    const lat = pyramid.north - (row * BLOCK_SIZE + y + 0.5) * pyramid.cellLatDeg;
    for (let x = 0; x < lastColumn; x++) {
      const lon = pyramid.west + (column * BLOCK_SIZE + x + 0.5) * pyramid.cellLonDeg;
      levelsM[y * BLOCK_SIZE + x] = Math.max(SEA_LEVEL_M, groundLevelM(demoPlanPoint(lon, lat)));
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
