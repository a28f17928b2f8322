import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedEvent } from '@undercroft/core/live/live-event';
import { routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { samplePoint } from '@undercroft/store/testing/sample-operations';
import { hashOfKey, newSourceKey } from '@undercroft/tiles-server/ingest/source-keys';
import { liveScene } from '@undercroft/tiles-server/testing/live-scene';
import { publishLayer } from '@undercroft/tiles-server/testing/publish-layer';
import { describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { type LineWorker, startLineWorker } from '../bench/lib/line-worker.ts';
import { freePort } from '../bench/lib/started-city.ts';
import { openStore } from '../store/src/open-store.ts';
import { lastingReader } from './support/lasting-reader.ts';
import { httpPublisher, mqttPublisher } from './support/live-publishers.ts';
import { createDatabase } from './support/postgres-cluster.ts';
import { randomFrom } from './support/random.ts';
import { temporaryHome } from './support/undercroft.ts';

const KILLS = 20;

/** Only against hanging: the server starts anew twenty times, ms. */
const HANG_MS = 900_000;

/** Gauges of both publishers that stand in the west; the others stand in the east. */
const WEST = ['http-0', 'http-1', 'mqtt-0', 'mqtt-1', 'mqtt-2'];
const WEST_BOX = '119.5,39.9,119.59,40';

const clusterUrl = inject('postgresUrl');

describe('a server killed with SIGKILL while the city is live', () => {
  it(
    'keeps every acknowledged event, and streams resume without gap or duplicate: embedded store',
    () => killed(null),
    HANG_MS,
  );

  it.skipIf(clusterUrl === null)(
    'keeps every acknowledged event, and streams resume without gap or duplicate: PostgreSQL',
    async () => {
      const database = await createDatabase(clusterUrl ?? '');
      await killed(database.url);
      await database.drop();
    },
    HANG_MS,
  );
});

async function killed(databaseUrl: string | null): Promise<void> {
  const home = temporaryHome();
  const place = { home: home.path, databaseUrl: databaseUrl ?? undefined };
  const scene = doubleScene();
  const keys = { gateway: newSourceKey('gateway'), broker: newSourceKey('broker') };
  await prepare(place, scene, keys);
  const [port, mqttPort] = [await freePort(), await freePort()];
  const start = async (): Promise<LineWorker> => {
    const server = startLineWorker('serve-live', {
      scene,
      home: home.path,
      databaseUrl,
      mqttUrl: null,
      port,
      mqttPort,
    });
    await server.heard(z.object({ url: z.string() }));
    return server;
  };
  const random = randomFrom(20);
  const some = () => 1 + Math.floor(random() * 30);
  const address = (query: string) =>
    new URL(`${routePath('live', { scene: scene.id })}${query}`, `http://127.0.0.1:${port}`);

  let server = await start();
  const posted = httpPublisher(
    new URL(routePath('events', { scene: scene.id }), `http://127.0.0.1:${port}`),
    keys.gateway,
    'http',
    some,
  );
  const published = mqttPublisher(mqttPort, { scene: scene.id, source: 'broker', key: keys.broker }, 'mqtt', some);
  const all = [lastingReader(address('')), lastingReader(address('?kinds=reading,alarm'))];
  const west = lastingReader(address(`?bbox=${WEST_BOX}`));
  const none = lastingReader(address('?kinds=position'));
  const readers = [...all, west, none];

  const acknowledgedAtKill: number[] = [];
  const acknowledged = () => posted.acknowledged.size + published.acknowledged.size;
  for (let kill = 0; kill < KILLS; kill++) {
    const before = acknowledged();
    // Now and then it is killed before it has taken anything, whatever the machine does beside.
    while (kill % 5 !== 4 && acknowledged() === before) await sleep(10);
    await sleep(random() * 900);
    await server.kill();
    acknowledgedAtKill.push(acknowledged());
    server = await start();
  }
  await sleep(500);
  await Promise.all([posted.finish(), published.finish()]);
  const told = await lastEvent(new URL(routePath('liveState', { scene: scene.id }), `http://127.0.0.1:${port}`));
  for (const reader of readers) await reader.reached(told);
  for (const reader of readers) await reader.close();
  await server.stop();

  // Something was acknowledged between the kills, and by both doors, or nothing was shown.
  expect(new Set(acknowledgedAtKill).size).toBeGreaterThan(KILLS / 2);
  expect(Math.min(posted.acknowledged.size, published.acknowledged.size)).toBeGreaterThan(KILLS);
  const logged = await everything(place, scene.id);
  expect(logged.map(({ eventId }) => eventId)).toEqual(Array.from(logged, (_, i) => i + 1));
  const kept = logged.flatMap(({ event }) => (event.kind === 'alarm' ? [] : [`${event.id} ${event.sequence}`]));
  expect(kept).toHaveLength(new Set(kept).size);
  expect(new Set(kept)).toEqual(new Set([...posted.acknowledged, ...published.acknowledged]));

  // The gauges rise beyond what a drain holds: each sets off one alarm, whenever the server was killed.
  const alarms = logged.flatMap(({ event }) => (event.kind === 'alarm' ? [event.value] : []));
  expect(alarms.length).toBeGreaterThan(0);
  expect(new Set(alarms.map(({ alarmId }) => alarmId)).size).toBe(new Set(alarms.map(({ thingId }) => thingId)).size);

  expect(readers.flatMap(({ faults }) => faults)).toEqual([]);
  expect(Math.min(...readers.map(({ streams }) => streams))).toBeGreaterThan(KILLS / 2);
  for (const { ids } of all) expect(ids).toEqual(logged.map(({ eventId }) => eventId));
  const thingOf = ({ event }: LoggedEvent) => (event.kind === 'alarm' ? event.value.thingId : event.id);
  expect(west.ids).toEqual(logged.filter((each) => WEST.includes(thingOf(each))).map(({ eventId }) => eventId));
  expect(none.ids).toEqual([]);
  home.remove();
}

/** The sample scene with a second gateway, which comes by MQTT. */
function doubleScene(): Scene {
  const { live, ...scene } = liveScene('kill');
  const broker = {
    kind: 'mqtt',
    source: 'broker',
    title: { en: 'Broker', zh: 'Broker' },
    kinds: ['reading'],
    ratePerS: 100_000,
  };
  const adapters = (live?.adapters ?? []).map((adapter) => ({ ...adapter, ratePerS: 100_000 }));
  return sceneSchema.parse({ ...scene, live: { ...live, adapters: [...adapters, broker] } });
}

async function prepare(
  place: { readonly home: string; readonly databaseUrl: string | undefined },
  scene: Scene,
  keys: Readonly<Record<string, string>>,
): Promise<void> {
  const store = await openStore(place);
  try {
    for (const [source, key] of Object.entries(keys)) await store.live.setKeyHash(scene.id, source, hashOfKey(key));
    const gauges = ['http', 'mqtt'].flatMap((name) => Array.from({ length: 11 }, (_, i) => `${name}-${i}`));
    await publishLayer(store, scene.id, 'points', (session) =>
      session.write(
        gauges.map((id) => samplePoint(id, { kind: 'sensor', position: [WEST.includes(id) ? 119.55 : 119.65, 39.93] })),
      ),
    );
  } finally {
    await store.close();
  }
}

/** Id of the newest event by the server's state, once nothing is made of the others any more. */
async function lastEvent(url: URL): Promise<number> {
  for (let last = -1; ; await sleep(1000)) {
    const answer = await fetch(url);
    const { upTo } = z.object({ upTo: z.number() }).parse(await answer.json());
    if (upTo === last) return upTo;
    last = upTo;
  }
}

/** The whole log of a scene. */
async function everything(
  place: { readonly home: string; readonly databaseUrl: string | undefined },
  scene: string,
): Promise<readonly LoggedEvent[]> {
  const store = await openStore(place);
  try {
    const events: LoggedEvent[] = [];
    for (let page = await store.live.since(scene, 0, 2000); page.length > 0; ) {
      events.push(...page);
      page = await store.live.since(scene, page.at(-1)?.eventId ?? 0, 2000);
    }
    return events;
  } finally {
    await store.close();
  }
}
