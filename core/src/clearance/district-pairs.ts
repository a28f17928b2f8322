import type { ClearanceRows } from './clearance-rows.ts';
import { BAND_SIGMAS } from './lay-verdict.ts';
import { type JudgedPair, judgePair, newJudgeScratch } from './pair-judge.ts';

/**
 * Judges every pair of a table that lies within reach of a rule or of the accuracy and is not exempt: each once, i < j.
 * What is handed to `each` is written again for the next.
 */
export function judgeAllPairs(rows: ClearanceRows, each: (i: number, j: number, pair: JudgedPair) => void): void {
  const { table, kinds, kind } = rows;
  const scratch = newJudgeScratch(rows);
  const bandM = widestBandM(rows);
  for (let i = 0; i < table.count; i++) {
    const reachM = reachOf(rows, i, bandM, kinds.reachM(kind[i] ?? 0));
    const b = i * 4;
    table.index.search(
      (table.bounds[b] ?? 0) - reachM,
      (table.bounds[b + 1] ?? 0) - reachM,
      (table.bounds[b + 2] ?? 0) + reachM,
      (table.bounds[b + 3] ?? 0) + reachM,
      (j) => {
        if (j <= i) return undefined;
        const pair = judgePair(rows, i, rows, j, scratch, false, 2 * bandM);
        if (pair.exemption === null && pair.isNear) each(i, j, pair);
        return undefined;
      },
    );
  }
}

/** How far from conduit i another must lie so that nothing can be said against the two, metres. */
function reachOf(rows: ClearanceRows, i: number, bandM: number, ruleM: number): number {
  return ruleM + bandM + bandOf(rows, i);
}

/** Widest of all conduits' own bands. */
export function widestBandM(rows: ClearanceRows): number {
  let most = 0;
  for (let i = 0; i < rows.table.count; i++) most = Math.max(most, bandOf(rows, i));
  return most;
}

/** Two standard deviations in plan and the wall that is allowed for; an unknown size is in the table's bounds already. */
function bandOf({ sigmaXyM, allowanceM, bodies }: ClearanceRows, i: number): number {
  const sigma = sigmaXyM[i] ?? Number.NaN;
  return (Number.isNaN(sigma) ? 0 : BAND_SIGMAS * sigma) + (bodies.sizeKnown[i] === 1 ? (allowanceM[i] ?? 0) : 0);
}
