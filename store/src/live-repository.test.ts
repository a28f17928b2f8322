import { isOver } from '@undercroft/core/live/is-over';
import { type LiveEvent, type LoggedEvent, type NewEvent, stateKey } from '@undercroft/core/live/live-event';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { AppendOutcome } from './live-store.ts';
import { openStore } from './open-store.ts';
import { NOON_MS, sampleAlarm, samplePosition, sampleReading } from './testing/sample-events.ts';

const MINUTE_MS = 60_000;

describeStores('the log of live events', (using) => {
  test('gives ids without gaps, tells duplicates and writes them not again', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = sampleReading('W1', 7, NOON_MS, { valueM: 0.4 });
    const position = samplePosition('U1', 7, NOON_MS);
    expect(statuses(await store.live.append(scene, [first, position, first]))).toEqual([1, 2, 'duplicate']);
    // The same sequence of the same device is the same event, whatever else it says; of another device it is not.
    const again = sampleReading('W1', 7, NOON_MS + MINUTE_MS, { valueM: 0.9 });
    expect(statuses(await store.live.append(scene, [again, sampleReading('W2', 7, NOON_MS)]))).toEqual([
      'duplicate',
      3,
    ]);
    const all = await store.live.since(scene, 0, 10);
    expect(all.map(({ eventId }) => eventId)).toEqual([1, 2, 3]);
    expect(all[0]).toEqual({ ...first, eventId: 1, isHistorical: false });
    expect(all[1]).toEqual({ ...position, eventId: 2, isHistorical: false });
    expect(await store.live.since(scene, 1, 1)).toEqual([all[1]]);
    expect(await store.live.extent(scene)).toEqual({ oldest: 1, newest: 3, sinceMs: NOON_MS + 1000 });
    expect((await store.live.ends()).get(scene)).toBe(3);
  });

  test('of a scene without any is empty', async () => {
    const { store } = using();
    expect(await store.live.since('nowhere', 0, 10)).toEqual([]);
    expect(await store.live.extent('nowhere')).toBeNull();
    expect(await store.live.state('nowhere')).toEqual({ upTo: 0, events: [] });
    expect(await store.live.stateAt('nowhere', NOON_MS, 'received')).toEqual([]);
    expect(await store.live.append('nowhere', [])).toEqual([]);
  });

  test('keeps late data as history, never as the present', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const now = sampleReading('W1', 2, NOON_MS, { valueM: 0.8, receivedMs: NOON_MS });
    const late = sampleReading('W1', 1, NOON_MS - 10 * MINUTE_MS, { valueM: 0.2, receivedMs: NOON_MS + MINUTE_MS });
    await store.live.append(scene, [now]);
    const [outcome] = await store.live.append(scene, [late]);
    expect(outcome).toMatchObject({ status: 'stored', logged: { eventId: 2, isHistorical: true } });
    expect(levels((await store.live.state(scene)).events)).toEqual([0.8]);
    // Five minutes before noon it was 0.2 m; that was known only a minute after noon.
    const before = NOON_MS - 5 * MINUTE_MS;
    expect(levels(await store.live.stateAt(scene, before, 'event'))).toEqual([0.2]);
    expect(await store.live.stateAt(scene, before, 'received')).toEqual([]);
    expect(levels(await store.live.stateAt(scene, NOON_MS + 2 * MINUTE_MS, 'received'))).toEqual([0.8]);
    // Within one batch it is the same.
    const outcomes = await store.live.append(scene, [
      sampleReading('W1', 3, NOON_MS + 3 * MINUTE_MS),
      sampleReading('W1', 4, NOON_MS + 2 * MINUTE_MS),
      sampleReading('W1', 5, NOON_MS + 3 * MINUTE_MS),
    ]);
    expect(outcomes.map((each) => each.status === 'stored' && each.logged.isHistorical)).toEqual([false, true, false]);
  });

  test('has two readings of one device side by side, and no alarm that was closed', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await store.live.append(scene, [
      sampleReading('W1', 1, NOON_MS),
      sampleReading('W1', 2, NOON_MS, { quantity: 'temperatureC' }),
      sampleAlarm('A1', 1, NOON_MS, 'open'),
      sampleAlarm('A1', 2, NOON_MS + MINUTE_MS, 'closed'),
    ]);
    const keys = (events: readonly LoggedEvent[]) => events.map(({ event }) => stateKey(event));
    const readings = ['reading/gateway/W1/waterLevelM', 'reading/gateway/W1/temperatureC'];
    expect(keys((await store.live.state(scene)).events)).toEqual(readings);
    expect(keys(await store.live.stateAt(scene, NOON_MS, 'event'))).toEqual([...readings, 'alarm/A1']);
    expect(keys(await store.live.stateAt(scene, NOON_MS + MINUTE_MS, 'event'))).toEqual(readings);
    expect(keys(await store.live.stateAt(scene, NOON_MS, 'event', ['alarm']))).toEqual(['alarm/A1']);
    // Opened again, it stands again; while it was closed it did not.
    await store.live.append(scene, [sampleAlarm('A1', 3, NOON_MS + 3 * MINUTE_MS, 'open')]);
    expect(keys((await store.live.state(scene)).events)).toEqual([...readings, 'alarm/A1']);
    expect(keys(await store.live.stateAt(scene, NOON_MS + 2 * MINUTE_MS, 'event'))).toEqual(readings);
  });

  test('rolls everything back when what goes alongside throws', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await store.live.append(scene, [sampleReading('W1', 1, NOON_MS)]);
    const failing = store.live.append(scene, [sampleReading('W1', 2, NOON_MS)], async (sql) => {
      await sql.query('insert into live_source_key (scene_id, source, key_hash) values (-1, $1, $2)', [
        scene,
        new Uint8Array(1),
      ]);
      throw new RangeError('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await store.live.extent(scene)).toMatchObject({ oldest: 1, newest: 1 });
    expect(levels((await store.live.state(scene)).events)).toHaveLength(1);
    expect(await store.sql.query('select 1 from live_source_key where source = $1', [scene])).toEqual([]);
    // Its ids are given out again.
    expect(statuses(await store.live.append(scene, [sampleReading('W1', 2, NOON_MS)]))).toEqual([2]);
  });

  test('tells a window by either clock, and the history of one thing, newest first', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const at = (minute: number, receivedMinute: number, sequence: number) =>
      sampleReading('W1', sequence, NOON_MS + minute * MINUTE_MS, {
        valueM: sequence,
        receivedMs: NOON_MS + receivedMinute * MINUTE_MS,
      });
    await store.live.append(scene, [at(0, 0, 1), at(2, 2, 2), at(1, 3, 3), samplePosition('U1', 1, NOON_MS)]);
    const window = { limit: 10, kinds: ['reading'] } as const;
    const end = NOON_MS + 2 * MINUTE_MS;
    expect(levels(await store.live.between(scene, NOON_MS, end, 'event', window))).toEqual([1, 3]);
    expect(levels(await store.live.between(scene, NOON_MS, end + 1, 'received', window))).toEqual([1, 2]);
    expect(await store.live.between(scene, NOON_MS, end, 'event', { limit: 1 })).toHaveLength(1);
    const range = { fromMs: NOON_MS, toMs: end + 1, limit: 2 };
    expect(levels(await store.live.ofThing(scene, 'reading', 'W1', range))).toEqual([2, 3]);
    expect(await store.live.ofThing(scene, 'position', 'W1', range)).toEqual([]);
  });

  test('forgets what is old, never what is the newest word about something', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const events = Array.from({ length: 10 }, (_, i) => sampleReading('W1', i, NOON_MS + i * MINUTE_MS));
    await store.live.append(scene, [sampleReading('W2', 1, NOON_MS), ...events, samplePosition('U1', 1, NOON_MS)]);
    // W1 up to minute 4: five. W2 has said nothing since, and positions were not asked for.
    expect(await store.live.forget(scene, ['reading'], NOON_MS + 5 * MINUTE_MS)).toBe(5);
    expect((await store.live.since(scene, 0, 20)).map(({ eventId }) => eventId)).toEqual([1, 7, 8, 9, 10, 11, 12]);
    expect(await store.live.extent(scene)).toEqual({
      oldest: 7,
      newest: 12,
      sinceMs: NOON_MS + 5 * MINUTE_MS + 1000,
    });
    expect((await store.live.state(scene)).events).toHaveLength(3);
    expect(await store.live.forget(scene, ['reading'], NOON_MS + 5 * MINUTE_MS)).toBe(0);
  });

  test('keeps the newest ten thousand refused events, and a key for each source', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const refused = (n: number) => ({
      receivedMs: NOON_MS + n,
      source: n % 2 === 0 ? null : 'gateway',
      door: 'http' as const,
      reason: 'bad-event',
      detail: `Number ${n}`,
      body: '{"\t井盖',
    });
    const all = Array.from({ length: 10_002 }, (_, n) => refused(n));
    await store.live.refuse(scene, all.slice(0, 3));
    await store.live.refuse(scene, all.slice(3));
    const kept = await store.live.refused(scene, 20_000);
    expect(kept).toHaveLength(10_000);
    expect(kept[0]).toEqual(refused(10_001));
    expect(kept.at(-1)).toEqual(refused(2));

    expect(await store.live.keyHash(scene, 'gateway')).toBeNull();
    await store.live.setKeyHash(scene, 'gateway', Uint8Array.of(1, 2));
    await store.live.setKeyHash(scene, 'gateway', Uint8Array.of(3, 4));
    expect([...((await store.live.keyHash(scene, 'gateway')) ?? [])]).toEqual([3, 4]);
    await store.live.setKeyHash(scene, 'gateway', null);
    expect(await store.live.keyHash(scene, 'gateway')).toBeNull();
  });

  test('holds as its state what its replay adds up to, now and at any instant by either clock', async () => {
    const { store, newScene } = using();
    const batches = fc.array(fc.array(anyEvent, { maxLength: 6 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, fc.integer({ min: -1, max: 12 }), async (given, tick) => {
        const scene = newScene();
        for (const batch of given) await store.live.append(scene, batch);
        const log = await store.live.since(scene, 0, 1000);
        expect(log.map(({ eventId }) => eventId)).toEqual(log.map((_, i) => i + 1));
        const atMs = NOON_MS + tick;
        expect(await store.live.state(scene)).toEqual({ upTo: log.length, events: folded(log) });
        const happened = log.filter(({ event }) => event.eventTimeMs <= atMs);
        expect(await store.live.stateAt(scene, atMs, 'event')).toEqual(folded(happened));
        const received = log.filter(({ receivedMs }) => receivedMs <= atMs);
        const last = received.reduce<LoggedEvent | null>((a, b) => (a && a.receivedMs > b.receivedMs ? a : b), null);
        const known = log.slice(0, last?.eventId ?? 0);
        expect(await store.live.stateAt(scene, atMs, 'received')).toEqual(folded(known));
        for (const [i, { isHistorical, event }] of log.entries()) {
          const older = log.slice(0, i).filter((other) => stateKey(other.event) === stateKey(event));
          expect(isHistorical).toBe(older.some((other) => other.event.eventTimeMs > event.eventTimeMs));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describeStores(
  'the log of two servers on one database',
  (using) => {
    test('has no gap and no event twice when both append at once', async () => {
      const { store, options, newScene } = using();
      const scene = newScene();
      const other = await openStore(options);
      const write = async (own: typeof store, name: string) => {
        const ids: (number | 'duplicate')[] = [];
        for (let round = 0; round < 20; round++) {
          const batch = Array.from({ length: 5 }, (_, i) => sampleReading(name, 5 * round + i, NOON_MS + round));
          // Both bring this one: only one of them stores it.
          batch.push(sampleReading('shared', round, NOON_MS + round));
          ids.push(...statuses(await own.live.append(scene, batch)));
        }
        return ids;
      };
      const both = (await Promise.all([write(store, 'W1'), write(other, 'W2')])).flat();
      const stored = both.filter((id) => id !== 'duplicate').sort((a, b) => a - b);
      expect(stored).toEqual(Array.from({ length: 220 }, (_, i) => i + 1));
      expect(both).toHaveLength(240);
      const log = await other.live.since(scene, 0, 1000);
      expect(log.map(({ eventId }) => eventId)).toEqual(stored);
      expect((await store.live.state(scene)).events).toEqual(folded(log));
      await other.close();
    });
  },
  ['postgres'],
);

const MAKERS: readonly ((id: string, sequence: number, eventMs: number) => NewEvent)[] = [
  sampleReading,
  (id, sequence, eventMs) => sampleReading(id, sequence, eventMs, { quantity: 'temperatureC' }),
  samplePosition,
  (id, sequence, eventMs) => sampleAlarm(id, sequence, eventMs, 'open'),
  (id, sequence, eventMs) => sampleAlarm(id, sequence, eventMs, 'closed'),
];

/** Few devices, sequences and times, so that duplicates, late data and equal times come often. */
const anyEvent: fc.Arbitrary<NewEvent> = fc
  .record({
    make: fc.constantFrom(...MAKERS),
    id: fc.constantFrom('1', '2'),
    sequence: fc.nat(6),
    at: fc.nat(10),
    received: fc.nat(10),
  })
  .map(({ make, id, sequence, at, received }) => {
    return { ...make(id, sequence, NOON_MS + at), receivedMs: NOON_MS + received };
  });

/** The newest of each key, in the order of ids, without what is over. */
function folded(log: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const state = new Map<string, LoggedEvent>();
  for (const logged of log) {
    const held = state.get(stateKey(logged.event));
    if (held === undefined || logged.event.eventTimeMs >= held.event.eventTimeMs) {
      state.set(stateKey(logged.event), logged);
    }
  }
  return [...state.values()].filter(({ event }) => !isOver(event)).sort((a, b) => a.eventId - b.eventId);
}

function statuses(outcomes: readonly AppendOutcome[]): (number | 'duplicate')[] {
  return outcomes.map((outcome) => (outcome.status === 'stored' ? outcome.logged.eventId : 'duplicate'));
}

function levels(events: readonly { readonly event: LiveEvent }[]): (number | null)[] {
  return events.map(({ event }) => (event.kind === 'reading' ? event.value.value : null));
}
