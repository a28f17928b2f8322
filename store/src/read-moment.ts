import { columnsItem, type JsonColumns, type OfLayer, rowsOf } from './column-json.ts';
import { StoreError } from './errors.ts';
import { HEADS, liveAt } from './layer-heads.ts';
import { MOMENT_ITEM, type Moment, type MomentRow, momentOf, WITH_MOMENT } from './moments.ts';
import type { Sql, SqlValue } from './sql.ts';

/** What a scene shows now, for readings of many statements; null while nothing is shown. */
export async function readMoment(sql: Sql, scene: string): Promise<Moment | null> {
  const [row] = await sql.query<{ moment: readonly MomentRow[] | null }>(`${WITH_MOMENT} select ${MOMENT_ITEM}`, [
    scene,
    null,
  ]);
  return momentOf(row?.moment ?? []);
}

/**
 * Throws when rows of the moment may have been removed while they were read. What was shown only ever gains versions and
 * ends, which a reading as of its heads does not see, but for one case: an import that follows an undo removes the rows
 * of what was undone.
 */
export async function mustHaveStood(
  sql: Sql,
  scene: string,
  { parameters: [, heads] }: Pick<Moment, 'parameters'>,
): Promise<void> {
  const undone = await sql.query<{ id: number }>(
    "select id from import where id = any($1::bigint[]) and state not in ('published', 'superseded') limit 1",
    [heads],
  );
  if (undone.length === 0) return;
  throw new StoreError(
    'store-unreachable',
    `The scene ${scene} must stand still for a reading; an import that it showed was undone meanwhile.`,
  );
}

/** Rows in a page: one statement of some milliseconds on the embedded database, which answers others in between. */
const PAGE_ROWS = 2000;

/** Rows of one table as of a moment. */
export interface PageQuestion {
  readonly table: 'link' | 'node';
  /** Of the table, and of `further`. */
  readonly columns: readonly string[];
  /** Further select items of each row of a page, named as columns; `liveAt` holds in them. */
  readonly further?: string;
  /** Condition on the alias `f`; parameters from $5 on. */
  readonly where: string;
  readonly parameters: readonly SqlValue[];
}

/** The live versions of a table as of a moment, in pages, in the order in which they were written. */
export async function* pagesOf<Row extends OfLayer>(
  sql: Sql,
  moment: Moment,
  { table, columns, further, where, parameters }: PageQuestion,
): AsyncGenerator<readonly Row[]> {
  const page = `select f.*, l.head from ${HEADS} join ${table} f on ${liveAt('f')} and f.row_id > $3
    where ${where} order by f.row_id limit $4`;
  const whole =
    further === undefined
      ? page
      : `select f.*, ${further} from (${page}) as f cross join lateral (select f.layer_id, f.head) as l`;
  const text = `select max(f.row_id) as last, ${columnsItem(columns)} as rows from (${whole}) as f`;
  let after = 0;
  for (;;) {
    const [found] = await sql.query<Page>(text, [...moment.parameters, after, PAGE_ROWS, ...parameters]);
    if (found === undefined) throw new StoreError('result-swallowed', `A page of the table ${table} did not come.`);
    const rows = rowsOf<Row>(columns, found.rows);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE_ROWS || found.last === null) return;
    after = found.last;
  }
}

interface Page {
  readonly last: number | null;
  readonly rows: JsonColumns;
}
