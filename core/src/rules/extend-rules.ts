import type { CityRules, Foundation, Region, RuleRow, RuleSet } from '../protocol/rule-set.ts';
import { NATIONAL_RULES } from './national-rules.ts';
import { ruleRows } from './rule-rows.ts';

/** A city's whole set, or what keeps its file from being used. */
export type ExtendedRules =
  | { readonly ok: true; readonly rules: RuleSet }
  | { readonly ok: false; readonly faults: readonly string[] };

const NOTHING_BELOW: Pick<RuleSet, 'region' | 'foundation'> = {
  region: unsigned({ ...NATIONAL_RULES.region, grade: 'c' }),
  foundation: unsigned(NATIONAL_RULES.foundation),
};

/**
 * The set that verdicts of a city use: the one it extends, less the rows it removes, with its own rows in the place of
 * those of the same id or added at the end of their family. Its version names both.
 */
export function extendRules(city: CityRules): ExtendedRules {
  const base = city.extends === null ? null : NATIONAL_RULES;
  const family = <Row extends RuleRow>(below: readonly Row[], own: readonly Row[]): Row[] => {
    const byId = new Map(own.map((row) => [row.id, row]));
    const kept = below
      .filter((row) => !city.removed.includes(row.id))
      .map((row) => {
        const instead = byId.get(row.id);
        byId.delete(row.id);
        return instead ?? row;
      });
    return [...kept, ...byId.values()];
  };
  const rules: RuleSet = {
    id: city.id,
    version: base === null ? city.version : `${city.version}+${base.id}.${base.version}`,
    title: city.title,
    classes: { ...base?.classes, ...city.classes },
    zones: family(base?.zones ?? [], city.zones),
    horizontal: family(base?.horizontal ?? [], city.horizontal),
    vertical: family(base?.vertical ?? [], city.vertical),
    horizontalToThing: family(base?.horizontalToThing ?? [], city.horizontalToThing),
    verticalToThing: family(base?.verticalToThing ?? [], city.verticalToThing),
    cover: family(base?.cover ?? [], city.cover),
    accuracy: family(base?.accuracy ?? [], city.accuracy),
    walls: family(base?.walls ?? [], city.walls),
    region: city.region ?? base?.region ?? NOTHING_BELOW.region,
    foundation: city.foundation ?? base?.foundation ?? NOTHING_BELOW.foundation,
  };
  const faults = [...removalFaults(city, base), ...placeFaults(rules), ...classFaults(rules), ...accuracyFaults(rules)];
  return faults.length === 0 ? { ok: true, rules } : { ok: false, faults };
}

function removalFaults({ removed, extends: below }: CityRules, base: RuleSet | null): string[] {
  const known = new Set((base === null ? [] : ruleRows(base)).map(({ row }) => row.id));
  const fixed = ['region.frost', 'foundation.friction'];
  return removed.flatMap((id) => {
    if (known.has(id) && !fixed.includes(id)) return [];
    return [`removed: wanted the id of a row of ${below ?? 'a set that is extended'}, got "${id}"`];
  });
}

/** A row that stood in one family and stands in another now would be counted twice. */
function placeFaults(rules: RuleSet): string[] {
  const seen = new Map<string, string>();
  return ruleRows(rules).flatMap(({ place, row }) => {
    const before = seen.get(row.id);
    seen.set(row.id, place);
    return before === undefined ? [] : [`row ${row.id}: wanted it among "${before}", got it among "${place}" too`];
  });
}

function classFaults({ classes, ...rules }: RuleSet): string[] {
  const wanted = (row: RuleRow, field: string, name: string): string[] =>
    Object.hasOwn(classes, name)
      ? []
      : [
          `row ${row.id}, ${field}: wanted the name of a class, got "${name}"; known are ${Object.keys(classes).join(', ')}`,
        ];
  return [
    ...[...rules.horizontal, ...rules.vertical].flatMap((row) => [
      ...wanted(row, 'a', row.a),
      ...wanted(row, 'b', row.b),
    ]),
    ...[...rules.zones, ...rules.horizontalToThing, ...rules.verticalToThing, ...rules.cover].flatMap((row) =>
      wanted(row, 'of', row.of),
    ),
  ];
}

function accuracyFaults({ accuracy }: RuleSet): string[] {
  const seen = new Map<string | null, string>();
  return accuracy.flatMap(({ id, qualityLevel }) => {
    const before = seen.get(qualityLevel);
    seen.set(qualityLevel, id);
    if (before === undefined) return [];
    return [`row ${id}, qualityLevel: wanted one row a level, got ${qualityLevel ?? 'null'} as row ${before} has`];
  });
}

function unsigned<Row extends Region | Foundation>(row: Row): Row {
  return { ...row, verifiedBy: null, verifiedAt: null };
}
