import { fromLonLat, toLonLat } from '@undercroft/core/geodesy/crs';
import { sampleGrid } from '@undercroft/core/terrain/height-grid';
import { BLOCK_SIZE, type HeightPyramid, pyramidLevels } from '@undercroft/core/terrain/height-source';
import { DemError } from './dem-error.ts';
import type { DemImage } from './dem-image.ts';
import type { DemPlacement } from './dem-placement.ts';
import { type DemWindows, pixelGrid } from './dem-window.ts';

/** Pixels between places that are projected exactly; between them positions are interpolated (below 1e-3 of a pixel). */
const CONTROL_STEP = 16;
const CONTROL_SIDE = BLOCK_SIZE / CONTROL_STEP + 1;
const OUTLINE_POINTS = 64;

/**
 * The geographic lattice of an image. A geographic image keeps its own pixels; a projected one gets cells of its
 * pixels' size about its middle, over the rectangle that holds it.
 */
export function pyramidOf(name: string, image: DemImage, placement: DemPlacement): HeightPyramid {
  const { crs, west, north, pixelWidth, pixelHeight } = placement;
  if (crs.kind === 'geographic') {
    assertOnEarth(name, west, north - image.height * pixelHeight, west + image.width * pixelWidth, north);
    return lattice(west, north, pixelWidth, pixelHeight, image.width, image.height);
  }
  const project = toLonLat(crs);
  const at = (column: number, row: number) => project(west + column * pixelWidth, north - row * pixelHeight);
  let [minLon, minLat, maxLon, maxLat] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k <= OUTLINE_POINTS; k++) {
    const x = (image.width * k) / OUTLINE_POINTS;
    const y = (image.height * k) / OUTLINE_POINTS;
    for (const [lon, lat] of [at(x, 0), at(x, image.height), at(0, y), at(image.width, y)]) {
      [minLon, maxLon] = [Math.min(minLon, lon), Math.max(maxLon, lon)];
      [minLat, maxLat] = [Math.min(minLat, lat), Math.max(maxLat, lat)];
    }
  }
  assertOnEarth(name, minLon, minLat, maxLon, maxLat);
  const [column, row] = [image.width / 2, image.height / 2];
  const cellLonDeg = Math.abs(at(column + 0.5, row)[0] - at(column - 0.5, row)[0]);
  const cellLatDeg = Math.abs(at(column, row - 0.5)[1] - at(column, row + 0.5)[1]);
  const columns = Math.ceil((maxLon - minLon) / cellLonDeg);
  const rows = Math.ceil((maxLat - minLat) / cellLatDeg);
  return lattice(minLon, maxLat, cellLonDeg, cellLatDeg, columns, rows);
}

/** Makes blocks of level 0: copied from a geographic image, interpolated from a projected one; null where nothing is. */
export function finestBlocks(image: DemImage, placement: DemPlacement, pyramid: HeightPyramid, windows: DemWindows) {
  if (placement.crs.kind === 'geographic') {
    return async (column: number, row: number): Promise<Float32Array | null> => {
      const window = [column * BLOCK_SIZE, row * BLOCK_SIZE, BLOCK_SIZE, BLOCK_SIZE] as const;
      return windows.isEmpty(...window) ? null : windows.read(...window);
    };
  }
  const project = fromLonLat(placement.crs);
  const pixelX = new Float64Array(CONTROL_SIDE * CONTROL_SIDE);
  const pixelY = new Float64Array(CONTROL_SIDE * CONTROL_SIDE);
  return async (column: number, row: number): Promise<Float32Array | null> => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = 0; k < pixelX.length; k++) {
      const cellX = column * BLOCK_SIZE + (k % CONTROL_SIDE) * CONTROL_STEP + 0.5;
      const cellY = row * BLOCK_SIZE + Math.floor(k / CONTROL_SIDE) * CONTROL_STEP + 0.5;
      const [east, north] = project(
        pyramid.west + cellX * pyramid.cellLonDeg,
        pyramid.north - cellY * pyramid.cellLatDeg,
      );
      const x = (east - placement.west) / placement.pixelWidth;
      const y = (placement.north - north) / placement.pixelHeight;
      pixelX[k] = x;
      pixelY[k] = y;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
    const clip = (value: number, end: number) => Math.max(0, Math.min(end, value));
    const firstColumn = clip(Math.floor(left) - 2, image.width);
    const firstRow = clip(Math.floor(top) - 2, image.height);
    const columns = clip(Math.ceil(right) + 2, image.width) - firstColumn;
    const rows = clip(Math.ceil(bottom) + 2, image.height) - firstRow;
    if (!(columns > 0 && rows > 0) || windows.isEmpty(firstColumn, firstRow, columns, rows)) return null;
    const grid = await pixelGrid(windows, firstColumn, firstRow, columns, rows);
    const block = new Float32Array(BLOCK_SIZE * BLOCK_SIZE);
    for (let y = 0; y < BLOCK_SIZE; y++) {
      for (let x = 0; x < BLOCK_SIZE; x++) {
        block[y * BLOCK_SIZE + x] = sampleGrid(grid, between(pixelX, x, y), -between(pixelY, x, y));
      }
    }
    return block;
  };
}

/** A value at a cell of the block, bilinear between the control places. */
function between(values: Float64Array, x: number, y: number): number {
  const column = Math.floor(x / CONTROL_STEP);
  const row = Math.floor(y / CONTROL_STEP);
  const fx = x / CONTROL_STEP - column;
  const fy = y / CONTROL_STEP - row;
  const at = row * CONTROL_SIDE + column;
  const upper = (values[at] ?? 0) * (1 - fx) + (values[at + 1] ?? 0) * fx;
  const lower = (values[at + CONTROL_SIDE] ?? 0) * (1 - fx) + (values[at + CONTROL_SIDE + 1] ?? 0) * fx;
  return upper * (1 - fy) + lower * fy;
}

function lattice(
  west: number,
  north: number,
  cellLonDeg: number,
  cellLatDeg: number,
  columns: number,
  rows: number,
): HeightPyramid {
  const registration = 'cellCentre';
  return { west, north, cellLonDeg, cellLatDeg, registration, columns, rows, levels: pyramidLevels(columns, rows) };
}

function assertOnEarth(name: string, west: number, south: number, east: number, north: number): void {
  // A pixel's half beyond the pole or the antimeridian is common.
  if (west >= -181 && east <= 181 && south >= -91 && north <= 91 && west < east && south < north) return;
  throw new DemError(
    'no-placement',
    `"${name}" would lie at longitudes ${west} to ${east} and latitudes ${south} to ${north}: its system is not as said.`,
  );
}
