import { featureId } from '@undercroft/core/model/feature-id';
import type { CaseSummary, CasesByCell, CityCaseAnswer } from '@undercroft/core/protocol/cases';
import { casesByDay, casesDuring } from './cases-during.ts';
import type { Database } from './database.ts';
import { HEADS, layerHeads, liveAt } from './layer-heads.ts';
import { CITY_CASE_SELECT, type CityCaseRow, cityCaseOf } from './rows/city-case-row.ts';
import type { Sql, SqlValue } from './sql.ts';
import type { Bounds, CaseQuery, CaseRepository } from './store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Everything that a question is about: layers $1 and $2, reported from $3 until before $4, in the cell $5. */
const ASKED = `${HEADS} join city_case f on ${liveAt('f')}
  and ($3::float8 is null or f.report_ms >= $3) and ($4::float8 is null or f.report_ms < $4)
  and ($5::text is null or f.grid_cell = $5)`;

export function caseRepository(database: Database): CaseRepository {
  return {
    during: (scene, fromMs, toMs, limit) => casesDuring(database, scene, fromMs, toMs, limit),
    byDay: (scene, utcOffsetMinutes) => casesByDay(database, scene, utcOffsetMinutes),
    summary: (scene, query, utcOffsetMinutes) =>
      database.transaction(async (sql) => {
        const heads = await layerHeads(sql, scene);
        if (heads.revision === null) return null;
        const parameters = [...heads.parameters, ...asked(query)];
        return { revision: heads.revision, ...(await summaryOf(sql, parameters, utcOffsetMinutes)) };
      }),
    byCell: (scene, query) =>
      database.transaction(async (sql) => {
        const heads = await layerHeads(sql, scene);
        if (heads.revision === null) return null;
        const rows = await sql.query<Omit<CasesByCell['cells'][number], 'gridCell'> & { grid_cell: string | null }>(
          `select f.grid_cell, count(*) as total, count(*) filter (where f.result = 'open') as open,
             count(*) filter (where f.handle_ms is not null and f.handle_due_ms is not null) as known,
             count(*) filter (where f.handle_ms > f.handle_due_ms) as late
           from ${ASKED} group by f.grid_cell order by f.grid_cell`,
          [...heads.parameters, ...asked(query)],
        );
        const cells = rows.map(({ grid_cell, ...counts }) => ({ gridCell: grid_cell, ...counts }));
        return { revision: heads.revision, cells };
      }),
    within: (scene, query, bounds, limit) =>
      database.transaction(async (sql) => {
        const heads = await layerHeads(sql, scene);
        if (heads.revision === null) return null;
        const rows = await sql.query<CityCaseRow & { layer_id: number }>(
          `select f.layer_id, ${CITY_CASE_SELECT} from ${ASKED}
             and f.lon between $6 and $8 and f.lat between $7 and $9
           order by f.report_ms desc nulls last, f.source_id limit $10`,
          [...heads.parameters, ...asked(query), ...corners(bounds), limit + 1],
        );
        const names = new Map(heads.layers.map(({ id, name }) => [id, name]));
        const cases = rows.slice(0, limit).map((row) => answerOf(row, names.get(row.layer_id) ?? ''));
        return { revision: heads.revision, cases, more: rows.length > limit };
      }),
  };
}

function asked({ fromMs, toMs, gridCell }: CaseQuery): readonly SqlValue[] {
  return [fromMs ?? null, toMs ?? null, gridCell ?? null];
}

function corners([west, south, east, north]: Bounds): readonly SqlValue[] {
  return [west, south, east, north];
}

function answerOf(row: CityCaseRow, layer: string): CityCaseAnswer {
  const { position, sourceId, ...rest } = cityCaseOf(row);
  return { id: featureId(layer, sourceId), layer, sourceId, ...rest, position: [position[0], position[1]] };
}

interface TotalsRow {
  readonly total: number;
  readonly from_ms: number | null;
  readonly to_ms: number | null;
  readonly registered: number;
  readonly closed: number;
  readonly dispatch_known: number;
  readonly dispatch_in_time: number;
  readonly dispatch_median: number | null;
  readonly handle_known: number;
  readonly handle_in_time: number;
  readonly handle_median: number | null;
}

async function summaryOf(
  sql: Sql,
  parameters: readonly SqlValue[],
  utcOffsetMinutes: number,
): Promise<Omit<CaseSummary, 'revision'>> {
  const [totals] = await sql.query<TotalsRow>(
    `select count(*) as total, min(f.report_ms) as from_ms, max(f.report_ms) as to_ms,
       count(f.register_ms) as registered, count(f.close_ms) as closed,
       ${stepColumns('dispatch', 'register_ms')}, ${stepColumns('handle', 'dispatch_ms')}
     from ${ASKED}`,
    parameters,
  );
  const counted = await groupsOf(sql, parameters, utcOffsetMinutes);
  return {
    total: totals?.total ?? 0,
    fromMs: totals?.from_ms ?? null,
    toMs: totals?.to_ms ?? null,
    byHour: inSlots(counted.hour, 24),
    byWeekday: inSlots(counted.weekday, 7),
    byMonth: inSlots(counted.month, 12),
    byCategory: counted.category.map(({ kind, key, title, count }) => ({ kind, key, title, count })),
    byChannel: counted.channel.map(keyAndCount),
    byDepartment: counted.department.map(keyAndCount),
    byResult: counted.result.map(keyAndCount),
    registered: totals?.registered ?? 0,
    dispatch: {
      known: totals?.dispatch_known ?? 0,
      inTime: totals?.dispatch_in_time ?? 0,
      medianMs: totals?.dispatch_median ?? null,
    },
    handle: {
      known: totals?.handle_known ?? 0,
      inTime: totals?.handle_in_time ?? 0,
      medianMs: totals?.handle_median ?? null,
    },
    closed: totals?.closed ?? 0,
  };
}

/** How many cases did a step of which both the time and the due time are known, how many in time, and how long it took. */
function stepColumns(step: 'dispatch' | 'handle', since: string): string {
  const known = `f.${step}_ms is not null and f.${step}_due_ms is not null`;
  return `count(*) filter (where ${known}) as ${step}_known,
    count(*) filter (where ${known} and f.${step}_ms <= f.${step}_due_ms) as ${step}_in_time,
    percentile_cont(0.5) within group (order by f.${step}_ms - f.${since}) as ${step}_median`;
}

type Counted = CaseSummary['byChannel'];

/** What cases are counted by: a name and its expression, where `clock` is the report's time on the clock asked for. */
const GROUPS = {
  hour: `floor(clock / ${HOUR_MS})::bigint % 24`,
  // 1970-01-01 was a Thursday: three days after a Monday.
  weekday: `(floor(clock / ${DAY_MS})::bigint + 3) % 7`,
  month: `extract(month from to_timestamp(clock / 1000) at time zone 'UTC')::bigint - 1`,
  kind: 'kind',
  category: 'category',
  channel: 'channel',
  department: 'department',
  result: 'result',
} as const satisfies Record<string, string>;

/** Columns that are grouped by, in the order of their bits; a class is told by its kind beside it. */
const COLUMNS = ['hour', 'weekday', 'month', 'kind', 'category', 'channel', 'department', 'result'] as const;

type Group = Exclude<(typeof COLUMNS)[number], 'kind'>;

interface GroupRow {
  readonly others: number;
  readonly kind: CaseSummary['byCategory'][number]['kind'];
  readonly key: string | null;
  readonly title: string | null;
  readonly count: number;
}

/**
 * Every count in one scan, the most first: a year of 150,000 cases takes the embedded store 1.8 s with a scan for each.
 * The number of a row's group has one bit for each that is not its own, the first group in the highest.
 */
async function groupsOf(
  sql: Sql,
  parameters: readonly SqlValue[],
  utcOffsetMinutes: number,
): Promise<Readonly<Record<Group, readonly GroupRow[]>>> {
  const clock = `f.report_ms + ${Math.round(utcOffsetMinutes) * 60_000}`;
  const keys = COLUMNS.filter((name) => name !== 'kind').map((name) => `${name}::text`);
  const rows = await sql.query<GroupRow>(
    `select grouping(${COLUMNS.join(', ')}) as others, kind, coalesce(${keys.join(', ')}) as key,
       case when min(title) = max(title) then min(title) end as title, count(*) as count
     from (select title, ${COLUMNS.map((name) => `${GROUPS[name]} as ${name}`).join(', ')}
       from (select ${clock} as clock, f.kind, f.category, f.title, f.channel, f.department, f.result from ${ASKED}) as c) as g
     group by grouping sets (hour, weekday, month, (kind, category), channel, department, result)
     order by count desc, key`,
    parameters,
  );
  const bitOf = (name: (typeof COLUMNS)[number]): number => 2 ** (COLUMNS.length - 1 - COLUMNS.indexOf(name));
  const all = 2 ** COLUMNS.length - 1;
  const of = (name: Group): readonly GroupRow[] => {
    const own = bitOf(name) + (name === 'category' ? bitOf('kind') : 0);
    return rows.filter(({ others }) => others === all - own);
  };
  return {
    hour: of('hour'),
    weekday: of('weekday'),
    month: of('month'),
    category: of('category'),
    channel: of('channel'),
    department: of('department'),
    result: of('result'),
  };
}

function keyAndCount({ key, count }: GroupRow): Counted[number] {
  return { key, count };
}

/** Counts by number from 0; what has no time stands in no slot. */
function inSlots(counted: readonly GroupRow[], slots: number): number[] {
  const counts = new Map(counted.map(({ key, count }) => [key === null ? -1 : Number(key), count]));
  return Array.from({ length: slots }, (_, slot) => counts.get(slot) ?? 0);
}
