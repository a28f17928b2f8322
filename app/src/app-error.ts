/** Codes a caller may branch on; the sentence beside one names the thing, what was wanted and what came. */
export type AppErrorCode =
  | 'bad-option'
  | 'unknown-scene'
  | 'unknown-source'
  | 'scene-invalid'
  | 'source-missing'
  | 'home-taken'
  | 'port-taken'
  | 'cannot-listen'
  | 'not-healthy'
  | 'server-refused'
  | 'import-failed'
  | 'unknown-import'
  | 'not-confirmed'
  | 'area-unreadable'
  | 'local-grids-invalid'
  | 'rules-invalid'
  | 'unknown-rule';

/** A failure that a person at the command line can do something about; printed as its message, without a stack. */
export class AppError extends Error {
  readonly code: AppErrorCode;

  constructor(code: AppErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}
