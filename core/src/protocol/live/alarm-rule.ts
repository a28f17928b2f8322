import { z } from 'zod';
import { ALARM_SEVERITIES } from '../../live/alarm.ts';
import { CASE_KINDS } from '../../model/city-case.ts';
import { sensorKindSchema } from './sensor-kind.ts';

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

/** The longest that a rule looks back, seconds: after a restart so much of the log is read again. */
const LONGEST_S = 86_400;
const seconds = z.number().positive().max(LONGEST_S);
const quantity = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
/** Below the limit by so much (above it, where less is worse) before the condition is over; in the unit of the quantity. */
const hysteresis = z.number().min(0).default(0);

/** What a rule watches. The figures that it is held against are the limits of its levels. */
const alarmConditionSchema = z.discriminatedUnion('kind', [
  /** A value at or beyond the limit. */
  z.strictObject({ kind: z.literal('threshold'), quantity, side: z.enum(['above', 'below']), hysteresis }),
  /** A value that has risen, or fallen, by the limit or more against its lowest, or highest, of the last `withinS`. */
  z.strictObject({
    kind: z.literal('rate'),
    quantity,
    direction: z.enum(['rise', 'fall']),
    withinS: seconds,
    hysteresis,
  }),
  /** A cover tilted by the limit or more, degrees; of the level without a limit, a cover that says it is open. */
  z.strictObject({ kind: z.literal('cover'), hysteresis }),
  /** No message for longer than the limit, seconds. */
  z.strictObject({ kind: z.literal('silence') }),
]);

export type AlarmCondition = z.infer<typeof alarmConditionSchema>;

const alarmLevelSchema = z.strictObject({
  severity: z.enum(ALARM_SEVERITIES),
  /** In the unit of the quantity; null only at a cover: its own word that it is open. */
  limit: z.number().nullable(),
  /** It must hold for so long, seconds. */
  holdS: z.number().min(0).max(LONGEST_S).default(0),
});

export type AlarmLevel = z.infer<typeof alarmLevelSchema>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When a rule is in force, by the clock of the scene; what is absent sets no limit. */
const scheduleSchema = z.strictObject({
  /** From this time until before that; over midnight where `until` is the earlier. The same twice is the whole day. */
  from: clockTime.default('00:00'),
  until: clockTime.default('00:00'),
  /** 1 is Monday; of a time after midnight the day that it falls on. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
  months: z.array(z.int().min(1).max(12)).min(1).max(12).optional(),
});

export type AlarmSchedule = z.infer<typeof scheduleSchema>;

const ruleFields = {
  title: bilingual,
  /** What whoever sees it first should do. */
  advice: bilingual,
  /** Name of the kind of device that it watches. */
  sensorKind: sensorKindSchema.shape.name,
  condition: alarmConditionSchema,
  /** Mild first; an alarm rises from one to the next and is then to be acknowledged anew. */
  levels: z.array(alarmLevelSchema).min(1).max(4),
  /** Opens only when so many messages within so many seconds have met it. */
  repeats: z.strictObject({ times: z.int().min(2).max(100), withinS: seconds }).nullable(),
  schedule: scheduleSchema.nullable(),
  /** In force from here on, until before there: ISO 8601 with a zone. */
  effectiveFrom: z.iso.datetime({ offset: true }).nullable(),
  effectiveUntil: z.iso.datetime({ offset: true }).nullable(),
  /** Only devices in this polygon: longitude, latitude, not closed. */
  within: z
    .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
    .min(3)
    .max(1000)
    .nullable(),
  /** What a case made of it is: a component or an event, and its class (four digits of GB/T 30428.2 or .3). */
  case: z
    .strictObject({
      kind: z.enum(CASE_KINDS),
      /** Null: of a cover, by what it covers; else a person gives it one. */
      category: z
        .string()
        .regex(/^\d{4}$/)
        .nullable(),
    })
    .nullable(),
  /** True: stays until a person has acknowledged it. False: closes by itself when its condition is over. */
  isLatching: z.boolean(),
};

export const ALARM_RULE_ID = /^[a-z][a-z0-9-]{0,60}$/;
const id = z.string().regex(ALARM_RULE_ID);

/** When an alarm opens, how bad it is, and what is to be done: one row of the rules. */
export const alarmRuleSchema = z
  .strictObject({
    id,
    ...ruleFields,
    repeats: ruleFields.repeats.default(null),
    schedule: ruleFields.schedule.default(null),
    effectiveFrom: ruleFields.effectiveFrom.default(null),
    effectiveUntil: ruleFields.effectiveUntil.default(null),
    within: ruleFields.within.default(null),
    case: ruleFields.case.default(null),
    isLatching: ruleFields.isLatching.default(true),
  })
  .superRefine(checkLevels);

export type AlarmRule = z.infer<typeof alarmRuleSchema>;

/** Kinds and rules in use. */
export const alarmRulesSchema = z.strictObject({
  /** Changes with every change: alarms name it. */
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.+-]{0,126}$/),
  kinds: z.array(sensorKindSchema),
  rules: z.array(alarmRuleSchema),
});

export type AlarmRules = z.infer<typeof alarmRulesSchema>;

/**
 * What a city writes in `scenes/<city>/live/alarm-rules.json`, above the built-in rules. A row with the id of one below
 * changes the fields it names, `isDisabled` switches it off, any other is added and must be whole. Kinds of the name of
 * one below replace it.
 */
export const cityAlarmRulesSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/),
  kinds: z.array(sensorKindSchema).max(200).default([]),
  rules: z
    .array(
      z.strictObject({ id, isDisabled: z.boolean().default(false), ...z.strictObject(ruleFields).partial().shape }),
    )
    .max(1000)
    .default([]),
});

export type CityAlarmRules = z.infer<typeof cityAlarmRulesSchema>;

/** Each level must be worse than the one before it, in severity and in its limit. */
function checkLevels(
  { condition, levels }: { readonly condition: AlarmCondition; readonly levels: readonly AlarmLevel[] },
  context: z.RefinementCtx,
): void {
  const isLessWorse = condition.kind === 'threshold' && condition.side === 'below';
  const report = (index: number, field: string, message: string) =>
    context.addIssue({ code: 'custom', message, path: ['levels', index, field] });
  for (const [index, { severity, limit }] of levels.entries()) {
    if (limit === null && condition.kind !== 'cover') report(index, 'limit', 'wanted a number');
    if (limit !== null && limit <= 0 && (condition.kind === 'rate' || condition.kind === 'silence')) {
      report(index, 'limit', 'wanted more than 0');
    }
    const before = levels[index - 1];
    if (before === undefined) continue;
    if (ALARM_SEVERITIES.indexOf(severity) >= ALARM_SEVERITIES.indexOf(before.severity)) {
      report(index, 'severity', `wanted one worse than "${before.severity}" of the level before`);
    }
    if (before.limit === null) report(index, 'limit', 'wanted the level without a limit to be the last');
    else if (limit !== null && (isLessWorse ? limit >= before.limit : limit <= before.limit)) {
      report(index, 'limit', `wanted it ${isLessWorse ? 'below' : 'above'} ${before.limit} of the level before`);
    }
  }
}
