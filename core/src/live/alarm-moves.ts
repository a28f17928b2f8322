import { ALARM_SEVERITIES, type Alarm, type AlarmCause, type AlarmSeverity, type AlarmStep } from './alarm.ts';
import type { PositionBasis } from './live-event.ts';

/** An alarm with what is kept beside it. */
export interface KeptAlarm {
  readonly alarm: Alarm;
  /** How many steps it has had: the sequence of its events. Whoever changes it says which one they saw. */
  readonly version: number;
  /** Time of its latest event, milliseconds since 1970 UTC; the next one is later. */
  readonly eventMs: number;
  /** What is known of the frame of its position; null where it has none. */
  readonly positionBasis: PositionBasis | null;
}

/** An alarm after some steps. */
export interface AlarmChange {
  readonly kept: KeptAlarm;
  /** In order; at least one. */
  readonly steps: readonly AlarmStep[];
}

/** Whether the condition of a rule holds at a device. */
export type AlarmVerdict =
  | { readonly status: 'active'; readonly severity: AlarmSeverity; readonly cause: AlarmCause }
  | { readonly status: 'over' }
  /** Neither: it opens nothing and closes nothing. */
  | { readonly status: 'unknown' };

/** What an alarm has from the moment it opens. */
export type OpeningFacts = Pick<
  Alarm,
  'alarmId' | 'ruleId' | 'rulesVersion' | 'sensorKind' | 'thingId' | 'source' | 'severity' | 'position' | 'cause'
>;

/** A new alarm. */
export function openedAlarm(facts: OpeningFacts, positionBasis: PositionBasis | null, atMs: number): AlarmChange {
  const alarm: Alarm = {
    ...facts,
    state: 'open',
    isActive: true,
    count: 1,
    openedMs: atMs,
    acknowledgedMs: null,
    acknowledgedBy: null,
    returnedMs: null,
    closedMs: null,
    closedBy: null,
    note: null,
    caseId: null,
  };
  return { kept: { alarm, version: 1, eventMs: atMs, positionBasis }, steps: [ofRules('opened', atMs)] };
}

/**
 * An alarm that is not closed under the latest verdict of its rule; null when nothing changes. It closes when its condition is
 * over and it was acknowledged, or need not be (`isLatching` false).
 */
export function judgedAlarm(
  kept: KeptAlarm,
  verdict: AlarmVerdict,
  isLatching: boolean,
  atMs: number,
): AlarmChange | null {
  const { alarm } = kept;
  switch (verdict.status) {
    case 'active':
      return activeAlarm(kept, verdict, atMs);
    case 'unknown':
      return alarm.isActive === null ? null : after(kept, { isActive: null }, [ofRules('unknown', atMs)]);
    case 'over': {
      if (alarm.isActive === false) return null;
      const wasOver = alarm.isActive === null && alarm.returnedMs !== null;
      const over = { isActive: false, returnedMs: wasOver ? alarm.returnedMs : atMs };
      const step = ofRules(wasOver ? 'known' : 'returned', atMs);
      if (isLatching && alarm.state === 'open') return after(kept, over, [step]);
      return after(kept, { ...over, state: 'closed', closedMs: atMs }, [step, ofRules('closed', atMs)]);
    }
  }
}

function activeAlarm(
  kept: KeptAlarm,
  { severity, cause }: Extract<AlarmVerdict, { status: 'active' }>,
  atMs: number,
): AlarmChange | null {
  const { alarm } = kept;
  const isWorse = ALARM_SEVERITIES.indexOf(severity) < ALARM_SEVERITIES.indexOf(alarm.severity);
  const isBack = alarm.isActive === false || alarm.returnedMs !== null;
  if (alarm.isActive === true && !isWorse) return null;
  const steps: AlarmStep[] = [];
  let facts: Partial<Alarm> = { isActive: true, returnedMs: null };
  if (isBack) {
    steps.push(ofRules('repeated', atMs));
    facts = { ...facts, count: alarm.count + 1, cause };
  } else if (alarm.isActive === null) steps.push(ofRules('known', atMs));
  if (isWorse) {
    steps.push(ofRules('raised', atMs));
    // Whoever acknowledged it saw something milder.
    facts = { ...facts, severity, cause, state: 'open', acknowledgedMs: null, acknowledgedBy: null };
  }
  return after(kept, facts, steps);
}

/** What a person says about an alarm. */
export interface ByPerson {
  readonly by: string;
  readonly atMs: number;
  readonly note: string | null;
}

/** An open alarm that a person has seen; it closes at once when its condition is over. Null when it is not open. */
export function acknowledgedAlarm(kept: KeptAlarm, { by, atMs, note }: ByPerson): AlarmChange | null {
  const { alarm } = kept;
  if (alarm.state !== 'open') return null;
  const seen = { acknowledgedMs: atMs, acknowledgedBy: by, note: note ?? alarm.note };
  const step: AlarmStep = { step: 'acknowledged', atMs, by, note };
  if (alarm.isActive !== false) return after(kept, { ...seen, state: 'acknowledged' }, [step]);
  return after(kept, { ...seen, state: 'closed', closedMs: atMs }, [step, ofRules('closed', atMs)]);
}

/**
 * An alarm closed by hand, as when its device is gone and nobody will ever know; null when it is closed, and while its
 * condition is known to hold.
 */
export function closedAlarm(kept: KeptAlarm, { by, atMs, note }: ByPerson): AlarmChange | null {
  const { alarm } = kept;
  if (alarm.state === 'closed' || alarm.isActive === true) return null;
  const seen = alarm.state === 'open' ? { acknowledgedMs: atMs, acknowledgedBy: by } : {};
  const facts = { ...seen, state: 'closed', closedMs: atMs, closedBy: by, note: note ?? alarm.note } as const;
  return after(kept, facts, [{ step: 'closed', atMs, by, note }]);
}

/** An alarm of which a case was made; the step's note is the case's id. */
export function alarmWithCase(kept: KeptAlarm, caseId: string, { by, atMs }: ByPerson): AlarmChange {
  return after(kept, { caseId }, [{ step: 'caseMade', atMs, by, note: caseId }]);
}

function ofRules(step: AlarmStep['step'], atMs: number): AlarmStep {
  return { step, atMs, by: null, note: null };
}

function after(kept: KeptAlarm, facts: Partial<Alarm>, steps: readonly AlarmStep[]): AlarmChange {
  const atMs = steps.at(-1)?.atMs ?? kept.eventMs;
  return {
    kept: {
      ...kept,
      alarm: { ...kept.alarm, ...facts },
      version: kept.version + steps.length,
      // Clocks of servers differ by a little; what comes later must not read as the past.
      eventMs: Math.max(atMs, kept.eventMs + 1),
    },
    steps,
  };
}
