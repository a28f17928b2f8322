import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders of everything that decides what the made-up city is and how its files are written. */
const FOLDERS = ['../../../core/src/demo-city', '../../../core/src/random', '.'] as const;

let known: Promise<string> | null = null;

/**
 * Tells one version of the generator from another: a digest of its own source, since that is what runs. So nobody has to
 * remember to raise a number, and a city that was made before is made anew when the program has changed.
 */
export function demoCityVersion(): Promise<string> {
  known ??= digestOf(FOLDERS.map((folder) => fileURLToPath(new URL(`${folder}/`, import.meta.url))));
  return known;
}

async function digestOf(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true });
    const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort();
    for (const name of sources) hash.update(name).update(await readFile(join(folder, name)));
  }
  return hash.digest('hex');
}
