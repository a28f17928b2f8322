/** Why an elevation model cannot be read. */
export type DemErrorCode =
  | 'not-a-tiff'
  | 'truncated'
  | 'directory-loop'
  | 'bad-directory'
  | 'too-large'
  | 'unsupported'
  | 'no-placement'
  | 'unknown-crs'
  | 'bad-data';

/** An elevation model that is refused; the message names the file, what was wanted and what came. */
export class DemError extends Error {
  readonly code: DemErrorCode;

  constructor(code: DemErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'DemError';
    this.code = code;
  }
}
