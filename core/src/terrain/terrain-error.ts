/** What is wrong with a terrain tile's bytes or with what one was asked to be made of. */
export type TerrainErrorCode =
  | 'truncated'
  | 'bad-header'
  | 'bad-index'
  | 'bad-edge'
  | 'bad-extension'
  | 'too-many-vertices'
  | 'bad-tile'
  | 'bad-mesh'
  | 'bad-grid';

/** A terrain tile or grid that cannot be read or made; the message names what was wanted and what came. */
export class TerrainError extends Error {
  readonly code: TerrainErrorCode;

  constructor(code: TerrainErrorCode, message: string) {
    super(message);
    this.name = 'TerrainError';
    this.code = code;
  }
}
