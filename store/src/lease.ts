import type { Database } from './database.ts';
import type { Sql } from './sql.ts';

/** The right to load one layer, with the session that holds it. */
export interface Lease {
  /**
   * Everything the import writes goes through this session. On PostgreSQL the session IS the lease: a write of a dead
   * process cannot land after its lease was given to another, since both end together.
   */
  readonly sql: Sql;
  release(): Promise<void>;
}

/** First key of the advisory locks of layers; the second is the layer's id. */
const LEASE_LOCK = 7_091_965;

/** Layers being loaded by this process, by embedded database: the folder's lock keeps every other process out. */
const EMBEDDED_LEASES = new WeakMap<Database, Set<number>>();

/** Takes the lease of a layer; null when it is taken. It ends with `release` or with the process, whichever is first. */
export async function takeLease(database: Database, layerId: number): Promise<Lease | null> {
  return database.driver === 'pglite' ? await embeddedLease(database, layerId) : await postgresLease(database, layerId);
}

async function embeddedLease(database: Database, layerId: number): Promise<Lease | null> {
  const taken = EMBEDDED_LEASES.get(database) ?? new Set<number>();
  EMBEDDED_LEASES.set(database, taken);
  if (taken.has(layerId)) return null;
  taken.add(layerId);
  const sql = await database.session();
  return {
    sql,
    async release() {
      taken.delete(layerId);
      await sql.close();
    },
  };
}

async function postgresLease(database: Database, layerId: number): Promise<Lease | null> {
  const sql = await database.session();
  try {
    const [row] = await sql.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
      LEASE_LOCK,
      layerId,
    ]);
    if (row?.taken === true) return { sql, release: () => sql.close() };
  } catch (error) {
    await sql.close().catch(() => undefined);
    throw error;
  }
  await sql.close();
  return null;
}

/**
 * Runs one transaction in which nobody else writes to a layer; null when its lease is taken. Without a session of its own:
 * the lock ends with the transaction, and to open a session, which loads PostGIS anew with its first row, took 15 ms of
 * the 70 in which an edit has to be everywhere.
 */
export async function inLayer<Result>(
  database: Database,
  layerId: number,
  work: (sql: Sql) => Promise<Result>,
): Promise<{ readonly result: Result } | null> {
  if (database.driver === 'pglite') {
    const lease = await embeddedLease(database, layerId);
    if (lease === null) return null;
    try {
      return { result: await lease.sql.transaction(work) };
    } finally {
      await lease.release();
    }
  }
  return await database.transaction(async (sql) => {
    const [row] = await sql.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1, $2) as taken', [
      LEASE_LOCK,
      layerId,
    ]);
    return row?.taken === true ? { result: await work(sql) } : null;
  });
}
