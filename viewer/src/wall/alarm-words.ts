import type { Alarm } from '@undercroft/core/live/alarm';
import { DEFAULT_ALARM_RULES } from '@undercroft/core/live/default-alarm-rules';
import { DEFAULT_SENSOR_KINDS } from '@undercroft/core/live/default-sensor-kinds';
import { fixed } from '../format/quantity.ts';
import type { Say } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';

/** What an alarm is about: the title of its rule, else of its kind of device, else their names. */
export function alarmTitle({ ruleId, sensorKind }: Alarm, language: Language): string {
  const rule = DEFAULT_ALARM_RULES.rules.find(({ id }) => id === ruleId);
  return rule?.title[language] ?? deviceKind(sensorKind, language) ?? ruleId;
}

/** The kind of a device in words; `null` for one of a city's own registry. */
export function deviceKind(sensorKind: string, language: Language): string | null {
  return DEFAULT_SENSOR_KINDS.find(({ name }) => name === sensorKind)?.title[language] ?? null;
}

/** What was measured and what it was held against; `null` where there is no figure. */
export function causeText({ cause, sensorKind }: Alarm, say: Say, language: Language): string | null {
  const { quantity, unit, value, threshold } = cause;
  if (value === null) return null;
  const title = DEFAULT_SENSOR_KINDS.find(({ name }) => name === sensorKind)?.quantities.find(
    ({ name }) => name === quantity,
  )?.title[language];
  const words = { quantity: title ?? quantity, value: figure(value), unit: unitText(unit) };
  if (threshold === null) return say('wall.cause', words);
  return say('wall.causeAgainst', { ...words, threshold: figure(threshold) });
}

function figure(value: number): string {
  return Number.isInteger(value) ? fixed(value, 0) : fixed(value, Math.abs(value) < 10 ? 2 : 1);
}

function unitText(unit: string): string {
  return unit === 'deg' ? '°' : unit === 'degC' ? '°C' : unit;
}
