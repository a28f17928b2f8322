import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isKnownCrs } from '@undercroft/core/geodesy/crs';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { isMissingFile, readTextIfThere } from '@undercroft/tiles-server/missing-file';
import { z } from 'zod';
import { AppError } from './app-error.ts';

/** The scenes found, and a sentence for each scene file that could not be used. */
export interface SceneFolder {
  readonly scenes: ReadonlyMap<string, Scene>;
  readonly broken: ReadonlyMap<string, string>;
}

/**
 * Reads `<folder>/<id>/scene.json` of every folder given; of two scenes with one id the later folder's counts.
 * A folder that does not exist holds no scenes.
 */
export async function readScenes(folders: readonly string[]): Promise<SceneFolder> {
  const scenes = new Map<string, Scene>();
  const broken = new Map<string, string>();
  for (const folder of folders) {
    for (const id of await subfoldersOf(folder)) {
      const path = join(folder, id, 'scene.json');
      const text = await readTextIfThere(path);
      if (text === null) continue;
      const found = parseScene(text, id, path);
      scenes.delete(id);
      broken.delete(id);
      if (typeof found === 'string') broken.set(id, found);
      else scenes.set(id, found);
    }
  }
  return { scenes, broken };
}

/** The scene of that id. Throws `AppError`: `scene-invalid` with what is wrong, or `unknown-scene` with the known. */
export function sceneOf(folder: SceneFolder, id: string): Scene {
  const scene = folder.scenes.get(id);
  if (scene !== undefined) return scene;
  const fault = folder.broken.get(id);
  if (fault !== undefined) throw new AppError('scene-invalid', fault);
  const known = [...folder.scenes.keys()].sort().join(', ') || 'none';
  throw new AppError('unknown-scene', `There is no scene "${id}". Known scenes: ${known}.`);
}

/** The scene, or a sentence saying what is wrong with its file. */
function parseScene(text: string, id: string, path: string): Scene | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `The scene file ${path} is not JSON: ${error instanceof Error ? error.message : String(error)}.`;
  }
  const parsed = sceneSchema.safeParse(json);
  if (!parsed.success) return `The scene file ${path} does not follow its schema:\n${z.prettifyError(parsed.error)}`;
  if (parsed.data.id !== id) return `The scene file ${path} has id "${parsed.data.id}"; its folder says "${id}".`;
  for (const { source, crs } of parsed.data.live?.adapters ?? []) {
    if (crs === undefined || !crs.startsWith('EPSG:') || isKnownCrs(crs)) continue;
    return `The scene file ${path} declares ${crs} for its feed "${source}", which is not in the table of known systems.`;
  }
  return parsed.data;
}

async function subfoldersOf(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw error;
  }
}
