import { RULE_FAMILIES, type RuleFamily, type RuleRow, type RuleSet } from '../protocol/rule-set.ts';

/** Where a row of a set stands. */
export type RowPlace = RuleFamily | 'region' | 'foundation';

export interface PlacedRow {
  readonly place: RowPlace;
  readonly row: RuleRow;
}

/** Every row of a set that somebody can answer for, family by family. */
export function ruleRows(rules: RuleSet): readonly PlacedRow[] {
  return [
    ...RULE_FAMILIES.flatMap((place) => rules[place].map((row): PlacedRow => ({ place, row }))),
    { place: 'region', row: rules.region },
    { place: 'foundation', row: rules.foundation },
  ];
}
