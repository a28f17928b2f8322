import { type Crs, CrsError, crsByCode } from '@undercroft/core/geodesy/crs';
import { ImportError } from '../import-error.ts';

/** Looks a CRS up; an unlisted code is an `ImportError` that names it. */
export function knownCrs(code: string): Crs {
  try {
    return crsByCode(code);
  } catch (cause) {
    if (cause instanceof CrsError) throw new ImportError('unknown-crs', cause.message, { cause });
    throw cause;
  }
}
