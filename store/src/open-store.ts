import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { alarmRepository } from './alarm-repository.ts';
import { analysisRepository } from './analysis-repository.ts';
import { caseRecords } from './case-records.ts';
import { caseRepository } from './case-repository.ts';
import type { Database } from './database.ts';
import { openPglite } from './drivers/pglite.ts';
import { openPostgres } from './drivers/postgres.ts';
import { editRepository } from './edit-repository.ts';
import { featureRepository } from './feature-repository.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { imageryRepository } from './imagery-repository.ts';
import { importRepository } from './import-repository.ts';
import { liveRepository } from './live-repository.ts';
import { mapRepository } from './map-repository.ts';
import { migrate } from './migrate.ts';
import type { Store } from './store.ts';
import { terrainRepository } from './terrain-repository.ts';
import { tileRepository } from './tile-repository.ts';

export interface OpenStoreOptions {
  /** Data folder; the embedded database lies in `<home>/store`. Made when absent. */
  readonly home: string;
  /** PostgreSQL with PostGIS to use instead of the embedded database. */
  readonly databaseUrl?: string | undefined;
  /** Gives up between the steps of opening. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws StoreError `store-locked` when another process holds the embedded store, `store-unreachable` when the
 * database does not answer, `postgis-missing` and `store-too-new` as `migrate` says.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  options.signal?.throwIfAborted();
  const database =
    options.databaseUrl === undefined ? await openEmbedded(options.home) : openPostgres(options.databaseUrl);
  try {
    options.signal?.throwIfAborted();
    await migrate(database);
    options.signal?.throwIfAborted();
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
  return {
    sql: database,
    imports: importRepository(database),
    features: featureRepository(database),
    tiles: tileRepository(database),
    map: mapRepository(database),
    terrain: terrainRepository(database),
    imagery: imageryRepository(database),
    cases: caseRepository(database),
    analysis: analysisRepository(database),
    live: liveRepository(database),
    alarms: alarmRepository(database),
    caseRecords: caseRecords(database),
    edits: editRepository(database),
    close: () => database.close(),
  };
}

async function openEmbedded(home: string): Promise<Database> {
  await mkdir(home, { recursive: true });
  const lock = await lockFolder(home);
  try {
    const folder = join(home, 'store');
    if (!(await exists(folder))) await createWhole(home, folder);
    return releasing(await openPglite(folder), lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Makes the database beside its place and moves it there when it is whole: a process killed half-way leaves no ruin. */
async function createWhole(home: string, folder: string): Promise<void> {
  const unfinished = join(home, 'store.unfinished');
  await rm(unfinished, { recursive: true, force: true });
  const database = await openPglite(unfinished);
  await database.close();
  await rename(unfinished, folder);
}

function releasing(database: Database, lock: FolderLock): Database {
  return {
    ...database,
    async close() {
      try {
        await database.close();
      } finally {
        await lock.release();
      }
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
