import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { routePath } from '@undercroft/core/protocol/routes';
import { WITHOUT_MOSQUITTO } from '@undercroft/tiles-server/ingest/testing/mosquitto';
import { z } from 'zod';
import { createDatabase, missingPostgres, startPostgresCluster } from '../../tests/support/postgres-cluster.ts';
import { serve } from '../../tests/support/undercroft.ts';
import { openAlarmPage } from '../lib/alarm-page.ts';
import type { BenchContext, BenchTask, Figures } from '../lib/bench-task.ts';
import { movesScriptMs, replaySeekMs, suggestionMs } from '../lib/demo-desk.ts';
import { startLineWorker } from '../lib/line-worker.ts';
import { startLiveChain } from '../lib/live-chain.ts';
import { liveBenchScene } from '../lib/live-load.ts';
import { percentile } from '../lib/statistics.ts';

const PER_SECOND = 5000;
/** Devices that report, and as many units. */
const THINGS = 5000;
const READERS = 200;
const IDLE_READERS = 1000;
const WARM_UP_S = 10;
const MEASURED_S = 40;
const ALARM_EVERY_MS = 250;
const CONNECTIONS = 8;
/** Until the memory of new connections has settled, ms. */
const SETTLE_MS = 3000;

const doneSchema = z.object({ open: z.number() });
const heardSchema = z.object({
  events: z.number(),
  bytes: z.number(),
  latestOnly: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  mostMs: z.number(),
  hereP99Ms: z.number(),
  cpuMs: z.number(),
});
const publishedSchema = z.object({
  sent: z.number(),
  tookMs: z.number(),
  mostUnderWay: z.number(),
  unacknowledged: z.number(),
  cpuMs: z.number(),
});

/**
 * The city live. A gateway publishes 5,000 events a second with QoS 1, half positions and half readings, to Mosquitto by
 * the shipped configuration; one server process takes them into PostgreSQL, which waits for the disk, looks at each by
 * the alarm rules, and tells 200 readers with 200 different rectangles, each of which holds a tenth of the area: every
 * event goes to some twenty of them. Ages are from the time in the event, as it was published, to the reader
 * (`eventToClientP99Ms`); and, for a cover that opens, over the alarm that the server makes of it, to a page in Chromium
 * (`alarmToWallP99Ms`). Publisher and readers are processes of their own on the same machine; their share of it is said.
 * `idleClientsMb` is what the server grows by for 1,000 readers. The other figures are of the demo city as
 * `undercroft serve` serves it from PostgreSQL: 95th percentiles of whole requests, and for `moves10kScriptMs` the median
 * of the script of 10,000 moves in its page.
 */
export const live: BenchTask = async (context) => {
  const missing = (await missingPostgres()) ?? WITHOUT_MOSQUITTO;
  if (missing !== null) {
    context.say(`nothing can be measured: ${missing}`);
    return {};
  }
  const cluster = await startPostgresCluster({ isDurable: true });
  try {
    const loaded = await underLoad(cluster.url, context);
    const demo = await atTheDesk(cluster.url, context);
    return { ...loaded, ...demo };
  } finally {
    await cluster.stop();
  }
};

async function underLoad(clusterUrl: string, { say, folder }: BenchContext): Promise<Figures> {
  const database = await createDatabase(clusterUrl);
  const scene = liveBenchScene();
  say('starting Mosquitto and the server');
  const chain = await startLiveChain({ scene, home: folder, databaseUrl: database.url, things: THINGS });
  const stream = new URL(routePath('live', { scene: scene.id }), chain.url).href;
  try {
    const before = await chain.usage();
    const idle = startLineWorker('read-live', { url: stream, count: IDLE_READERS, areas: 'none' });
    await idle.heard(doneSchema);
    await sleep(SETTLE_MS);
    const idleClientsMb = (await chain.usage()).rssMb - before.rssMb;
    await idle.stop();

    say(`${READERS} readers, ${PER_SECOND} events a second for ${WARM_UP_S} + ${MEASURED_S} s`);
    const readers = startLineWorker('read-live', { url: stream, count: READERS, areas: 'tenth' });
    await readers.heard(doneSchema);
    const page = await openAlarmPage(chain.url, stream);
    const publisher = startLineWorker('publish-live', {
      port: chain.mqttPort,
      password: chain.password,
      perSecond: PER_SECOND,
      seconds: WARM_UP_S + MEASURED_S,
      things: THINGS,
      alarmEveryMs: ALARM_EVERY_MS,
      connections: CONNECTIONS,
    });
    await sleep(WARM_UP_S * 1000);
    const warmAlarms = (await page?.ages())?.length ?? 0;
    await readers.ask('mark', z.object({}));
    const [begin, beganMs] = [await chain.usage(), performance.now()];
    const published = await publisher.heard(publishedSchema);
    const heard = await readers.ask('figures', heardSchema);
    const [end, tookMs] = [await chain.usage(), performance.now() - beganMs];
    const alarms = (await page?.ages())?.slice(warmAlarms) ?? [];
    await page?.close();
    await readers.stop();
    await publisher.stop();

    const share = (cpuMs: number, ofMs: number) => `${((100 * cpuMs) / ofMs).toFixed(0)} % of a core`;
    say(`server: ${share(end.cpuMs - begin.cpuMs, tookMs)}, ${end.rssMb.toFixed(0)} MB`);
    say(`load: publisher ${share(published.cpuMs, published.tookMs)}, readers ${share(heard.cpuMs, tookMs)}`);
    say(
      `${published.sent} sent, ${published.unacknowledged} unacknowledged, at most ${published.mostUnderWay} under way`,
    );
    say(`${heard.events} told, ${(heard.bytes / 1e6).toFixed(0)} MB; ${heard.latestOnly} messages of the latest only`);
    say(`age at the readers: median ${heard.p50Ms}, most ${heard.mostMs} ms; since received p99 ${heard.hereP99Ms} ms`);
    say(`${alarms.length} alarms on the page`);
    const eventsPerSecond = published.unacknowledged === 0 ? (1000 * published.sent) / published.tookMs : null;
    return {
      eventsPerSecond,
      eventToClientP99Ms: heard.p99Ms,
      alarmToWallP99Ms: alarms.length === 0 ? null : percentile(alarms, 0.99),
      idleClientsMb,
    };
  } finally {
    await chain.stop();
  }
}

async function atTheDesk(clusterUrl: string, { say, folder }: BenchContext): Promise<Figures> {
  const database = await createDatabase(clusterUrl);
  const home = join(folder, 'demo');
  await mkdir(home);
  say('making up the demo city in PostgreSQL');
  const env = { UNDERCROFT_HOME: home, DATABASE_URL: database.url, MQTT_PORT: '0', MQTT_URL: undefined };
  const server = await serve(['--scene', 'demo'], env);
  try {
    say('asking for instants of the past year');
    const seekMs = await replaySeekMs(server.url);
    const suggestMs = await suggestionMs(server.url);
    say('moving units in the page');
    return {
      replaySeekMs: seekMs,
      suggestionMs: suggestMs,
      moves10kScriptMs: await movesScriptMs(server.url),
    };
  } finally {
    await server.stop();
  }
}
