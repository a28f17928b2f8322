import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '../protocol/live/alarm-rule.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmEngine } from './alarm-engine.ts';
import { type AlarmChange, acknowledgedAlarm, type KeptAlarm } from './alarm-moves.ts';
import type { LiveEvent, LoggedEvent } from './live-event.ts';
import { alarmsAfter, FRIDAY_EVENING_MS, sampleEngine, sampleRule, waterAt } from './testing/alarm-samples.ts';

const RULES: readonly AlarmRule[] = [
  sampleRule(),
  sampleRule({
    id: 'held',
    levels: [
      { severity: 'blue', limit: 50, holdS: 20 },
      { severity: 'red', limit: 150, holdS: 5 },
    ],
  }),
  sampleRule({ id: 'often', repeats: { times: 3, withinS: 90 }, isLatching: false }),
  sampleRule({ id: 'rising', condition: { kind: 'rate', quantity: 'waterDepth', direction: 'rise', withinS: 60 } }),
  sampleRule({ id: 'evening', schedule: { from: '18:01', until: '18:03' } }),
  sampleRule({ id: 'silent', condition: { kind: 'silence' }, levels: [{ severity: 'blue', limit: 40 }] }),
];

/** Messages of two gauges up to ten minutes, in the order of their arrival, some of them useless. */
const EVENTS = fc
  .array(
    fc.record({
      stepS: fc.nat(45),
      depth: fc.option(fc.nat(220), { freq: 8 }),
      isBad: fc.boolean(),
      device: fc.constantFrom('JSJC-0001', 'JSJC-0002'),
    }),
    { maxLength: 40 },
  )
  .map((rows) => {
    let atS = 0;
    return rows.map(({ stepS, depth, device, isBad }): LoggedEvent => {
      atS += stepS;
      return waterAt(depth, { atS, id: device, quality: isBad && atS % 5 === 0 ? 'bad' : 'good' });
    });
  });

const END_MS = FRIDAY_EVENING_MS + 3600_000;

function run(engine: AlarmEngine, events: readonly LoggedEvent[]): readonly AlarmChange[] {
  const changes = events.flatMap((event) => engine.onEvent(event));
  return [...changes, ...engine.onTime(END_MS)];
}

function readingOf(event: LiveEvent): number | null {
  return event.kind === 'reading' ? event.value.value : null;
}

describe('alarms of any log', () => {
  it('are the same again, however often the engine was asked in between', () => {
    fc.assert(
      fc.property(EVENTS, fc.array(fc.nat(50_000), { maxLength: 60 }), (events, stepsMs) => {
        const engine = sampleEngine(RULES);
        const changes: AlarmChange[] = [];
        let nowMs = FRIDAY_EVENING_MS;
        const steps = [...stepsMs];
        for (const event of events) {
          while (nowMs < event.receivedMs && steps.length > 0) {
            changes.push(...engine.onTime(nowMs));
            nowMs += steps.pop() ?? 0;
          }
          changes.push(...engine.onEvent(event));
          nowMs = Math.max(nowMs, event.receivedMs);
        }
        changes.push(...engine.onTime(END_MS));
        expect(changes).toEqual(run(sampleEngine(RULES), events));
      }),
    );
  });

  it('are not changed by what comes late', () => {
    fc.assert(
      fc.property(EVENTS, fc.array(fc.tuple(fc.nat(40), fc.nat(300)), { maxLength: 10 }), (events, late) => {
        const mixed = [...events];
        for (const [place, depth] of late) {
          const before = mixed[Math.min(place, mixed.length - 1)];
          if (before === undefined) continue;
          const atS = (before.event.eventTimeMs - FRIDAY_EVENING_MS) / 1000;
          const event = waterAt(depth, { atS: atS - 100, delayS: 100, id: before.event.id, isHistorical: true });
          mixed.splice(place + 1, 0, event);
        }
        expect(run(sampleEngine(RULES), mixed)).toEqual(run(sampleEngine(RULES), events));
      }),
    );
  });

  it('end the same whether they are acknowledged before or after their condition is over', () => {
    fc.assert(
      fc.property(EVENTS, fc.nat(40), (all, when) => {
        const events = all.filter(({ event }) => event.quality === 'good' && readingOf(event) !== null);
        const last = alarmsAfter(run(sampleEngine([sampleRule()]), events)).at(-1);
        if (last === undefined) return;
        const states = [when, events.length].map((after) => {
          const engine = sampleEngine([sampleRule()]);
          let kept: KeptAlarm | null = null;
          const follow = (changes: readonly AlarmChange[]) => {
            for (const change of changes) if (change.kept.alarm.alarmId === last.alarmId) kept = change.kept;
          };
          const acknowledge = () => {
            const change = kept && acknowledgedAlarm(kept, { by: 'Li', atMs: END_MS, note: null });
            if (change === null) return;
            kept = change.kept;
            follow(engine.adopt(change.kept));
          };
          for (const [index, event] of events.entries()) {
            follow(engine.onEvent(event));
            if (index === after) acknowledge();
          }
          follow(engine.onTime(END_MS));
          acknowledge();
          return kept as KeptAlarm | null;
        });
        const [early, late] = states.map((kept) => kept?.alarm);
        if (early === undefined || late === undefined) return;
        // An alarm closed early may have come back as another; one that did not is in the same state.
        if (early.count === late.count) expect(early.state).toBe(late.state);
        else expect(early).toMatchObject({ state: 'closed', isActive: false });
      }),
    );
  });

  it('neither open nor close by useless values alone', () => {
    const useless = fc.array(fc.record({ stepS: fc.nat(30), depth: fc.option(fc.nat(300)) }), { maxLength: 20 });
    fc.assert(
      fc.property(useless, fc.boolean(), (rows, isOpen) => {
        const engine = sampleEngine([sampleRule()]);
        const before = isOpen ? engine.onEvent(waterAt(200, { atS: 0 })) : [];
        let atS = 1;
        const changes = rows.flatMap(({ stepS, depth }) => {
          atS += stepS;
          return engine.onEvent(waterAt(depth, { atS, quality: 'bad' }));
        });
        const alarms = alarmsAfter([...before, ...changes, ...engine.onTime(END_MS)]);
        const isActive = rows.length === 0 ? true : null;
        expect(alarms.map((alarm) => [alarm.state, alarm.isActive])).toEqual(isOpen ? [['open', isActive]] : []);
      }),
    );
  });

  it('are the same when the engine is made anew from what was kept and from the log', () => {
    fc.assert(
      fc.property(EVENTS, fc.nat(40), (events, cut) => {
        // Silence is counted anew after a start: it is left out here.
        const rules = RULES.filter(({ condition }) => condition.kind !== 'silence');
        const whole = alarmsAfter(run(sampleEngine(rules), events));
        const first = sampleEngine(rules);
        const before = events.slice(0, cut).flatMap((event) => first.onEvent(event));
        const kept = new Map(before.map((change) => [change.kept.alarm.alarmId, change.kept]));
        const second = sampleEngine(rules);
        second.restore([...kept.values()].filter(({ alarm }) => alarm.state !== 'closed'));
        for (const event of events.slice(0, cut)) second.replay(event);
        const atMs = events.slice(0, cut).at(-1)?.receivedMs ?? FRIDAY_EVENING_MS;
        const after = [...second.listenFrom(atMs), ...run(second, events.slice(cut))];
        const byId = (one: Alarm, other: Alarm) => (one.alarmId < other.alarmId ? -1 : 1);
        expect(alarmsAfter([...before, ...after]).toSorted(byId)).toEqual(whole.toSorted(byId));
      }),
    );
  });
});

describe('an engine with devices that speak every second', () => {
  it('keeps one timer a rule and device', () => {
    const engine = sampleEngine(RULES);
    for (let atS = 0; atS < 5000; atS++) engine.onEvent(waterAt(atS % 7, { atS }));
    expect(engine.timerCount).toBeLessThanOrEqual(2 * RULES.length);
  });
});
