import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Scene } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { createApp } from '@undercroft/tiles-server/create-app';
import type { ImportService } from '@undercroft/tiles-server/import-service';
import { listen } from '@undercroft/tiles-server/listen';
import { type LiveCity, openLiveCity } from '@undercroft/tiles-server/live/live-city';
import { expectShortLived } from '@undercroft/tiles-server/short-lived';
import { encodePool } from '@undercroft/tiles-server/tiles/encode-pool';
import { TileDisk } from '@undercroft/tiles-server/tiles/tile-disk';
import { AppError } from '../app-error.ts';
import { assertHomeFree } from '../assert-home-free.ts';
import { type Doors, openDoors } from '../doors/open-doors.ts';
import { type GeneratedCities, generatedCities } from '../generated-cities.ts';
import { importService, sceneFolders, serverImports, uploadsIn } from '../import-service.ts';
import type { Output } from '../output.ts';
import { assertPortFree, listenFault } from '../port.ts';
import { prepareScene } from '../prepare-scene.ts';
import { ROOT } from '../root.ts';
import { sceneAlarmRules } from '../scene-alarm-rules.ts';
import { sceneCaseRules } from '../scene-case-rules.ts';
import { readScenes, type SceneFolder, sceneOf } from '../scene-folder.ts';
import { sceneRules } from '../scene-rules.ts';
import { healthAt, removeServerFile, writeServerFile } from '../server-file.ts';
import type { Settings } from '../settings.ts';
import { simulatedCities } from '../simulator/simulated-cities.ts';
import { stopwatchLines } from '../stopwatch-lines.ts';
import { VERSION } from '../version.ts';
import { writeToken } from '../write-token.ts';

const EMBEDDED_NOTE =
  'the embedded store (for try-out and tests; keep the record in PostgreSQL + PostGIS: set DATABASE_URL)';

/** Requests under way get this long to finish once a stop was asked for. */
const STOP_WITHIN_MS = 10_000;

const HEALTHY_WITHIN_MS = 30_000;
const HEALTH_POLL_MS = 50;

interface ServeContext {
  readonly settings: Settings;
  readonly output: Output;
  /** Aborts when the process is asked to stop. */
  readonly signal: AbortSignal;
  /** Milliseconds spent before this process began (installing, building). */
  readonly alreadyMs: number;
}

/**
 * Serves a scene until `signal` aborts, then stops gracefully. Everything opened here is closed here, in the opposite
 * order. Throws `AppError` and `StoreError` for what keeps it from serving.
 */
export async function serve({ settings, output, signal, alreadyMs }: ServeContext): Promise<void> {
  expectShortLived();
  const say = stopwatchLines(output, alreadyMs);
  const folder = await readScenes(sceneFolders(settings.home));
  const scene = sceneOf(folder, settings.scene);
  for (const fault of folder.broken.values()) say(`not served: ${fault}`);
  await mkdir(settings.home, { recursive: true });
  await assertHomeFree(settings.home, 'Stop that server, or name another folder with --home.');
  await assertPortFree(settings.host, settings.port);

  say(storeNote(settings));
  const cities = generatedCities(settings.home);
  const ended = new AbortController();
  try {
    // Made up while the store opens, which takes as long as half of it.
    cities.begin(scene, AbortSignal.any([signal, ended.signal]));
    await serveFromStore(scene, { settings, output, signal, folder, cities, say });
  } finally {
    ended.abort();
  }
  say('stopped');
}

interface StoreContext extends Omit<ServeContext, 'alreadyMs'> {
  readonly folder: SceneFolder;
  readonly cities: GeneratedCities;
  readonly say: (text: string) => void;
}

async function serveFromStore(
  scene: Scene,
  { settings, output, signal, folder, cities, say }: StoreContext,
): Promise<void> {
  const store = await openStore({ home: settings.home, databaseUrl: settings.databaseUrl ?? undefined, signal });
  try {
    const importOne = importService(store, settings, cities);
    say(`looking at scene ${scene.id}`);
    await prepareScene(scene, { store, importOne, dataFolder: settings.dataFolder, output, say, signal });
    await uploadsIn(settings.home).sweep();
    const report = (error: unknown) => {
      output.note(inspect(error));
    };
    const { scenes } = folder;
    const folders = sceneFolders(settings.home);
    const live = await openLiveCity({
      store,
      wallClock: () => Date.now(),
      now: () => performance.now(),
      report,
      cases: { scenes, home: settings.home, rules: sceneCaseRules(folders) },
      alarms: { scenes, rules: sceneAlarmRules(folders) },
    });
    try {
      const imports = serverImports({ folder, store, importOne, home: settings.home, stop: signal, report });
      await serveLive(scene, live, { settings, signal, folder, store, imports, say, report });
    } finally {
      await live.close();
    }
  } finally {
    await store.close();
  }
}

interface LiveContext {
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly folder: SceneFolder;
  readonly store: Store;
  readonly imports: ImportService;
  readonly say: (text: string) => void;
  readonly report: (error: unknown) => void;
}

async function serveLive(scene: Scene, live: LiveCity, context: LiveContext): Promise<void> {
  const { settings, signal, folder, store, imports, say, report } = context;
  const token = await writeToken(settings.home);
  const viewerFolder = join(ROOT, 'viewer', 'dist');
  if (!existsSync(join(viewerFolder, 'index.html'))) {
    say('the page is not built, only the interface is served: "npm start" builds it');
  }
  const { scenes } = folder;
  const simulated = simulatedCities(scenes);
  const encoder = encodePool();
  const tileDisk = tileDiskOf(settings, say);
  const handler = createApp({
    scenes,
    defaultScene: scene.id,
    store,
    imports,
    encoder,
    tileDisk,
    rules: sceneRules(sceneFolders(settings.home)),
    live,
    pastOf: simulated.pastOf,
    viewerFolder,
    version: VERSION,
    token: token.token,
    imageryToken: settings.imageryToken,
    dataFolder: settings.dataFolder,
    allowedHosts: new Set([hostname().toLowerCase(), settings.host.toLowerCase()]),
    allowAddresses: !isLoopback(settings.host),
    report,
    now: () => performance.now(),
  });
  say(`starting the server on ${settings.host}`);
  const server = await listen(handler, settings).catch(async (error: unknown) => {
    throw await listenFault(error, settings.host, settings.port);
  });
  const { url } = server;
  let doors: Doors | null = null;
  try {
    await untilHealthy(url, signal);
    doors = await openDoors({ settings, scene, scenes, store, live, simulated, say, report });
    await writeServerFile(settings.home, { url, pid: process.pid, token: token.token });
    if (token.created) {
      say(`token for writes from elsewhere (kept in ${join(settings.home, 'token')}): ${token.token}`);
    }
    say(`${scene.title.en} is served at ${url}`);
    await untilAborted(signal);
    say('stopping: finishing the requests under way');
  } finally {
    // A stream never ends by itself: its readers are sent away before the server waits for requests under way.
    live.endStreams();
    await server.close(STOP_WITHIN_MS);
    // Together: a simulator may wait for a city that is still being made.
    await Promise.all([doors?.close(), simulated.close(), encoder.close(), tileDisk?.close()]);
    await removeServerFile(settings.home, process.pid);
  }
}

function storeNote({ databaseUrl, home }: Settings): string {
  if (databaseUrl !== null) return 'opening the PostgreSQL store';
  return existsSync(join(home, 'store')) ? `opening ${EMBEDDED_NOTE}` : `making ${EMBEDDED_NOTE}, some seconds`;
}

function tileDiskOf({ home, tileCacheMib }: Settings, say: (sentence: string) => void): TileDisk | null {
  if (tileCacheMib === 0) return null;
  const limitBytes = tileCacheMib * 1024 * 1024;
  return new TileDisk({ folder: join(home, 'tile-cache'), limitBytes, say, wallClock: () => Date.now() });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

async function untilHealthy(url: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + HEALTHY_WITHIN_MS;
  let detail: string | null = null;
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    const health = await healthAt(url);
    if (health?.ok === true) return;
    detail = health?.detail ?? detail;
    await new Promise((resolve) => setTimeout(resolve, HEALTH_POLL_MS));
  }
  const said = detail === null ? 'gave no answer' : `says: ${detail}`;
  throw new AppError(
    'not-healthy',
    `The server at ${url} was not healthy within ${HEALTHY_WITHIN_MS / 1000} s; it ${said}.`,
  );
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
