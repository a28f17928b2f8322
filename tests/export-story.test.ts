import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../tiles-server/src/testing/exported-files.ts';
import type {} from './static-city/page.ts';
import { colourCount, MISSING_BROWSER, openBrowser, screenshot } from './support/browser.ts';
import { staticServer } from './support/static-server.ts';
import { sourceConduits } from './support/swmm-source.ts';
import { DATA, finished, ROOT, spawnUndercroft, temporaryHome, undercroft } from './support/undercroft.ts';

/** Where an export keeps its journal while it is under way. */
const WORK = '.undercroft-export/';

/** A combined sewer in the town's middle. */
const CONDUIT = 'G72F580_G72F570_l1';
/** Ellipsoidal height less level, metres, as the scene declares it. */
const GEOID_OFFSET_M = 39.58;

describe.skipIf(DATA === undefined)('a city is taken to a web server of files (needs UNDERCROFT_DATA)', () => {
  const home = temporaryHome();
  const env = { UNDERCROFT_HOME: home.path };
  const whole = join(home.path, 'out', 'whole');
  const exported = (out: string) => ['export', 'bellinge', '--out', out, '--json'];

  beforeAll(async () => {
    const imported = await undercroft(['import', 'bellinge'], env);
    expect(imported.code, imported.stderr).toBe(0);
    const { code, stdout, stderr } = await undercroft(exported(whole), env);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ scene: 'bellinge', container: 'folder', kept: 0 });
  });

  afterAll(() => home.remove());

  it('goes on after being killed, names nothing half, and ends with the same bytes', async () => {
    const expected = await filesBelow(whole);
    const out = join(home.path, 'out', 'killed');
    let kept = 0;
    for (const lines of [40, 700, 1500]) {
      const child = spawnUndercroft(exported(out), env);
      const ended = finished(child);
      await untilJournalHas(join(out, WORK, 'journal.ndjson'), lines);
      child.kill('SIGKILL');
      expect((await ended).code).toBeNull();
      const found = [...(await filesBelow(out))].filter(([path]) => !path.startsWith(WORK));
      expect(found.some(([path]) => path === 'manifest.json')).toBe(false);
      expect(found.length).toBeGreaterThan(kept);
      for (const [path, bytes] of found) expect(expected.get(path)?.equals(bytes), path).toBe(true);
      kept = found.length;
    }
    const { code, stdout, stderr } = await undercroft(exported(out), env);
    expect(code, stderr).toBe(0);
    // A file may have its name and not yet its line in the journal.
    expect(JSON.parse(stdout).kept).toBeGreaterThan(kept - 64);
    const resumed = await filesBelow(out);
    expect([...resumed.keys()]).toEqual([...expected.keys()]);
    for (const [path, bytes] of resumed) expect(expected.get(path)?.equals(bytes), path).toBe(true);
  });

  it('says in one sentence what keeps it, and its exit code says so too', async () => {
    const nowhere = await undercroft(['export', 'nowhere', '--out', join(home.path, 'x'), '--json'], env);
    expect([nowhere.code, JSON.parse(nowhere.stdout).error.code]).toEqual([1, 'unknown-scene']);
    const taken = join(home.path, 'letters');
    mkdirSync(taken);
    writeFileSync(join(taken, 'letter.txt'), 'mine');
    const refused = await undercroft(['export', 'bellinge', '--out', taken], env);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('letter.txt');
    expect(await readdir(taken)).toEqual(['letter.txt']);
    const workers = await undercroft(['export', 'bellinge', '--out', taken, '--workers', '0', '--json'], env);
    expect([workers.code, JSON.parse(workers.stdout).error.code]).toEqual([1, 'bad-option']);
  });

  it.skipIf(MISSING_BROWSER !== null)('is seen in Cesium from a server of files (needs Chromium)', async () => {
    const page = join(home.path, 'page');
    await build({
      configFile: false,
      root: join(ROOT, 'tests', 'static-city'),
      base: '/',
      logLevel: 'error',
      define: { CESIUM_BASE_URL: JSON.stringify('/cesium/') },
      build: { outDir: page, emptyOutDir: true, target: 'esnext', minify: false, chunkSizeWarningLimit: 10_000 },
    });
    const server = await staticServer({ '/city/': whole, '/': page });
    const browser = await openBrowser({ width: 800, height: 450 });
    try {
      const watched = await browser.open();
      const conduits = await straightConduits();
      const [middle] = conduits;
      await watched.page.goto(`${server.url}/?view=${middle.lon},${middle.lat},${middle.heightM},400`);
      await watched.page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: 120_000 });
      const picture = await screenshot(watched.page, 'export-story');
      expect(colourCount(picture, { x: 0, y: 0, width: picture.width, height: picture.height })).toBeGreaterThan(10);
      let seen = 0;
      for (const { id, lon, lat, heightM } of conduits) {
        const at = [lon, lat, heightM] as const;
        const found = await watched.page.evaluate((place) => window.staticCity?.idAt(...place), at);
        seen += Number(found === `sewer.${id}`);
      }
      // Of twelve some lie behind others or out of view.
      expect(seen).toBeGreaterThanOrEqual(6);
      // Levels of the ground are 6 to 84 m, the geoid lies 39.58 m above the ellipsoid.
      const heightM = (await watched.page.evaluate(() => window.staticCity?.terrainHeightM)) ?? Number.NaN;
      expect(heightM).toBeGreaterThan(6 + 39);
      expect(heightM).toBeLessThan(84 + 40);
      expect(server.missing.filter((path) => path.startsWith('/city/'))).toEqual([]);
    } finally {
      await browser.close();
      await server.close();
    }
  });
});

interface ConduitMiddle {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  /** Above the ellipsoid. */
  readonly heightM: number;
}

/** The middles of the twelve straight conduits nearest to a place in the town, by their source. */
async function straightConduits(): Promise<readonly [ConduitMiddle, ...ConduitMiddle[]]> {
  const middles = (await sourceConduits()).flatMap(({ id, vertices }): readonly ConduitMiddle[] => {
    const [a, b] = vertices;
    if (a === undefined || b === undefined || vertices.length > 2) return [];
    const heightM = (a.levelM + b.levelM) / 2 + GEOID_OFFSET_M;
    return [{ id, lon: (a.lon + b.lon) / 2, lat: (a.lat + b.lat) / 2, heightM }];
  });
  const place = (await sourceConduits()).find(({ id }) => id === CONDUIT)?.vertices[0];
  if (place === undefined) throw new Error(`The data set has no conduit ${CONDUIT}.`);
  // A degree of latitude is 1.76 of longitude here.
  const away = ({ lon, lat }: ConduitMiddle) => Math.hypot((lon - place.lon) / 1.76, lat - place.lat);
  const [first, ...others] = middles.sort((a, b) => away(a) - away(b)).slice(0, 12);
  if (first === undefined) throw new Error('The data set has no straight conduit.');
  return [first, ...others];
}

/** Waits until the journal of an export has so many lines. */
async function untilJournalHas(path: string, lines: number): Promise<void> {
  for (;;) {
    if (existsSync(path) && readFileSync(path, 'utf8').split('\n').length > lines) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
