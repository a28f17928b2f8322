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
