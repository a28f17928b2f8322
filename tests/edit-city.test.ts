import { join } from 'node:path';
import { featureEditAnswerSchema } from '@undercroft/core/protocol/feature-edit';
import { routePath } from '@undercroft/core/protocol/routes';
import { openStore } from '@undercroft/store/open-store';
import { importSample, sampleLink } from '@undercroft/store/testing/sample-features';
import { openLiveCity } from '@undercroft/tiles-server/live/live-city';
import { servedApp } from '@undercroft/tiles-server/testing/served-app';
import { expect, it } from 'vitest';
import type {} from '../viewer/src/globe/automation.ts';
import { MISSING_BROWSER, openBrowser, tilesIdle } from './support/browser.ts';
import { CROSSING, editedScene, editedTown, MAIN, MIDDLE } from './support/edited-town.ts';
import { ROOT, temporaryHome } from './support/undercroft.ts';

const SCENE = 'edited';
const SLOW_MS = 240_000;
const FRAME_MS = 60_000;

/** 6,000 wide conduits beside the town, 1 to 3 km off: with them the mains of the whole are more than a page fetches for one edit. */
const SUBURB = Array.from({ length: 6000 }, (_, i) => {
  const lon = CROSSING[0] + 0.015 + (i % 100) * 2e-4;
  const lat = CROSSING[1] - 0.01 + Math.floor(i / 100) * 3e-4;
  return sampleLink(`S${i}`, { fromNode: null, toNode: null, path: Float64Array.of(lon, lat, lon + 1.5e-4, lat) });
});

it.skipIf(MISSING_BROWSER !== null)(
  'the mains of a city that lie unseen under finer tiles are fetched when they are seen, not with every edit (needs Chromium)',
  async () => {
    const home = temporaryHome();
    const store = await openStore({ home: home.path });
    await importSample(store, SCENE, [...editedTown(), ...SUBURB]);
    const failures: unknown[] = [];
    const report = (error: unknown) => failures.push(error);
    const live = await openLiveCity({ store, wallClock: () => Date.now(), now: () => performance.now(), report });
    const app = await servedApp([editedScene(SCENE)], store, { live, viewerFolder: join(ROOT, 'viewer', 'dist') });
    const browser = await openBrowser({ width: 800, height: 450 });
    try {
      const { page, faults } = await browser.open();
      const asked: string[] = [];
      page.on('request', (request) => {
        const { pathname, searchParams } = new URL(request.url());
        const address = /\/network\/(.+)\.glb/.exec(pathname)?.[1];
        if (address !== undefined) asked.push(`${address} of ${searchParams.get('revision')}`);
      });
      const camera = (heightM: number) => [...MIDDLE, heightM, 0, -89.9].join();
      await page.goto(`${app.url}/?scene=${SCENE}&quality=test&lang=en&theme=light&ground=0&camera=${camera(100)}`);
      await tilesIdle(page);
      const path = new URL(routePath('feature', { scene: SCENE, id: `sewer.${MAIN}` }), app.url);
      const feature = (await (await fetch(path)).json()) as { import: { id: number } };
      const patch = { utility: 'gas', section: { widthMm: 1800 } };
      const answer = await fetch(path, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ by: 'Chen Yu', reason: 'dug up', seen: feature.import.id, patch }),
      });
      const { edit } = featureEditAnswerSchema.parse(await answer.json());
      const [coarsest] = edit.tiles.map(({ z, x, y }) => ({ z, address: `${z}/${x}/${y}` })).sort((a, b) => a.z - b.z);
      const top = coarsest?.address ?? '';
      const askedOf = (address: string) => asked.filter((each) => each.startsWith(`${address} of`));
      // The page has it: it came before what lies under it.
      expect(askedOf(top)).toHaveLength(1);
      const changed = () => asked.filter((each) => each.endsWith(edit.revision)).length;
      await expect.poll(changed, { timeout: FRAME_MS }).toBeGreaterThan(0);
      await tilesIdle(page);
      expect(askedOf(top)).toHaveLength(1);
      await page.evaluate(([lon, lat]) => {
        window.undercroft?.setCamera({ lon, lat, heightM: 6000, headingDeg: 0, pitchDeg: -89.9 });
      }, MIDDLE);
      await expect.poll(() => askedOf(top), { timeout: FRAME_MS }).toHaveLength(2);
      expect(askedOf(top)[1]).toBe(`${top} of ${edit.revision}`);
      expect([...failures, ...app.failures, ...faults]).toEqual([]);
    } finally {
      await browser.close();
      live.endStreams();
      await app.close();
      await live.close();
      await store.close();
      home.remove();
    }
  },
  SLOW_MS,
);
