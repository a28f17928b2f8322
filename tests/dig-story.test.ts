import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crsByCode, toLonLat } from '../core/src/geodesy/crs.ts';
import type { FeaturesIn } from '../core/src/protocol/answers.ts';
import { routePath } from '../core/src/protocol/routes.ts';
import type {} from '../viewer/src/globe/automation.ts';
import {
  MISSING_BROWSER,
  type OpenBrowser,
  openBrowser,
  screenshot,
  tilesIdle,
  type WatchedPage,
} from './support/browser.ts';
import { dropFiles } from './support/drop-files.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

/** A street of the demo city: northing and easting, as a surveyor hands them over. A gas main runs beside it. */
const CORNERS = [
  [4420460.615, 465342.879],
  [4420459.833, 465334.917],
  [4420451.871, 465335.699],
  [4420452.653, 465343.661],
] as const;

const LIST = CORNERS.map(([north, east], i) => `J${i + 1}\t${north}\t${east}`).join('\n');

/** From the first page to the printed one a person may click so often. */
const MOST_CLICKS = 12;

const WAIT = { timeout: 60_000 };

const DISTANCE = /\d\.\d\d m|its wall is cut|crosses in plan|distance unknown/;

describe.skipIf(MISSING_BROWSER !== null)('a reviewer asks whether there may be dug (needs Chromium)', () => {
  const home = temporaryHome();
  const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined };
  let server: Served;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;
  let clicks = 0;

  beforeAll(async () => {
    const { code, stdout, stderr } = await undercroft(['import', 'demo'], settings);
    if (code !== 0) throw new Error(`The demo city was not imported (${code}):\n${stdout}${stderr}`);
    server = await serve(['demo'], settings);
    browser = await openBrowser({ width: 1366, height: 768 });
    watched = await browser.open();
    page = watched.page;
    const query = new URLSearchParams({ scene: 'demo', quality: 'test', lang: 'en', theme: 'light' });
    await page.goto(`${server.url}/?${query}`);
    await tilesIdle(page);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const at = (testId: string) => page.getByTestId(testId);
  const click = async (testId: string): Promise<void> => {
    clicks += 1;
    await at(testId).click();
  };
  const sentence = async (): Promise<string> => (await at('pit-sentence').textContent()) ?? '';
  const confirmation = async (): Promise<string | null> => await at('dig-confirmation').getAttribute('data-state');
  const setDepth = async (depthM: string): Promise<void> => {
    const field = page.getByRole('spinbutton', { name: 'Depth' });
    await field.fill(depthM);
    await field.press('Enter');
  };
  const lines = (verdict: string) => page.locator(`[data-testid=pit-line][data-verdict=${verdict}]`);
  const texts = async (verdict: string): Promise<readonly string[]> => await lines(verdict).allInnerTexts();
  /** Where the middle of a conduit's part in the pit stands on the page. */
  const pixelIn = async (id: string) => {
    const row = (await rowsNear(server.url)).links.find((each) => each.id === id);
    const [from, to] = [row?.path[0], row?.path.at(-1)];
    if (row === undefined || from === undefined || to === undefined) throw new Error(`There is no conduit ${id} here.`);
    const middle = nearest(from, to, middleOf(CORNERS.map(lonLat)));
    const levelM = (row.from.axisM ?? 0) + ((row.to.axisM ?? 0) - (row.from.axisM ?? 0)) * middle.share;
    return await pixelAt(middle.lon, middle.lat, levelM);
  };
  const idAt = async (pixel: { readonly x: number; readonly y: number }) =>
    await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id ?? null, pixel);
  /** A conduit that is cut and that nothing stands before, with a pixel of it. */
  const openToSight = async () => {
    for (const line of await lines('hit').all()) {
      const id = (await line.getAttribute('data-id')) ?? '';
      const pixel = await pixelIn(id);
      if ((await idAt(pixel)) === id) return { id, pixel };
    }
    throw new Error('None of the conduits that are cut can be seen in the pit.');
  };
  const pixelAt = async (lon: number, lat: number, levelM: number) => {
    const pixel = await page.evaluate((place) => window.undercroft?.project(...place) ?? null, [
      lon,
      lat,
      levelM,
    ] as const);
    if (pixel === null) throw new Error(`Nothing is in view at ${lon}, ${lat}.`);
    return pixel;
  };

  it('pastes a list of coordinates, is told what it is taken for, and is refused a line that is none', async () => {
    await click('pit');
    await click('dig-paste');
    await at('dig-text').fill(LIST.replace('4420451.871', 'somewhere'));
    await at('dig-refused').waitFor();
    expect(await at('dig-refused').textContent()).toContain('Line 3');
    expect(await at('dig-open').isDisabled()).toBe(true);
    await at('dig-text').fill(LIST);
    await at('dig-taken').waitFor();
    const taken = await at('dig-taken').textContent();
    expect(taken).toContain('EPSG:4549');
    expect(taken).toContain('northing first');
    expect(taken).toContain('4 corners');
    await click('dig-open');
    await at('pit-list').waitFor(WAIT);
  });

  it('digs 3 m deep and reads: three cut, one in the protection zone, two unknown', async () => {
    await setDepth('3.00');
    await expect.poll(sentence, WAIT).toContain('3 cut, 1 in the protection zone, 2 unknown');
    const cut = await texts('hit');
    expect(new Set(cut.map((text) => /(Water|Sewage|Storm|Gas|Heat|Power|Telecom)/i.exec(text)?.[1])).size).toBe(3);
    const [main] = await texts('inProtectionZone');
    expect(main).toMatch(/gas/i);
    expect(main).toContain('protection 0.50 m, control 5.00 m');
    expect(main).toContain('GB 55009-2021');
    expect(main).toContain('binding');
  });

  it('sees in each line distance, zone or rule, certainty, day of the survey and owner', async () => {
    const all = await page.getByTestId('pit-line').allInnerTexts();
    expect(all).toHaveLength(9);
    for (const text of all) {
      expect(text).toMatch(DISTANCE);
      for (const name of ['Owner', 'Zone', 'Certainty', 'Surveyed']) expect(text).toContain(name);
      expect(text).toMatch(/strike/);
    }
  });

  it('is confirmed by the server, with the day of the data and the version of the rules', async () => {
    await expect.poll(confirmation, WAIT).toBe('confirmed');
    expect(await at('dig-confirmation').textContent()).toMatch(
      /Confirmed by the server at \d\d:\d\d, data of \d{4}-\d\d-\d\d, rules .+/,
    );
  });

  it('sees the zone of the gas main on the street, and the pipes cut and capped', async () => {
    await tilesIdle(page);
    const gas = (await lines('inProtectionZone').first().getAttribute('data-id')) ?? '';
    await page.mouse.move(900, 60);
    const row = (await rowsNear(server.url)).links.find(({ id }) => id === gas);
    const groundM = (row?.from.outerTopM ?? 0) + 1.1;
    const spot = nearest(row?.path[0] ?? [0, 0], row?.path.at(-1) ?? [0, 0], middleOf(CORNERS.map(lonLat)));
    const onStreet = await pixelAt(spot.lon, spot.lat, groundM);
    const shown = await screenshot(page, 'dig-1-open');
    await click('pit-zones');
    await page.waitForTimeout(1500);
    const without = await screenshot(page, 'dig-2-without-zones');
    expect(redness(shown, onStreet) - redness(without, onStreet)).toBeGreaterThan(15);
    await click('pit-zones');
    const { id: cut, pixel: inPit } = await openToSight();
    await click('pit-cut-away');
    await page.waitForTimeout(1500);
    await screenshot(page, 'dig-3-cut');
    expect(await idAt(inPit)).not.toBe(cut);
    await click('pit-cut-away');
    await page.waitForTimeout(1500);
  });

  it('finds the line of a conduit that is clicked in the pit, and lights up the conduit of a line', async () => {
    const {
      id,
      pixel: { x, y },
    } = await openToSight();
    await page.mouse.click(x, y);
    clicks += 1;
    await page.locator(`[data-testid=pit-line][data-id="${id}"].is-selected`).waitFor(WAIT);
    await page.keyboard.press('Escape');
    await lines('inProtectionZone').first().hover();
    await page.locator('.pit-measure.is-pointed').waitFor({ ...WAIT, state: 'attached' });
    expect(await page.locator('.pit-measure.is-pointed text').textContent()).toMatch(/0\.3\d m/);
  });

  it('drags the depth to 1.8 m: the list is another before the server was heard', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const address = `**${routePath('excavation', { scene: 'demo' })}`;
    await page.route(address, async (route) => {
      await gate;
      await route.continue();
    });
    const handle = page.getByRole('slider', { name: 'Depth' });
    const box = await handle.boundingBox();
    const rail = await page.locator('.pit-row .ant-slider-rail').first().boundingBox();
    if (box === null || rail === null) throw new Error('The depth has no slider.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    const to = rail.x + (rail.width * (1.8 - 0.3)) / (15 - 0.3);
    for (let step = 1; step <= 6; step++) {
      await page.mouse.move(box.x + box.width / 2 + ((to - box.x - box.width / 2) * step) / 6, box.y + box.height / 2);
    }
    await page.mouse.up();
    clicks += 1;
    await expect.poll(sentence, WAIT).toMatch(/^[12] cut, 1 in the protection zone/);
    expect(await confirmation()).not.toBe('confirmed');
    open();
    await expect.poll(confirmation, WAIT).toBe('confirmed');
    await page.unroute(address);
    expect(await sentence()).toMatch(/^[12] cut/);
  });

  it('hands over a page to print', async () => {
    const download = page.waitForEvent('download');
    await click('dig-report');
    const path = await (await download).path();
    expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-');
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
  });

  it('is told loudly where the server does not answer, and can ask again', async () => {
    const before = watched.faults.length;
    const address = `**${routePath('excavation', { scene: 'demo' })}`;
    await page.route(address, (route) => route.abort());
    await page.keyboard.press('Control+z');
    await expect.poll(confirmation, WAIT).toBe('failed');
    expect(await at('dig-confirmation').textContent()).toContain('Not confirmed by the server');
    await expect.poll(sentence, WAIT).toContain('3 cut');
    await page.unroute(address);
    await at('dig-confirmation').getByRole('button').click();
    await expect.poll(confirmation, WAIT).toBe('confirmed');
    // The browser writes the broken request on its console.
    watched.faults.splice(before);
  });

  it('shares the dig by its address, with its piles, margin and method', async () => {
    await at('pit-supports').click();
    await page.getByRole('spinbutton', { name: 'Margin' }).fill('0.30');
    await page.getByRole('spinbutton', { name: 'Margin' }).press('Enter');
    await page.getByText('By hand').click();
    await expect.poll(confirmation, WAIT).toBe('confirmed');
    const said = await sentence();
    await expect.poll(() => new URL(page.url()).searchParams.get('pits'), WAIT).not.toBeNull();
    await page.waitForTimeout(500);
    await page.goto(page.url());
    await tilesIdle(page);
    await expect.poll(sentence, WAIT).toBe(said);
    expect(await page.getByRole('spinbutton', { name: /sheet piles/ }).inputValue()).toBe('5.00');
    expect(await page.getByRole('spinbutton', { name: 'Margin' }).inputValue()).toBe('0.30');
  });

  it('drops a file as the next area', async () => {
    await at('dig-new').click();
    await at('dig-file').click();
    const ring = [...CORNERS, ...CORNERS.slice(0, 1)].map(lonLat);
    const content = JSON.stringify({ type: 'Polygon', coordinates: [ring] });
    await dropFiles(page, [{ name: 'area.geojson', bytes: new TextEncoder().encode(content) }]);
    await at('dig-taken').waitFor(WAIT);
    expect(await page.getByTestId('drop-overlay').count()).toBe(0);
    await at('dig-open').click();
    await expect.poll(async () => await page.getByRole('tab').count(), WAIT).toBe(2);
    await at('pit-list').waitFor(WAIT);
    await at('dig-clear').click();
    await at('dig-draw').waitFor(WAIT);
    expect(watched.faults).toEqual([]);
  });
});

const inverse = toLonLat(crsByCode('EPSG:4549'));

function lonLat([north, east]: readonly [number, number]): readonly [number, number] {
  const [lon, lat] = inverse(east, north);
  return [lon, lat];
}

/** The rows of the street, the main beside it among them. */
async function rowsNear(url: string): Promise<FeaturesIn> {
  const [lon, lat] = middleOf(CORNERS.map(lonLat));
  const bbox = [lon - 2e-4, lat - 2e-4, lon + 2e-4, lat + 2e-4];
  const answer = await fetch(`${url}${routePath('featuresIn', { scene: 'demo' })}?bbox=${bbox.join()}`);
  return (await answer.json()) as FeaturesIn;
}

function middleOf(places: readonly (readonly [number, number])[]): readonly [number, number] {
  const mean = (k: 0 | 1) => places.reduce((sum, place) => sum + place[k], 0) / places.length;
  return [mean(0), mean(1)];
}

/** The point of a straight conduit nearest to a place, and its share of the way. */
function nearest(
  from: readonly (number | null)[],
  to: readonly (number | null)[],
  [lon, lat]: readonly [number, number],
): { readonly lon: number; readonly lat: number; readonly share: number } {
  const [a, b, c, d] = [from[0] ?? 0, from[1] ?? 0, to[0] ?? 0, to[1] ?? 0];
  const shrink = Math.cos((lat * Math.PI) / 180);
  const [dx, dy] = [(c - a) * shrink, d - b];
  const share = Math.max(0, Math.min(1, ((lon - a) * shrink * dx + (lat - b) * dy) / (dx * dx + dy * dy)));
  return { lon: a + (c - a) * share, lat: b + (d - b) * share, share };
}

/** How much more red than green a pixel is. */
function redness(png: PNG, { x, y }: { readonly x: number; readonly y: number }): number {
  const i = (Math.round(y) * png.width + Math.round(x)) * 4;
  return (png.data[i] ?? 0) - (png.data[i + 1] ?? 0);
}
