import type { ConduitTable } from '../analysis/conduit-table.ts';
import { UNKNOWN_HALF_SIZE_M } from '../analysis/conduit-table.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';
import { accuracyFor } from '../rules/accuracy-for.ts';
import { wallAllowanceM } from '../rules/nominal-wall.ts';
import type { AssumedAccuracy } from '../rules/rule-match.ts';
import { type ConduitBodies, conduitBodies } from './conduit-bodies.ts';
import { isPlainConduit } from './exemption.ts';
import { type JoinedAt, joinedAt } from './joined-at.ts';
import type { RuledKinds } from './ruled-kinds.ts';
import { planLengths, shortestBeside } from './short-pieces.ts';

/** Everything of a table that verdicts of laying ask for, made once. */
export interface ClearanceRows {
  readonly table: ConduitTable;
  readonly bodies: ConduitBodies;
  readonly kinds: RuledKinds;
  /** Kind of each, as `kinds` numbers them. */
  readonly kind: Int32Array;
  /**
   * How much farther out its wall may lie than the body's, metres: for a wall that is unknown, or for a size that is
   * (then `UNKNOWN_HALF_SIZE_M` about the bare axis).
   */
  readonly allowanceM: Float64Array;
  /** Standard deviations in plan and in level, metres; NaN is unknown. */
  readonly sigmaXyM: Float64Array;
  readonly sigmaZM: Float64Array;
  readonly accuracyBasis: readonly AssumedAccuracy['basis'][];
  /** 0 where the ground over it, and so its depth, is unknown though its level is not. */
  readonly groundKnown: Uint8Array;
  /** Numbers of the nodes at both ends, two a conduit; -1 where there is none. Equal numbers are one node. */
  readonly ends: Int32Array;
  /** 1 for a conduit that only a shared node could exempt. */
  readonly isPlain: Uint8Array;
  /** Number of each one's utility. Equal numbers are one utility. */
  readonly utility: Int32Array;
  readonly joined: JoinedAt;
  /** Plan length of each, metres. */
  readonly lengthsM: Float64Array;
  /** See `shortestBeside`. */
  readonly shortestBesideM: Float64Array;
}

/**
 * The axis of a conduit of unknown level may lie anywhere from the ground to this depth, metres: what its place in plan
 * is worth is taken at the deepest. Deeper than all but tunnels.
 */
const DEEPEST_PLAUSIBLE_M = 20;

/**
 * `ground` gives the depths that the survey standard's accuracy grows with; the deepest of a conduit's vertices and
 * middles speaks for all of it. Null where there is no ground: then only stated accuracies, and those of a quality level
 * that does not depend on depth, are known.
 */
export function clearanceRows(table: ConduitTable, kinds: RuledKinds, ground: GroundSampler | null): ClearanceRows {
  const { count } = table;
  const kind = new Int32Array(count);
  const allowanceM = new Float64Array(count);
  const sigmaXyM = new Float64Array(count);
  const sigmaZM = new Float64Array(count);
  const groundKnown = new Uint8Array(count);
  const ends = new Int32Array(count * 2);
  const isPlain = new Uint8Array(count);
  const utility = new Int32Array(count);
  const numbers = new Map<string, number>();
  const utilities = new Map<string, number>();
  const accuracyBasis: AssumedAccuracy['basis'][] = [];
  for (const [i, facts] of table.facts.entries()) {
    kind[i] = kinds.kindOf(facts);
    ends[i * 2] = numberOf(facts.fromNode, numbers);
    ends[i * 2 + 1] = numberOf(facts.toNode, numbers);
    utility[i] = numberOf(facts.utility, utilities);
    isPlain[i] = isPlainConduit(facts) ? 1 : 0;
    const sizeKnown = !Number.isNaN(table.halfWidthM[i] ?? Number.NaN);
    allowanceM[i] = sizeKnown ? (wallAllowanceM(kinds.rules, facts) ?? UNKNOWN_HALF_SIZE_M) : UNKNOWN_HALF_SIZE_M;
    const levelKnown = table.levelKnown[i] === 1;
    const depthM = levelKnown ? deepestM(table, i, ground) : DEEPEST_PLAUSIBLE_M;
    groundKnown[i] = depthM === null ? 0 : 1;
    const accuracy = accuracyFor(kinds.rules, facts.accuracy, depthM);
    sigmaXyM[i] = accuracy.sigmaXyM ?? Number.NaN;
    sigmaZM[i] = levelKnown ? (accuracy.sigmaZM ?? Number.NaN) : Number.NaN;
    accuracyBasis.push(accuracy.basis);
  }
  const bodies = conduitBodies(table);
  const joined = joinedAt(ends, numbers.size);
  const lengthsM = planLengths(table);
  return {
    table,
    bodies,
    kinds,
    kind,
    allowanceM,
    sigmaXyM,
    sigmaZM,
    accuracyBasis,
    groundKnown,
    ends,
    isPlain,
    utility,
    joined,
    lengthsM,
    shortestBesideM: shortestBeside(joined, utility, lengthsM),
  };
}

function numberOf(node: string | null, numbers: Map<string, number>): number {
  if (node === null) return -1;
  const known = numbers.get(node);
  if (known !== undefined) return known;
  numbers.set(node, numbers.size);
  return numbers.size - 1;
}

/** Greatest depth of the axis below ground at its vertices and half-way between; null where the ground is unknown. */
function deepestM({ axes, starts }: ConduitTable, i: number, ground: GroundSampler | null): number | null {
  if (ground === null) return null;
  let most = Number.NEGATIVE_INFINITY;
  const first = starts[i] ?? 0;
  const last = (starts[i + 1] ?? 0) - 1;
  for (let half = first * 2; half <= last * 2; half++) {
    const p = (half >> 1) * 3;
    const q = half % 2 === 0 ? p : p + 3;
    const mean = (axis: number) => ((axes[p + axis] ?? Number.NaN) + (axes[q + axis] ?? Number.NaN)) / 2;
    const level = ground(mean(0), mean(1));
    if (level === null || !Number.isFinite(level)) return null;
    most = Math.max(most, level - mean(2));
  }
  return most;
}
