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
import { type TownPlace, townGroundM, townLonLat } from './support/small-town.ts';
import { TOWN_GEOID_M, writeTown } from './support/small-town-files.ts';
import { type Served, serve, temporaryHome } from './support/undercroft.ts';
import { WATER_MAIN_SOURCE, WATER_NORTH_M, WATER_OUTER_M, writeWaterMain } from './support/water-main-files.ts';

const SCENE = 'town';

/** Water from the tee to its eastern valve, and the storm drain beside it, 7 m farther north. */
const WATER = 'water.JS3-JS4';
const STORM = 'streets.YS214-YS215';
const STORM_NORTH_M = -47;

/** The drain before it. */
const BEFORE = 'streets.YS213-YS214';
const BEFORE_EAST_M = 0;

/** Half of a drain of 600 mm with walls of 60 mm. */
const STORM_HALF_M = 0.36;

/** Where both are looked at: easting. */
const EAST_M = 15;

const ABOVE_M = 62;

/** Frames take long where the processor draws them. */
const WAIT = { timeout: 60_000 };

describe.skipIf(MISSING_BROWSER !== null)('an engineer asks what lies under a street (needs Chromium)', () => {
  const home = temporaryHome();
  let server: Served;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    await writeTown(home.path, SCENE, [WATER_MAIN_SOURCE]);
    await writeWaterMain(home.path);
    server = await serve(['--scene', SCENE], { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined });
    browser = await openBrowser({ width: 1366, height: 768 });
    watched = await browser.open();
    page = watched.page;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const visit = async (query: Readonly<Record<string, string>>): Promise<void> => {
    const [lon, lat] = townLonLat([EAST_M, -62]);
    const heightM = townGroundM([EAST_M, -50]) + TOWN_GEOID_M + ABOVE_M;
    const common = { scene: SCENE, quality: 'test', lang: 'en', theme: 'light', without: 'buildings,furniture' };
    const camera = [lon, lat, heightM, 0, -80].join();
    await page.goto(`${server.url}/?${new URLSearchParams({ ...common, camera, ...query })}`);
    await tilesIdle(page);
  };
  const pixelOf = async (place: TownPlace, levelM = townGroundM(place)) => {
    const [lon, lat] = townLonLat(place);
    const pixel = await page.evaluate((at) => window.undercroft?.project(...at) ?? null, [lon, lat, levelM] as const);
    if (pixel === null) throw new Error(`${place.join()} is not in view.`);
    return pixel;
  };
  const clickAt = async (place: TownPlace, levelM?: number): Promise<void> => {
    const { x, y } = await pixelOf(place, levelM);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
  };
  const seen = (id: string) => page.getByTestId(id);
  const words = async (id: string): Promise<string> =>
    ((await seen(id).first().textContent()) ?? '').replace(/\s+/g, ' ').trim();
  const ready = async (id: string, kind: string): Promise<void> => {
    await page.locator(`[data-testid=${id}][data-kind=${kind}][data-state=ready]`).waitFor(WAIT);
  };
  it('draws a section across the street with two clicks: the main and the drain stand in it 7 m apart', async () => {
    await visit({});
    await page.keyboard.press('x');
    await seen('analysis-hint').waitFor(WAIT);
    await clickAt([EAST_M, -60]);
    await clickAt([EAST_M, -42]);
    await ready('analysis-sheet', 'section');
    await screenshot(page, 'analysis-1-section');
    // What is pointed at in the view is lit in the drawing.
    const over = await pixelOf([EAST_M - 4, WATER_NORTH_M], townGroundM([EAST_M - 4, WATER_NORTH_M]) - 1.35);
    await page.mouse.move(over.x, over.y - 3);
    await page.mouse.move(over.x, over.y);
    const lit = page.locator('[data-testid=analysis-drawing] .is-lit').first();
    await expect
      .poll(async () => ((await lit.count()) > 0 ? await lit.getAttribute('data-feature') : ''), WAIT)
      .toBe(WATER);
    await seen('analysis-enlarge').click();
    await page.locator('.analysis-sheet.is-enlarged [data-testid=analysis-drawing] svg').waitFor(WAIT);
    // Enlarged it is laid out anew, at another scale: scale and outlines are read of one layout.
    const measured = () =>
      page.locator('[data-testid=analysis-drawing] svg').evaluate(
        (svg, ids) => {
          const metresAMm = Number(/Scale (?:H )?1:(\d+)/.exec(svg.textContent)?.[1]) / 1000;
          const [water, storm] = ids.map((id) => {
            const path = svg.querySelector<SVGPathElement>(`path[data-feature="${id}"]`);
            return path === null ? new DOMRect(Number.NaN) : path.getBBox();
          });
          const middle = (of: DOMRect | undefined) => (of === undefined ? Number.NaN : of.x + of.width / 2);
          return {
            apart: (middle(storm) - middle(water)) * metresAMm,
            width: (water?.width ?? Number.NaN) * metresAMm,
          };
        },
        [WATER, STORM],
      );
    await expect.poll(async () => (await measured()).apart, WAIT).toBeCloseTo(STORM_NORTH_M - WATER_NORTH_M, 1);
    expect((await measured()).width).toBeCloseTo(WATER_OUTER_M, 2);
    expect(new URL(page.url()).searchParams.get('section')?.split(',')).toHaveLength(4);
  });

  it('gives the drawing as a file that holds the same conduits', async () => {
    const coming = page.waitForEvent('download');
    await seen('analysis-download').click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('town-section.svg');
    let text = '';
    for await (const chunk of await file.createReadStream()) text += String(chunk);
    expect(text).toContain(`data-feature="${WATER}"`);
    expect(text).toContain('1985 National Height Datum');
    // What was made up says so wherever it goes.
    expect(text).toContain('Synthetic data');
  });

  it('drags an end of the section past the drain, and the drawing follows when the hand rests', async () => {
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.analysis-sheet.is-enlarged').count(), WAIT).toBe(0);
    const handle = seen('section-end-1');
    const from = await handle.boundingBox();
    const to = await pixelOf([EAST_M, -51]);
    if (from === null) throw new Error('The section has no handle at its end.');
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await expect
      .poll(() => page.locator(`[data-testid=analysis-drawing] [data-feature="${STORM}"]`).count(), WAIT)
      .toBe(0);
    expect(await page.locator(`[data-testid=analysis-drawing] [data-feature="${WATER}"]`).count()).toBeGreaterThan(0);
    // Back, step by step.
    await page.keyboard.press('Escape');
    await expect.poll(() => seen('analysis-sheet').count(), WAIT).toBe(0);
  });

  it('isolates the main: two valves to close, one customer without supply, the section in its own colour', async () => {
    await visit({ select: WATER, ground: '0' });
    await seen('analysis-isolate').click();
    await ready('analysis-panel', 'isolation');
    expect(await words('isolation-headline')).toMatch(/^2 Valves to close.*1 Without supply/);
    const valves = await seen('isolation-valves')
      .locator('button[data-id]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')));
    expect(new Set(valves)).toEqual(new Set(['water.JS2', 'water.JS4']));
    expect(await seen('isolation-customers').getAttribute('data-count')).toBe('1');
    await expect.poll(() => seen('analysis-signs').getAttribute('data-count'), WAIT).toBe('5');
    await page.keyboard.press('Escape');
    const picture = await redNear(await pixelOf([20, WATER_NORTH_M], townGroundM([20, WATER_NORTH_M]) - 1.35));
    expect(picture).toBe(true);
    await screenshot(page, 'analysis-2-isolation');
    await seen('analysis-clear').click();
    await expect.poll(() => seen('analysis-signs').getAttribute('data-count'), WAIT).toBe('0');
  });

  it('measures the net distance to the drain: 7 m less both halves', async () => {
    await visit({ select: WATER, ground: '0' });
    await seen('analysis-distance').click();
    await clickAt([EAST_M, STORM_NORTH_M], stormAxisM(EAST_M));
    await ready('analysis-panel', 'distance');
    const apart = STORM_NORTH_M - WATER_NORTH_M - WATER_OUTER_M / 2 - STORM_HALF_M;
    expect(await words('distance')).toContain(`Horizontal${apart.toFixed(2)} m`);
    await screenshot(page, 'analysis-3-distance');
  });

  it('draws the longitudinal profile from the drain to the one before it', async () => {
    await visit({ select: STORM, ground: '0' });
    await seen('analysis-profile').click();
    await clickAt([BEFORE_EAST_M, STORM_NORTH_M], stormAxisM(BEFORE_EAST_M));
    await ready('analysis-sheet', 'profile');
    for (const id of [STORM, BEFORE]) {
      const shown = page.locator(`[data-testid=analysis-drawing] [data-feature="${id}"]`);
      expect(await shown.count(), id).toBeGreaterThan(0);
    }
    await screenshot(page, 'analysis-4-profile');
    expect(new URL(page.url()).searchParams.get('profile')).toContain('YS214-YS215');
  });

  it('says that nothing is known when the server does not answer, and asks again', async () => {
    await page.route('**/analysis/statistics', (route) => route.abort());
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await seen('analysis-failed').waitFor(WAIT);
    expect(await words('analysis-failed')).toContain('says nothing of the network');
    await page.unroute('**/analysis/statistics');
    await seen('analysis-failed').getByRole('button').click();
    await ready('analysis-panel', 'statistics');
    // 300 drains of 20 m and the water main.
    expect(await words('statistics')).toContain('All305');
    const own = watched.faults.filter((fault) => !fault.includes('net::ERR_FAILED'));
    expect(own).toEqual([]);
  });

  /** Level of the drain's axis, metres: its invert as the town is laid, and half its inside. */
  function stormAxisM(eastM: number): number {
    return 6 + 0.012 * -50 - 2.3 - 0.003 * (eastM + 250) + 0.3;
  }

  /** Whether a pixel about a place is of the isolated section's red. */
  async function redNear({ x, y }: { readonly x: number; readonly y: number }): Promise<boolean> {
    const picture = await screenshot(page, 'analysis-2-red');
    for (let dy = -6; dy <= 6; dy++) {
      for (let dx = -6; dx <= 6; dx++) {
        const i = ((Math.round(y) + dy) * picture.width + Math.round(x) + dx) * 4;
        const [red = 0, green = 0, blue = 0] = picture.data.subarray(i, i + 3);
        if (red > 120 && red > 1.8 * green && red > 1.8 * blue) return true;
      }
    }
    return false;
  }
});
