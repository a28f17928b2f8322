/** What one statement answered. */
export interface StatementResult {
  readonly rows: readonly object[];
  /** First word of the command tag (`SELECT`, `INSERT`, `COMMIT`); undefined or null means there is no proof that it ran. */
  readonly command: string | null | undefined;
  readonly rowCount: number;
}

/** One session of a database. Parameters stand in PostgreSQL's text form. */
export interface Connection {
  execute(text: string, parameters: readonly (string | null)[], name?: string): Promise<StatementResult>;
  /** Runs a `copy ... from stdin` of all that the parts hold, one after the other. */
  copy(
    table: string,
    columns: readonly string[],
    format: 'text' | 'binary',
    parts: readonly Uint8Array<ArrayBuffer>[],
  ): Promise<StatementResult>;
}

/** Lends a connection to one piece of work at a time. */
export interface ConnectionSource {
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
}
