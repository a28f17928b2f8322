import { problemSchema } from '@undercroft/core/protocol/answers';
import { liveFeedsSchema } from '@undercroft/core/protocol/live/live-messages';
import { routePath } from '@undercroft/core/protocol/routes';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { NOON_MS, sampleAlarm, samplePosition, sampleReading } from '@undercroft/store/testing/sample-events';
import { importSample } from '@undercroft/store/testing/sample-features';
import { samplePoint } from '@undercroft/store/testing/sample-operations';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { randomFrom } from '../../../tests/support/random.ts';
import { type LiveCity, openLiveCity } from '../live/live-city.ts';
import { hearStream } from '../testing/heard-stream.ts';
import { liveScene } from '../testing/live-scene.ts';
import { jsonOf, type ServedApp, servedApp } from '../testing/served-app.ts';

interface Server {
  readonly live: LiveCity;
  readonly app: ServedApp;
  address(query?: string): URL;
  stop(): Promise<void>;
}

async function startServer(store: Store, scene: string): Promise<Server> {
  const report = (error: unknown) => {
    throw error;
  };
  const live = await openLiveCity({ store, wallClock: () => Date.now(), now: () => performance.now(), report });
  const app = await servedApp([liveScene(scene)], store, { live });
  return {
    live,
    app,
    address: (query = '') => new URL(`${routePath('live', { scene })}${query}`, app.url),
    async stop() {
      live.endStreams();
      await app.close();
      await live.close();
    },
  };
}

describeStores('the live stream', (using) => {
  test('begins with the latest of everything and goes on with every event', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const server = await startServer(store, scene);
    const { log } = server.live;
    await log.append(scene, [sampleReading('W1', 1, NOON_MS), sampleReading('W2', 1, NOON_MS)]);
    await log.append(scene, [sampleReading('W1', 2, NOON_MS + 1), sampleAlarm('a1', 1, NOON_MS, 'open')]);
    const heard = await hearStream(server.address());
    await heard.reached(4);
    expect(heard.snapshots).toHaveLength(1);
    expect(heard.snapshots[0]?.upTo).toBe(4);
    expect(heard.snapshots[0]?.events.map(({ eventId }) => eventId).sort()).toEqual([2, 3, 4]);
    await log.append(scene, [sampleReading('W1', 3, NOON_MS + 2)]);
    // Late: history, told as such.
    await log.append(scene, [sampleReading('W1', 9, NOON_MS - 1)]);
    await log.append(scene, [sampleAlarm('a1', 2, NOON_MS + 3, 'closed')]);
    await heard.reached(7);
    expect(
      heard.events.flatMap(({ events }) => events).map(({ eventId, isHistorical }) => [eventId, isHistorical]),
    ).toEqual([
      [5, false],
      [6, true],
      [7, false],
    ]);
    // A closed alarm is in no snapshot any more, and what came late never was.
    const later = await hearStream(server.address());
    await later.reached(7);
    expect(later.snapshots[0]?.events.map(({ eventId }) => eventId).sort()).toEqual([2, 5]);
    await server.stop();
    await heard.ended;
    expect(server.app.failures).toEqual([]);
  });

  test('tells every event exactly once over reconnections, wherever they are cut', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const server = await startServer(store, scene);
    const random = randomFrom(7);
    const total = 600;
    const appending = (async () => {
      for (let next = 0; next < total; ) {
        const count = Math.min(1 + Math.floor(random() * 12), total - next);
        const batch = Array.from({ length: count }, (_, i) =>
          // Alarms are told at once, so that messages are many.
          (next + i) % 3 === 0
            ? sampleAlarm('a1', next + i, NOON_MS + next + i, 'open')
            : sampleReading('W1', next + i, NOON_MS + next + i),
        );
        await server.live.log.append(scene, batch);
        next += count;
        await new Promise((resolve) => setTimeout(resolve, random() * 12));
      }
    })();
    const ids: number[] = [];
    let cuts = 0;
    for (let after = '0'; Number(after) < total; cuts++) {
      const most = 1 + Math.floor(random() * 4);
      let messages = 0;
      const heard = await hearStream(server.address(cuts % 2 === 0 ? `?after=${after}` : '?after=3'), {
        ...(cuts % 2 === 0 ? {} : { lastEventId: after }),
        onMessage: () => {
          messages += 1;
          // Nothing is heard once it is cut, though more may have come with the same bytes.
          if (messages >= most && heard !== undefined) heard.close();
        },
      });
      if (messages >= most) heard.close();
      await heard.ended.then(() => undefined);
      expect(heard.snapshots).toEqual([]);
      ids.push(...heard.ids());
      after = heard.lastId ?? after;
    }
    await appending;
    expect(cuts).toBeGreaterThan(10);
    expect(ids).toEqual(Array.from({ length: total }, (_, i) => i + 1));
    await server.stop();
  });

  test('goes on after a restart of the server where it ended', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await startServer(store, scene);
    const heard = await hearStream(first.address('?after=0'));
    await first.live.log.append(scene, [sampleReading('W1', 1, NOON_MS), sampleReading('W1', 2, NOON_MS)]);
    await heard.reached(2);
    await first.stop();
    await heard.ended;
    const second = await startServer(store, scene);
    await second.live.log.append(scene, [sampleReading('W1', 3, NOON_MS), sampleReading('W1', 4, NOON_MS)]);
    const again = await hearStream(second.address(), { lastEventId: heard.lastId ?? '' });
    await again.reached(4);
    expect([...heard.ids(), ...again.ids()]).toEqual([1, 2, 3, 4]);
    // An id that this log has never had: of another database, perhaps. Then everything is told anew.
    const strange = await hearStream(second.address(), { lastEventId: '4000' });
    await strange.reached(4);
    expect(strange.snapshots).toHaveLength(1);
    await second.stop();
  });

  test('keeps to the kinds and the area asked for; devices are where their point is', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const inside = samplePoint('IN', { kind: 'sensor', position: [119.6, 39.93] });
    await importSample(store, scene, [inside, samplePoint('OUT', { kind: 'sensor', position: [119.8, 39.93] })], {
      layer: 'points',
    });
    const server = await startServer(store, scene);
    const all = await hearStream(server.address('?after=0'));
    const area = await hearStream(server.address('?after=0&bbox=119.5,39.9,119.7,40'));
    const alarms = await hearStream(server.address('?after=0&kinds=alarm,case&bbox=10,50,11,51'));
    const placeless = sampleAlarm('a2', 1, NOON_MS, 'open');
    if (placeless.event.kind !== 'alarm') throw new Error('an alarm was wanted');
    await server.live.log.append(scene, [
      sampleReading('IN', 1, NOON_MS),
      sampleReading('OUT', 1, NOON_MS),
      sampleReading('nowhere', 1, NOON_MS),
      samplePosition('U1', 1, NOON_MS),
      sampleAlarm('a1', 1, NOON_MS, 'open'),
      // Nobody knows where it is: it is kept from nobody.
      {
        ...placeless,
        event: { ...placeless.event, position: null, value: { ...placeless.event.value, position: null } },
      },
      sampleReading('OUT', 2, NOON_MS),
    ]);
    await all.reached(7);
    await area.reached(7);
    expect(all.ids()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(area.ids()).toEqual([1, 4, 5, 6]);
    // Nothing of the last event passes, and yet it resumes after it: the heartbeat carries the id.
    await alarms.reached(7);
    expect(alarms.ids()).toEqual([6]);
    const snapshot = await hearStream(server.address('?bbox=119.5,39.9,119.7,40'));
    await snapshot.reached(7);
    expect(snapshot.snapshots[0]?.events.map(({ eventId }) => eventId).sort()).toEqual([1, 4, 5, 6]);
    await server.stop();
  });

  test('says how fresh every feed is', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const server = await startServer(store, scene);
    const feeds = async () => {
      const answer = await server.app.get(routePath('feeds', { scene }));
      return liveFeedsSchema
        .parse(jsonOf(answer))
        .feeds.map(({ source, state, eventsPerMinute }) => [source, state, eventsPerMinute]);
    };
    expect(await feeds()).toEqual([
      ['gateway', 'silent', 0],
      ['vehicles', 'unstated', 0],
    ]);
    const now = Date.now();
    await server.live.log.append(scene, [sampleReading('W1', 1, now - 90_000, { receivedMs: now - 90_000 })]);
    expect(await feeds()).toEqual([
      ['gateway', 'stale', 0],
      ['vehicles', 'unstated', 0],
    ]);
    await server.live.log.append(scene, [
      sampleReading('W1', 2, now - 20_000, { receivedMs: now - 20_000 }),
      sampleReading('W1', 3, now - 10_000, { receivedMs: now - 10_000 }),
    ]);
    expect(await feeds()).toEqual([
      ['gateway', 'fresh', 2],
      ['vehicles', 'unstated', 0],
    ]);
    await server.stop();
  });

  test('refuses what it cannot do, and a server that stops takes no stream', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const server = await startServer(store, scene);
    const codeOf = async (path: string, app = server.app) => {
      const answer = await app.get(path);
      return [answer.status, problemSchema.parse(jsonOf(answer)).code];
    };
    const live = routePath('live', { scene });
    expect(await codeOf(`${live}?kinds=weather`)).toEqual([400, 'bad-request']);
    expect(await codeOf(`${live}?bbox=1,2,3`)).toEqual([400, 'bad-request']);
    expect(await codeOf(`${live}?after=-1`)).toEqual([400, 'bad-request']);
    expect(await codeOf(routePath('live', { scene: 'nowhere' }))).toEqual([404, 'unknown-scene']);
    const deaf = await servedApp([liveScene(scene)], store);
    expect(await codeOf(live, deaf)).toEqual([503, 'not-live']);
    await deaf.close();
    server.live.endStreams();
    expect(await codeOf(live)).toEqual([503, 'too-busy']);
    await server.stop();
  });
});

describeStores(
  'two servers on one database',
  (using) => {
    test('tell the same: what one took in, readers of the other hear', async () => {
      const { store, newScene, options } = using();
      const scene = newScene();
      const first = await startServer(store, scene);
      const otherStore = await openStore(options);
      const second = await startServer(otherStore, scene);
      const heard = await hearStream(second.address('?after=0'));
      for (let i = 0; i < 20; i++) {
        const server = i % 3 === 0 ? second : first;
        await server.live.log.append(scene, [sampleReading('W1', i, NOON_MS + i)]);
      }
      await heard.reached(20);
      expect(heard.ids()).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
      // A reader that was told more by one server than the other knows yet misses nothing and hears nothing twice.
      await first.live.log.append(scene, [sampleReading('W1', 20, NOON_MS + 20)]);
      const moved = await hearStream(second.address(), { lastEventId: '21' });
      await first.live.log.append(scene, [sampleReading('W1', 21, NOON_MS + 21)]);
      await moved.reached(22);
      expect(moved.ids()).toEqual([22]);
      expect(moved.snapshots).toEqual([]);
      // One that opens now has read nothing but the state: a gap is filled from the log, where there is more by now.
      const third = await startServer(otherStore, scene);
      await (await hearStream(third.address())).reached(22);
      await first.live.log.append(scene, [sampleReading('W1', 22, NOON_MS + 22)]);
      const gap = await hearStream(third.address('?after=0'));
      await gap.reached(23);
      await first.live.log.append(scene, [sampleReading('W1', 23, NOON_MS + 23)]);
      await gap.reached(24);
      expect(gap.ids()).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
      expect(gap.snapshots).toEqual([]);
      await third.stop();
      await second.stop();
      await otherStore.close();
      await first.stop();
    });
  },
  ['postgres'],
);
