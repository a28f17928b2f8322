import type { Page } from 'playwright-core';
import type { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UTILITY_COLOURS } from '../core/src/model/utility-colour.ts';
import type {} from '../viewer/src/globe/automation.ts';
import {
  MISSING_BROWSER,
  type OpenBrowser,
  openBrowser,
  screenshot,
  tilesIdle,
  type WatchedPage,
} from './support/browser.ts';
import { type SourceConduit, type SourcePlace, sourceConduits } from './support/swmm-source.ts';
import { DATA, type Served, serve, temporaryHome } from './support/undercroft.ts';

/** A combined sewer in the town's middle. */
const CONDUIT = 'G72F580_G72F570_l1';

const GEOID_M = 39.58;

describe.skipIf(DATA === undefined || MISSING_BROWSER !== null)(
  'a person dives through the street and comes back (needs UNDERCROFT_DATA and Chromium)',
  () => {
    const home = temporaryHome();
    let server: Served;
    let browser: OpenBrowser;
    let watched: WatchedPage;
    let page: Page;
    let conduit: SourceConduit;
    let middle: SourcePlace;

    beforeAll(async () => {
      const found = (await sourceConduits()).find(({ id }) => id === CONDUIT);
      if (found === undefined) throw new Error(`There is no conduit ${CONDUIT}.`);
      conduit = found;
      // Its bend stands near the middle and lies on the axis, as the middle of the chord does not.
      const bend = found.vertices[1];
      if (found.vertices.length !== 3 || bend === undefined) throw new Error('One bend was expected.');
      middle = bend;
      server = await serve(['--scene', 'bellinge'], { UNDERCROFT_HOME: home.path });
      browser = await openBrowser({ width: 1100, height: 700 });
      watched = await browser.open();
      page = watched.page;
      const camera = [middle.lon, middle.lat - 0.0006, middle.levelM + GEOID_M + 60, 0, -42].join();
      await page.goto(`${server.url}/?scene=bellinge&quality=test&lang=en&theme=light&ground=1&camera=${camera}`);
      await groundIdle(page);
    });

    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      home.remove();
    });

    const pixelOfMiddle = async () => {
      const pixel = await page.evaluate(([lon, lat, level]) => window.undercroft?.project(lon, lat, level) ?? null, [
        middle.lon,
        middle.lat,
        middle.levelM,
      ] as const);
      if (pixel === null) throw new Error('The conduit is not in view.');
      return pixel;
    };

    it('sees closed ground first: the conduit is covered', async () => {
      const picture = await screenshot(page, 'dive-1-above');
      const { x, y } = await pixelOfMiddle();
      expect(nearColour(picture, x, y, 6)).toBe(false);
      expect(
        await page.evaluate(([px, py]) => window.undercroft?.pickAt(px, py)?.id ?? null, [x, y] as const),
      ).toBeNull();
    });

    it('looks beneath with the lens, and picks through it', async () => {
      const { x, y } = await pixelOfMiddle();
      await page.mouse.move(x + 4, y + 4);
      await page.keyboard.press('v');
      await page.mouse.move(x, y);
      await page.waitForTimeout(800);
      const picture = await screenshot(page, 'dive-2-lens');
      expect(nearColour(picture, x, y, 8)).toBe(true);
      expect(await page.evaluate(([px, py]) => window.undercroft?.pickAt(px, py)?.id ?? null, [x, y] as const)).toBe(
        `sewer.${CONDUIT}`,
      );
      await page.keyboard.press('v');
    });

    it('dives with one key and finds the conduit below, against earth and not sky', async () => {
      const before = await page.evaluate(() => window.undercroft?.camera());
      await page.keyboard.press('d');
      await page.waitForSelector('html[data-dive="below"]', { state: 'attached' });
      await tilesIdle(page);
      await page.waitForTimeout(1000);
      const picture = await screenshot(page, 'dive-3-below');
      const below = await page.evaluate(() => window.undercroft?.camera());
      expect(below?.heightM).toBeLessThan(before?.heightM ?? 0);
      // Blue sky would be bluer than red; earth is not.
      const sky = share(picture, (red, _green, blue) => blue > red + 12);
      expect(sky).toBeLessThan(0.1);
      await page.evaluate((id) => window.undercroft?.show(id), `sewer.${CONDUIT}`);
      await page.waitForSelector(`[data-testid="feature"][data-feature="sewer.${CONDUIT}"][data-loaded="true"]`);
      await tilesIdle(page);
      await page.waitForTimeout(800);
      await screenshot(page, 'dive-4-found');
      const { x, y } = await pixelOfMiddle();
      expect(await page.evaluate(([px, py]) => window.undercroft?.pickAt(px, py)?.id ?? null, [x, y] as const)).toBe(
        `sewer.${CONDUIT}`,
      );
      expect(conduit.diameterM).toBe(0.35);
    });

    it('surfaces again by the same key', async () => {
      await page.keyboard.press('Escape');
      if ((await page.locator('html').getAttribute('data-dive')) !== 'above') await page.keyboard.press('d');
      await page.waitForSelector('html[data-dive="above"]', { state: 'attached' });
      await tilesIdle(page);
      await screenshot(page, 'dive-5-surfaced');
      expect(watched.faults).toEqual([]);
    });
  },
);

async function groundIdle(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready="true"][data-tiles="idle"][data-ground="idle"]', {
    state: 'attached',
    timeout: 240_000,
  });
}

/** True when a pixel near that place has the hue of a combined sewer: red over green over blue, as far apart as there. */
function nearColour(picture: PNG, x: number, y: number, reach: number): boolean {
  const [red, green, blue] = UTILITY_COLOURS.combined;
  for (let py = Math.round(y) - reach; py <= y + reach; py++) {
    for (let px = Math.round(x) - reach; px <= x + reach; px++) {
      const i = (py * picture.width + px) * 4;
      const [r = 0, g = 0, b = 0] = picture.data.subarray(i, i + 3);
      const light = (r + g + b) / (red + green + blue);
      if (light < 0.3) continue;
      const off = Math.abs(r / light - red) + Math.abs(g / light - green) + Math.abs(b / light - blue);
      if (off < 30) return true;
    }
  }
  return false;
}

/** Share of the middle of the picture, where no panel lies, whose colour is so. */
function share(picture: PNG, is: (red: number, green: number, blue: number) => boolean): number {
  let hits = 0;
  let all = 0;
  for (let y = 80; y < picture.height - 60; y += 3) {
    for (let x = 270; x < picture.width - 70; x += 3) {
      const i = (y * picture.width + x) * 4;
      const [r = 0, g = 0, b = 0] = picture.data.subarray(i, i + 3);
      all++;
      if (is(r, g, b)) hits++;
    }
  }
  return hits / all;
}
