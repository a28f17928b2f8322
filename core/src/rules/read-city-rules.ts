import type { RuleSet } from '../protocol/rule-set.ts';
import { type CityRules, cityRulesSchema } from '../protocol/rule-set.ts';
import { extendRules } from './extend-rules.ts';
import { ruleFault } from './rule-fault.ts';

/** A city's rules as its file has them and as verdicts use them, or one sentence for each fault. */
export type CityRulesReading =
  | { readonly ok: true; readonly city: CityRules; readonly rules: RuleSet }
  | { readonly ok: false; readonly faults: readonly string[] };

/**
 * Reads the JSON of a city's rules. `file` is what the sentences call it; `scene` is the id that the set must have. Each
 * sentence names the file, the row, the field, what was wanted and what came.
 */
export function readCityRules(json: unknown, file: string, scene: string): CityRulesReading {
  const parsed = cityRulesSchema.safeParse(json);
  if (!parsed.success) {
    return { ok: false, faults: parsed.error.issues.map((issue) => `${file}: ${ruleFault(issue, json)}`) };
  }
  const city = parsed.data;
  if (city.id !== scene) {
    return { ok: false, faults: [`${file}: id: wanted "${scene}", the name of its scene, got "${city.id}"`] };
  }
  const extended = extendRules(city);
  if (!extended.ok) return { ok: false, faults: extended.faults.map((fault) => `${file}: ${fault}`) };
  return { ok: true, city, rules: extended.rules };
}
