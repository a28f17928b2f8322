import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_ALARM_RULES } from '@undercroft/core/live/default-alarm-rules';
import type { AlarmRules } from '@undercroft/core/protocol/live/alarm-rule';
import type { Scene } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { expect, test, vi } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { openEventLog } from '../live/open-event-log.ts';
import type { SceneAlarmRules } from './alarms.ts';
import { openAlarms } from './open-alarms.ts';
import { coverSays, gaugeSays } from './testing/town-events.ts';
import { townScene } from './testing/town-scene.ts';

/** What follows from an event by itself is waited for, on however busy a machine. */
const SOON = { timeout: 10_000 };

function throwIt(error: unknown): never {
  throw error;
}

interface Open {
  readonly rules?: SceneAlarmRules;
  readonly report?: (error: unknown) => void;
}

async function opened(store: Store, scene: Scene, { rules, report = throwIt }: Open = {}) {
  const log = await openEventLog({ store, report });
  const alarms = openAlarms({
    store,
    log,
    scenes: new Map([[scene.id, scene]]),
    rules: rules ?? (() => Promise.resolve(DEFAULT_ALARM_RULES)),
    wallClock: () => Date.now(),
    report,
  });
  await alarms.caughtUp();
  return {
    log,
    alarms,
    close: async () => {
      await alarms.close();
      await log.close();
    },
  };
}

const cover = (sequence: number, tiltDeg: number, isOpen: boolean, agoS?: number) =>
  coverSays('ZNJG-0001', sequence, tiltDeg, isOpen, agoS);

const water = (sequence: number, value: number, agoS?: number) =>
  gaugeSays('JSJC-0001', sequence, { quantity: 'waterDepth', unit: 'mm', value }, agoS);

/** What the log says of alarms, in its order. */
async function told(store: Store, scene: Scene): Promise<readonly string[]> {
  const events = await store.live.since(scene.id, 0, 1000);
  return events.flatMap(({ event }) => {
    if (event.kind !== 'alarm') return [];
    const { ruleId, state, isActive, severity } = event.value;
    return [`${ruleId} ${severity} ${state} ${isActive}`];
  });
}

describeStores('alarms', (using) => {
  const live = async (options?: Open) => {
    const { store, newScene } = using();
    const scene = townScene(newScene());
    return { store, scene, ...(await opened(store, scene, options)) };
  };

  test('follow their cause in the log, stand in the database with it, and close when both have happened', async () => {
    const { store, scene, log, alarms, close } = await live();
    await log.append(scene.id, [cover(1, 40, true)]);
    await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(1), SOON);
    const [kept] = await store.alarms.standing(scene.id);
    const alarmId = kept?.alarm.alarmId ?? '';
    expect(kept?.alarm).toMatchObject({ ruleId: 'cover-open', severity: 'red', thingId: 'ZNJG-0001', state: 'open' });
    const seen = await alarms.acknowledge(scene, alarmId, { by: 'Li', note: 'going' });
    expect(seen.kept.alarm).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Li', note: 'going' });
    // The second desk is told who was faster, and nothing changes.
    await expect(alarms.acknowledge(scene, alarmId, { by: 'Wang', note: null })).rejects.toMatchObject({
      code: 'alarm-not-open',
      message: expect.stringMatching(/^The alarm a.* was acknowledged at .* by Li already\.$/),
    });
    await expect(alarms.closeByHand(scene, alarmId, { by: 'Li', note: null })).rejects.toMatchObject({
      code: 'alarm-active',
    });
    await log.append(scene.id, [cover(2, 0, false)]);
    await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toEqual([]), SOON);
    expect(await told(store, scene)).toEqual([
      'cover-open red open true',
      'cover-open red acknowledged true',
      'cover-open red closed false',
    ]);
    const found = await store.alarms.find(scene.id, alarmId);
    expect(found?.steps.map(({ step }) => step)).toEqual(['opened', 'acknowledged', 'returned', 'closed']);
    await expect(alarms.acknowledge(scene, 'a0-0', { by: 'Li', note: null })).rejects.toMatchObject({
      code: 'unknown-alarm',
    });
    await close();
  });

  test('acknowledged by twenty desks at once are acknowledged once', async () => {
    const { store, scene, log, alarms, close } = await live();
    await log.append(scene.id, [cover(1, 40, true)]);
    await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(1), SOON);
    const alarmId = (await store.alarms.standing(scene.id))[0]?.alarm.alarmId ?? '';
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => alarms.acknowledge(scene, alarmId, { by: `desk ${i}`, note: null })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = all.flatMap((each) => (each.status === 'rejected' ? [(each.reason as { code: string }).code] : []));
    expect(new Set(codes)).toEqual(new Set(['alarm-not-open']));
    expect((await store.alarms.find(scene.id, alarmId))?.steps).toHaveLength(2);
    await close();
  });

  test('open by themselves when a condition has lasted', async () => {
    const { store, scene, log, close } = await live();
    await log.append(scene.id, [cover(1, 14, false, 1.5)]);
    expect(await store.alarms.standing(scene.id)).toEqual([]);
    await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(1), SOON);
    expect((await store.alarms.standing(scene.id))[0]?.alarm).toMatchObject({
      severity: 'orange',
      cause: { value: 14 },
    });
    await close();
  });

  test('of events that were logged while nobody watched are made by the next start, once', async () => {
    const { store, scene, close } = await live();
    await close();
    // As when the server was killed after the event was durable and before its alarm was.
    await store.live.append(scene.id, [cover(1, 40, true, 30), water(1, 120, 20)]);
    for (let start = 0; start < 3; start++) {
      const again = await opened(store, scene);
      await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(2), SOON);
      await again.close();
    }
    expect(await told(store, scene)).toEqual(['cover-open red open true', 'road-water yellow open true']);
    // What came and went unwatched is told too: a cover was open while nobody looked.
    await store.live.append(scene.id, [cover(2, 0, false, 10)]);
    const last = await opened(store, scene);
    await vi.waitFor(async () => expect(await told(store, scene)).toHaveLength(3), SOON);
    expect((await told(store, scene)).at(-1)).toBe('cover-open red open false');
    await last.close();
  });

  test('remember over a start what they need of the past: hysteresis, a duration, a rate', async () => {
    const { store, scene, log, close } = await live();
    await log.append(scene.id, [water(1, 5, 900), water(2, 70, 600), cover(1, 14, false, 1)]);
    await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(1), SOON);
    await close();
    const again = await opened(store, scene);
    // 25 mm is within the hysteresis of 30 mm; the cover has been tilted for two seconds soon.
    await again.log.append(scene.id, [water(3, 25, 300)]);
    await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(2), SOON);
    await again.close();
    const third = await opened(store, scene);
    // From 5 mm to 110 mm within half an hour.
    await third.log.append(scene.id, [water(4, 110)]);
    await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(3), SOON);
    const standing = (await store.alarms.standing(scene.id)).map(({ alarm }) => `${alarm.ruleId} ${alarm.severity}`);
    expect(standing.toSorted()).toEqual(['cover-open orange', 'road-water yellow', 'road-water-rise yellow']);
    await third.close();
  });

  test('do not follow from late events', async () => {
    const { store, scene, log, close } = await live();
    await log.append(scene.id, [cover(2, 0, false)]);
    await log.append(scene.id, [cover(1, 60, true, 600)]);
    await sleep(100);
    expect(await store.alarms.standing(scene.id)).toEqual([]);
    await close();
  });

  test('say that nobody watches while the rules cannot be used, and catch up when they can', async () => {
    let rules: AlarmRules | null = null;
    const reported: unknown[] = [];
    const { store, scene, log, alarms, close } = await live({
      rules: () => (rules === null ? Promise.reject(new Error('row x: wanted y, got z')) : Promise.resolve(rules)),
      report: (error) => reported.push(error),
    });
    expect(alarms.watch(scene)).toMatchObject({ state: 'failed', detail: 'row x: wanted y, got z' });
    await log.append(scene.id, [cover(1, 40, true)]);
    rules = DEFAULT_ALARM_RULES;
    await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(1), SOON);
    expect(alarms.watch(scene)).toMatchObject({ state: 'watching', detail: null });
    expect(reported).toHaveLength(1);
    await close();
  });

  test('take up new rules without a restart: an alarm whose rule is gone is unknown', async () => {
    let rules: AlarmRules = DEFAULT_ALARM_RULES;
    const { store, scene, log, alarms, close } = await live({ rules: () => Promise.resolve(rules) });
    await log.append(scene.id, [cover(1, 40, true)]);
    await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(1), SOON);
    rules = { ...rules, version: '2', rules: rules.rules.filter(({ id }) => id !== 'cover-open') };
    await vi.waitFor(async () => expect((await store.alarms.standing(scene.id))[0]?.alarm.isActive).toBeNull(), SOON);
    const alarmId = (await store.alarms.standing(scene.id))[0]?.alarm.alarmId ?? '';
    const closed = await alarms.closeByHand(scene, alarmId, { by: 'Li', note: 'gone' });
    expect(closed.kept.alarm).toMatchObject({ state: 'closed', closedBy: 'Li', note: 'gone' });
    await close();
  });
});

describeStores(
  'alarms of two servers on one database',
  (using) => {
    test('are made by one of them, acknowledged at either, and made by the other when the first is gone', async () => {
      const { store, options, newScene } = using();
      const scene = townScene(newScene());
      const otherStore = await openStore(options);
      const one = await opened(store, scene);
      const other = await opened(otherStore, scene);
      expect([one.alarms.watch(scene).state, other.alarms.watch(scene).state]).toEqual(['watching', 'elsewhere']);
      await other.log.append(scene.id, [cover(1, 40, true)]);
      await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(1), SOON);
      const alarmId = (await store.alarms.standing(scene.id))[0]?.alarm.alarmId ?? '';
      await other.alarms.acknowledge(scene, alarmId, { by: 'Li', note: null });
      await other.log.append(scene.id, [cover(2, 0, false)]);
      // The first server learns of the acknowledgement from the log, or from the refusal of its own write.
      await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toEqual([]), SOON);
      await one.close();
      await vi.waitFor(() => expect(other.alarms.watch(scene).state).toBe('watching'), SOON);
      await other.log.append(scene.id, [cover(3, 50, true)]);
      await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(1), SOON);
      await other.close();
      await otherStore.close();
    });
  },
  ['postgres'],
);
