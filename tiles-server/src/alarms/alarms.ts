import type { AlarmStep } from '@undercroft/core/live/alarm';
import type { KeptAlarm } from '@undercroft/core/live/alarm-moves';
import { DEFAULT_ALARM_RULES } from '@undercroft/core/live/default-alarm-rules';
import type { AlarmRules } from '@undercroft/core/protocol/live/alarm-rule';
import type { Scene } from '@undercroft/core/protocol/scene';

/** Rules of alarms of a scene: its city's own above the built-in ones. Rejects when the city's cannot be used. */
export type SceneAlarmRules = (scene: { readonly id: string }) => Promise<AlarmRules>;

/** The built-in rules, for every scene. */
export const builtInAlarmRules: SceneAlarmRules = () => Promise.resolve(DEFAULT_ALARM_RULES);

/**
 * Who looks for alarms of a scene. `starting`: nobody yet. `watching`: this server. `elsewhere`: another server on the
 * same database. `failed`: nobody, and why; it is tried again every few seconds.
 */
export interface AlarmWatch {
  readonly state: 'starting' | 'watching' | 'elsewhere' | 'failed';
  /** What is wrong, where something is. */
  readonly detail: string | null;
  /** Up to which event of the log rules have been applied by this server. */
  readonly upTo: number;
}

export interface AlarmRecord {
  readonly kept: KeptAlarm;
  readonly steps: readonly AlarmStep[];
}

/** What a person says about an alarm. */
export interface AlarmSaying {
  readonly by: string;
  readonly note: string | null;
}

/** Alarms of every live scene: made from events by rules, changed by people. */
export interface Alarms {
  /**
   * Durable when it resolves. Rejects with `ProblemError`: `unknown-alarm`; `alarm-not-open` when somebody was faster, with
   * who and when.
   */
  acknowledge(scene: Scene, alarmId: string, saying: AlarmSaying): Promise<AlarmRecord>;
  /** Closes by hand. `alarm-not-open` when it is closed; `alarm-active` while its condition is known to hold. */
  closeByHand(scene: Scene, alarmId: string, saying: AlarmSaying): Promise<AlarmRecord>;
  /** Notes the case that was made of an alarm; the same again changes nothing. */
  noteCase(scene: Scene, alarmId: string, caseId: string, saying: AlarmSaying): Promise<AlarmRecord>;
  /** Rules and kinds in use. Rejects with `ProblemError` `rules-unusable`. */
  rules(scene: Scene): Promise<AlarmRules>;
  watch(scene: Scene): AlarmWatch;
  /** Resolves when every scene has caught up with its log for the first time, or has said why it cannot. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}
