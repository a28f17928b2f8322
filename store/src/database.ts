import type { Sql } from './sql.ts';

/** A database that can also lend a session of its own, for a lease that must end with the process that took it. */
export interface Database extends Sql {
  /**
   * A session for one caller: everything run on it shares one connection, and `close` ends it. On PostgreSQL it is a
   * connection of its own; the embedded store has a single session, which this one shares.
   */
  session(): Promise<Sql>;
}
