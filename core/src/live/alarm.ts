/** Severities of an alarm, worst first, by the colours of Chinese warning levels. */
export const ALARM_SEVERITIES = ['red', 'orange', 'yellow', 'blue'] as const;

export type AlarmSeverity = (typeof ALARM_SEVERITIES)[number];

/** An alarm stays until a person has seen it: it closes when it is acknowledged and its condition is over. */
export const ALARM_STATES = ['open', 'acknowledged', 'closed'] as const;

export type AlarmState = (typeof ALARM_STATES)[number];

/** What happened to an alarm. */
export const ALARM_STEPS = [
  'opened',
  /** It grew worse: it is to be acknowledged anew. */
  'raised',
  /** Its condition came back before it was closed. */
  'repeated',
  /** Its condition is over. */
  'returned',
  /** Nobody knows whether its condition holds: the device says nothing, or nothing that can be used. */
  'unknown',
  /** It is known again, and as it was before. */
  'known',
  'acknowledged',
  'closed',
  'caseMade',
] as const;

/** A step in the life of an alarm. */
export interface AlarmStep {
  readonly atMs: number;
  readonly step: (typeof ALARM_STEPS)[number];
  /** Who did it; null where the rules did. */
  readonly by: string | null;
  readonly note: string | null;
}

/** What set an alarm off. */
export interface AlarmCause {
  /** What was measured (`tilt`, `waterDepth`), `isOpen` of a cover, or `silence` where nothing came. */
  readonly quantity: string;
  readonly unit: string;
  /** `null` where there is no figure: silence, or a state without one. */
  readonly value: number | null;
  /** What it was held against; `null` where there is no figure. */
  readonly threshold: number | null;
}

/** An alarm as it stands. Times are milliseconds since 1970 UTC; `null` is "not yet". */
export interface Alarm {
  readonly alarmId: string;
  readonly ruleId: string;
  /** Version of the rules by which it was opened. */
  readonly rulesVersion: string;
  /** Name of the sensor kind in the registry. */
  readonly sensorKind: string;
  /** `sourceId` of the device. */
  readonly thingId: string;
  /** Source of the events that set it off. */
  readonly source: string;
  readonly severity: AlarmSeverity;
  readonly state: AlarmState;
  /** Whether its condition holds now; `null` when that is not known, as when the device fell silent. */
  readonly isActive: boolean | null;
  /** Where the device stands, longitude and latitude; `null` when no point of the scene has its id. */
  readonly position: readonly [lon: number, lat: number] | null;
  readonly cause: AlarmCause;
  /** How often its condition began while it was open. */
  readonly count: number;
  readonly openedMs: number;
  readonly acknowledgedMs: number | null;
  readonly acknowledgedBy: string | null;
  /** Since when its condition is over; null while it holds, and as long as it was never known to be over. */
  readonly returnedMs: number | null;
  readonly closedMs: number | null;
  readonly closedBy: string | null;
  readonly note: string | null;
  /** The case that was made of it. */
  readonly caseId: string | null;
}
