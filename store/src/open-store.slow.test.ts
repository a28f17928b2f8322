import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { describeStores, newPlace, OPEN_TIMEOUT_MS, type StorePlace } from '../../tests/support/describe-stores.ts';
import { openStore } from './open-store.ts';
import { importSample, sampleLink } from './testing/sample-features.ts';

let place: StorePlace | null = null;

afterEach(async () => {
  await place?.remove();
  place = null;
});

test(
  'an embedded store keeps what it held, is refused to a second opener and leaves no lock behind',
  async () => {
    place = await newPlace('pglite');
    const first = await openStore(place.options);
    await importSample(first, 'city', [sampleLink('L1')]);
    await expect(openStore(place.options)).rejects.toMatchObject({ code: 'store-locked' });
    expect(await first.features.feature('city', 'sewer.L1')).not.toBeNull();
    await first.close();
    expect(await readdir(place.options.home)).toEqual(['store']);
    const second = await openStore(place.options);
    expect(await second.features.feature('city', 'sewer.L1')).toMatchObject({ statedLengthM: 100 });
    await second.close();
  },
  OPEN_TIMEOUT_MS,
);

test(
  'a database left unfinished by a process killed while making it is made anew',
  async () => {
    place = await newPlace('pglite', { fresh: true });
    const ruin = join(place.options.home, 'store.unfinished');
    await mkdir(ruin);
    await writeFile(join(ruin, 'PG_VERSION'), '18\n');
    const store = await openStore(place.options);
    expect(await store.features.revision('city')).toBeNull();
    await store.close();
  },
  OPEN_TIMEOUT_MS,
);

test(
  'an embedded store that cannot be opened gives its lock back',
  async () => {
    place = await newPlace('pglite', { fresh: true });
    const { home } = place.options;
    await writeFile(join(home, 'store'), 'a file where the folder should be');
    await expect(openStore(place.options)).rejects.toMatchObject({ code: 'store-unreachable' });
    expect(await readdir(home)).toEqual(['store']);
  },
  OPEN_TIMEOUT_MS,
);

test('a database that is not there is unreachable, and no message shows the password', async () => {
  for (const databaseUrl of ['postgres://someone:s3cret@127.0.0.1:1/city', 'host=localhost password=s3cret']) {
    const error: unknown = await openStore({ home: '', databaseUrl }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'store-unreachable' });
    expect((error as Error).message).not.toContain('s3cret');
  }
});

test(
  'an aborted signal stops the opening and frees the folder',
  async () => {
    place = await newPlace('pglite');
    const controller = new AbortController();
    const opening = openStore({ ...place.options, signal: controller.signal });
    controller.abort(new Error('stop'));
    await expect(opening).rejects.toThrow('stop');
    expect(await readdir(place.options.home)).not.toContain('store.lock');
  },
  OPEN_TIMEOUT_MS,
);

describeStores('a closed store', (using) => {
  test(
    'answers every question with an error',
    async () => {
      const { options, driver } = using();
      const other = driver === 'pglite' ? await newPlace('pglite') : null;
      const store = await openStore(other?.options ?? options);
      await store.close();
      await expect(store.features.revision('city')).rejects.toMatchObject({ code: 'store-unreachable' });
      await other?.remove();
    },
    OPEN_TIMEOUT_MS,
  );
});
