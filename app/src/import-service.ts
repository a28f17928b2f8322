import type { ImportProgress } from '@undercroft/core/protocol/answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import { GENERATORS } from '@undercroft/data-import/generators';
import { importScene } from '@undercroft/data-import/import-scene';
import type { Store } from '@undercroft/store/store';
import type { ImportService } from '@undercroft/tiles-server/import-service';
import { type SceneFolder, sceneOf } from './scene-folder.ts';
import { isDispensable, missingSources, sourceMissing } from './source-files.ts';

/** Imports a scene into the store, telling each event as it happens. Throws what the import throws. */
export type ImportOneScene = (
  scene: Scene,
  onEvent: (event: ImportProgress) => void,
  signal: AbortSignal,
) => Promise<void>;

/** The one place where readers, generators and a store meet. */
export function importService(store: Store, dataFolder: string): ImportOneScene {
  return async (scene, onEvent, signal) => {
    const missing = await missingSources(scene, dataFolder);
    const needed = missing.filter((source) => !isDispensable(source));
    if (needed.length > 0) throw sourceMissing(scene, needed, dataFolder);
    for (const source of missing) {
      const { message } = sourceMissing(scene, [source], dataFolder);
      onEvent({ event: 'skipped', layer: source.layer, message });
    }
    const sources = scene.sources.filter((source) => !missing.includes(source));
    await importScene(
      { ...scene, sources },
      {
        store,
        dataFolder,
        ...GENERATORS,
        onProgress: onEvent,
        signal,
      },
    );
  };
}

/**
 * The imports a running server offers: they end with the request or with the server (`stop`), and every failure that
 * has a code is an answer, not an exception.
 */
export function serverImports(folder: SceneFolder, importOne: ImportOneScene, stop: AbortSignal): ImportService {
  return {
    async importScene(id, onProgress, signal) {
      try {
        await importOne(sceneOf(folder, id), onProgress, AbortSignal.any([signal, stop]));
        return null;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error;
        return { code: error.code, message: error.message };
      }
    },
  };
}
