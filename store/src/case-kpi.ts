import { CASE_SHARES, type CaseShare, type KnownShare, type KpiCounts } from '@undercroft/core/cases/kpi';
import type { KpiGroup } from '@undercroft/core/protocol/live/case-kpi';
import type { Database } from './database.ts';
import { HEADS, layerHeads, liveAt } from './layer-heads.ts';
import type { CaseKpiAnswer, CaseKpiQuery } from './live-store.ts';

/** Steps that have a time by which they are due, and the step after which that runs. */
const TIMED = {
  registeredInTime: { step: 'register', before: 'report' },
  dispatchedInTime: { step: 'dispatch', before: 'register' },
  handledInTime: { step: 'handle', before: 'dispatch' },
  closedInTime: { step: 'close', before: 'dispatch' },
} as const;

/**
 * Every case of a scene once: layers $1 and $2, scene $3, reported from $4 until before $5. A case that the desk works on is
 * taken from its record, whatever a table says of it. $6 is the instant that the figures are of.
 */
const FACTS = `
  select r.grid_cell, r.department, r.kind, r.category, r.channel, r.result, r.report_ms, r.register_ms, r.dispatch_ms,
    r.handle_ms, r.close_ms, r.register_due_ms, r.dispatch_due_ms, r.handle_due_ms, r.close_due_ms, r.returned_count,
    r.reopened_count, r.late_steps
  from case_record r
  where r.scene = $3 and ($4::float8 is null or r.report_ms >= $4) and ($5::float8 is null or r.report_ms < $5)
  union all
  select f.grid_cell, f.department, f.kind, f.category, f.channel, f.result, f.report_ms, f.register_ms, f.dispatch_ms,
    f.handle_ms, f.close_ms, null, f.dispatch_due_ms, f.handle_due_ms, null, null, null, ''
  from ${HEADS} join city_case f on ${liveAt('f')}
    and ($4::float8 is null or f.report_ms >= $4) and ($5::float8 is null or f.report_ms < $5)
  where not exists (select from case_record r where r.scene = $3 and r.case_id = f.source_id)`;

/** In which of the five words of a share each case stands; the definitions are those of `kpiOf` in core. */
const WORDS: Readonly<Record<CaseShare, string>> = {
  registered: `case when register_ms is not null then 'yes' when result = 'rejected' then 'no'
    when result = 'open' then 'notYet' when result = 'void' then 'notAsked' else 'unknown' end`,
  dispatchedRight: `case when returned_count > 0 then 'no'
    when handle_ms is not null then case when returned_count is null then 'unknown' else 'yes' end
    when result = 'open' then 'notYet' when result in ('rejected', 'void') then 'notAsked' else 'unknown' end`,
  registeredInTime: timeWord('registeredInTime'),
  dispatchedInTime: timeWord('dispatchedInTime'),
  handledInTime: timeWord('handledInTime'),
  closedInTime: timeWord('closedInTime'),
};

function timeWord(share: keyof typeof TIMED): string {
  const { step, before } = TIMED[share];
  const [done, due] = [`${step}_ms`, `${step}_due_ms`];
  return `case when ',' || late_steps || ',' like '%,${step},%' then 'no'
    when ${done} is not null then case when ${due} is null then 'unknown' when ${done} <= ${due} then 'yes' else 'no' end
    when result = 'open' and ${due} is not null then case when ${due} < $6 then 'no' else 'notYet' end
    when result = 'open' then case when ${before}_ms is null then 'notYet' else 'unknown' end
    when result in ('rejected', 'void') then 'notAsked' else 'unknown' end`;
}

/** When the step after the last one was due. */
const NEXT_DUE = `case when handle_ms is not null then close_due_ms when dispatch_ms is not null then handle_due_ms
  when register_ms is not null then dispatch_due_ms else register_due_ms end`;

const SHARE_WORDS = ['yes', 'no', 'notYet', 'notAsked', 'unknown'] as const satisfies readonly (keyof KnownShare)[];

/** Columns of counts; names in lower case, as the databases give them back. */
const COUNTS = [
  'count(*) as reported',
  ...(['open', 'closed', 'rejected', 'void'] as const).map(
    (result) => `count(*) filter (where result = '${result}') as is_${result}`,
  ),
  `count(*) filter (where result = 'open' and next_due < $6) as overdue`,
  'sum(handle_ms - dispatch_ms) as handling_ms',
  'count(handle_ms - dispatch_ms) as handling_known',
  'count(*) filter (where reopened_count > 0) as reopened',
  'count(reopened_count) as reopened_known',
  ...CASE_SHARES.flatMap((share) =>
    SHARE_WORDS.map((word) => `count(*) filter (where ${columnOf(share)} = '${word}') as ${columnOf(share, word)}`),
  ),
].join(', ');

function columnOf(share: CaseShare, word?: keyof KnownShare): string {
  return `${share}${word === undefined ? '' : `_${word}`}`.toLowerCase();
}

interface CountsRow {
  readonly [column: string]: number | string | null;
}

/** Days and months of the report by a clock that is $7 ms ahead of UTC. */
const LOCAL = "(to_timestamp((report_ms + $7::float8) / 1000) at time zone 'UTC')";

const KEYS: Readonly<Record<KpiGroup, string>> = {
  cell: 'grid_cell',
  community: 'left(grid_cell, 12)',
  street: 'left(grid_cell, 9)',
  district: 'left(grid_cell, 6)',
  department: 'department',
  category: "kind || ' ' || category",
  channel: 'channel',
  day: `to_char(${LOCAL}, 'YYYY-MM-DD')`,
  week: `to_char(date_trunc('week', ${LOCAL}), 'YYYY-MM-DD')`,
  month: `to_char(${LOCAL}, 'YYYY-MM')`,
};

/** Counts cases under way and cases of tables together, all of one snapshot. */
export async function caseKpi(database: Database, scene: string, query: CaseKpiQuery): Promise<CaseKpiAnswer> {
  const { fromMs, toMs, nowMs, utcOffsetMinutes, by, limit } = query;
  const keys = by.map((group, i) => `${KEYS[group]} as key_${i}`);
  const names = by.map((_, i) => `key_${i}`);
  const sets = by.length === 0 ? '()' : `(), (${names.join(', ')})`;
  const words = CASE_SHARES.map((share) => `${WORDS[share]} as ${columnOf(share)}`);
  const isGroup = by.length === 0 ? '0' : '1 - grouping(key_0)';
  return await database.transaction(async (sql) => {
    const heads = await layerHeads(sql, scene);
    const rows = await sql.query<CountsRow>(
      `select ${[isGroup, ...names].map((name, i) => (i === 0 ? `${name} as is_group` : name)).join(', ')}, ${COUNTS}
       from (select ${['*', ...keys, ...words].join(', ')}, ${NEXT_DUE} as next_due, $7::float8 as ahead_ms from (${FACTS}) as c) as g
       group by grouping sets (${sets}) order by is_group, reported desc${names.map((name) => `, ${name}`).join('')}
       limit $8`,
      [...heads.parameters, scene, fromMs, toMs, nowMs, utcOffsetMinutes * 60_000, limit + 2],
    );
    const total = rows.find(({ is_group }) => Number(is_group) === 0);
    const groups = rows.filter(({ is_group }) => Number(is_group) === 1);
    return {
      total: countsOf(total ?? {}),
      groups: groups
        .slice(0, limit)
        .map((row) => ({ key: names.map((name) => textOf(row[name])), counts: countsOf(row) })),
      more: groups.length > limit,
    };
  });
}

function textOf(value: number | string | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function countsOf(row: CountsRow): KpiCounts {
  const count = (column: string) => Number(row[column] ?? 0);
  const shareOf = (share: CaseShare): KnownShare => ({
    yes: count(columnOf(share, 'yes')),
    no: count(columnOf(share, 'no')),
    notYet: count(columnOf(share, 'notYet')),
    notAsked: count(columnOf(share, 'notAsked')),
    unknown: count(columnOf(share, 'unknown')),
  });
  return {
    reported: count('reported'),
    open: count('is_open'),
    closed: count('is_closed'),
    rejected: count('is_rejected'),
    withdrawn: count('is_void'),
    overdue: count('overdue'),
    shares: {
      registered: shareOf('registered'),
      registeredInTime: shareOf('registeredInTime'),
      dispatchedInTime: shareOf('dispatchedInTime'),
      dispatchedRight: shareOf('dispatchedRight'),
      handledInTime: shareOf('handledInTime'),
      closedInTime: shareOf('closedInTime'),
    },
    handlingMs: { sum: count('handling_ms'), known: count('handling_known') },
    reopened: { count: count('reopened'), known: count('reopened_known') },
  };
}
