import { type AlarmRule, alarmRuleSchema } from '../../protocol/live/alarm-rule.ts';
import type { Alarm } from '../alarm.ts';
import { AlarmEngine, type AlarmEngineOptions } from '../alarm-engine.ts';
import type { AlarmChange } from '../alarm-moves.ts';
import { DEFAULT_SENSOR_KINDS } from '../default-sensor-kinds.ts';
import type { LiveEvent, LiveQuality, LoggedEvent } from '../live-event.ts';

/** Friday, 2026-11-20, 18:00 by the clock of the town, which is eight hours ahead of UTC. */
export const FRIDAY_EVENING_MS = Date.UTC(2026, 10, 20, 10);

export const OFFSET_MINUTES = 480;

const both = (text: string) => ({ en: text, zh: text });

/** A rule about water on the road at 100 mm, over below 90 mm, but for what `changes` says otherwise. */
export function sampleRule(changes: Readonly<Record<string, unknown>> = {}): AlarmRule {
  return alarmRuleSchema.parse({
    id: 'water',
    title: both('Water'),
    advice: both('Look'),
    sensorKind: 'roadWater',
    condition: { kind: 'threshold', quantity: 'waterDepth', side: 'above', hysteresis: 10 },
    levels: [{ severity: 'yellow', limit: 100 }],
    ...changes,
  });
}

export function sampleEngine(rules: readonly AlarmRule[], changes: Partial<AlarmEngineOptions> = {}): AlarmEngine {
  return new AlarmEngine({
    rules: { version: 'test.1', kinds: [...DEFAULT_SENSOR_KINDS], rules: [...rules] },
    utcOffsetMinutes: OFFSET_MINUTES,
    placeOf: () => null,
    ...changes,
  });
}

export interface SampleFacts {
  /** Seconds after `FRIDAY_EVENING_MS`, by the clock of the device. */
  readonly atS: number;
  /** Seconds until the server got it. */
  readonly delayS?: number;
  readonly id?: string;
  readonly quality?: LiveQuality;
  readonly isHistorical?: boolean;
  readonly position?: readonly [lon: number, lat: number];
}

/** A reading of water on the road, mm. */
export function waterAt(value: number | null, facts: SampleFacts): LoggedEvent {
  return logged(
    { ...headOf(facts, 'JSJC-0001'), kind: 'reading', value: { quantity: 'waterDepth', unit: 'mm', value } },
    facts,
  );
}

export function coverAt(tiltDeg: number, isOpen: boolean, facts: SampleFacts): LoggedEvent {
  return logged({ ...headOf(facts, 'ZNJG-0001'), kind: 'cover', value: { tiltDeg, isOpen } }, facts);
}

function headOf({ atS, id, quality = 'good', position }: SampleFacts, device: string) {
  const eventTimeMs = FRIDAY_EVENING_MS + atS * 1000;
  return {
    source: 'gauges',
    id: id ?? device,
    eventTimeMs,
    sequence: eventTimeMs,
    position: position ?? null,
    quality,
  } as const;
}

function logged(event: LiveEvent, { delayS = 0, isHistorical = false }: SampleFacts): LoggedEvent {
  const receivedMs = event.eventTimeMs + delayS * 1000;
  const positionBasis = event.position === null ? null : 'geodetic';
  return { event, receivedMs, positionBasis, eventId: receivedMs, isHistorical };
}

/** What happened: seconds after `FRIDAY_EVENING_MS`, and the steps taken then. */
export function stepsOf(changes: readonly AlarmChange[]): readonly string[] {
  return changes.flatMap(({ kept, steps }) =>
    steps.map(({ atMs, step }) => `${(atMs - FRIDAY_EVENING_MS) / 1000} ${kept.alarm.ruleId} ${step}`),
  );
}

/** The alarms as they stand after changes, by id, in the order in which they opened. */
export function alarmsAfter(changes: readonly AlarmChange[]): readonly Alarm[] {
  return [...new Map(changes.map(({ kept }) => [kept.alarm.alarmId, kept.alarm])).values()];
}
