import { basename } from 'node:path';
import type { DraftProgress, DraftRequest, Inspection, InspectRequest } from '@undercroft/core/protocol/data-page';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import { draftFiles } from '@undercroft/data-import/draft-files';
import { inspectFiles } from '@undercroft/data-import/inspect-files';
import { fileSource, sha256Of } from '@undercroft/data-import/readers/byte-source';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { AppError } from './app-error.ts';
import { elevationLayerOf, ownProfiles } from './import-service.ts';
import { readLocalGrids } from './local-grids.ts';
import type { Output } from './output.ts';
import { serverDesk } from './server-desk.ts';
import { liveServer } from './server-file.ts';
import type { Settings } from './settings.ts';

/** Imports of one scene, through whoever holds its store. */
export interface ImportDesk {
  inspect(files: readonly string[], chosen: Omit<InspectRequest, 'uploads'>): Promise<Inspection>;
  /** Loads files as a draft. Throws what keeps them from being read. */
  draft(
    files: readonly string[],
    request: Omit<DraftRequest, 'uploads'>,
    onEvent: (event: DraftProgress) => void,
  ): Promise<ImportRecord>;
  list(): Promise<readonly ImportRecord[]>;
  publish(importId: number): Promise<ImportRecord>;
  undo(importId: number): Promise<ImportRecord>;
  discard(importId: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * The server where one holds the data folder, said to the person, else the store itself, which is closed with the desk.
 * Throws `StoreError`.
 */
export async function openDesk(
  scene: Scene,
  settings: Settings,
  output: Output,
  signal: AbortSignal,
): Promise<ImportDesk> {
  const server = await liveServer(settings.home);
  if (server !== null) {
    output.note(`working through the server at ${server.url} (pid ${server.pid}), which holds ${settings.home}`);
    return serverDesk(server, scene.id, signal);
  }
  const store = await openStore({ home: settings.home, databaseUrl: settings.databaseUrl ?? undefined, signal });
  return storeDesk(scene, store, settings, signal);
}

function storeDesk(scene: Scene, store: Store, { home }: Settings, signal: AbortSignal): ImportDesk {
  /** An import of this scene and no other. */
  const own = async (importId: number): Promise<number> => {
    const found = await store.imports.find(importId);
    if (found?.scene === scene.id) return importId;
    throw new AppError('unknown-import', `The scene "${scene.id}" has no import ${importId}.`);
  };
  return {
    async inspect(files, chosen) {
      const inspected = files.map((path) => ({ path, upload: { name: basename(path), head: false } }));
      const localGrids = await readLocalGrids(home);
      return await inspectFiles(chosen, inspected, {
        localGrids,
        ownProfiles: await ownProfiles(scene.id, home),
        near: scene.frame.origin,
        utcOffsetMinutes: scene.utcOffsetMinutes,
        signal,
      });
    },
    async draft(files, { layer, title, by, ...request }, onProgress) {
      const uploads = await Promise.all(files.map((path) => asUpload(path, signal)));
      return await draftFiles(
        request,
        uploads,
        await readLocalGrids(home),
        {
          store,
          scene: scene.id,
          layer,
          title,
          by: by === '' ? null : by,
          onProgress,
          signal,
        },
        elevationLayerOf(scene),
      );
    },
    list: () => store.imports.list(scene.id),
    publish: async (importId) => await store.imports.publish(await own(importId)),
    undo: async (importId) => await store.imports.undo(await own(importId)),
    discard: async (importId) => await store.imports.discard(await own(importId)),
    close: () => store.close(),
  };
}

async function asUpload(path: string, signal: AbortSignal) {
  const source = await fileSource(path);
  const sha256 = await sha256Of(source, signal);
  return { path, upload: { id: '', name: source.name, sizeBytes: source.sizeBytes, sha256, head: false } };
}
