import { z } from 'zod';
import { ALARM_STEPS } from '../../live/alarm.ts';
import { alarmSchema } from './live-messages.ts';

/** Sent to acknowledge an alarm or to close it, and to make a case of it. */
export const alarmActionSchema = z.strictObject({
  /** Who does it. */
  by: z.string().trim().min(1).max(80),
  note: z.string().trim().min(1).max(2000).optional(),
});

/** An alarm with the steps of its life, the oldest first. */
export const alarmRecordSchema = z.object({
  alarm: alarmSchema,
  steps: z.array(
    z.object({
      atMs: z.number(),
      step: z.enum(ALARM_STEPS),
      by: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
});

/** Alarms that a list holds at most. */
export const MOST_ALARMS = 2000;

export const alarmListSchema = z.object({
  /** Those not closed, worst and newest first; of a time asked for, all that opened in it, newest first. */
  alarms: z.array(alarmSchema),
  /** True when there are others beyond the limit. */
  more: z.boolean(),
  /**
   * Who looks for alarms. `watching`: this server; `elsewhere`: another one on the same database. With `starting` and
   * `failed` nobody does: no alarm then does not mean that nothing is wrong, and `detail` says why.
   */
  watch: z.object({
    state: z.enum(['starting', 'watching', 'elsewhere', 'failed']),
    detail: z.string().nullable(),
    /** Up to which event of the log rules have been applied by this server. */
    upTo: z.number(),
  }),
});

export type AlarmAction = z.infer<typeof alarmActionSchema>;
export type AlarmRecordAnswer = z.infer<typeof alarmRecordSchema>;
export type AlarmList = z.infer<typeof alarmListSchema>;
