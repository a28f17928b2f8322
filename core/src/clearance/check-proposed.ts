import { type ConduitTable, conduitTable, type PlacedConduit } from '../analysis/conduit-table.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { type ClearanceRows, clearanceRows } from './clearance-rows.ts';
import { widestBandM } from './district-pairs.ts';
import { type LayFinding, layFinding } from './lay-finding.ts';
import { BAND_SIGMAS } from './lay-verdict.ts';
import { judgePair, newJudgeScratch } from './pair-judge.ts';
import { RuledKinds } from './ruled-kinds.ts';
import { worstFirst } from './worst-first.ts';

/** Conduits farther from a proposed one than this in plan, and beyond every rule and the accuracy, are not listed, metres. */
const LISTED_WITHIN_M = 5;

/** What the planner's question is judged with. */
export interface ProposedSetting {
  readonly ground?: GroundSampler | null;
}

/**
 * How far around a proposed conduit's path rows must be known so that its answer is whole, metres, beyond its own outer
 * wall and the bounds of the others.
 */
export function proposedReachM(rules: RuleSet, mostSigmaXyM: number): number {
  const farthest = rules.horizontal.reduce((most, { leastM }) => Math.max(most, leastM), 0);
  return Math.max(LISTED_WITHIN_M, farthest) + BAND_SIGMAS * mostSigmaXyM;
}

/**
 * May we lay a conduit here? Every conduit of the table within reach with its verdict, worst first, then nearest; those
 * that are exempt are listed with why. The accuracy stated for the proposed one is how truly it will be laid; where none is
 * stated, the survey standard's is taken, as for what lies in the ground. `a` of every finding is the proposed one.
 */
export function checkProposed(
  proposed: PlacedConduit,
  table: ConduitTable,
  rules: RuleSet,
  { ground = null }: ProposedSetting = {},
): readonly LayFinding[] {
  const kinds = new RuledKinds(rules);
  const own = clearanceRows(conduitTable([proposed]), kinds, ground);
  return checkAgainst(own, clearanceRows(table, kinds, ground));
}

/** As `checkProposed`, against rows that are ready; both have the same kinds. */
export function checkAgainst(own: ClearanceRows, rows: ClearanceRows): readonly LayFinding[] {
  const { table } = rows;
  const { bounds } = own.table;
  const reachM = Math.max(LISTED_WITHIN_M, own.kinds.reachM(own.kind[0] ?? 0)) + widestBandM(own) + widestBandM(rows);
  const scratch = newJudgeScratch(rows);
  const findings: LayFinding[] = [];
  table.index.search(
    (bounds[0] ?? 0) - reachM,
    (bounds[1] ?? 0) - reachM,
    (bounds[2] ?? 0) + reachM,
    (bounds[3] ?? 0) + reachM,
    (j) => {
      const pair = judgePair(own, 0, rows, j, scratch, true);
      if (pair.distances.horizontalAtMostM > reachM) return undefined;
      findings.push(layFinding(own, 0, rows, j, pair));
      return undefined;
    },
  );
  return findings.sort(worstFirst);
}
