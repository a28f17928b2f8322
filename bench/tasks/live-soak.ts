import { setTimeout as sleep } from 'node:timers/promises';
import { routePath } from '@undercroft/core/protocol/routes';
import { WITHOUT_MOSQUITTO } from '@undercroft/tiles-server/ingest/testing/mosquitto';
import { z } from 'zod';
import { createDatabase, missingPostgres, startPostgresCluster } from '../../tests/support/postgres-cluster.ts';
import type { BenchTask } from '../lib/bench-task.ts';
import { startLineWorker } from '../lib/line-worker.ts';
import { startLiveChain, type Usage } from '../lib/live-chain.ts';
import { liveBenchScene } from '../lib/live-load.ts';

/** Minutes of it, unless `UNDERCROFT_SOAK_MINUTES` says otherwise. */
const MINUTES = 10;
const WARM_UP_S = 60;
const SAMPLE_S = 10;
/** 2,000 units at 1 Hz, and as many gauges. */
const THINGS = 2000;
const PER_SECOND = 4000;
const READERS = 100;
const DEAF_READERS = 100;
const REOPEN_EVERY_MS = 250;
/** Each alarm stays open, and is held: few of them. */
const ALARM_EVERY_MS = 20_000;
const CONNECTIONS = 4;

const doneSchema = z.object({ open: z.number() });

/**
 * What a server holds after long: 2,000 units and 2,000 gauges a second, readers that keep up and one after another come
 * back, readers that never read, an alarm now and then. `heapMbPerMinute` is the slope of what is held (after a
 * collection), by least squares, after the first minute.
 */
export const liveSoak: BenchTask = async ({ say, folder }) => {
  const missing = (await missingPostgres()) ?? WITHOUT_MOSQUITTO;
  if (missing !== null) {
    say(`nothing can be measured: ${missing}`);
    return {};
  }
  const minutes = Number(process.env.UNDERCROFT_SOAK_MINUTES ?? MINUTES);
  const cluster = await startPostgresCluster();
  try {
    const database = await createDatabase(cluster.url);
    const scene = liveBenchScene();
    const chain = await startLiveChain({ scene, home: folder, databaseUrl: database.url, things: THINGS });
    const url = new URL(routePath('live', { scene: scene.id }), chain.url).href;
    try {
      const readers = startLineWorker('read-live', {
        url,
        count: READERS,
        areas: 'tenth',
        reopenEveryMs: REOPEN_EVERY_MS,
      });
      const deaf = startLineWorker('read-live', { url, count: DEAF_READERS, areas: 'none', isDeaf: true });
      await readers.heard(doneSchema);
      await deaf.heard(doneSchema);
      const publisher = startLineWorker('publish-live', {
        port: chain.mqttPort,
        password: chain.password,
        perSecond: PER_SECOND,
        seconds: minutes * 60,
        things: THINGS,
        alarmEveryMs: ALARM_EVERY_MS,
        connections: CONNECTIONS,
      });
      const samples: (Usage & { readonly minute: number })[] = [];
      const beganMs = performance.now();
      while (performance.now() - beganMs < minutes * 60_000 - SAMPLE_S * 1000) {
        await sleep(SAMPLE_S * 1000);
        const sample = { ...(await chain.usage()), minute: (performance.now() - beganMs) / 60_000 };
        say(`${sample.heapMb.toFixed(1)} MB held, ${sample.rssMb.toFixed(0)} MB in all, ${sample.streams} streams`);
        samples.push(sample);
      }
      const { sent } = await publisher.heard(z.object({ sent: z.number() }));
      await readers.stop();
      await deaf.stop();
      await publisher.stop();
      const settled = samples.filter(({ minute }) => minute * 60 >= WARM_UP_S);
      return {
        minutes,
        events: sent,
        heapMbPerMinute: slope(settled.map(({ minute, heapMb }) => [minute, heapMb])),
        rssMbPerMinute: slope(settled.map(({ minute, rssMb }) => [minute, rssMb])),
        rssMostMb: Math.max(...samples.map(({ rssMb }) => rssMb)),
      };
    } finally {
      await chain.stop();
    }
  } finally {
    await cluster.stop();
  }
};

/** By least squares; null for fewer than two points. */
function slope(points: readonly (readonly [x: number, y: number])[]): number | null {
  if (points.length < 2) return null;
  const mean = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
