/**
 * The one seam to a database. Two drivers stand behind it (embedded PGlite, PostgreSQL with PostGIS); the same
 * statements run on both. Statements carry `$1 ...` parameters, never spliced values.
 */
export interface Sql {
  readonly driver: 'pglite' | 'postgres';
  /**
   * Runs one statement. Throws `StoreError` on any database error, and when the driver gives no proof that it ran.
   * PostgreSQL reads and plans a statement with a `name` once for each connection; a name always stands for the same text.
   */
  query<Row extends object>(text: string, parameters?: readonly SqlValue[], name?: string): Promise<readonly Row[]>;
  /** Runs `work` in one transaction; rolls back when it throws. Inside, use only the `Sql` handed in. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Appends rows by COPY (text format). `rows` holds one value per column. Resolves to the number of rows. */
  copyIn(table: string, columns: readonly string[], rows: readonly (readonly SqlValue[])[]): Promise<number>;
  /**
   * Appends rows by COPY from bytes in its binary format, without header and trailer; `rowCount` is how many there are.
   * The bytes are neither changed nor kept. Resolves to the number of rows.
   */
  copyBytes(
    table: string,
    columns: readonly string[],
    data: Uint8Array<ArrayBuffer>,
    rowCount: number,
  ): Promise<number>;
  close(): Promise<void>;
}

export type SqlValue = string | number | bigint | boolean | null | Uint8Array | readonly (string | number | null)[];
