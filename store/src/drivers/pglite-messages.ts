import type { DatabaseErrorFields } from './database-error.ts';

/** What the embedded driver sends to its worker thread; answers carry the same `id`. */
export type PgliteRequest =
  | { readonly id: number; readonly kind: 'open'; readonly folder: string }
  /** One statement in protocol messages, as `encodeStatement` writes them. */
  | { readonly id: number; readonly kind: 'execute'; readonly message: Uint8Array<ArrayBuffer> }
  /** A `copy ... from '/dev/blob'` with what that file holds. */
  | { readonly id: number; readonly kind: 'copy'; readonly text: string; readonly data: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly kind: 'close' };

export type PgliteAnswer =
  | { readonly id: number; readonly kind: 'done' }
  /** Protocol messages, for `decodeAnswer`. */
  | { readonly id: number; readonly kind: 'executed'; readonly answer: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly kind: 'copied'; readonly command: string | null; readonly rowCount: number }
  | { readonly id: number; readonly kind: 'failed'; readonly error: DatabaseErrorFields };
