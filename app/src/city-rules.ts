import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissingFile } from '@undercroft/tiles-server/missing-file';
import { AppError } from './app-error.ts';

/** Rules that come with the program and that a city may lay its own file above. */
export interface CityRules<Rules> {
  /** Below the folder of a scene, with forward slashes. */
  readonly file: string;
  readonly builtIn: Rules;
  /** `name` is what the file is called in the sentences about its faults. */
  readonly read: (
    json: unknown,
    name: string,
    scene: string,
  ) => { readonly ok: true; readonly rules: Rules } | { readonly ok: false; readonly faults: readonly string[] };
}

/**
 * The rules of scenes: the built-in ones, or a city's own where `<folder>/<scene>/<file>` is there (the strongest folder
 * last). Files are looked at on each call, so that a change holds at once, and read again only when they have changed:
 * until then it is the same object. Rejects with `AppError('rules-invalid')` for a file that cannot be used, with a
 * sentence for each fault; no other rules are taken in its place.
 */
export function cityRules<Rules>(
  folders: readonly string[],
  { file, builtIn, read }: CityRules<Rules>,
): (scene: { readonly id: string }) => Promise<Rules> {
  const known = new Map<string, { readonly state: string; readonly rules: Rules }>();
  return async ({ id }) => {
    const path = await cityFile(folders, id, file);
    if (path === null) return builtIn;
    const { mtimeMs, size, ino } = await stat(path);
    const state = `${path} ${mtimeMs} ${size} ${ino}`;
    const before = known.get(id);
    if (before?.state === state) return before.rules;
    // Whoever asks over the network is not told where the program is installed.
    const name = `scenes/${id}/${file}`;
    const reading = read(await jsonOfFile(path, name), name, id);
    if (!reading.ok) throw new AppError('rules-invalid', reading.faults.join('\n'));
    known.set(id, { state, rules: reading.rules });
    return reading.rules;
  };
}

/** The file of a scene that counts, or null where it has none. */
export async function cityFile(folders: readonly string[], scene: string, file: string): Promise<string | null> {
  for (const folder of folders.toReversed()) {
    const path = join(folder, scene, file);
    if (await isFile(path)) return path;
  }
  return null;
}

/** Throws `AppError('rules-invalid')` where the text is no JSON. */
export async function jsonOfFile(path: string, name: string): Promise<unknown> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('rules-invalid', `${name}: the file: wanted JSON, got text that is none (${why}).`);
  }
}

export async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (isMissingFile(error)) return false;
    throw error;
  }
}
