import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../viewer/src/globe/automation.ts';
import {
  colourCount,
  MISSING_BROWSER,
  type OpenBrowser,
  openBrowser,
  screenshot,
  tilesIdle,
  type WatchedPage,
} from './support/browser.ts';
import { type SourceConduit, sourceConduits } from './support/swmm-source.ts';
import { DATA, type Served, serve, temporaryHome } from './support/undercroft.ts';

/** A combined sewer in the town's middle: circular, its ends at manholes. */
const CONDUIT = 'G72F580_G72F570_l1';

const WIDTH = 1366;
const HEIGHT = 768;

describe.skipIf(DATA === undefined || MISSING_BROWSER !== null)(
  'a person looks at a city and asks how deep a pipe lies (needs UNDERCROFT_DATA and Chromium)',
  () => {
    const home = temporaryHome();
    let server: Served;
    let browser: OpenBrowser;
    let watched: WatchedPage;
    let page: Page;
    let source: SourceConduit;

    beforeAll(async () => {
      const found = (await sourceConduits()).find(({ id }) => id === CONDUIT);
      if (found === undefined) throw new Error(`The data set has no conduit ${CONDUIT}.`);
      source = found;
      server = await serve(['--scene', 'bellinge'], { UNDERCROFT_HOME: home.path });
      browser = await openBrowser({ width: WIDTH, height: HEIGHT });
      watched = await browser.open();
      page = watched.page;
    });

    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      home.remove();
    });

    it('opens the page and sees the whole network', async () => {
      await page.goto(`${server.url}/?scene=bellinge&quality=test&lang=en&theme=light`);
      await tilesIdle(page);
      const picture = await screenshot(page, 'story-1-far');
      expect(colourCount(picture, { x: 400, y: 150, width: 600, height: 450 })).toBeGreaterThan(20);
    });

    it('picks the conduit by its pixel', async () => {
      const middle = pointAt(source, 0.5);
      // 40 m above it, looking north and down, through see-through ground.
      const place = {
        lon: middle.lon,
        lat: middle.lat - 0.0003,
        heightM: middle.levelM + 39.58 + 40,
        headingDeg: 0,
        pitchDeg: -50,
      };
      await page.goto(
        `${server.url}/?scene=bellinge&quality=test&lang=en&theme=light&ground=0&camera=${Object.values(place).join()}`,
      );
      await tilesIdle(page);
      const pixel = await page.evaluate(([lon, lat, level]) => window.undercroft?.project(lon, lat, level) ?? null, [
        middle.lon,
        middle.lat,
        middle.levelM,
      ] as const);
      if (pixel === null) throw new Error('The middle of the conduit is not in view.');
      expect(await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id, pixel)).toBe(`sewer.${CONDUIT}`);
      await page.mouse.click(pixel.x, pixel.y);
      await page.getByText(CONDUIT).first().waitFor();
      await screenshot(page, 'story-2-picked');
    });

    it('sees within what distance the pipe may lie, and picks it through the body that says so', async () => {
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('/network-uncertainty/')) asked.push(new URL(request.url()).pathname);
      });
      const { lon, lat, levelM } = pointAt(source, 0.5);
      const middle = [lon, lat, levelM] as const;
      const pick = () =>
        page.evaluate((place) => {
          const pixel = window.undercroft?.project(...place) ?? null;
          return pixel === null ? null : window.undercroft?.pickAt(pixel.x, pixel.y)?.id;
        }, middle);
      expect(asked).toEqual([]);
      await page.getByRole('switch', { name: 'Show How sure each place is' }).click();
      await page.getByTestId('uncertainty-legend').waitFor();
      await expect.poll(() => asked.some((path) => path.endsWith('.glb')), { timeout: 60_000 }).toBe(true);
      await tilesIdle(page);
      await expect.poll(() => new URL(page.url()).searchParams.get('uncertainty')).toBe('1');
      expect(await pick()).toBe(`sewer.${CONDUIT}`);
      await screenshot(page, 'story-2-uncertainty');
      await page.getByRole('switch', { name: 'Hide How sure each place is' }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('uncertainty')).toBe(null);
    });

    it('reads the inverts and the diameter that the file holds, and that the wall is not known', async () => {
      const panel = page.locator('aside, [role=complementary]').filter({ hasText: CONDUIT });
      const text = ((await panel.first().textContent()) ?? '').replace(/\s+/g, ' ');
      const both = `${source.fromInvertM.toFixed(2)} m${source.toInvertM.toFixed(2)} m`;
      expect(text).toContain(`Invert${both}`);
      expect(text).toContain(`Size${source.diameterM * 1000} mm`);
      expect(text).toContain('Wallunknown');
      expect(text).toContain('DVR90');
    });

    it('shares the view by its address: the same selection after a reload, in Chinese', async () => {
      await expect.poll(() => new URL(page.url()).searchParams.get('select')).toBe(`sewer.${CONDUIT}`);
      const url = new URL(page.url());
      url.searchParams.set('lang', 'zh');
      await page.goto(url.href);
      await tilesIdle(page);
      await page.getByText(CONDUIT).first().waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      await page.getByText('未知', { exact: true }).first().waitFor();
      await screenshot(page, 'story-3-chinese');
    });

    it('heals by itself when the tile server comes back', async () => {
      await page.route('**/tiles/**/*.glb*', (route) => route.abort());
      await page.goto(`${server.url}/?scene=bellinge&quality=test&lang=en`);
      await page.waitForSelector('html[data-tiles="failed"]', { state: 'attached' });
      await screenshot(page, 'story-4-tiles-away');
      await page.unroute('**/tiles/**/*.glb*');
      await tilesIdle(page);
      const picture = await screenshot(page, 'story-5-healed');
      expect(colourCount(picture, { x: 400, y: 150, width: 600, height: 450 })).toBeGreaterThan(20);
      // The browser itself logs each request that was cut on purpose.
      const own = watched.faults.filter((fault) => !fault.includes('net::ERR_FAILED'));
      expect(own).toEqual([]);
    });
  },
);

function pointAt(conduit: SourceConduit, share: number): { lon: number; lat: number; levelM: number } {
  const { vertices } = conduit;
  const i = Math.max(1, Math.ceil(share * (vertices.length - 1)));
  const a = vertices[i - 1];
  const b = vertices[i];
  if (a === undefined || b === undefined) throw new Error('A conduit has two vertices at least.');
  const t = share * (vertices.length - 1) - (i - 1);
  const mix = (key: 'lon' | 'lat' | 'levelM') => a[key] * (1 - t) + b[key] * t;
  return { lon: mix('lon'), lat: mix('lat'), levelM: mix('levelM') };
}
