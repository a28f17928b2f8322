import type { LoggedEvent } from '@undercroft/core/live/live-event';
import { openStore } from '@undercroft/store/open-store';
import { NOON_MS, sampleReading } from '@undercroft/store/testing/sample-events';
import { expect, test, vi } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { openEventLog } from './open-event-log.ts';

function throwIt(error: unknown): never {
  throw error;
}

describeStores('the event log', (using) => {
  test('shares transactions between appends, and hands every event on once, in order', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const log = await openEventLog({ store, report: throwIt });
    const heard: number[] = [];
    const stop = log.listen(scene, (events) => heard.push(...events.map(({ eventId }) => eventId)));
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, i) => log.append(scene, [sampleReading('W1', i % 20, NOON_MS + i)])),
    );
    const ids = outcomes.flat().flatMap((each) => (each.status === 'stored' ? [each.logged.eventId] : []));
    expect(ids).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(heard).toEqual(ids);
    // The thirty share transactions: in PostgreSQL a row tells by which it was written.
    const [row] = await store.sql.query<{ count: number }>(
      'select count(distinct xmin::text) as count from live_event',
    );
    expect(row?.count).toBeLessThan(5);
    stop();
    await log.append(scene, [sampleReading('W1', 99, NOON_MS)]);
    expect(heard).toHaveLength(20);
    await log.close();
    await expect(log.append(scene, [sampleReading('W1', 100, NOON_MS)])).rejects.toThrow('closed');
  });

  test('takes more than one transaction holds, and answers for each event in its place', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const log = await openEventLog({ store, report: throwIt });
    const events = Array.from({ length: 1201 }, (_, i) => sampleReading('W1', i % 1200, NOON_MS + i));
    const outcomes = await log.append(scene, events);
    const ids = outcomes.map((each) => (each.status === 'stored' ? each.logged.eventId : each.status));
    expect(ids).toEqual([...Array.from({ length: 1200 }, (_, i) => i + 1), 'duplicate']);
    await log.close();
  });

  test('keeps what one request cannot store from the others, and gives it its own failure', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const log = await openEventLog({ store, report: throwIt });
    const unstorable = sampleReading('W1', Number.POSITIVE_INFINITY, NOON_MS);
    const [good, bad, alsoGood] = await Promise.allSettled([
      log.append(scene, [sampleReading('W1', 1, NOON_MS)]),
      log.append(scene, [unstorable]),
      log.append(scene, [sampleReading('W1', 2, NOON_MS)]),
    ]);
    expect(good.status).toBe('fulfilled');
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'statement-failed' } });
    expect(alsoGood.status).toBe('fulfilled');
    expect(await store.live.extent(scene)).toMatchObject({ oldest: 1, newest: 2 });
    await log.close();
  });

  test('appends what has something alongside in a transaction of its own, both or neither', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const log = await openEventLog({ store, report: throwIt });
    const heard: number[] = [];
    log.listen(scene, (events) => heard.push(...events.map(({ eventId }) => eventId)));
    const [before, failed, after] = await Promise.allSettled([
      log.append(scene, [sampleReading('W1', 1, NOON_MS)]),
      log.append(scene, [sampleReading('W1', 2, NOON_MS)], () => Promise.reject(new RangeError('on purpose'))),
      log.append(scene, [sampleReading('W1', 3, NOON_MS)]),
    ]);
    expect([before.status, failed.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await store.live.since(scene, 0, 10)).map(({ event }) => event.sequence)).toEqual([1, 3]);
    expect(heard).toEqual([1, 2]);
    await log.close();
  });

  test('reports a listener that throws, and goes on with the others', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const reported: unknown[] = [];
    const log = await openEventLog({ store, report: (error) => reported.push(error) });
    log.listen(scene, () => throwIt('on purpose'));
    const heard: LoggedEvent[] = [];
    log.listen(scene, (events) => heard.push(...events));
    await log.append(scene, [sampleReading('W1', 1, NOON_MS)]);
    expect(reported).toEqual(['on purpose']);
    expect(heard).toHaveLength(1);
    await log.close();
  });
});

describeStores(
  'the event logs of two servers on one database',
  (using) => {
    test('hand on the events of both, each in the order of ids and without gaps', async () => {
      const { store, options, newScene } = using();
      const scene = newScene();
      await store.live.append(scene, [sampleReading('W0', 1, NOON_MS)]);
      const otherStore = await openStore(options);
      const log = await openEventLog({ store, report: throwIt });
      const other = await openEventLog({ store: otherStore, report: throwIt });
      const heard: number[] = [];
      const otherHeard: number[] = [];
      log.listen(scene, (events) => heard.push(...events.map(({ eventId }) => eventId)));
      other.listen(scene, (events) => otherHeard.push(...events.map(({ eventId }) => eventId)));
      for (let i = 0; i < 20; i++) {
        await Promise.all([
          log.append(scene, [sampleReading('W1', i, NOON_MS + i), sampleReading('W2', i, NOON_MS + i)]),
          other.append(scene, [sampleReading('W3', i, NOON_MS + i)]),
        ]);
      }
      // The first of the scene was there before anybody listened.
      const expected = Array.from({ length: 60 }, (_, i) => i + 2);
      await vi.waitFor(() => expect([heard.length, otherHeard.length]).toEqual([60, 60]), { timeout: 5000 });
      expect(heard).toEqual(expected);
      expect(otherHeard).toEqual(expected);
      await log.close();
      await other.close();
      await otherStore.close();
    });
  },
  ['postgres'],
);
