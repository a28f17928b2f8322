import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LocalGrids, localGridsSchema } from '@undercroft/core/protocol/georeference';
import { AppError } from './app-error.ts';

/** The file in the data folder that holds cities' own grids. It is secret in many cities: readable by its owner alone. */
export const LOCAL_GRIDS_FILE = 'local-grids.json';

/**
 * The grids of this installation; none where there is no file. Throws `AppError` (`local-grids-invalid`) for a file that
 * does not follow its schema, without a word of what it holds.
 */
export async function readLocalGrids(home: string): Promise<LocalGrids> {
  const path = join(home, LOCAL_GRIDS_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  const parsed = localGridsSchema.safeParse(jsonOrNull(text));
  if (parsed.success) return parsed.data;
  const places = [...new Set(parsed.error.issues.map(({ path: at }) => at.join('.') || 'the file'))];
  throw new AppError('local-grids-invalid', `${path} does not follow its schema; look at ${places.join(', ')}.`);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser would say quotes the text.
    return null;
  }
}
