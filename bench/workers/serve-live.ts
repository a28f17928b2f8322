// Serves one live scene: store, log, streams, application, and the link to a broker. Says its address in one line; the
// word `usage` on its input is answered with what it has used; end of input ends it.
import { createInterface } from 'node:readline';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import { createApp } from '@undercroft/tiles-server/create-app';
import { brokerAddress } from '@undercroft/tiles-server/ingest/mqtt/broker-address';
import { linkBroker } from '@undercroft/tiles-server/ingest/mqtt/link-broker';
import { openBroker } from '@undercroft/tiles-server/ingest/mqtt/open-broker';
import { listen } from '@undercroft/tiles-server/listen';
import { openLiveCity } from '@undercroft/tiles-server/live/live-city';
import { expectShortLived } from '@undercroft/tiles-server/short-lived';
import { NO_IMPORTS } from '@undercroft/tiles-server/testing/no-imports';
import { z } from 'zod';

const { scene, home, databaseUrl, mqttUrl, port, mqttPort } = z
  .object({
    scene: sceneSchema,
    home: z.string(),
    databaseUrl: z.string().nullable(),
    /** An outside broker; null: one of our own. */
    mqttUrl: z.string().nullable(),
    /** 0 asks for any free port. */
    port: z.number().default(0),
    mqttPort: z.number().default(0),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const report = (error: unknown) =>
  void process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
const now = () => performance.now();
const scenes = new Map([[scene.id, scene]]);
expectShortLived();
const store = await openStore({ home, databaseUrl: databaseUrl ?? undefined });
const live = await openLiveCity({ store, wallClock: () => Date.now(), now, report, alarms: { scenes } });
const app = createApp({
  scenes,
  defaultScene: scene.id,
  store,
  imports: NO_IMPORTS,
  live,
  viewerFolder: null,
  version: '0.0.0',
  token: 'bench',
  imageryToken: null,
  allowedHosts: new Set(),
  allowAddresses: false,
  report,
  now,
});
const listening = await listen(app, { host: '127.0.0.1', port });
const address = mqttUrl === null ? null : brokerAddress(mqttUrl);
const door =
  address === null
    ? await openBroker({
        scenes,
        intake: live.intake,
        live: store.live,
        host: '127.0.0.1',
        port: mqttPort,
        now,
        report,
      })
    : linkBroker({
        address,
        clientId: 'undercroft-bench',
        scenes,
        intake: live.intake,
        random: Math.random,
        say: (text) => void process.stderr.write(`${text}\n`),
      });
process.stdout.write(`${JSON.stringify({ url: listening.url, mqttPort: 'port' in door ? door.port : null })}\n`);
for await (const word of createInterface({ input: process.stdin })) {
  if (word !== 'usage') continue;
  // Only what is held counts, not what waits to be collected.
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const usage = { cpuMs: (user + system) / 1000, rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 };
  process.stdout.write(`${JSON.stringify({ ...usage, streams: live.hub.streamCount })}\n`);
}
live.endStreams();
await door.close();
await listening.close(1000);
await live.close();
await store.close();
