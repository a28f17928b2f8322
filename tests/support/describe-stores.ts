import { access, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { StoreError } from '../../store/src/errors.ts';
import { type OpenStoreOptions, openStore } from '../../store/src/open-store.ts';
import type { Sql } from '../../store/src/sql.ts';
import type { Store } from '../../store/src/store.ts';
import { createDatabase } from './postgres-cluster.ts';
import type {} from './postgres-global-setup.ts';

export const DRIVERS: readonly Sql['driver'][] = ['pglite', 'postgres'];

/** PGlite takes seconds to make its first database on a busy machine. */
export const OPEN_TIMEOUT_MS = 60_000;

/** A place for a store that nothing has opened yet. */
export interface StorePlace {
  readonly options: OpenStoreOptions;
  remove(): Promise<void>;
}

/** What a test may use of the store it runs on. */
export interface StoreUnderTest {
  readonly driver: Sql['driver'];
  readonly store: Store;
  readonly options: OpenStoreOptions;
  /** A scene that no other test of the file uses. */
  readonly newScene: () => string;
}

/** True where the run has what the driver needs. */
export function canRun(driver: Sql['driver']): boolean {
  return driver === 'pglite' || typeof inject('postgresUrl') === 'string';
}

/** A place with a migrated but empty store (embedded: a copy of one made once a run), or with none when `fresh`. */
export async function newPlace(driver: Sql['driver'], options: { readonly fresh?: boolean } = {}): Promise<StorePlace> {
  const home = await mkdtemp(join(tmpdir(), 'undercroft-store-'));
  const removeHome = () => rm(home, { recursive: true, force: true });
  if (driver === 'pglite') {
    if (options.fresh !== true) await cp(await embeddedTemplate(), join(home, 'store'), { recursive: true });
    return { options: { home }, remove: removeHome };
  }
  const database = await createDatabase(inject('postgresUrl') ?? '');
  return {
    options: { home, databaseUrl: database.url },
    async remove() {
      await database.drop();
      await removeHome();
    },
  };
}

/**
 * Folder of an empty embedded database: making one takes seconds, copying it a tenth of that. The first test file to
 * come makes it; the others, which the store's own lock refuses meanwhile, wait.
 */
async function embeddedTemplate(): Promise<string> {
  const home = inject('embeddedTemplate');
  const ready = join(home, 'ready');
  while (!(await exists(ready))) {
    try {
      await (await openStore({ home })).close();
      await writeFile(ready, '');
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'store-locked')) throw error;
      await sleep(100);
    }
  }
  return join(home, 'store');
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Runs the same tests on an opened store of each driver; a driver that is not there is skipped by name. All suites of a
 * test file share one store a driver, made when the first of them runs.
 */
export function describeStores(
  name: string,
  body: (using: () => StoreUnderTest) => void,
  drivers: readonly Sql['driver'][] = DRIVERS,
): void {
  if (!closesAtEnd) afterAll(closeStores);
  closesAtEnd = true;
  for (const driver of drivers) {
    describe.skipIf(!canRun(driver))(`${name} (${driver})`, () => {
      let under: StoreUnderTest | null = null;
      beforeAll(async () => {
        under = (await openShared(driver)).under;
      }, OPEN_TIMEOUT_MS);

      body(() => {
        if (under === null) throw new Error(`The store on ${driver} was not opened.`);
        return under;
      });
    });
  }
}

interface SharedStore {
  readonly under: StoreUnderTest;
  readonly place: StorePlace;
}

// Test files that share these modules run one after the other: this is the file's that is running.
const shared = new Map<Sql['driver'], Promise<SharedStore>>();
let closesAtEnd = false;

function openShared(driver: Sql['driver']): Promise<SharedStore> {
  const opened = shared.get(driver) ?? openNew(driver);
  shared.set(driver, opened);
  return opened;
}

async function openNew(driver: Sql['driver']): Promise<SharedStore> {
  const place = await newPlace(driver);
  const store = await openStore(place.options);
  let scenes = 0;
  const newScene = () => {
    scenes += 1;
    return `scene-${scenes}`;
  };
  return { place, under: { driver, store, options: place.options, newScene } };
}

async function closeStores(): Promise<void> {
  const stores = [...shared.values()];
  shared.clear();
  closesAtEnd = false;
  for (const opened of stores) {
    const { under, place } = await opened;
    await under.store.close();
    await place.remove();
  }
}
