/**
 * How a figure was come by: `a` its source says it checked the original table, `b` seen in a secondary page and agrees
 * with other knowledge, `c` unverified, `x` sources conflict and the conservative value is kept. Not a quality level of
 * measurements.
 */
export const RULE_GRADES = ['a', 'b', 'c', 'x'] as const;

export type RuleGrade = (typeof RULE_GRADES)[number];

/** The row of a rule set that a verdict rests on, as it is shown and printed. */
export interface RuleUse {
  /** Unique within its set: `zone.gas.high`. */
  readonly id: string;
  /** `GB 55009-2021 3.0.1` */
  readonly clause: string;
  readonly grade: RuleGrade;
  /** Of the set it stands in. */
  readonly version: string;
  /** The officer who answers for it, and the day; null while nobody does. */
  readonly verifiedBy: string | null;
  readonly verifiedAt: string | null;
}

/** True for a row that may pass or fail a permit by itself; any other warns, and a person decides. */
export function isBinding({ grade, verifiedBy }: Pick<RuleUse, 'grade' | 'verifiedBy'>): boolean {
  return grade === 'a' || grade === 'b' || verifiedBy !== null;
}

/** What was not known and was taken at its worst, so that a verdict could be given at all. */
export const ASSUMPTIONS = [
  'utility',
  'pressure',
  'voltage',
  'size',
  'wall',
  'embedding',
  'material',
  'level',
  'accuracy',
  'ground',
  'foundation',
  'roadPlace',
  'frost',
] as const;

export type Assumption = (typeof ASSUMPTIONS)[number];
