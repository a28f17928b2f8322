import type { CoverVerdict } from '../protocol/analysis/cover.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { accuracyFor } from '../rules/accuracy-for.ts';
import { coverFor, type RoadPlace } from '../rules/cover-for.ts';
import { wallAllowanceM } from '../rules/nominal-wall.ts';
import type { AssumedAccuracy, CoverMatch } from '../rules/rule-match.ts';
import { type Assumption, isBinding } from '../rules/rule-use.ts';
import type { ConduitTable } from './conduit-table.ts';
import type { CoverSummary } from './cover-depth.ts';

export interface CoverJudgement {
  readonly verdict: CoverVerdict;
  /** Null where no rule knows a cover for the conduit. */
  readonly match: CoverMatch | null;
  readonly assumed: readonly Assumption[];
  readonly accuracy: AssumedAccuracy;
  /** How much less the cover may be for want of a wall thickness, metres; null is unknown. */
  readonly allowanceM: number | null;
  readonly binding: boolean;
  /** A good verdict on a row that does not bind. */
  readonly needsPerson: boolean;
}

/** Standard deviations that the level is allowed to be off. */
const BAND_SIGMAS = 2;

/** Room for a cover worked from levels in millimetres to meet a rule's figure, metres. */
const COVER_EPSILON_M = 1e-9;

/**
 * Judges the cover of a whole conduit. What is known to be too little anywhere is `belowTable`, whatever is unknown
 * elsewhere; `ok` wants the cover known along the whole pipe and enough at its least, less the wall's allowance and two
 * standard deviations of the level. A road place or fact that is unknown takes the strictest row: failing that alone is
 * `unknown`, never `belowTable`.
 */
export function judgeCover(cover: CoverSummary, table: ConduitTable, rules: RuleSet, place: RoadPlace): CoverJudgement {
  const facts = table.facts[cover.index];
  if (facts === undefined) throw new RangeError(`judgeCover: the table has no conduit ${cover.index}`);
  const half = table.halfHeightM[cover.index] ?? Number.NaN;
  const depthM = cover.greatest === null || !Number.isFinite(half) ? null : cover.greatest.coverM + half;
  const accuracy = accuracyFor(rules, facts.accuracy, depthM);
  const allowanceM = cover.wallUnknown ? wallAllowanceM(rules, facts) : 0;
  const found = coverFor(rules, facts, place);
  const lenient = found === null ? null : mostLenient(rules, facts, place, found);
  const least = cover.least?.coverM ?? null;
  const isTooLittle = lenient !== null && least !== null && least < lenient.wantedM - COVER_EPSILON_M;
  // Below the table itself: its row may bind where that of the frost does not.
  const unfrozen = isTooLittle ? lenient.table : null;
  const isBelowTable = unfrozen !== null && least !== null && least < unfrozen.wantedM - COVER_EPSILON_M;
  const match = isBelowTable && lenient !== null ? { ...lenient, ...unfrozen, forFrost: false, table: null } : found;
  const assumed = new Set<Assumption>(found?.assumed ?? []);
  for (const { why } of cover.gaps) assumed.add(why);
  if (cover.wallUnknown) assumed.add('wall');
  if (accuracy.sigmaZM === null) assumed.add('accuracy');
  let verdict: CoverVerdict = 'unknown';
  if (isTooLittle) verdict = 'belowTable';
  else if (found !== null) verdict = verdictOf(cover, found, accuracy.sigmaZM, allowanceM);
  const binding = match !== null && isBinding(match.rule);
  return {
    verdict,
    match,
    assumed: [...assumed],
    accuracy,
    allowanceM,
    binding,
    needsPerson: verdict === 'ok' && !binding,
  };
}

/**
 * The row that wants least among those the conduit may fall under for want of its place; null where other facts are
 * unknown, so that nothing is certain to be too little.
 */
function mostLenient(
  rules: RuleSet,
  facts: Parameters<typeof coverFor>[1],
  place: RoadPlace,
  found: CoverMatch,
): CoverMatch | null {
  if (found.assumed.some((what) => what !== 'roadPlace' && what !== 'frost')) return null;
  if (place !== 'unknown') return found;
  const [road, beside] = [coverFor(rules, facts, 'carriageway'), coverFor(rules, facts, 'sidewalk')];
  if (road === null || beside === null) return null;
  const wanted = ({ wantedM, table }: CoverMatch) => table?.wantedM ?? wantedM;
  return wanted(beside) < wanted(road) ? beside : road;
}

/** What is said of a cover that is not certain to be too little. */
function verdictOf(
  { least, gaps }: CoverSummary,
  match: CoverMatch,
  sigmaZM: number | null,
  allowanceM: number | null,
): CoverVerdict {
  const wantedM = match.wantedM - COVER_EPSILON_M;
  if (least === null || gaps.length > 0 || allowanceM === null || match.assumed.includes('frost')) return 'unknown';
  const worstM = least.coverM - allowanceM;
  if (worstM < wantedM || sigmaZM === null) return 'unknown';
  return worstM - BAND_SIGMAS * sigmaZM < wantedM ? 'insideUncertainty' : 'ok';
}
