import type { ConduitFacts } from '../analysis/conduit-table.ts';
import type { ClearanceMatch } from '../rules/rule-match.ts';
import { type Assumption, isBinding, type RuleUse } from '../rules/rule-use.ts';
import type { ClearanceRows } from './clearance-rows.ts';
import { type Course, courseOf } from './course.ts';
import type { Exemption } from './exemption.ts';
import type { LayVerdict } from './lay-verdict.ts';
import { type PairDistances, plainDistances } from './pair-distances.ts';
import type { JudgedPair, Shortfall } from './pair-judge.ts';
import { strikeChance } from './strike-chance.ts';

/** What is wanted and found by one table; distances in metres, null is unknown or does not arise. */
export interface Compared {
  readonly foundM: number | null;
  readonly wantedM: number | null;
  readonly rule: RuleUse | null;
}

/** A verdict on two conduits with what it rests on, in the plane of the analysis. */
export interface LayFinding {
  readonly a: ConduitFacts;
  readonly b: ConduitFacts;
  readonly verdict: LayVerdict;
  readonly shortfall: Shortfall | null;
  readonly exemption: Exemption | null;
  /** The table that decided; `course` says how they pass one another in plan where they are not over each other. */
  readonly decides: 'horizontal' | 'vertical';
  readonly course: Course | 'over';
  readonly horizontal: Compared;
  readonly vertical: Compared;
  readonly distances: PairDistances;
  readonly rule: RuleUse | null;
  readonly reason: 'noRule' | null;
  readonly binding: boolean;
  readonly needsPerson: boolean;
  readonly assumed: readonly Assumption[];
  /** Standard deviations of both combined, metres; null is unknown. */
  readonly sigmaXyM: number | null;
  readonly sigmaM: number | null;
  readonly accuracyBasis: 'stated' | 'qualityLevel' | 'standard' | 'unknown';
  readonly strikeProbability: number | null;
}

/** A copy to keep of what `judgePair` found. */
export function layFinding(a: ClearanceRows, i: number, b: ClearanceRows, j: number, pair: JudgedPair): LayFinding {
  const [one, other] = [a.table.facts[i], b.table.facts[j]];
  if (one === undefined || other === undefined) throw new RangeError(`layFinding: no conduit ${i} or ${j}`);
  const { question, horizontal, vertical, verdict } = pair;
  const distances = plainDistances(pair.distances);
  const halvesM = (a.table.halfWidthM[i] || 0) + (b.table.halfWidthM[j] || 0);
  const withinM = halvesM + Math.max(question.horizontalMostM + question.allowanceM, distances.horizontalAtMostM + 0.1);
  const over = distances.over;
  // An oblique near miss that keeps less than the horizontal row wants stands on the vertical one.
  const isPast = question.course === 'past' && pair.distances.horizontalAtMostM < question.horizontalMostM;
  const decides = over || (isPast && vertical !== null) ? 'vertical' : 'horizontal';
  const match = decides === 'vertical' ? vertical : horizontal;
  const binding = match !== null && isBinding(match.rule);
  const sigmaXyM = known(question.sigmaXyM);
  const sigmaM = question.levelsKnown ? known(question.sigmaZM) : null;
  const canStrike = question.levelsKnown && question.sizesKnown && sigmaXyM !== null && sigmaM !== null;
  return {
    a: one,
    b: other,
    verdict,
    shortfall: pair.shortfall,
    exemption: pair.exemption,
    decides,
    course: over ? 'over' : courseOf(a.table, i, b.table, j, withinM),
    horizontal: compared(distances.horizontalM, horizontal),
    vertical: compared(distances.verticalM, vertical),
    distances,
    rule: match?.rule ?? null,
    reason: match === null ? 'noRule' : null,
    binding,
    needsPerson: !binding || verdict === 'unknown' || (isPast && verdict === 'ok'),
    assumed: [...assumedOf(a, i, match), ...assumedOf(b, j, null)].filter((each, k, all) => all.indexOf(each) === k),
    sigmaXyM,
    sigmaM,
    accuracyBasis: weaker(a.accuracyBasis[i] ?? 'unknown', b.accuracyBasis[j] ?? 'unknown'),
    strikeProbability: canStrike ? strikeChance(a.table, i, b.table, j, question.allowanceM, sigmaXyM, sigmaM) : null,
  };
}

function compared(foundM: number | null, match: ClearanceMatch | null): Compared {
  return { foundM, wantedM: match?.wantedM ?? null, rule: match?.rule ?? null };
}

/** What was taken at its worst of one of the two. */
function assumedOf(rows: ClearanceRows, i: number, match: ClearanceMatch | null): readonly Assumption[] {
  const assumed = new Set<Assumption>(match?.assumed ?? []);
  if (rows.table.levelKnown[i] !== 1) assumed.add('level');
  if (rows.bodies.sizeKnown[i] !== 1) assumed.add('size');
  else if ((rows.allowanceM[i] ?? 0) > 0) assumed.add('wall');
  if (Number.isNaN(rows.sigmaXyM[i] ?? Number.NaN)) assumed.add('accuracy');
  if (rows.groundKnown[i] !== 1) assumed.add('ground');
  return [...assumed];
}

const BASES = ['stated', 'qualityLevel', 'standard', 'unknown'] as const;

function weaker(a: LayFinding['accuracyBasis'], b: LayFinding['accuracyBasis']): LayFinding['accuracyBasis'] {
  return BASES.indexOf(a) >= BASES.indexOf(b) ? a : b;
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
