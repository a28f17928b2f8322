import { join } from 'node:path';
import { afterEach, describe, expect, inject, it, test } from 'vitest';
import {
  canRun,
  DRIVERS,
  describeStores,
  newPlace,
  OPEN_TIMEOUT_MS,
  type StorePlace,
} from '../../tests/support/describe-stores.ts';
import { createDatabase, type TestDatabase } from '../../tests/support/postgres-cluster.ts';
import type { Database } from './database.ts';
import { openPglite } from './drivers/pglite.ts';
import { openPostgres } from './drivers/postgres.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';
import { openStore } from './open-store.ts';

const NEXT: Migration = {
  number: MIGRATIONS.length + 1,
  name: 'next',
  statements: ['create table added (n integer)', 'insert into added values (1)'],
  postgresStatements: [],
};

describeStores('migrations', (using) => {
  // `openStore` hands out the database as its `sql`.
  const database = () => using().store.sql as Database;

  test('run once: a second run changes nothing', async () => {
    const before = await database().query('select * from migration order by number');
    expect(before).toHaveLength(MIGRATIONS.length);
    await migrate(database());
    expect(await database().query('select * from migration order by number')).toEqual(before);
  });

  test('that fail half-way leave neither their tables nor their record', async () => {
    const broken: Migration = { ...NEXT, statements: [...NEXT.statements, 'select 1 / 0'] };
    await expect(migrate(database(), [...MIGRATIONS, broken])).rejects.toMatchObject({ code: 'statement-failed' });
    expect(await database().query("select to_regclass('added') as added")).toEqual([{ added: null }]);
    expect(await database().query('select number from migration where number > $1', [MIGRATIONS.length])).toEqual([]);
  });

  test('known to a newer version, or known otherwise, are refused by number and name', async () => {
    await migrate(database(), [...MIGRATIONS, NEXT]);
    expect(await database().query('select * from added')).toEqual([{ n: 1 }]);
    await expect(migrate(database())).rejects.toMatchObject({
      code: 'store-too-new',
      message: expect.stringContaining(`migration ${NEXT.number} "next", which this version does not know`),
    });
    const altered: Migration = { ...NEXT, statements: ['create table added (n bigint)'] };
    await expect(migrate(database(), [...MIGRATIONS, altered])).rejects.toMatchObject({
      code: 'store-too-new',
      message: expect.stringContaining('knows with other statements'),
    });
    await database().query('drop table added');
    await database().query('delete from migration where number = $1', [NEXT.number]);
  });
});

describe.each(DRIVERS)('a store of the first schema on %s', (driver) => {
  it.skipIf(!canRun(driver))(
    'keeps its rows when it is brought up to date',
    async () => {
      const place = await newPlace(driver, { fresh: true });
      const url = place.options.databaseUrl;
      const database = url === undefined ? await openPglite(join(place.options.home, 'old')) : openPostgres(url);
      try {
        await migrate(database, MIGRATIONS.slice(0, 1));
        await database.query("insert into layer (scene, name) values ('city', 'sewer')");
        await database.query("insert into layer (scene, name, head_revision) values ('city', 'water', 1)");
        await migrate(database);
        // What was published before anybody counted has changed once.
        expect(
          await database.query('select scene, name, head_revision, change_count from layer order by name'),
        ).toEqual([
          { scene: 'city', name: 'sewer', head_revision: null, change_count: 0 },
          { scene: 'city', name: 'water', head_revision: 1, change_count: 1 },
        ]);
        expect(await database.query('select count(*) as count from map_feature')).toEqual([{ count: 0 }]);
        expect(await database.query('select count(*) as count from terrain_block')).toEqual([{ count: 0 }]);
      } finally {
        await database.close();
        await place.remove();
      }
    },
    OPEN_TIMEOUT_MS,
  );
});

describe.skipIf(!canRun('postgres'))('on PostgreSQL', () => {
  const places: StorePlace[] = [];
  const databases: TestDatabase[] = [];

  afterEach(async () => {
    for (const place of places.splice(0)) await place.remove();
    for (const database of databases.splice(0)) await database.drop();
  });

  async function newDatabase(options: { readonly postgis: boolean }): Promise<string> {
    const database = await createDatabase(inject('postgresUrl') ?? '', options);
    databases.push(database);
    return database.url;
  }

  test(
    'stores opened at the same moment on a fresh database do not collide',
    async () => {
      const place = await newPlace('postgres');
      places.push(place);
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(place.options)));
      const [first] = stores;
      expect(await first?.sql.query('select count(*) as count from migration')).toEqual([{ count: MIGRATIONS.length }]);
      await Promise.all(stores.map((store) => store.close()));
    },
    OPEN_TIMEOUT_MS,
  );

  test(
    'PostGIS is made where it may be, and its absence is told with what to do',
    async () => {
      const url = await newDatabase({ postgis: false });
      const owner = openPostgres(url);
      await owner.query('create role plain login');
      try {
        const plain = openStore({ home: '', databaseUrl: url.replace('user=postgres', 'user=plain') });
        await expect(plain).rejects.toMatchObject({
          code: 'postgis-missing',
          message: expect.stringContaining('run "create extension postgis" in this database as a superuser'),
        });
        const store = await openStore({ home: '', databaseUrl: url });
        expect(await store.sql.query("select extname from pg_extension where extname = 'postgis'")).toHaveLength(1);
        await store.close();
      } finally {
        await owner.query('drop role plain');
        await owner.close();
      }
    },
    OPEN_TIMEOUT_MS,
  );
});
