import { DEFAULT_ALARM_RULES } from '@undercroft/core/live/default-alarm-rules';
import type { NewEvent } from '@undercroft/core/live/live-event';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { startEngine } from './start-engine.ts';
import { coverSays, gaugeSays } from './testing/town-events.ts';
import { townScene } from './testing/town-scene.ts';

const water = (id: string, sequence: number, value: number, agoS: number): NewEvent =>
  gaugeSays(id, sequence, { quantity: 'waterDepth', unit: 'mm', value }, agoS);

describeStores('an engine made anew', (using) => {
  test('remembers what rules look back to, also where only the end of the log is read again', async () => {
    const { store, newScene } = using();
    const scene = townScene(newScene());
    await store.live.append(scene.id, [
      water('JSJC-0001', 1, 2, 1500),
      water('JSJC-0002', 1, 2, 1900),
      coverSays('ZNJG-0001', 1, 15, false, 400),
      ...Array.from({ length: 30 }, (_, i) => water('JSJC-0003', i, 3, 300 - i)),
    ]);
    await store.alarms.moveCursor(scene.id, 33);
    for (const mostAgain of [100_000, 4]) {
      const start = await startEngine({ store, scene, rules: DEFAULT_ALARM_RULES, mostAgain });
      expect(start).toMatchObject({ changes: [], upTo: 33 });
      const opened = [water('JSJC-0001', 2, 104, 0), water('JSJC-0002', 2, 104, 0)].flatMap((next, i) =>
        start.engine.onEvent({ ...next, eventId: 34 + i, isHistorical: false }),
      );
      // 2 mm 25 minutes ago and 104 mm now are 100 mm within half an hour; 2 mm 32 minutes ago are not.
      const rules = opened.map(({ kept: { alarm } }) => `${alarm.thingId} ${alarm.ruleId}`);
      expect(rules).toEqual(['JSJC-0001 road-water', 'JSJC-0001 road-water-rise', 'JSJC-0002 road-water']);
      // The cover has been tilted for longer than its rule asks.
      const judged = start.engine.listenFrom(Date.now());
      expect(judged.map(({ kept }) => kept.alarm.thingId)).toEqual(['ZNJG-0001']);
    }
  });

  test('begins at the end of the log where no rules were ever applied, with what was said last', async () => {
    const { store, newScene } = using();
    const scene = townScene(newScene());
    await store.live.append(scene.id, [
      coverSays('ZNJG-0001', 1, 50, true, 500),
      coverSays('ZNJG-0001', 2, 0, false, 400),
      coverSays('ZNJG-0002', 1, 50, true, 300),
    ]);
    const { engine, changes, upTo } = await startEngine({ store, scene, rules: DEFAULT_ALARM_RULES });
    expect([changes, upTo]).toEqual([[], 3]);
    expect(engine.listenFrom(Date.now()).map(({ kept }) => kept.alarm.thingId)).toEqual(['ZNJG-0002']);
    expect(await store.alarms.cursor(scene.id)).toBe(3);
  });
});
