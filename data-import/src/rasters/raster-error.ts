import { ImportError } from '../import-error.ts';
import { DemError } from '../terrain/dem-error.ts';

/** What is wrong with a raster as an import tells it; anything else passes through. */
export function asImportError(cause: unknown): unknown {
  if (!(cause instanceof DemError)) return cause;
  return new ImportError(cause.code === 'unknown-crs' ? 'unknown-crs' : 'bad-terrain', cause.message, { cause });
}

/** Runs work on a raster; what it is refused for comes out as `ImportError`. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw asImportError(cause);
  }
}
