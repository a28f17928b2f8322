import { StoreError } from '../errors.ts';
import type { Sql, SqlValue } from '../sql.ts';
import type { Connection, ConnectionSource, StatementResult } from './connection.ts';
import { encodeCopyRow, encodeValue } from './text-format.ts';

const ENCODER = new TextEncoder();

/** What COPY's binary format begins with (signature, flags, length of an extension) and ends with (-1 instead of columns). */
const COPY_HEADER = ENCODER.encode('PGCOPY\n?\r\n\0\0\0\0\0\0\0\0\0');
COPY_HEADER[7] = 0xff;
const COPY_TRAILER = Uint8Array.of(0xff, 0xff);

/** The `Sql` seam over connections: transactions, COPY and the guard against swallowed results, once for both drivers. */
export function connectionSql(driver: Sql['driver'], source: ConnectionSource, close: () => Promise<void>): Sql {
  return {
    driver,
    query: (text, parameters, name) => source.use((connection) => query(connection, text, parameters, name)),
    copyIn: (table, columns, rows) => source.use((connection) => copyIn(connection, table, columns, rows)),
    copyBytes: (table, columns, data, rowCount) =>
      source.use((connection) => copyBytes(connection, table, columns, data, rowCount)),
    transaction: (work) => source.use((connection) => transact(driver, connection, work)),
    close,
  };
}

async function query<Row extends object>(
  connection: Connection,
  text: string,
  parameters: readonly SqlValue[] = [],
  name?: string,
): Promise<readonly Row[]> {
  const result = await connection.execute(text, parameters.map(encodeValue), name);
  mustHaveRun(result, text);
  return result.rows as readonly Row[];
}

async function copyIn(
  connection: Connection,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const wrong = rows.find((row) => row.length !== columns.length);
  if (wrong !== undefined) {
    throw new StoreError(
      'statement-failed',
      `A row for ${table} must have ${columns.length} values, one a column; got ${wrong.length}.`,
    );
  }
  let text = '';
  for (const row of rows) text += `${encodeCopyRow(row)}\n`;
  const result = await connection.copy(table, columns, 'text', [ENCODER.encode(text)]);
  return mustHaveTaken(result, table, rows.length);
}

async function copyBytes(
  connection: Connection,
  table: string,
  columns: readonly string[],
  data: Uint8Array<ArrayBuffer>,
  rowCount: number,
): Promise<number> {
  if (rowCount === 0) return 0;
  const result = await connection.copy(table, columns, 'binary', [COPY_HEADER, data, COPY_TRAILER]);
  return mustHaveTaken(result, table, rowCount);
}

function mustHaveTaken(result: StatementResult, table: string, rowCount: number): number {
  mustHaveRun(result, `copy ${table}`);
  if (result.rowCount !== rowCount) {
    throw new StoreError(
      'result-swallowed',
      `COPY into ${table} must take ${rowCount} rows; the database reports ${result.rowCount}.`,
    );
  }
  return result.rowCount;
}

async function transact<T>(driver: Sql['driver'], connection: Connection, work: (sql: Sql) => Promise<T>): Promise<T> {
  await query(connection, 'begin');
  let result: T;
  try {
    result = await work(transactionSql(driver, connection));
  } catch (error) {
    // When the connection is gone there is nothing left to roll back, and the first error is the one to tell.
    await query(connection, 'rollback').catch(() => undefined);
    throw error;
  }
  const end = await connection.execute('commit', []);
  if (end.command !== 'COMMIT') {
    throw new StoreError(
      'statement-failed',
      `The transaction must end in COMMIT; a statement in it had failed and it ended in ${end.command ?? 'nothing'}.`,
    );
  }
  return result;
}

function transactionSql(driver: Sql['driver'], connection: Connection): Sql {
  const refuse = (what: string) =>
    Promise.reject(new StoreError('statement-failed', `A transaction cannot ${what} inside a transaction.`));
  return {
    driver,
    query: (text, parameters, name) => query(connection, text, parameters, name),
    copyIn: (table, columns, rows) => copyIn(connection, table, columns, rows),
    copyBytes: (table, columns, data, rowCount) => copyBytes(connection, table, columns, data, rowCount),
    transaction: () => refuse('be begun'),
    close: () => refuse('be closed'),
  };
}

function mustHaveRun(result: StatementResult, text: string): void {
  if (typeof result.command === 'string') return;
  throw new StoreError(
    'result-swallowed',
    `The database gave no proof that it ran the statement "${firstLine(text)}"; its answer cannot be believed.`,
  );
}

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}
