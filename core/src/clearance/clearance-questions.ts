import { type ConduitTable, conduitTable } from '../analysis/conduit-table.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';
import type { ClearanceAnswer, ClearanceRequest, ProposedConduit } from '../protocol/analysis/clearance.ts';
import { checkProposed } from './check-proposed.ts';
import { type ClearanceAnswerHead, clearanceAnswer, districtAnswer } from './clearance-answer.ts';
import { clearanceRows } from './clearance-rows.ts';
import { type DistrictSetting, districtViolations, findingOf } from './district-violations.ts';
import { proposedConduit } from './proposed-conduit.ts';
import { RuledKinds } from './ruled-kinds.ts';

/**
 * Net distance of two conduits of a table, with the verdict the two would have were one laid beside the other. Throws a
 * RangeError for an id that is not in the table: whoever asks has looked it up.
 */
export function answerPair(
  head: ClearanceAnswerHead,
  featureIds: readonly [string, string],
  table: ConduitTable,
  ground: GroundSampler | null,
): ClearanceAnswer {
  const [i = -1, j = -1] = featureIds.map((id) => table.facts.findIndex((facts) => facts.id === id));
  if (i < 0 || j < 0) throw new RangeError(`answerPair: ${featureIds[i < 0 ? 0 : 1]} is not in the table`);
  const picked = conduitTable([placedOf(table, i), placedOf(table, j)]);
  const rows = clearanceRows(picked, new RuledKinds(head.rules), ground);
  return clearanceAnswer(head, [findingOf(rows, 0, 1)]);
}

/** May a proposed conduit be laid? The table holds everything within `proposedReachM` of its line. */
export function answerProposed(
  head: ClearanceAnswerHead,
  proposed: ProposedConduit,
  table: ConduitTable,
  ground: GroundSampler | null,
): ClearanceAnswer {
  const placed = proposedConduit(proposed, head.projection, ground);
  return clearanceAnswer(head, checkProposed(placed, table, head.rules, { ground }));
}

/** Everything too near in a district; the table holds all of it. */
export function answerDistrict(
  head: ClearanceAnswerHead,
  { utilities, limit }: Pick<Extract<ClearanceRequest, { ask: 'district' }>, 'utilities' | 'limit'>,
  table: ConduitTable,
  setting: DistrictSetting,
): ClearanceAnswer {
  const found = districtViolations(table, head.rules, setting);
  return districtAnswer(head, found, { utilities: utilities ?? null, limit });
}

/** A conduit of a table as it was put in. */
function placedOf({ facts, axes, starts }: ConduitTable, i: number): Parameters<typeof conduitTable>[0][number] {
  const own = facts[i];
  if (own === undefined) throw new RangeError(`placedOf: the table has no conduit ${i}`);
  const from = starts[i] ?? 0;
  const to = starts[i + 1] ?? 0;
  const path = new Float64Array((to - from) * 2);
  for (let k = from; k < to; k++) path.set(axes.subarray(k * 3, k * 3 + 2), (k - from) * 2);
  return { facts: own, path };
}
