import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { StoreError } from './errors.ts';
import { MIGRATIONS } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';
import type { Sql } from './sql.ts';

/** Key of the advisory lock that migrators of one PostgreSQL database take turns by. */
const MIGRATION_LOCK = 7_091_964;

/**
 * Brings the schema up to date: each missing migration in one transaction, recorded with the checksum of its
 * statements. Throws `store-too-new` when the database holds a migration that this program does not know, or knows
 * otherwise, and `postgis-missing` when PostgreSQL has no PostGIS.
 */
export async function migrate(database: Database, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const session = await database.session();
  try {
    if (session.driver === 'postgres') {
      await session.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await ensurePostgis(session);
    }
    await session.query('create schema if not exists undercroft');
    await session.query(
      `create table if not exists migration (
         number integer primary key,
         name text not null,
         checksum text not null,
         applied_at timestamptz not null default now())`,
    );
    const applied = await session.query<Applied>('select number, name, checksum from migration order by number');
    refuseUnknown(applied, migrations);
    const done = new Set(applied.map((row) => row.number));
    for (const migration of migrations) {
      if (!done.has(migration.number)) await apply(session, migration);
    }
  } finally {
    await session.close();
  }
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

async function apply(session: Sql, migration: Migration): Promise<void> {
  await session.transaction(async (sql) => {
    const own = session.driver === 'postgres' ? migration.postgresStatements : [];
    for (const statement of [...migration.statements, ...own]) await sql.query(statement);
    await sql.query('insert into migration (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      checksumOf(migration),
    ]);
  });
}

function refuseUnknown(applied: readonly Applied[], migrations: readonly Migration[]): void {
  for (const row of applied) {
    const known = migrations.find((migration) => migration.number === row.number);
    if (known !== undefined && checksumOf(known) === row.checksum) continue;
    throw new StoreError(
      'store-too-new',
      `The store was made by another version of this program: it holds migration ${row.number} "${row.name}", which this version ${known === undefined ? 'does not know' : 'knows with other statements'}.`,
    );
  }
}

function checksumOf(migration: Migration): string {
  const text = JSON.stringify([migration.statements, migration.postgresStatements]);
  return createHash('sha256').update(text).digest('hex');
}

async function ensurePostgis(sql: Sql): Promise<void> {
  const found = await sql.query("select 1 from pg_extension where extname = 'postgis'");
  if (found.length > 0) return;
  try {
    await sql.query('create extension if not exists postgis');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(
      'postgis-missing',
      `The database needs the extension PostGIS and it could not be made: ${reason} Install PostGIS on the database server (on Debian the package postgresql-NN-postgis-3) and run "create extension postgis" in this database as a superuser.`,
      { cause },
    );
  }
}
