import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { createApp } from '@undercroft/tiles-server/create-app';
import { listen } from '@undercroft/tiles-server/listen';
import { importService, serverImports } from '../import-service.ts';

/** A server of one scene, `town`, with real imports, on a free port of the loopback. */
export interface ServedTown {
  readonly url: string;
  readonly scene: Scene;
  /** Every unexpected error. */
  readonly failures: readonly unknown[];
  /** One request; a body that is no string or bytes goes as JSON. */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

const words = { en: 'Town', zh: '镇' };

/** Serves `town`, whose one declared source is a file that need not be there. */
export async function servedTown(store: Store, home: string): Promise<ServedTown> {
  const scene = sceneSchema.parse({
    id: 'town',
    title: words,
    description: words,
    synthetic: true,
    frame: { origin: [119.6, 39.9], displayCrs: 'EPSG:4549' },
    heightDatum: { name: words, geoidOffsetM: 0, basis: words },
    sources: [{ kind: 'file', layer: 'net', title: words, path: 'town/net.inp', crs: 'EPSG:4549' }],
    attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
    camera: { target: [119.6, 39.9], distanceM: 500, headingDeg: 0, pitchDeg: -30 },
  });
  await mkdir(join(home, 'sources'), { recursive: true });
  const failures: unknown[] = [];
  const stop = new AbortController();
  const folder = { scenes: new Map([[scene.id, scene]]), broken: new Map<string, string>() };
  const importOne = importService(store, { home, dataFolder: join(home, 'sources') });
  const app = createApp({
    scenes: folder.scenes,
    defaultScene: scene.id,
    store,
    imports: serverImports({
      folder,
      store,
      importOne,
      home,
      stop: stop.signal,
      report: (error) => failures.push(error),
    }),
    viewerFolder: null,
    version: '0.0.0',
    token: 'secret',
    imageryToken: null,
    allowedHosts: new Set(),
    allowAddresses: false,
    report: (error) => failures.push(error),
    now: () => performance.now(),
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  const { url } = listening;
  return {
    url,
    scene,
    failures,
    async ask(method, path, body, headers = {}) {
      const isBytes = typeof body === 'string' || body instanceof Uint8Array;
      const type = isBytes ? 'application/octet-stream' : 'application/json';
      return await fetch(new URL(path, url), {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
        ...(body === undefined ? {} : { body: isBytes ? (body as string) : JSON.stringify(body) }),
      });
    },
    async close() {
      stop.abort();
      await listening.close(0);
    },
  };
}
