import type { RuleRow, RuleSet } from '../protocol/rule-set.ts';
import type { Fit } from './class-match.ts';
import { isBinding, type RuleUse } from './rule-use.ts';

/** A row that is, or may be, about what was asked. */
export interface Candidate<Row extends RuleRow> {
  readonly row: Row;
  readonly fit: Exclude<Fit, 'no'>;
  /** Metres it asks for. */
  readonly wantedM: number;
}

/**
 * The row that asks for most. Of rows that ask for the same, one that applies for certain stands, and of those one that
 * binds; where none is certain, one that does not bind: what is unknown never makes a verdict firmer.
 */
export function strictest<Row extends RuleRow>(candidates: readonly Candidate<Row>[]): Candidate<Row> | null {
  let best: Candidate<Row> | null = null;
  for (const candidate of candidates) {
    if (best === null || isStricter(candidate, best)) best = candidate;
  }
  return best;
}

function isStricter(a: Candidate<RuleRow>, b: Candidate<RuleRow>): boolean {
  if (a.wantedM !== b.wantedM) return a.wantedM > b.wantedM;
  if (a.fit !== b.fit) return a.fit === 'yes';
  if (isBinding(a.row) === isBinding(b.row)) return false;
  return isBinding(a.row) === (a.fit === 'yes');
}

/** True where nothing that is still unknown can take one of these rows out; one that is out already stays out. */
export function areCertain(candidates: readonly Candidate<RuleRow>[]): boolean {
  return candidates.every(({ fit }) => fit === 'yes');
}

/** The row as verdicts show it. */
export function ruleUse({ version }: Pick<RuleSet, 'version'>, row: RuleRow): RuleUse {
  const { id, clause, grade, verifiedBy, verifiedAt } = row;
  return { id, clause, grade, version, verifiedBy, verifiedAt };
}
