import { featureId } from '@undercroft/core/model/feature-id';
import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';
import type { CaseDays } from '@undercroft/core/protocol/live/replay';
import type { Database } from './database.ts';
import { HEADS, type LayerHeads, layerHeads, liveAt } from './layer-heads.ts';
import { CASE_END, LONG_CASE_MS } from './migrations/cases-as-of.ts';
import { CITY_CASE_SELECT, type CityCaseRow, cityCaseOf } from './rows/city-case-row.ts';

const DAY_MS = 86_400_000;

/** Cases that were under way at some time of a span, as the tables know them now. */
export interface CasesDuring {
  readonly cases: readonly CityCaseAnswer[];
  /** True when there are others beyond the limit: the newest reports are there. */
  readonly more: boolean;
}

const LIVE = `${HEADS} join city_case f on ${liveAt('f')}`;

/** Reported by the end of the span ($4) and not over before its beginning ($3). An index answers each of the two. */
const DURING = `
  select f.layer_id, ${CITY_CASE_SELECT} from ${LIVE} and f.report_ms > $3::float8 - ${LONG_CASE_MS} and f.report_ms <= $4
    and ${CASE_END} >= $3
  union all
  select f.layer_id, ${CITY_CASE_SELECT} from ${LIVE} and f.report_ms <= $3::float8 - ${LONG_CASE_MS}
    and ${CASE_END} - report_ms > ${LONG_CASE_MS} and ${CASE_END} >= $3
  order by report_ms desc, source_id limit $5`;

/** Cases of `[fromMs, toMs]`, newest report first; null while nothing is published. */
export async function casesDuring(
  database: Database,
  scene: string,
  fromMs: number,
  toMs: number,
  limit: number,
): Promise<CasesDuring | null> {
  return await database.transaction(async (sql) => {
    const heads = await layerHeads(sql, scene);
    if (heads.revision === null) return null;
    const rows = await sql.query<CityCaseRow & { readonly layer_id: number }>(DURING, [
      ...heads.parameters,
      fromMs,
      toMs,
      limit + 1,
    ]);
    return { cases: rows.slice(0, limit).map((row) => answerOf(row, heads)), more: rows.length > limit };
  });
}

function answerOf(row: CityCaseRow & { readonly layer_id: number }, heads: LayerHeads): CityCaseAnswer {
  const layer = heads.layers.find(({ id }) => id === row.layer_id)?.name ?? '';
  const { position, sourceId, ...rest } = cityCaseOf(row);
  return { id: featureId(layer, sourceId), layer, sourceId, ...rest, position: [position[0], position[1]] };
}

/** Reports of each day that has any, by a clock that is so many minutes ahead of UTC; null while nothing is published. */
export async function casesByDay(
  database: Database,
  scene: string,
  utcOffsetMinutes: number,
): Promise<CaseDays | null> {
  return await database.transaction(async (sql) => {
    const heads = await layerHeads(sql, scene);
    if (heads.revision === null) return null;
    const offsetMs = Math.round(utcOffsetMinutes) * 60_000;
    return await sql.query<CaseDays[number]>(
      `select floor((f.report_ms + $3) / ${DAY_MS}) * ${DAY_MS} - $3 as "startMs", count(*) as count
       from ${HEADS} join city_case f on ${liveAt('f')} and f.report_ms is not null group by 1 order by 1`,
      [...heads.parameters, offsetMs],
    );
  });
}
