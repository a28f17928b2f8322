import type { Alarm } from '@undercroft/core/live/alarm';
import {
  type AlarmChange,
  acknowledgedAlarm,
  closedAlarm,
  judgedAlarm,
  type KeptAlarm,
  openedAlarm,
} from '@undercroft/core/live/alarm-moves';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { NOON_MS } from './testing/sample-events.ts';

const PERSON = { by: 'Li', atMs: NOON_MS + 3000, note: 'on the way' };

function opened(alarmId: string, changes: Partial<Pick<Alarm, 'severity'>> = {}, atMs = NOON_MS): AlarmChange {
  return openedAlarm(
    {
      alarmId,
      ruleId: 'cover-open',
      rulesVersion: '1',
      sensorKind: 'smartCover',
      thingId: 'C1',
      source: 'gateway',
      severity: 'red',
      position: [119.6, 39.93],
      cause: { quantity: 'tilt', unit: 'deg', value: 35, threshold: 10 },
      ...changes,
    },
    'geodetic',
    atMs,
  );
}

function returned(kept: KeptAlarm): AlarmChange {
  const change = judgedAlarm(kept, { status: 'over' }, true, NOON_MS + 2000);
  if (change === null) throw new Error('The alarm was wanted to return.');
  return change;
}

describeStores('alarms', (using) => {
  const write = async (scene: string, changes: readonly AlarmChange[], cursor: number | null = null) => {
    const { store } = using();
    await store.sql.transaction((sql) => store.alarms.write(sql, scene, changes, cursor));
  };

  test('are kept as they stand, with their steps', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = opened('a');
    await write(scene, [first], 7);
    expect(await store.alarms.standing(scene)).toEqual([first.kept]);
    const back = returned(first.kept);
    const seen = acknowledgedAlarm(back.kept, PERSON);
    if (seen !== null) await write(scene, [back, seen]);
    expect(await store.alarms.standing(scene)).toEqual([]);
    const found = await store.alarms.find(scene, 'a');
    expect(found?.kept).toEqual(seen?.kept);
    expect(found?.steps).toEqual([
      { atMs: NOON_MS, step: 'opened', by: null, note: null },
      { atMs: NOON_MS + 2000, step: 'returned', by: null, note: null },
      { atMs: NOON_MS + 3000, step: 'acknowledged', by: 'Li', note: 'on the way' },
      { atMs: NOON_MS + 3000, step: 'closed', by: null, note: null },
    ]);
    expect(await store.alarms.find(scene, 'b')).toBeNull();
    expect(await store.alarms.find('elsewhere', 'a')).toBeNull();
  });

  test('stand worst first and newest first, and are found by when they opened', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await write(scene, [
      opened('mild', { severity: 'blue' }, NOON_MS + 3000),
      opened('bad', {}, NOON_MS + 1000),
      opened('worse', {}, NOON_MS + 2000),
    ]);
    const ids = (alarms: readonly KeptAlarm[]) => alarms.map(({ alarm }) => alarm.alarmId);
    expect(ids(await store.alarms.standing(scene))).toEqual(['worse', 'bad', 'mild']);
    const range = { fromMs: NOON_MS + 1000, toMs: NOON_MS + 3000, limit: 10 };
    expect((await store.alarms.opened(scene, range)).map(({ alarmId }) => alarmId)).toEqual(['worse', 'bad']);
    expect(await store.alarms.opened(scene, { ...range, limit: 1 })).toHaveLength(1);
  });

  test('are not changed by whoever saw an older state, and nothing else of that write stays', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = opened('a');
    await write(scene, [first], 1);
    const seen = acknowledgedAlarm(first.kept, PERSON);
    if (seen !== null) await write(scene, [seen]);
    await expect(write(scene, [opened('b'), returned(first.kept)], 2)).rejects.toMatchObject({ code: 'alarm-changed' });
    expect(await store.alarms.standing(scene)).toEqual([seen?.kept]);
    expect(await store.alarms.cursor(scene)).toBe(1);
    // Opened twice it is the same alarm.
    await expect(write(scene, [first])).rejects.toMatchObject({ code: 'alarm-changed' });
  });

  test('have a cursor that never goes back', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    expect(await store.alarms.cursor(scene)).toBeNull();
    await store.alarms.moveCursor(scene, 12);
    await store.alarms.moveCursor(scene, 9);
    expect(await store.alarms.cursor(scene)).toBe(12);
  });

  test('closed by hand say by whom', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const back = returned(opened('a').kept);
    const byHand = closedAlarm(back.kept, PERSON);
    await write(scene, [opened('a'), back, ...(byHand === null ? [] : [byHand])]);
    expect((await store.alarms.find(scene, 'a'))?.kept.alarm).toMatchObject({ state: 'closed', closedBy: 'Li' });
  });
});
