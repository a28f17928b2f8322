import type { NetworkTileOptions } from '@undercroft/core/tiling/network-tile';
import type { CellRange } from '@undercroft/core/tiling/quadtree';
import type { SentRows } from '@undercroft/store/sent-rows';

/** A job for an encoding thread, one at a time. */
export interface EncodeQuestion {
  /** Null for shared rows that this thread was sent before. */
  readonly sent: SentRows | null;
  /** What shared rows are known by; null for those of one tile. */
  readonly shared: number | null;
  /** Of these cells alone; null for all. */
  readonly cells: CellRange | null;
  readonly options: NetworkTileOptions;
}

/**
 * What the thread answers: the bytes of the tile (null for nothing to draw), why there are none, or that it has the
 * shared rows no more.
 */
export type EncodeAnswer =
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array<ArrayBuffer> | null }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'forgotten' };
