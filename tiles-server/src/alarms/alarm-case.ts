import type { Alarm } from '@undercroft/core/live/alarm';
import { COVER_CATEGORIES } from '@undercroft/core/live/cover-category';
import type { AlarmContext } from '@undercroft/core/protocol/live/alarm-context';
import type { AlarmRule, AlarmRules } from '@undercroft/core/protocol/live/alarm-rule';
import type { CaseReport } from '@undercroft/core/protocol/live/case-records';
import { ProblemError } from '../problem.ts';

/**
 * What is reported when a case is made of an alarm. A class that neither the rule nor what lies below a cover tells is left
 * to a person. Throws a `ProblemError` `without-place` where nobody knows where it is.
 */
export function reportOfAlarm(
  alarm: Alarm,
  rules: AlarmRules | null,
  { thing, manhole }: Pick<AlarmContext, 'thing' | 'manhole'>,
  { by, note }: { readonly by: string; readonly note: string | null },
): CaseReport {
  const position = thing?.position ?? alarm.position;
  if (position === null) {
    throw new ProblemError('without-place', `Nobody knows where the alarm ${alarm.alarmId} is: no case is made of it.`);
  }
  const rule = rules?.rules.find(({ id }) => id === alarm.ruleId);
  const { kind, category } = caseClassOf(rule, manhole);
  const name = thing?.name.zh ?? thing?.name.en ?? alarm.thingId;
  return {
    kind,
    category,
    title: `${rule?.title.zh ?? alarm.ruleId} ${name}`.slice(0, 200),
    channel: 'device',
    position: [position[0], position[1]],
    component: null,
    address: thing?.address ?? null,
    note,
    by,
  };
}

/** What a case of an alarm is, as far as its rule and what lies below a cover tell. */
export function caseClassOf(
  rule: AlarmRule | undefined,
  manhole: AlarmContext['manhole'],
): NonNullable<AlarmRule['case']> {
  const { kind, category } = rule?.case ?? { kind: 'component', category: null };
  const isCover = rule?.condition.kind === 'cover' && manhole !== null;
  return { kind, category: category ?? (isCover ? COVER_CATEGORIES[manhole.utility] : null) };
}
