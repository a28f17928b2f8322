import { join } from 'node:path';
import { featureEditAnswerSchema } from '@undercroft/core/protocol/feature-edit';
import { routePath } from '@undercroft/core/protocol/routes';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { importSample } from '@undercroft/store/testing/sample-features';
import { type LiveCity, openLiveCity } from '@undercroft/tiles-server/live/live-city';
import { type ServedApp, servedApp } from '@undercroft/tiles-server/testing/served-app';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../viewer/src/globe/automation.ts';
import {
  MISSING_BROWSER,
  type OpenBrowser,
  openBrowser,
  screenshot,
  tilesIdle,
  type WatchedPage,
} from './support/browser.ts';
import { AXIS_M, CROSSING, editedScene, editedTown, MAIN, MIDDLE } from './support/edited-town.ts';
import { ROOT, temporaryHome } from './support/undercroft.ts';

const SCENE = 'edited';
const SLOW_MS = 240_000;
const FRAME_MS = 120_000;

/** A view from 90 m above the middle of the main, nearly straight down: tiles in full, and several of them. */
const CAMERA = [...MIDDLE, 100, 0, -89.9].join();

type Rgb = readonly [number, number, number];

describe.skipIf(MISSING_BROWSER !== null)('a main is put right while others look at it (needs Chromium)', () => {
  const home = temporaryHome();
  let store: Store;
  let live: LiveCity;
  let app: ServedApp;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    await importSample(store, SCENE, editedTown());
    const report = (error: unknown) => {
      throw error;
    };
    live = await openLiveCity({ store, wallClock: () => Date.now(), now: () => performance.now(), report });
    app = await servedApp([editedScene(SCENE)], store, { live, viewerFolder: join(ROOT, 'viewer', 'dist') });
    browser = await openBrowser({ width: 800, height: 450 });
    watched = await browser.open();
    page = watched.page;
    page.on('request', (request) => {
      const address = /\/tiles\/\w+\/network\/(.+)\.glb/.exec(new URL(request.url()).pathname)?.[1];
      if (address !== undefined) asked.push(address);
      else if (request.url().includes('tileset.json')) asked.push('tileset.json');
    });
    await page.goto(`${app.url}/?scene=${SCENE}&quality=test&lang=en&theme=light&ground=0&camera=${CAMERA}`);
    await tilesIdle(page);
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    live?.endStreams();
    await app?.close();
    await live?.close();
    await store?.close();
    home.remove();
  });

  const patch = async (id: string, change: object) => {
    const path = new URL(routePath('feature', { scene: SCENE, id: `sewer.${id}` }), app.url);
    const feature = (await (await fetch(path)).json()) as { import: { id: number } };
    const answer = await fetch(path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ by: 'Chen Yu', reason: 'dug up', seen: feature.import.id, patch: change }),
    });
    return featureEditAnswerSchema.parse(await answer.json()).edit;
  };
  const spotOf = (lon: number, lat: number) =>
    page.evaluate(([x = 0, y = 0, z = 0]) => window.undercroft?.project(x, y, z) ?? null, [lon, lat, AXIS_M]);
  /** Begins to note the colour of a pixel; what was noted is told by `noted`. */
  const watch = async (spot: { readonly x: number; readonly y: number }) => {
    await page.evaluate(({ x, y }) => {
      const { undercroft } = window;
      Object.assign(window, { told: undercroft?.watchPixel(x, y) });
      // Nothing is drawn while nothing changes: a frame of before is asked for.
      if (undercroft !== undefined) undercroft.setCamera(undercroft.camera());
    }, spot);
    await page.waitForTimeout(1500);
  };
  const noted = () =>
    page.evaluate(() => (window as unknown as { told: () => readonly { rgb: Rgb }[] }).told().map(({ rgb }) => rgb));
  const tilesAsked = async (from: number): Promise<readonly string[]> => {
    await tilesIdle(page, FRAME_MS);
    return asked.slice(from).sort();
  };

  it(
    'a view at rest rests: nothing is drawn while nothing changes',
    async () => {
      const spot = await spotOf(...MIDDLE);
      if (spot === null) throw new Error('the main must be in view');
      await page.waitForTimeout(1500);
      await page.evaluate(({ x, y }) => {
        Object.assign(window, { told: window.undercroft?.watchPixel(x, y) });
      }, spot);
      await page.waitForTimeout(3000);
      expect(await noted()).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    'the page shows it, asks for the tiles that changed and no other, and no frame is without it',
    async () => {
      const spot = await spotOf(...MIDDLE);
      if (spot === null) throw new Error('the main must be in view');
      await screenshot(page, 'edit-1-before');
      expect(await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y), spot)).toMatchObject({
        id: `sewer.${MAIN}`,
        utility: 'storm',
      });
      const before = asked.length;
      const shownBefore = new Set(asked);
      await watch(spot);
      const edit = await patch(MAIN, { utility: 'gas', section: { widthMm: 1800 } });
      expect(edit.isStructural).toBe(false);
      const dirty = edit.tiles.map(({ z, x, y }) => `${z}/${x}/${y}`);
      await expect.poll(() => asked.length - before, { timeout: FRAME_MS }).toBeGreaterThan(0);
      await expect
        .poll(() => page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.utility, spot), { timeout: FRAME_MS })
        .toBe('gas');
      const again = await tilesAsked(before);
      // Of the tiles that changed, those that the page had; each once, and the document not at all.
      expect(again).toEqual(dirty.filter((address) => shownBefore.has(address)).sort());
      expect(shownBefore.size).toBeGreaterThan(again.length);
      const frames = await noted();
      await screenshot(page, 'edit-2-after');
      const first = frames[0] ?? [0, 0, 0];
      const last = frames.at(-1) ?? [0, 0, 0];
      expect(distance(first, last)).toBeGreaterThan(60);
      // Storm blue or gas yellow in every frame, as the tile or as the row itself draws it; never the empty ground.
      const strange = frames.filter((rgb) => distance(rgb, first) > 50 && distance(rgb, last) > 50);
      expect(strange).toEqual([]);
      expect(watched.faults).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    'an undo brings the old one back, and it is seen before any tile has come',
    async () => {
      const spot = await spotOf(...MIDDLE);
      if (spot === null) throw new Error('the main must be in view');
      let open = (): void => undefined;
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      let held = 0;
      const tiles = /\/network\/.+\.glb/;
      await page.route(tiles, async (route) => {
        held++;
        await opened;
        await route.continue();
      });
      await watch(spot);
      const newest = (await store.imports.list(SCENE))[0];
      const undone = await app.post(routePath('undoImport', { scene: SCENE, id: newest?.id ?? 0 }), {});
      expect(undone.status).toBe(200);
      // They are asked for after the frame that shows the edit.
      await expect.poll(() => held, { timeout: FRAME_MS }).toBeGreaterThan(0);
      const frames = await noted();
      expect(distance(frames[0] ?? [0, 0, 0], frames.at(-1) ?? [0, 0, 0])).toBeGreaterThan(60);
      await screenshot(page, 'edit-3-before-any-tile');
      open();
      await expect
        .poll(() => page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.utility, spot), { timeout: FRAME_MS })
        .toBe('storm');
      await page.unrouteAll({ behavior: 'wait' });
      await tilesIdle(page, FRAME_MS);
      // The row by itself looked as the tile does now, not as the empty ground.
      const png = await screenshot(page, 'edit-4-undone');
      const [red = 0, green = 0, blue = 0] = png.data.subarray(
        (Math.floor(spot.y) * png.width + Math.floor(spot.x)) * 4,
      );
      expect(distance(frames.at(-1) ?? [0, 0, 0], [red, green, blue])).toBeLessThan(50);
      expect(watched.faults).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    'a node that is moved takes the ends of its mains along',
    async () => {
      const place = [CROSSING[0] + 0.00012, CROSSING[1] + 0.00012] as const;
      const was = await spotOf(CROSSING[0] - 0.0002, CROSSING[1]);
      const is = await spotOf(CROSSING[0] - 0.0004 + 0.00026, CROSSING[1] + 0.00006);
      if (was === null || is === null) throw new Error('the mains must be in view');
      const idAt = (at: { x: number; y: number }) =>
        page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id, at);
      expect(await idAt(was)).toBe('sewer.H12-13');
      const edit = await patch('N13-13', { position: place });
      expect(edit.features).toHaveLength(5);
      await expect.poll(() => idAt(is), { timeout: FRAME_MS }).toBe('sewer.H12-13');
      await tilesIdle(page, FRAME_MS);
      expect(watched.faults).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    'an import that is published is picked up by a page that stands',
    async () => {
      const withoutMain = editedTown().filter(({ value }) => !('sourceId' in value) || value.sourceId !== MAIN);
      await importSample(store, SCENE, withoutMain);
      const spot = await spotOf(...MIDDLE);
      if (spot === null) throw new Error('its place must be in view');
      await expect
        .poll(() => page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id ?? null, spot), {
          timeout: FRAME_MS,
        })
        .toBe(null);
      expect(watched.faults).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    'a person corrects a level in the panel, is told what is wrong with it, and takes it back',
    async () => {
      const id = 'sewer.H10-10';
      const invertM = async () => {
        const found = await store.features.feature(SCENE, id);
        return found?.family === 'link' ? found.from.invertM : null;
      };
      await page.evaluate((shown) => window.undercroft?.show(shown), id);
      const panel = page.locator(`[data-testid="feature"][data-feature="${id}"][data-loaded="true"]`);
      await panel.waitFor({ timeout: FRAME_MS });
      await panel.getByTestId('edit-open').click();
      await panel.getByTestId('edit-reason').fill('dug up');
      await panel.getByTestId('edit-by').fill('Chen Yu');
      await panel.getByTestId('edit-from').fill('9,2');
      await panel.getByTestId('edit-save').click();
      expect(await panel.getByTestId('edit-wrong').textContent()).toContain('got “9,2”');
      await panel.getByTestId('edit-from').fill('9900');
      await panel.getByTestId('edit-save').click();
      await panel.getByTestId('edit-refused').waitFor({ timeout: FRAME_MS });
      expect(await panel.getByTestId('edit-refused').textContent()).toContain('levels.fromM');
      expect(await invertM()).toBe(9);
      await panel.getByTestId('edit-from').fill('9.2');
      await panel.getByTestId('edit-save').click();
      await panel.getByTestId('edit-undo').waitFor({ timeout: FRAME_MS });
      expect(await invertM()).toBe(9.2);
      const history = await store.features.history(SCENE, id);
      expect(history?.versions[0]?.from).toMatchObject({ by: 'Chen Yu', source: 'edit: dug up' });
      await screenshot(page, 'edit-3-panel');
      await panel.getByTestId('edit-undo').click();
      await expect.poll(invertM, { timeout: FRAME_MS }).toBe(9);
      // The one refusal is the server's answer, which the browser notes by itself.
      expect(watched.faults.filter((fault) => !fault.includes('400'))).toEqual([]);
    },
    SLOW_MS,
  );
});

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
