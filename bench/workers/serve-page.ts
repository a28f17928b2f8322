// Serves one scene of a store with its live stream and the page, on a free port of the loopback; as `serve-scene` otherwise.
import { once } from 'node:events';
import { join } from 'node:path';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import { createApp } from '@undercroft/tiles-server/create-app';
import { listen } from '@undercroft/tiles-server/listen';
import { openLiveCity } from '@undercroft/tiles-server/live/live-city';
import { NO_IMPORTS } from '@undercroft/tiles-server/testing/no-imports';
import { encodePool } from '@undercroft/tiles-server/tiles/encode-pool';
import { z } from 'zod';
import { peakMemoryMb } from '../../tests/support/peak-memory.ts';

const { scene, home, databaseUrl } = z
  .object({ scene: sceneSchema, home: z.string(), databaseUrl: z.string().nullable() })
  .parse(JSON.parse(process.argv[2] ?? ''));

const report = (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
};
const clocks = { wallClock: () => Date.now(), now: () => performance.now() };
const store = await openStore({ home, databaseUrl: databaseUrl ?? undefined });
const live = await openLiveCity({ store, report, ...clocks });
// As the command serves.
const encoder = encodePool();
const app = createApp({
  encoder,
  scenes: new Map([[scene.id, scene]]),
  defaultScene: scene.id,
  store,
  imports: NO_IMPORTS,
  live,
  viewerFolder: join(import.meta.dirname, '..', '..', 'viewer', 'dist'),
  version: '0.0.0',
  token: 'bench',
  imageryToken: null,
  allowedHosts: new Set(),
  allowAddresses: false,
  report,
  now: clocks.now,
});
const listening = await listen(app, { host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ url: listening.url })}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
live.endStreams();
await listening.close(0);
await live.close();
await encoder.close();
await store.close();
process.stdout.write(`${JSON.stringify({ peakRssMb: peakMemoryMb() })}\n`);
