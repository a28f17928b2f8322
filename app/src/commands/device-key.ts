import { sourceKeySchema } from '@undercroft/core/protocol/live/event-input';
import { routePath } from '@undercroft/core/protocol/routes';
import { openStore } from '@undercroft/store/open-store';
import { hashOfKey, keyFault, newSourceKey } from '@undercroft/tiles-server/ingest/source-keys';
import { AppError } from '../app-error.ts';
import { sceneFolders } from '../import-service.ts';
import { readScenes, sceneOf } from '../scene-folder.ts';
import { refusal } from '../server-desk.ts';
import { liveServer, type ServerFile } from '../server-file.ts';
import type { Settings } from '../settings.ts';
import type { FileCommand } from './check.ts';

/**
 * Makes a new key for a source of a scene and prints it, alone, on standard output; or takes its key back. Through the
 * server where one holds the data folder. Resolves to exit code 0; throws `AppError` for a source that has no key.
 */
export async function deviceKey(
  source: string,
  { revoke = false }: { readonly revoke?: boolean | undefined },
  { settings, output, signal }: Pick<FileCommand, 'settings' | 'output' | 'signal'>,
): Promise<number> {
  const scene = sceneOf(await readScenes(sceneFolders(settings.home)), settings.scene);
  const fault = keyFault(scene, source);
  if (fault !== null) throw new AppError('unknown-source', fault);
  const server = await liveServer(settings.home);
  const wanted = { scene: scene.id, source, revoke, signal };
  const key = server === null ? await keyInStore(settings, wanted) : await keyThroughServer(server, wanted);
  if (key === null) {
    output.note(`"${source}" of ${scene.id} has no key any more`);
    return 0;
  }
  output.note(`key of "${source}" of ${scene.id}; it is shown this once, and one from before opens nothing any more:`);
  output.out(key);
  return 0;
}

interface KeyWanted {
  readonly scene: string;
  readonly source: string;
  readonly revoke: boolean;
  readonly signal: AbortSignal;
}

async function keyInStore(settings: Settings, { scene, source, revoke, signal }: KeyWanted): Promise<string | null> {
  const store = await openStore({ home: settings.home, databaseUrl: settings.databaseUrl ?? undefined, signal });
  try {
    const key = revoke ? null : newSourceKey(source);
    await store.live.setKeyHash(scene, source, key === null ? null : hashOfKey(key));
    return key;
  } finally {
    await store.close();
  }
}

async function keyThroughServer(
  { url, token }: ServerFile,
  { scene, source, revoke, signal }: KeyWanted,
): Promise<string | null> {
  const response = await fetch(new URL(routePath('sourceKey', { scene, source }), url), {
    method: revoke ? 'DELETE' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(revoke ? {} : { body: '{}' }),
    signal,
  });
  if (!response.ok) throw await refusal(response, url);
  return revoke ? null : sourceKeySchema.parse(await response.json()).key;
}
