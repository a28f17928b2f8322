import { z } from 'zod';
import { cityAlarmRulesSchema } from './alarm-rule.ts';

/** JSON Schema (draft 2020-12) of `scenes/<city>/live/alarm-rules.json`, made from the schema that the server checks with. */
export function alarmRulesJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    title: 'Undercroft alarm rules of a city',
    ...z.toJSONSchema(cityAlarmRulesSchema, { io: 'input' }),
  };
}
