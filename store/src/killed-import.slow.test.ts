import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { canRun, DRIVERS, newPlace, type StorePlace } from '../../tests/support/describe-stores.ts';
import { openStore } from './open-store.ts';
import { startChild, type TestChild } from './testing/child-process.ts';
import { importedFeatures } from './testing/imported-features.ts';
import { importSample, sampleSource } from './testing/sample-features.ts';

const TIMEOUT_MS = 120_000;
const ROUNDS = 3;

for (const driver of DRIVERS) {
  describe.skipIf(!canRun(driver))(`an import killed half-way (${driver})`, () => {
    let place: StorePlace | null = null;
    let child: TestChild | null = null;

    afterEach(async () => {
      await child?.kill();
      await place?.remove();
    });

    async function startImport(): Promise<TestChild> {
      place ??= await newPlace(driver);
      const { home, databaseUrl } = place.options;
      child = startChild('import-child.ts', databaseUrl === undefined ? [home] : [home, databaseUrl]);
      return child;
    }

    test(
      'shows nothing, leaves nothing, and importing again gives the undisturbed counts',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const running = await startImport();
          expect(await running.nextLine()).toBe('open');
          for (let batch = 0; batch <= round; batch++) expect(await running.nextLine()).toBe('written');
          // Not between two batches but inside one.
          await sleep(7 * round);
          await running.kill();
        }
        if (place === null) throw new Error('The place was not made.');
        const store = await openStore(place.options);
        try {
          expect(await store.features.revision('killed')).toBeNull();
          expect((await store.imports.list('killed'))[0]?.state).toBe('loading');
          const written = await store.sql.query('select count(*) as count from link');
          expect(written).not.toEqual([{ count: 0 }]);

          const id = await importSample(store, 'killed', importedFeatures(0, 1200));
          const rows = await store.sql.query(
            `select (select count(*) from link) as links, (select count(*) from node) as nodes,
             (select count(*) from link where valid_from <> $1) as strangers`,
            [id],
          );
          expect(rows).toEqual([{ links: 1200, nodes: 1200, strangers: 0 }]);
          expect(await store.features.summary('killed')).toMatchObject({
            utilities: [{ utility: 'storm', conduits: 1200, lengthM: 120_000, nodes: 1200 }],
          });
          expect((await store.imports.list('killed')).map(({ state }) => state)).toEqual([
            'published',
            ...Array.from({ length: ROUNDS }, () => 'failed'),
          ]);
        } finally {
          await store.close();
        }
      },
      TIMEOUT_MS,
    );

    test(
      'holds its layer or its folder while it lives, and no longer',
      async () => {
        place = await newPlace(driver);
        const running = await startImport();
        expect(await running.nextLine()).toBe('open');
        expect(await running.nextLine()).toBe('written');
        if (driver === 'pglite') {
          await expect(openStore(place.options)).rejects.toMatchObject({
            code: 'store-locked',
            message: expect.stringContaining(`process ${running.pid} `),
          });
          await running.kill();
          await (await openStore(place.options)).close();
          return;
        }
        const store = await openStore(place.options);
        try {
          await expect(store.imports.begin(sampleSource('killed'))).rejects.toMatchObject({
            code: 'layer-busy',
            message: expect.stringContaining(`process ${running.pid} `),
          });
          await running.kill();
          // The server frees the lease when it sees the connection end.
          let taken = false;
          for (let attempt = 0; attempt < 100 && !taken; attempt++) {
            const session = await store.imports.begin(sampleSource('killed')).catch(() => null);
            taken = session !== null;
            if (session === null) await sleep(50);
            else await session.discard(null);
          }
          expect(taken).toBe(true);
        } finally {
          await store.close();
        }
      },
      TIMEOUT_MS,
    );
  });
}
