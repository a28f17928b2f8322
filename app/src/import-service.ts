import { join } from 'node:path';
import type { ImportProgress } from '@undercroft/core/protocol/import-answers';
import type { Profile } from '@undercroft/core/protocol/profile';
import { isTerrain, type Scene } from '@undercroft/core/protocol/scene';
import { demoCityVersion } from '@undercroft/data-import/demo-city/code-version';
import { draftFiles } from '@undercroft/data-import/draft-files';
import { GENERATORS } from '@undercroft/data-import/generators';
import { importScene } from '@undercroft/data-import/import-scene';
import { inspectFiles } from '@undercroft/data-import/inspect-files';
import { reportFile } from '@undercroft/data-import/report-file';
import { type UploadFolder, uploadFolder } from '@undercroft/data-import/uploads/upload-folder';
import type { Store } from '@undercroft/store/store';
import type { ImportFailure, ImportService } from '@undercroft/tiles-server/import-service';
import { type GeneratedCities, generatedCities } from './generated-cities.ts';
import { readLocalGrids } from './local-grids.ts';
import { ROOT } from './root.ts';
import { type SceneFolder, sceneOf } from './scene-folder.ts';
import { type SceneProfiles, sceneProfiles } from './scene-profiles.ts';
import { isDispensable, missingSources, sourceMissing } from './source-files.ts';

/** Imports a scene into the store, telling each event as it happens. Throws what the import throws. */
export type ImportOneScene = (
  scene: Scene,
  onEvent: (event: ImportProgress) => void,
  signal: AbortSignal,
) => Promise<void>;

/** Where an installation keeps what imports need. */
export interface ImportFolders {
  /** Source files of scenes. */
  readonly dataFolder: string;
  /** The data folder: uploads, profiles, local grids. */
  readonly home: string;
}

/** The folders that hold scenes, the strongest last. */
export function sceneFolders(home: string): readonly string[] {
  return [join(ROOT, 'scenes'), join(home, 'scenes')];
}

/** The one place where readers, generators and a store meet. `cities` may have begun already. */
export function importService(
  store: Store,
  { dataFolder, home }: ImportFolders,
  cities: GeneratedCities = generatedCities(home),
): ImportOneScene {
  return async (scene, onEvent, signal) => {
    const missing = await missingSources(scene, dataFolder);
    const needed = missing.filter((source) => !isDispensable(source));
    if (needed.length > 0) throw sourceMissing(scene, needed, dataFolder);
    for (const source of missing) {
      const { message } = sourceMissing(scene, [source], dataFolder);
      onEvent({ event: 'skipped', layer: source.layer, message });
    }
    const sources = scene.sources.filter((source) => !missing.includes(source));
    const profileOf = (name: string): Promise<Profile> => profilesOf(scene.id, home).named(name);
    const localGrids = await readLocalGrids(home);
    const generatorVersion = await demoCityVersion();
    const generated = await cities.of({ ...scene, sources }, onEvent, signal);
    await importScene(
      { ...scene, sources },
      {
        store,
        dataFolder,
        ...GENERATORS,
        ...generated,
        generatorVersion,
        profileOf,
        localGrids,
        onProgress: onEvent,
        signal,
      },
    );
  };
}

/** What a running server's imports work with. */
export interface ServerImports {
  readonly folder: SceneFolder;
  readonly store: Store;
  readonly importOne: ImportOneScene;
  readonly home: string;
  /** Aborts when the server stops. */
  readonly stop: AbortSignal;
  /** Told of every fault of the program itself; the caller hears a sentence. */
  readonly report: (error: unknown) => void;
}

/**
 * The imports a running server offers: they end with the request or with the server, and every failure of a stream that
 * has a code is an answer, not an exception.
 */
export function serverImports({ folder, store, importOne, home, stop, report }: ServerImports): ImportService {
  const uploads = uploadsIn(home);
  return {
    async importScene(id, onProgress, signal) {
      return await failureOf(report, () => importOne(sceneOf(folder, id), onProgress, AbortSignal.any([signal, stop])));
    },

    async upload(scene, what, body, signal) {
      await uploads.sweep();
      return await uploads.take(scene, what, body, AbortSignal.any([signal, stop]));
    },

    async inspect(scene, { uploads: ids, ...chosen }, signal) {
      return await inspectFiles(chosen, await uploads.find(scene, ids), {
        localGrids: await readLocalGrids(home),
        ownProfiles: await ownProfiles(scene, home),
        near: sceneOf(folder, scene).frame.origin,
        utcOffsetMinutes: sceneOf(folder, scene).utcOffsetMinutes,
        signal: AbortSignal.any([signal, stop]),
      });
    },

    async draft(scene, { uploads: ids, layer, title, by, ...request }, onProgress, signal) {
      return await failureOf(report, async () => {
        const record = await draftFiles(
          request,
          await uploads.find(scene, ids),
          await readLocalGrids(home),
          {
            store,
            scene,
            layer,
            title,
            by: by.trim() === '' ? null : by.trim(),
            onProgress,
            onPreview: (preview) => onProgress({ event: 'preview', preview }),
            signal: AbortSignal.any([signal, stop]),
          },
          elevationLayerOf(sceneOf(folder, scene)),
        );
        onProgress({ event: 'draft', import: record });
      });
    },

    profiles: (scene) => profilesOf(scene, home).list(),
    saveProfile: (scene, profile) => profilesOf(scene, home).save(profile),
    reportFile,
  };
}

/** The uploads of an installation. */
export function uploadsIn(home: string): UploadFolder {
  return uploadFolder(join(home, 'uploads'));
}

/** The profiles that a scene has of its own. */
export async function ownProfiles(scene: string, home: string): Promise<readonly Profile[]> {
  const { profiles, builtIn } = await profilesOf(scene, home).list();
  return profiles.filter(({ name }) => !builtIn.includes(name));
}

/** The profiles of a scene of an installation. */
export function profilesOf(scene: string, home: string): SceneProfiles {
  return sceneProfiles(scene, sceneFolders(home), home);
}

/** The layer of the elevation model that a scene file names. */
export function elevationLayerOf({ sources }: Scene): string | null {
  return sources.find(isTerrain)?.layer ?? null;
}

async function failureOf(report: (error: unknown) => void, work: () => Promise<void>): Promise<ImportFailure | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error;
    if (error.code === 'parser-crashed') report(error);
    return { code: error.code, message: error.message };
  }
}
