import type { Issue } from '@undercroft/core/model/issue';

/** Codes a caller may branch on. */
export const IMPORT_ERROR_CODES = [
  'file-not-found',
  'file-not-readable',
  'file-too-large',
  'file-changed',
  'empty-file',
  'binary-file',
  'line-too-long',
  'too-many-rows',
  'unknown-format',
  'unknown-encoding',
  'unknown-crs',
  'unknown-generator',
  /** The process that makes up a city broke down. */
  'generator-failed',
  'bad-terrain',
  'bad-utility-pattern',
  'path-leaves-folder',
  /** Not what its format requires: truncated, or bytes were changed. */
  'damaged-file',
  /** Beyond a cap that keeps a hostile file from filling memory or disk. */
  'unsafe-file',
  /** Sound, but of a kind that is not read. */
  'unsupported-content',
  /** Files that do not go together. */
  'mixed-formats',
  /** The process that reads outgrew its memory, took too long, or broke down. */
  'memory-cap',
  'time-cap',
  'parser-crashed',
  /** No profile of that name, or one that does not follow its schema. */
  'bad-profile',
  'bad-layer-name',
  /** The layer shows something of another kind, or the scene has an elevation model that this would stand beside. */
  'layer-taken',
  /** An upload that is not there, or no longer. */
  'unknown-upload',
  'upload-too-large',
  'disk-full',
  'rejected',
] as const;

export type ImportErrorCode = (typeof IMPORT_ERROR_CODES)[number];

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
