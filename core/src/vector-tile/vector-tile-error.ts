/** Codes a caller may branch on when bytes are not a vector tile. */
export type VectorTileErrorCode =
  | 'truncated'
  | 'varint-too-long'
  | 'wrong-wire-type'
  | 'version-missing'
  | 'version-unknown'
  | 'name-missing'
  | 'extent-invalid'
  | 'value-invalid'
  | 'tag-out-of-range'
  | 'geometry-command'
  | 'geometry-count'
  | 'not-utf8'
  | 'value-not-finite'
  | 'id-invalid';

/** Bytes that cannot be read as a vector tile, or a value that cannot be written into one. */
export class VectorTileError extends Error {
  readonly code: VectorTileErrorCode;

  constructor(code: VectorTileErrorCode, message: string) {
    super(message);
    this.name = 'VectorTileError';
    this.code = code;
  }
}
