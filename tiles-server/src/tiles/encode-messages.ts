import type { NetworkJob } from './tile-encoder.ts';

/** A job for an encoding thread, one at a time. */
export type EncodeQuestion = NetworkJob;

/** What the thread answers: the bytes of the tile (null for nothing to draw), or why there are none. */
export type EncodeAnswer =
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array<ArrayBuffer> | null }
  | { readonly kind: 'failed'; readonly error: unknown };
