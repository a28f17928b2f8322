import { z } from 'zod';
import { cityRulesSchema } from './rule-set.ts';

/**
 * The JSON schema (draft 2020-12) of a city's rules as people write them: what has a default may be left out. It cannot
 * say that ids are unique, that classes are known and that a signature has a name and a day; `readCityRules` does.
 */
export function rulesJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: 'Undercroft rules of a city', ...z.toJSONSchema(cityRulesSchema, { io: 'input' }) };
}
