// Serves one scene of a store on a free port of the loopback, says its address in one line, and ends with its input: then it says the most memory it held.
import { once } from 'node:events';
import { join } from 'node:path';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import { createApp } from '@undercroft/tiles-server/create-app';
import { listen } from '@undercroft/tiles-server/listen';
import { expectShortLived } from '@undercroft/tiles-server/short-lived';
import { NO_IMPORTS } from '@undercroft/tiles-server/testing/no-imports';
import { encodePool } from '@undercroft/tiles-server/tiles/encode-pool';
import { TileDisk } from '@undercroft/tiles-server/tiles/tile-disk';
import { z } from 'zod';
import { peakMemoryMb } from '../../tests/support/peak-memory.ts';

const { scene, home, databaseUrl } = z
  .object({ scene: sceneSchema, home: z.string(), databaseUrl: z.string().nullable() })
  .parse(JSON.parse(process.argv[2] ?? ''));

expectShortLived();
const store = await openStore({ home, databaseUrl: databaseUrl ?? undefined });
// As the command serves.
const encoder = encodePool();
const tileDisk = new TileDisk({
  folder: join(home, 'tile-cache'),
  limitBytes: 2 ** 31,
  say: (sentence) => process.stderr.write(`${sentence}\n`),
  wallClock: () => Date.now(),
});
const app = createApp({
  encoder,
  tileDisk,
  scenes: new Map([[scene.id, scene]]),
  defaultScene: scene.id,
  store,
  imports: NO_IMPORTS,
  viewerFolder: null,
  version: '0.0.0',
  token: 'bench',
  imageryToken: null,
  allowedHosts: new Set(),
  allowAddresses: false,
  report: (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
  now: () => performance.now(),
});
const listening = await listen(app, { host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ url: listening.url })}\n`);
process.stdin.resume();
await once(process.stdin, 'end');
await listening.close(0);
await encoder.close();
await tileDisk.close();
await store.close();
process.stdout.write(`${JSON.stringify({ peakRssMb: peakMemoryMb() })}\n`);
