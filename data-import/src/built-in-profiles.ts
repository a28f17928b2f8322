import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Profile, profileSchema } from '@undercroft/core/protocol/profile';
import { ImportError } from './import-error.ts';

const FOLDER = fileURLToPath(new URL('../profiles/', import.meta.url));
const ENDING = '.json';

/** The profiles that come with the program, by name. */
export async function builtInProfiles(): Promise<readonly Profile[]> {
  return await profilesIn(FOLDER);
}

/** The built-in profile of that name. Throws `ImportError` (`bad-profile`) when there is none. */
export async function builtInProfile(name: string): Promise<Profile> {
  const all = await builtInProfiles();
  const found = all.find((profile) => profile.name === name);
  if (found !== undefined) return found;
  const known = all.map((profile) => profile.name).join(', ');
  throw new ImportError('bad-profile', `There is no profile "${name}"; those that come with the program are ${known}.`);
}

/**
 * Every profile of a folder, by name; none where there is no folder. Throws `ImportError` (`bad-profile`) for a file that
 * does not follow the schema.
 */
export async function profilesIn(folder: string): Promise<readonly Profile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ENDING)).sort();
  return await Promise.all(names.map((name) => profileFile(join(folder, name), name)));
}

/** A profile file. `shown` is what messages call it. Throws `ImportError`. */
export async function profileFile(path: string, shown: string): Promise<Profile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new ImportError('bad-profile', `There is no profile file "${shown}".`, { cause });
  }
  return parsedProfile(text, shown);
}

/** A profile from its JSON. Throws `ImportError` (`bad-profile`) that says what is wrong with it. */
export function parsedProfile(text: string, shown: string): Profile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ImportError('bad-profile', `The profile "${shown}" is not JSON.`, { cause });
  }
  const result = profileSchema.safeParse(json);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'profile'}: ${message}`);
  throw new ImportError('bad-profile', `The profile "${shown}" does not follow its schema: ${faults.join('; ')}.`);
}
