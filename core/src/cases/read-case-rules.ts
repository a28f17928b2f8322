import {
  type CaseCategory,
  type CaseRuleSet,
  type CityCaseRules,
  cityCaseRulesSchema,
} from '../protocol/live/case-rule.ts';
import { ruleFault } from '../rules/rule-fault.ts';
import { PROGRAM_CASE_RULES } from './program-case-rules.ts';
import { workCalendar } from './work-calendar.ts';

/** Rules of a city above those of the program, or one sentence for each fault. */
export type CaseRulesReading =
  | { readonly ok: true; readonly rules: CaseRuleSet }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads the JSON of a city's rules of cases. `file` is what the sentences call it; `scene` is the id that it must have. */
export function readCaseRules(json: unknown, file: string, scene: string): CaseRulesReading {
  const parsed = cityCaseRulesSchema.safeParse(json);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${file}: ${ruleFault(issue, json)}`);
    return { ok: false, faults };
  }
  const city = parsed.data;
  if (city.id !== scene) {
    return { ok: false, faults: [`${file}: id: wanted "${scene}", the name of its scene, got "${city.id}"`] };
  }
  const rules = withCity(city);
  const faults = [...unknownDepartments(city, rules), ...calendarFaults(rules)];
  return faults.length === 0 ? { ok: true, rules } : { ok: false, faults: faults.map((fault) => `${file}: ${fault}`) };
}

function withCity(city: CityCaseRules): CaseRuleSet {
  const base = PROGRAM_CASE_RULES;
  const own = new Map(city.categories.map((each) => [keyOf(each), each]));
  const categories = [...base.categories.filter((each) => !own.has(keyOf(each))), ...city.categories];
  const years = new Set(city.calendar.years?.map(({ year }) => year));
  return {
    id: city.id,
    version: city.version,
    basis: city.basis,
    grade: city.grade,
    categories: categories.map((each) => {
      const { kind, category } = each;
      // What a row of the city says itself is stronger than the list by class.
      const named = own.has(keyOf(each))
        ? undefined
        : (city.departments[`${kind} ${category}`] ?? city.departments[`${kind} ${category.slice(0, 2)}`]);
      return named === undefined ? each : { ...each, department: named };
    }),
    responsibility: city.responsibility,
    clocks: {
      register: city.clocks.register ?? base.clocks.register,
      dispatch: city.clocks.dispatch ?? base.clocks.dispatch,
      verify: city.clocks.verify ?? base.clocks.verify,
      close: city.clocks.close ?? base.clocks.close,
    },
    calendar: {
      hours: city.calendar.hours ?? base.calendar.hours,
      weekend: city.calendar.weekend ?? base.calendar.weekend,
      years: [...base.calendar.years.filter(({ year }) => !years.has(year)), ...(city.calendar.years ?? [])],
    },
    duplicates: city.duplicates ?? base.duplicates,
    intake: city.intake ?? base.intake,
  };
}

function keyOf({ kind, category }: Pick<CaseCategory, 'kind' | 'category'>): string {
  return `${kind} ${category}`;
}

/** A department for a class that there is none of would never be asked: a slip of the number. */
function unknownDepartments({ departments }: CityCaseRules, { categories }: CaseRuleSet): readonly string[] {
  return Object.keys(departments)
    .filter((key) => !categories.some((each) => keyOf(each).startsWith(key)))
    .map((key) => `departments: wanted a class of the rules, got "${key}"`);
}

function calendarFaults({ calendar }: CaseRuleSet): readonly string[] {
  try {
    workCalendar(calendar, 0);
    return [];
  } catch (error) {
    return [`calendar: ${error instanceof Error ? error.message : String(error)}`];
  }
}
