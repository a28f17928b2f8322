import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '../protocol/live/alarm-rule.ts';
import { acknowledgedAlarm, closedAlarm } from './alarm-moves.ts';
import { DEFAULT_ALARM_RULES } from './default-alarm-rules.ts';
import type { LoggedEvent } from './live-event.ts';
import {
  alarmsAfter,
  coverAt,
  FRIDAY_EVENING_MS,
  sampleEngine,
  sampleRule,
  stepsOf,
  waterAt,
} from './testing/alarm-samples.ts';

/** Everything that some events and then a time do to alarms. */
function run(rules: readonly AlarmRule[], events: readonly LoggedEvent[], untilS = 0) {
  const engine = sampleEngine(rules);
  const changes = events.flatMap((event) => engine.onEvent(event));
  return [...changes, ...engine.onTime(FRIDAY_EVENING_MS + untilS * 1000)];
}

const ofDefault = (id: string): readonly AlarmRule[] => DEFAULT_ALARM_RULES.rules.filter((rule) => rule.id === id);

describe('a rule with a threshold', () => {
  it('opens at its limit and is over below the limit less the hysteresis', () => {
    const changes = run(
      [sampleRule()],
      [99.9, 100, 95, 90, 89.9].map((depth, i) => waterAt(depth, { atS: 300 * i })),
    );
    expect(stepsOf(changes)).toEqual(['300 water opened', '1200 water returned']);
    expect(alarmsAfter(changes)).toMatchObject([
      {
        state: 'open',
        isActive: false,
        severity: 'yellow',
        thingId: 'JSJC-0001',
        cause: { quantity: 'waterDepth', unit: 'mm', value: 100, threshold: 100 },
        openedMs: FRIDAY_EVENING_MS + 300_000,
        returnedMs: FRIDAY_EVENING_MS + 1_200_000,
      },
    ]);
  });

  it('of which less is worse opens at or below its limit', () => {
    const changes = run(
      [
        sampleRule({
          condition: { kind: 'threshold', quantity: 'waterDepth', side: 'below', hysteresis: 2 },
          levels: [{ severity: 'blue', limit: 5 }],
        }),
      ],
      [6, 5, 7, 7.1].map((depth, i) => waterAt(depth, { atS: i })),
    );
    expect(stepsOf(changes)).toEqual(['1 water opened', '3 water returned']);
  });

  it('reads other units of its quantity, and takes none that it does not know', () => {
    const inUnit = (unit: string, value: number, atS: number): LoggedEvent => {
      const sample = waterAt(value, { atS });
      return { ...sample, event: { ...sample.event, kind: 'reading', value: { quantity: 'waterDepth', unit, value } } };
    };
    expect(stepsOf(run([sampleRule()], [inUnit('cm', 9.9, 0), inUnit('cm', 10, 1)]))).toEqual(['1 water opened']);
    expect(run([sampleRule()], [inUnit('inch', 4, 0)])).toEqual([]);
  });

  it('rises through its levels as one alarm, which is to be acknowledged again when it grows worse', () => {
    const engine = sampleEngine(ofDefault('road-water'));
    const first = engine.onEvent(waterAt(120, { atS: 0 }));
    expect(first[0]?.kept.alarm).toMatchObject({ severity: 'yellow', cause: { threshold: 100 } });
    const seen = first[0] && acknowledgedAlarm(first[0].kept, { by: 'Li', atMs: FRIDAY_EVENING_MS, note: null });
    expect(seen?.kept.alarm.state).toBe('acknowledged');
    if (seen) expect(engine.adopt(seen.kept)).toEqual([]);
    const worse = engine.onEvent(waterAt(260, { atS: 300 }));
    expect(stepsOf(worse)).toEqual(['300 road-water raised']);
    expect(worse[0]?.kept.alarm).toMatchObject({ severity: 'orange', state: 'open', acknowledgedBy: null, count: 1 });
    // Falling water does not make it milder while it lasts.
    expect(engine.onEvent(waterAt(40, { atS: 600 }))).toEqual([]);
  });
});

describe('a rule of the rate of change', () => {
  const rising = sampleRule({
    condition: { kind: 'rate', quantity: 'waterDepth', direction: 'rise', withinS: 600, hysteresis: 20 },
  });

  it('opens when the value stands so much above its lowest of the window', () => {
    // 0, 60, 100 mm at 0, 5 and 10 minutes: 100 mm within 10 minutes. At 15 minutes the lowest is 60, at 20 it is 100.
    const changes = run(
      [rising],
      [0, 60, 100, 150, 160].map((depth, i) => waterAt(depth, { atS: 300 * i })),
    );
    expect(stepsOf(changes)).toEqual(['600 water opened', '1200 water returned']);
    expect(changes[0]?.kept.alarm.cause).toEqual({
      quantity: 'waterDepth',
      unit: 'mm / 600 s',
      value: 100,
      threshold: 100,
    });
  });

  it('does not open for the same rise over a longer time, nor for a fall', () => {
    expect(
      run(
        [rising],
        [0, 45, 90, 135].map((depth, i) => waterAt(depth, { atS: 300 * i })),
      ),
    ).toEqual([]);
    expect(run([rising], [waterAt(300, { atS: 0 }), waterAt(0, { atS: 300 })])).toEqual([]);
  });

  it('sees a fall where it is about falling', () => {
    const falling = sampleRule({
      condition: { kind: 'rate', quantity: 'waterDepth', direction: 'fall', withinS: 600 },
    });
    expect(stepsOf(run([falling], [waterAt(300, { atS: 0 }), waterAt(200, { atS: 300 })]))).toEqual([
      '300 water opened',
    ]);
  });
});

describe('a rule with a duration', () => {
  const held = sampleRule({ levels: [{ severity: 'yellow', limit: 100, holdS: 10 }] });

  it('opens when the condition has held for so long by the clock of the device', () => {
    const changes = run(
      [held],
      [0, 9, 10].map((atS) => waterAt(150, { atS })),
    );
    expect(stepsOf(changes)).toEqual(['10 water opened']);
  });

  it('opens without another message when the time has passed, at that time', () => {
    expect(stepsOf(run([held], [waterAt(150, { atS: 0, delayS: 2 })], 11.9))).toEqual([]);
    expect(stepsOf(run([held], [waterAt(150, { atS: 0, delayS: 2 })], 500))).toEqual(['12 water opened']);
  });

  it('has opened by the clock of the device for good, though less time passed at the server', () => {
    const engine = sampleEngine([held]);
    engine.onEvent(waterAt(150, { atS: 0, delayS: 8 }));
    const [opened] = engine.onEvent(waterAt(150, { atS: 10 }));
    expect(opened && stepsOf([opened])).toEqual(['10 water opened']);
    const seen = opened && acknowledgedAlarm(opened.kept, { by: 'Li', atMs: FRIDAY_EVENING_MS + 11_000, note: null });
    // Judged again two seconds after the first message came, it still holds.
    expect(seen && engine.adopt(seen.kept)).toEqual([]);
  });

  it('begins anew when the condition was over in between', () => {
    const changes = run([held], [waterAt(150, { atS: 0 }), waterAt(0, { atS: 8 }), waterAt(150, { atS: 9 })], 18.9);
    expect(changes).toEqual([]);
  });

  it('does not open while what is said cannot be used', () => {
    const events = [waterAt(150, { atS: 0 }), waterAt(null, { atS: 5 })];
    expect(run([held], events, 3600)).toEqual([]);
    expect(stepsOf(run([held], [...events, waterAt(150, { atS: 20 })]))).toEqual(['20 water opened']);
  });
});

describe('a rule with repeats', () => {
  const thrice = sampleRule({ repeats: { times: 3, withinS: 600 } });

  it('opens at the last of so many messages within the time', () => {
    const changes = run(
      [thrice],
      [150, 0, 150, 0, 150, 95].map((depth, i) => waterAt(depth, { atS: 100 * i })),
    );
    // 95 mm is within the hysteresis: it lasts.
    expect(stepsOf(changes)).toEqual(['400 water opened']);
  });

  it('does not open when they lie farther apart', () => {
    expect(
      run(
        [thrice],
        [0, 301, 602].map((atS) => waterAt(150, { atS })),
      ),
    ).toEqual([]);
  });
});

describe('a rule with a schedule', () => {
  const night = sampleRule({ schedule: { from: '22:00', until: '06:00', weekdays: [5, 6] } });
  const HOUR_S = 3600;

  it('opens when its hours begin and is over when they end, by the clock of the scene', () => {
    // Friday 18:00 is 4 hours before, Saturday 06:00 is 12 hours after.
    const changes = run([night], [waterAt(150, { atS: 0 })], 13 * HOUR_S);
    expect(stepsOf(changes)).toEqual([`${4 * HOUR_S} water opened`, `${12 * HOUR_S} water returned`]);
  });

  it('is in force on its days only: of the night to Sunday the hours before midnight', () => {
    const saturdayAt20S = 26 * HOUR_S;
    const changes = run([night], [waterAt(150, { atS: saturdayAt20S })], 48 * HOUR_S);
    expect(stepsOf(changes)).toEqual([`${28 * HOUR_S} water opened`, `${30 * HOUR_S} water returned`]);
  });

  it('counts Sunday as the seventh day', () => {
    const sunday = sampleRule({ schedule: { weekdays: [7] } });
    const changes = run([sunday], [waterAt(150, { atS: 0 })], 100 * HOUR_S);
    // From Friday 18:00 it is 30 hours to Sunday's midnight.
    expect(stepsOf(changes)).toEqual([`${30 * HOUR_S} water opened`, `${54 * HOUR_S} water returned`]);
  });

  it('is in force in its months, and from its first day until before its last', () => {
    const december = sampleRule({ schedule: { months: [12] } });
    expect(run([december], [waterAt(150, { atS: 0 })], HOUR_S)).toEqual([]);
    const brief = sampleRule({
      effectiveFrom: '2026-11-20T19:00:00+08:00',
      effectiveUntil: '2026-11-20T20:00:00+08:00',
    });
    expect(stepsOf(run([brief], [waterAt(150, { atS: 0 })], 24 * HOUR_S))).toEqual([
      '3600 water opened',
      '7200 water returned',
    ]);
  });
});

describe('a rule for a polygon', () => {
  const square = sampleRule({
    within: [
      [119.5, 39.9],
      [119.6, 39.9],
      [119.6, 40],
      [119.5, 40],
    ],
  });

  it('opens for devices inside, by where the city says they stand before what they say themselves', () => {
    const at = (position: readonly [number, number]) => [waterAt(150, { atS: 0, position })];
    expect(stepsOf(run([square], at([119.55, 39.95])))).toEqual(['0 water opened']);
    expect(run([square], at([119.65, 39.95]))).toEqual([]);
    const engine = sampleEngine([square], {
      placeOf: () => ({ category: '道路积水监测仪', position: [119.7, 39.95] }),
    });
    expect(engine.onEvent(waterAt(150, { atS: 0, position: [119.55, 39.95] }))).toEqual([]);
  });

  it('does not open where the place is not known or not to be trusted', () => {
    expect(run([square], [waterAt(150, { atS: 0 })])).toEqual([]);
    const undeclared: LoggedEvent = {
      ...waterAt(150, { atS: 0, position: [119.55, 39.95] }),
      positionBasis: 'undeclared',
    };
    expect(run([square], [undeclared])).toEqual([]);
  });
});

describe('the rule of covers', () => {
  const cover = ofDefault('cover-open');

  it('opens red at once when a cover says that it is open', () => {
    const changes = run(cover, [coverAt(35, true, { atS: 0 })]);
    expect(stepsOf(changes)).toEqual(['0 cover-open opened']);
    expect(changes[0]?.kept.alarm).toMatchObject({
      severity: 'red',
      cause: { quantity: 'isOpen', unit: '', value: null, threshold: null },
    });
  });

  it('opens orange when it is tilted for two seconds, and not for a lorry', () => {
    const changes = run(cover, [coverAt(12, false, { atS: 0 })], 2);
    expect(stepsOf(changes)).toEqual(['2 cover-open opened']);
    expect(changes[0]?.kept.alarm).toMatchObject({ severity: 'orange', cause: { value: 12, threshold: 10 } });
    expect(run(cover, [coverAt(12, false, { atS: 0 }), coverAt(1, false, { atS: 1 })], 60)).toEqual([]);
  });

  it('believes a cover that it is open though its tilt cannot be true, and does not take it for shut', () => {
    const changes = run(cover, [coverAt(999, true, { atS: 0 })]);
    expect(stepsOf(changes)).toEqual(['0 cover-open opened']);
    expect(stepsOf(run(cover, [coverAt(35, true, { atS: 0 }), coverAt(999, false, { atS: 10 })]))).toEqual([
      '0 cover-open opened',
      '10 cover-open unknown',
    ]);
  });
});

describe('a rule of silence', () => {
  const silent = sampleRule({
    id: 'silent',
    condition: { kind: 'silence' },
    levels: [{ severity: 'blue', limit: 900 }],
    isLatching: false,
  });

  it('opens when nothing came for so long, makes the other rules of the device unknown, and ends with the next message', () => {
    const events = [waterAt(150, { atS: 0 }), waterAt(150, { atS: 300 }), waterAt(150, { atS: 2000 })];
    const changes = run([sampleRule(), silent], events, 2000);
    expect(stepsOf(changes)).toEqual([
      '0 water opened',
      '1200 silent opened',
      '1200 water unknown',
      '2000 water known',
      '2000 silent returned',
      '2000 silent closed',
    ]);
    expect(alarmsAfter(changes).map(({ ruleId, state, isActive }) => [ruleId, state, isActive])).toEqual([
      ['water', 'open', true],
      ['silent', 'closed', false],
    ]);
    expect(changes[1]?.kept.alarm.cause).toEqual({ quantity: 'silence', unit: 's', value: null, threshold: 900 });
  });

  it('takes a message that cannot be used for a sign of life', () => {
    expect(run([silent], [waterAt(1, { atS: 0 }), waterAt(null, { atS: 800, quality: 'bad' })], 1600)).toEqual([]);
  });

  it('does not count the time in which nobody listened', () => {
    const engine = sampleEngine([silent]);
    engine.replay(waterAt(1, { atS: 0 }));
    expect(engine.listenFrom(FRIDAY_EVENING_MS + 86_400_000)).toEqual([]);
    expect(stepsOf(engine.onTime(FRIDAY_EVENING_MS + 87_300_000))).toEqual(['87300 silent opened']);
  });
});

describe('an alarm', () => {
  const person = { by: 'Li', atMs: FRIDAY_EVENING_MS, note: 'seen' };

  it('counts how often its condition comes back while it is open, and closes with its acknowledgement when it is over', () => {
    const changes = run(
      [sampleRule()],
      [150, 0, 150, 0].map((depth, i) => waterAt(depth, { atS: i })),
    );
    expect(stepsOf(changes)).toEqual(['0 water opened', '1 water returned', '2 water repeated', '3 water returned']);
    const last = changes.at(-1);
    expect(last?.kept).toMatchObject({ alarm: { count: 2, state: 'open' }, version: 4 });
    const seen = last && acknowledgedAlarm(last.kept, person);
    expect(seen?.steps.map(({ step }) => step)).toEqual(['acknowledged', 'closed']);
    expect(seen?.kept.alarm).toMatchObject({ state: 'closed', acknowledgedBy: 'Li', closedBy: null, note: 'seen' });
    expect(seen && acknowledgedAlarm(seen.kept, person)).toBeNull();
  });

  it('neither opens nor closes by a value that is bad, missing or cannot be true', () => {
    for (const useless of [
      waterAt(500, { atS: 1, quality: 'bad' }),
      waterAt(null, { atS: 1 }),
      waterAt(-50, { atS: 1 }),
    ]) {
      expect(run([sampleRule()], [useless])).toEqual([]);
      const changes = run([sampleRule()], [waterAt(150, { atS: 0 }), useless, waterAt(150, { atS: 2 })]);
      expect(stepsOf(changes)).toEqual(['0 water opened', '1 water unknown', '2 water known']);
    }
  });

  it('that was over is acknowledged but not closed while nobody knows', () => {
    const changes = run(
      [sampleRule()],
      [150, 0, null].map((depth, i) => waterAt(depth, { atS: i })),
    );
    const last = changes.at(-1);
    expect(last?.kept.alarm).toMatchObject({ state: 'open', isActive: null, returnedMs: FRIDAY_EVENING_MS + 1000 });
    expect(last && acknowledgedAlarm(last.kept, person)?.kept.alarm.state).toBe('acknowledged');
    // By hand it can be closed: its device may never speak again.
    expect(last && closedAlarm(last.kept, person)?.kept.alarm).toMatchObject({ state: 'closed', closedBy: 'Li' });
  });

  it('that was over before nobody knew counts up when its condition holds again, and is as before when it does not', () => {
    const back = run(
      [sampleRule()],
      [150, 0, null, 150].map((depth, i) => waterAt(depth, { atS: i })),
    );
    expect(stepsOf(back)).toEqual(['0 water opened', '1 water returned', '2 water unknown', '3 water repeated']);
    expect(alarmsAfter(back)).toMatchObject([{ count: 2, returnedMs: null, isActive: true }]);
    const over = run(
      [sampleRule()],
      [150, 0, null, 0].map((depth, i) => waterAt(depth, { atS: i })),
    );
    expect(stepsOf(over).at(-1)).toBe('3 water known');
    expect(alarmsAfter(over)).toMatchObject([{ count: 1, returnedMs: FRIDAY_EVENING_MS + 1000, isActive: false }]);
  });

  it('has events that follow one another in time though the clocks of two servers do not', () => {
    const [opened] = run([sampleRule()], [waterAt(150, { atS: 10 })]);
    const early = opened && acknowledgedAlarm(opened.kept, { by: 'Li', atMs: FRIDAY_EVENING_MS + 9990, note: null });
    expect(early?.kept).toMatchObject({ eventMs: FRIDAY_EVENING_MS + 10_001, version: 2 });
    expect(early?.kept.alarm.acknowledgedMs).toBe(FRIDAY_EVENING_MS + 9990);
  });

  it('cannot be closed by hand while its condition is known to hold', () => {
    const [opened] = run([sampleRule()], [waterAt(150, { atS: 0 })]);
    expect(opened && closedAlarm(opened.kept, person)).toBeNull();
  });

  it('whose rule is gone is unknown, and nothing closes it but a person', () => {
    const [opened] = run([sampleRule()], [waterAt(150, { atS: 0 })]);
    const engine = sampleEngine([]);
    if (opened !== undefined) engine.restore([opened.kept]);
    const changes = engine.listenFrom(FRIDAY_EVENING_MS + 60_000);
    expect(stepsOf(changes)).toEqual(['60 water unknown']);
    expect(engine.onEvent(waterAt(0, { atS: 90 }))).toEqual([]);
  });
});
