import type { NearLink, NearNode, NearRows } from '@undercroft/core/analysis/near-rows';
import { decodePath } from '@undercroft/core/geometry/wkb';
import { featureId } from '@undercroft/core/model/feature-id';
import { cellRanges } from './cell-ranges.ts';
import { columnsItem, type JsonColumns, type OfLayer, rowsOf } from './column-json.ts';
import { StoreError } from './errors.ts';
import { liveAt } from './layer-heads.ts';
import { type AsOfTime, MOMENT_ITEM, type MomentRow, momentOf, WITH_MOMENT } from './moments.ts';
import { CONDUIT_COLUMNS, type ConduitRow, conduitFactsOf } from './rows/conduit-row.ts';
import { NODE_ROW_COLUMNS, type NodeRow, nodeOf } from './rows/node-row.ts';
import type { Sql } from './sql.ts';
import type { Bounds } from './store.ts';
import { geomOf } from './tile-statements.ts';

const IN_BOUNDS = 'f.bbox && box(point($3, $4), point($5, $6))';

/**
 * Everything at once: one statement is one snapshot and one round trip. In no order: sorted here, the rows cost PostgreSQL
 * as much again as finding them.
 */
const NEAR = `${WITH_MOMENT} select ${MOMENT_ITEM},
  (select ${columnsItem(CONDUIT_COLUMNS)}
   from l join link f on ${liveAt('f')} and ${IN_BOUNDS}) as links,
  (select ${columnsItem(NODE_ROW_COLUMNS)}
   from l cross join unnest($7::bigint[], $8::bigint[]) as c(first, past)
   cross join lateral (
     select * from node n where ${liveAt('n')} and n.cell >= c.first and n.cell < c.past offset 0) as f
   where ${IN_BOUNDS}) as nodes,
  (select count(*) from l join link f on ${liveAt('f')} and f.cell is null) as unplaced`;

interface Answer {
  readonly moment: readonly MomentRow[] | null;
  readonly links: JsonColumns;
  readonly nodes: JsonColumns;
  readonly unplaced: number;
}

/** `AnalysisRepository.near` says what. */
export async function nearFeatures(
  sql: Sql,
  scene: string,
  bounds: Bounds,
  asOf: AsOfTime | undefined,
): Promise<NearRows | null> {
  const { first, past } = cellRanges(bounds);
  const [answer] = await sql.query<Answer>(NEAR, [scene, asOf?.time ?? null, ...bounds, first, past], 'near');
  if (answer === undefined) {
    throw new StoreError('result-swallowed', `One row was wanted of what lies near in the scene ${scene}; none came.`);
  }
  const moment = momentOf(answer.moment ?? []);
  if (moment === null) return null;
  const { names, revision, dataDate } = moment;
  return {
    revision,
    dataDate,
    bbox: bounds,
    links: rowsOf<ConduitRow & OfLayer>(CONDUIT_COLUMNS, answer.links)
      .map((row) => nearLinkOf(names, row))
      .sort((a, b) => order(a.facts.id, b.facts.id)),
    nodes: rowsOf<NodeRow & OfLayer>(NODE_ROW_COLUMNS, answer.nodes)
      .map((row): NearNode => ({ id: featureId(names.get(row.layer_id) ?? '', row.source_id), ...nodeOf(row) }))
      .sort((a, b) => order(a.id, b.id)),
    unplacedCount: answer.unplaced,
  };
}

/** A link that has a place. */
export function nearLinkOf(names: ReadonlyMap<number, string>, row: ConduitRow & OfLayer): NearLink {
  const layer = names.get(row.layer_id) ?? '';
  const geom = geomOf(row.geom);
  if (geom !== null) return { facts: conduitFactsOf(layer, row), path: decodePath(geom) };
  const id = featureId(layer, row.source_id);
  throw new StoreError('statement-failed', `The row of link ${id} must have a geometry beside its box; it has none.`);
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
