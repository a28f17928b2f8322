import type { Issue } from '@undercroft/core/model/issue';

/** Codes a caller may branch on. */
export type ImportErrorCode =
  | 'file-not-found'
  | 'file-not-readable'
  | 'file-too-large'
  | 'file-changed'
  | 'empty-file'
  | 'binary-file'
  | 'line-too-long'
  | 'too-many-rows'
  | 'unknown-format'
  | 'unknown-crs'
  | 'unknown-generator'
  | 'bad-terrain'
  | 'bad-utility-pattern'
  | 'path-leaves-folder'
  | 'rejected';

/**
 * A file that cannot be read, or an import that was refused. `issues` holds what was found in a file that could be
 * read but was rejected (`rejected`).
 */
export class ImportError extends Error {
  readonly code: ImportErrorCode;
  readonly issues: readonly Issue[];

  constructor(code: ImportErrorCode, message: string, options: ErrorOptions & { issues?: readonly Issue[] } = {}) {
    super(message, options);
    this.name = 'ImportError';
    this.code = code;
    this.issues = options.issues ?? [];
  }
}
