import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Profiles } from '@undercroft/core/protocol/data-page';
import type { Profile } from '@undercroft/core/protocol/profile';
import { builtInProfiles, profileFile, profilesIn } from '@undercroft/data-import/built-in-profiles';
import { ImportError } from '@undercroft/data-import/import-error';

/** The column profiles a scene can be read with. */
export interface SceneProfiles {
  /** Those of the scene first, then those that come with the program and have no namesake there. */
  list(): Promise<Profiles>;
  /** By name, or by a path below the scene's folder (`profiles/pipes.json`). Throws `ImportError` (`bad-profile`). */
  named(name: string): Promise<Profile>;
  /** Keeps a profile in the data folder, in place of one of the same name. */
  save(profile: Profile): Promise<void>;
}

/**
 * `sceneFolders`: the folders that may hold the scene's `scene.json`, the strongest last; profiles stand in `profiles/`
 * there. `home`: the data folder, whose `profiles/<scene>/` is written and strongest of all.
 */
export function sceneProfiles(scene: string, sceneFolders: readonly string[], home: string): SceneProfiles {
  const own = join(home, 'profiles', scene);
  const strongestFirst = [own, ...sceneFolders.map((folder) => join(folder, scene, 'profiles')).reverse()];

  const list = async (): Promise<Profiles> => {
    const found = new Map<string, Profile>();
    for (const folder of strongestFirst) {
      for (const profile of await profilesIn(folder)) if (!found.has(profile.name)) found.set(profile.name, profile);
    }
    const builtIn: string[] = [];
    for (const profile of await builtInProfiles()) {
      if (found.has(profile.name)) continue;
      found.set(profile.name, profile);
      builtIn.push(profile.name);
    }
    return { profiles: [...found.values()], builtIn };
  };

  return {
    list,
    async named(name) {
      if (name.endsWith('.json')) return await fileNamed(name, scene, sceneFolders);
      const { profiles } = await list();
      const profile = profiles.find((candidate) => candidate.name === name);
      if (profile !== undefined) return profile;
      const known = profiles.map((candidate) => candidate.name).join(', ') || 'none';
      throw new ImportError('bad-profile', `There is no profile "${name}" for scene "${scene}"; known are ${known}.`);
    },
    async save(profile) {
      await mkdir(own, { recursive: true });
      const draft = join(own, `.${profile.name}.${process.pid}`);
      await writeFile(draft, `${JSON.stringify(profile, null, 2)}\n`);
      await rename(draft, join(own, `${profile.name}.json`));
    },
  };
}

/** A profile's name is checked by the schema of scenes: it leaves no folder. */
async function fileNamed(name: string, scene: string, sceneFolders: readonly string[]): Promise<Profile> {
  const paths = sceneFolders.map((folder) => join(folder, scene, ...name.split('/'))).reverse();
  for (const [index, path] of paths.entries()) {
    try {
      return await profileFile(path, name);
    } catch (error) {
      // Not in this folder: the next one may have it. What is there and broken is said.
      const isMissing = error instanceof ImportError && error.code === 'bad-profile' && isNotFound(error.cause);
      if (!isMissing || index === paths.length - 1) throw error;
    }
  }
  throw new ImportError('bad-profile', `There is no profile file "${name}".`);
}

function isNotFound(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
