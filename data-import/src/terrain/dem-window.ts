import type { HeightGrid } from '@undercroft/core/terrain/height-grid';
import { decodeChunk } from './decode-chunk.ts';
import type { DemImage } from './dem-image.ts';
import type { RandomAccess } from './random-access.ts';

/** Reads windows of an image; keeps the chunks last used, as many as fit in `cacheBytes`. */
export interface DemWindows {
  /** Levels of a window, NaN where unknown or outside the image. Columns and rows in pixels from the first. */
  read(firstColumn: number, firstRow: number, columns: number, rows: number): Promise<Float32Array>;
  /** True where no chunk was ever written: nothing is known and nothing need be read. */
  isEmpty(firstColumn: number, firstRow: number, columns: number, rows: number): boolean;
}

/** Of the chunk cache: a band of 256 rows of 100,000 columns is 100 MB. */
export const CACHE_BYTES = 128 * 2 ** 20;

export function demWindows(
  file: RandomAccess,
  image: DemImage,
  metresPerUnit: number,
  cacheBytes = CACHE_BYTES,
): DemWindows {
  const cache = new Map<number, Float32Array | null>();
  let held = 0;
  const load = async (index: number): Promise<Float32Array | null> => {
    const place = image.chunkAt(index);
    if (place === null) return null;
    const bytes = await file.read(place.offset, place.sizeBytes);
    const firstRow = Math.floor(index / image.chunksAcross) * image.chunkHeight;
    const rows = image.cutBelow ? Math.min(image.chunkHeight, image.height - firstRow) : image.chunkHeight;
    return decodeChunk(file.name, image, bytes, rows, metresPerUnit);
  };
  const chunk = async (index: number): Promise<Float32Array | null> => {
    const known = cache.get(index);
    if (known !== undefined) {
      // Back to the end of the line: the first in a map is the one unused for longest.
      cache.delete(index);
      cache.set(index, known);
      return known;
    }
    const loaded = await load(index);
    cache.set(index, loaded);
    held += loaded?.byteLength ?? 0;
    for (const [oldest, levels] of cache) {
      if (held <= cacheBytes || oldest === index) break;
      cache.delete(oldest);
      held -= levels?.byteLength ?? 0;
    }
    return loaded;
  };
  return {
    isEmpty(firstColumn, firstRow, columns, rows) {
      const { chunkWidth, chunkHeight, chunksAcross, chunksDown } = image;
      const endDown = Math.min(chunksDown, Math.ceil((firstRow + rows) / chunkHeight));
      const endAcross = Math.min(chunksAcross, Math.ceil((firstColumn + columns) / chunkWidth));
      for (let down = Math.max(0, Math.floor(firstRow / chunkHeight)); down < endDown; down++) {
        for (let across = Math.max(0, Math.floor(firstColumn / chunkWidth)); across < endAcross; across++) {
          if (image.chunkAt(down * chunksAcross + across) !== null) return false;
        }
      }
      return true;
    },
    async read(firstColumn, firstRow, columns, rows) {
      const window = new Float32Array(columns * rows).fill(Number.NaN);
      const clip = (from: number, count: number, end: number) =>
        [Math.max(0, from), Math.min(end, from + count)] as const;
      const [left, right] = clip(firstColumn, columns, image.width);
      const [top, bottom] = clip(firstRow, rows, image.height);
      if (left >= right || top >= bottom) return window;
      const { chunkWidth, chunkHeight, chunksAcross } = image;
      for (let down = Math.floor(top / chunkHeight); down * chunkHeight < bottom; down++) {
        for (let across = Math.floor(left / chunkWidth); across * chunkWidth < right; across++) {
          const levels = await chunk(down * chunksAcross + across);
          if (levels === null) continue;
          const from = Math.max(left, across * chunkWidth);
          const to = Math.min(right, (across + 1) * chunkWidth);
          for (let row = Math.max(top, down * chunkHeight); row < Math.min(bottom, (down + 1) * chunkHeight); row++) {
            const start = (row - down * chunkHeight) * chunkWidth - across * chunkWidth;
            window.set(levels.subarray(start + from, start + to), (row - firstRow) * columns + from - firstColumn);
          }
        }
      }
      return window;
    },
  };
}

/** A window as a grid whose "longitude" is the pixel column and whose "latitude" is the negated pixel row. */
export async function pixelGrid(
  windows: DemWindows,
  firstColumn: number,
  firstRow: number,
  columns: number,
  rows: number,
): Promise<HeightGrid> {
  const levelsM = await windows.read(firstColumn, firstRow, columns, rows);
  const lattice = { west: 0, north: 0, cellLonDeg: 1, cellLatDeg: 1, registration: 'cellCentre' } as const;
  return { ...lattice, firstColumn, firstRow, columns, rows, levelsM };
}
