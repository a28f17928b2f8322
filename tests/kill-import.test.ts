import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { openStore } from '../store/src/open-store.ts';
import { createDatabase } from './support/postgres-cluster.ts';
import { randomFrom } from './support/random.ts';
import { DATA, finished, spawnUndercroft, temporaryHome, undercroft } from './support/undercroft.ts';

/** What an undisturbed import of Bellinge leaves. */
const WHOLE = { conduits: 1015, devices: 29, nodes: 1020, areas: 713 };

const NOTHING = { conduits: 0, devices: 0, nodes: 0, areas: 0 };

const KILLS = 10;

interface Place {
  readonly home: string;
  readonly databaseUrl: string | undefined;
  remove(): Promise<void>;
}

const clusterUrl = inject('postgresUrl');

async function embeddedPlace(): Promise<Place> {
  const home = temporaryHome();
  return { home: home.path, databaseUrl: undefined, remove: async () => home.remove() };
}

async function postgresPlace(): Promise<Place> {
  const home = temporaryHome();
  const database = await createDatabase(clusterUrl ?? '');
  return {
    home: home.path,
    databaseUrl: database.url,
    remove: async () => {
      await database.drop();
      home.remove();
    },
  };
}

async function counts({ home, databaseUrl }: Place) {
  const store = await openStore({ home, databaseUrl });
  try {
    if ((await store.features.revision('bellinge')) === null) return NOTHING;
    const summary = await store.features.summary('bellinge');
    const sum = (key: 'conduits' | 'devices' | 'nodes') => summary.utilities.reduce((all, each) => all + each[key], 0);
    return { conduits: sum('conduits'), devices: sum('devices'), nodes: sum('nodes'), areas: summary.areas };
  } finally {
    await store.close();
  }
}

describe.skipIf(DATA === undefined)('an import killed with SIGKILL (needs UNDERCROFT_DATA)', () => {
  it('leaves nothing or all of it at 10 random moments, and the next import is whole: embedded store', () =>
    killed(embeddedPlace));

  it.skipIf(clusterUrl === null)(
    'leaves nothing or all of it at 10 random moments, and the next import is whole: PostgreSQL',
    () => killed(postgresPlace),
  );
});

async function killed(makePlace: () => Promise<Place>): Promise<void> {
  let lengthMs = await undisturbed(makePlace);
  const random = randomFrom(10);
  const seen: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const place = await makePlace();
    try {
      const env = { UNDERCROFT_HOME: place.home, DATABASE_URL: place.databaseUrl };
      const began = performance.now();
      const child = spawnUndercroft(['import', 'bellinge'], env);
      const ended = finished(child);
      // The first third of a run only starts the process: the moments fall where there is something to break.
      await Promise.race([delay(lengthMs * (0.3 + 0.65 * random())), ended]);
      child.kill('SIGKILL');
      // One that ended before its moment tells how long it takes: the machine may have been busy when the first was timed.
      if ((await ended).code === 0) lengthMs = Math.min(lengthMs, performance.now() - began);
      const left = await counts(place);
      expect([NOTHING, WHOLE]).toContainEqual(left);
      seen.push(left === NOTHING ? 'nothing' : 'all');
      expect((await undercroft(['import', 'bellinge'], env)).code).toBe(0);
      expect(await counts(place)).toEqual(WHOLE);
    } finally {
      await place.remove();
    }
  }
  // A test in which every import had already ended would have shown nothing.
  expect(seen).toContain('nothing');
}

async function undisturbed(makePlace: () => Promise<Place>): Promise<number> {
  const place = await makePlace();
  try {
    const env = { UNDERCROFT_HOME: place.home, DATABASE_URL: place.databaseUrl };
    const began = performance.now();
    const { code, stderr } = await undercroft(['import', 'bellinge'], env);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(await counts(place)).toEqual(WHOLE);
    return performance.now() - began;
  } finally {
    await place.remove();
  }
}
