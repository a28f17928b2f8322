import type { Alarm } from '@undercroft/core/live/alarm';
import { DEFAULT_ALARM_RULES } from '@undercroft/core/live/default-alarm-rules';
import type { Language } from '../i18n/language.ts';

/** What whoever sees an alarm first should do; `null` for a rule of a city's own. */
export function alarmAdvice({ ruleId }: Pick<Alarm, 'ruleId'>, language: Language): string | null {
  return DEFAULT_ALARM_RULES.rules.find(({ id }) => id === ruleId)?.advice[language] ?? null;
}
