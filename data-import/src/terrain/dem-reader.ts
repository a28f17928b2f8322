import { halveInto } from '@undercroft/core/terrain/height-grid';
import {
  BLOCK_SIZE,
  type HeightBlock,
  type HeightPyramid,
  levelRange,
  levelSize,
} from '@undercroft/core/terrain/height-source';
import { DEM_LIMITS_DEFAULTS, type DemImage, type DemLimits, demImage, IMAGE_TAGS } from './dem-image.ts';
import { type DemPlacement, demPlacement, PLACEMENT_TAGS, type PlacementHints } from './dem-placement.ts';
import { finestBlocks, pyramidOf } from './dem-resampling.ts';
import { demWindows } from './dem-window.ts';
import type { RandomAccess } from './random-access.ts';
import { readFirstDirectory } from './tiff-directory.ts';

/** A GeoTIFF elevation model, checked and ready to be read block by block. */
export interface Dem {
  readonly name: string;
  readonly image: DemImage;
  readonly placement: DemPlacement;
  /** The geographic lattice that its blocks fill. */
  readonly pyramid: HeightPyramid;
  /**
   * The blocks of all levels, finest rows first, a coarser block as soon as the four below it are done. Blocks in which
   * nothing is known are left out. Holds one band of blocks a level (about 1 kB a column) and the chunk cache.
   */
  blocks(signal?: AbortSignal): AsyncGenerator<HeightBlock, void, undefined>;
}

export interface DemOptions extends Partial<PlacementHints> {
  readonly limits?: DemLimits;
}

/**
 * Opens an elevation model. Everything the file declares is held against the limits and its size before a pixel is read.
 * Throws `DemError`. The file stays the caller's to close.
 */
export async function openDem(file: RandomAccess, options: DemOptions = {}): Promise<Dem> {
  const directory = await readFirstDirectory(file, new Set([...IMAGE_TAGS, ...PLACEMENT_TAGS]));
  const image = demImage(file, directory, { ...DEM_LIMITS_DEFAULTS, ...options.limits });
  const hints = { crs: options.crs ?? null, metresPerUnit: options.metresPerUnit ?? null };
  const placement = demPlacement(file.name, directory, hints);
  const pyramid = pyramidOf(file.name, image, placement);
  return {
    name: file.name,
    image,
    placement,
    pyramid,
    blocks(signal) {
      const windows = demWindows(file, image, placement.metresPerUnit);
      return pyramidBlocks(pyramid, finestBlocks(image, placement, pyramid, windows), signal);
    },
  };
}

type FinestBlock = (column: number, row: number) => Promise<Float32Array | null>;

async function* pyramidBlocks(
  pyramid: HeightPyramid,
  finest: FinestBlock,
  signal?: AbortSignal,
): AsyncGenerator<HeightBlock, void, undefined> {
  // For each level from 1 on, the row of blocks that is being filled from below, by column.
  const filling: Map<number, Float32Array>[] = Array.from({ length: pyramid.levels }, () => new Map());
  const across = (level: number) => Math.ceil(levelSize(pyramid, level).columns / BLOCK_SIZE);
  const down = (level: number) => Math.ceil(levelSize(pyramid, level).rows / BLOCK_SIZE);
  for (let row = 0; row < down(0); row++) {
    for (let column = 0; column < across(0); column++) {
      signal?.throwIfAborted();
      const levelsM = await finest(column, row);
      const block = levelsM === null ? null : known(0, column, row, levelsM);
      if (block === null) continue;
      fold(filling[1], block);
      yield block;
    }
    // A row is done when its second half is, or when there is no more below.
    for (let level = 1, below = row; level < pyramid.levels; level++) {
      if (below % 2 === 0 && below + 1 < down(level - 1)) break;
      below >>= 1;
      const blocks = filling[level] ?? new Map<number, Float32Array>();
      for (const [column, levelsM] of blocks) {
        const block = known(level, column, below, levelsM);
        if (block === null) continue;
        fold(filling[level + 1], block);
        yield block;
      }
      blocks.clear();
    }
  }
}

/** Halves a block into its quarter of the block above. */
function fold(above: Map<number, Float32Array> | undefined, { column, row, levelsM }: HeightBlock): void {
  if (above === undefined) return;
  const target = above.get(column >> 1) ?? new Float32Array(BLOCK_SIZE * BLOCK_SIZE).fill(Number.NaN);
  above.set(column >> 1, target);
  const half = BLOCK_SIZE / 2;
  halveInto(levelsM, BLOCK_SIZE, BLOCK_SIZE, target, BLOCK_SIZE, (column & 1) * half, (row & 1) * half);
}

function known(level: number, column: number, row: number, levelsM: Float32Array): HeightBlock | null {
  const range = levelRange(levelsM);
  return Number.isNaN(range.minM) ? null : { level, column, row, levelsM, ...range };
}
