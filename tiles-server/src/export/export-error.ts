/** Codes a caller may branch on. */
export type ExportErrorCode =
  | 'unknown-part'
  | 'nothing-to-export'
  | 'out-taken'
  | 'out-busy'
  | 'out-unwritable'
  | 'disk-full'
  | 'scene-changed'
  | 'too-large';

/** Why an export came to no end; what it had written is used by the next. */
export class ExportError extends Error {
  readonly code: ExportErrorCode;

  constructor(code: ExportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ExportError';
    this.code = code;
  }
}

/** A layer of vector tiles that is empty: PMTiles has no archive of nothing. */
export function emptyLayer(layer: string): ExportError {
  return new ExportError(
    'nothing-to-export',
    `"${layer}" has no tile at these zooms, and a PMTiles archive holds one at least: import what it is made of, raise --max-zoom, or name another --layer.`,
  );
}

/** A write that failed, in words; anything that is no failed write as it is. */
export function writeFault(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new ExportError(
        'disk-full',
        `There is no room left to write ${path}. What is written is kept: make room and run the same command again.`,
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ExportError('out-unwritable', `${path} cannot be written: ${error.message}.`, { cause: error });
    default:
      return error;
  }
}
