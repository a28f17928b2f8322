import type { Locator, Page } from 'playwright-core';
import type { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../viewer/src/globe/automation.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, type WatchedPage } from './support/browser.ts';
import { CELLS, COUNTS, placeAt, STORY_CASE, writeCasesScene } from './support/cases-story-files.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 170_000;

/** A view straight down from so many metres above a place. */
function above(eastM: number, northM: number, heightM: number): string {
  const [lon, lat] = placeAt(eastM, northM);
  return [lon, lat, heightM, 0, -89.9].join();
}

describe.skipIf(MISSING_BROWSER !== null)('a person looks into the cases of a city (needs Chromium)', () => {
  const home = temporaryHome();
  let server: Served;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;
  let panel: Locator;

  beforeAll(async () => {
    await writeCasesScene(home.path);
    const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined };
    const imported = await undercroft(['import', 'cases'], settings);
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining(`${COUNTS.all} case`) });
    server = await serve(['cases'], settings);
    browser = await openBrowser({ width: 1100, height: 700 });
    watched = await browser.open();
    page = watched.page;
    panel = page.getByTestId('case-panel');
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const open = async (camera: string, more = ''): Promise<void> => {
    await page.goto(`${server.url}/?scene=cases&quality=test&theme=light&ground=1&camera=${camera}${more}`);
    await wholePicture(page);
  };
  const total = async (): Promise<number> =>
    Number((await panel.getByTestId('case-total').textContent())?.replace(/\D/g, ''));

  it(
    'opens the panel and reads how many there are, and how many were handled in time',
    async () => {
      await open(above(0, 0, 900), '&lang=zh');
      await page.getByTestId('cases-button').click();
      await panel.getByTestId('case-total').waitFor({ timeout: SLOW_MS });
      expect(await total()).toBe(COUNTS.all);
      const inTime = ((COUNTS.all - 1) / COUNTS.all) * 100;
      expect(await panel.getByTestId('case-handle').textContent()).toContain(`${inTime.toFixed(1)}%`);
      expect(await panel.getByTestId('case-handle').textContent()).toContain(`已知 ${COUNTS.all} 件`);
      expect(await panel.textContent()).toContain('UTC+8');
    },
    SLOW_MS,
  );

  it(
    'chooses July by its bar: fewer cases, and the address says so',
    async () => {
      await panel.getByRole('button', { name: '7月', exact: false }).click();
      await expect.poll(total).toBe(COUNTS.july);
      await expect.poll(() => new URL(page.url()).searchParams.get('cases')).toBe('2025-07');
    },
    SLOW_MS,
  );

  it(
    'sees cells coloured by their cases, and the cell without any as it was',
    async () => {
      await wholePicture(page);
      const coloured = await screenshot(page, 'cases-1-cells');
      const [none, few, some, most] = await awayFromLand(page, coloured);
      expect(none).toBeLessThan(6);
      expect(few).toBeGreaterThan(25);
      expect(some).toBeGreaterThan(few ?? 0);
      expect(most).toBeGreaterThan(some ?? 0);
      await page.getByTestId('case-measure').getByText('关').click();
      await wholePicture(page);
      const plain = await awayFromLand(page, await screenshot(page, 'cases-2-plain'));
      // What is left is the faint fill of the grid itself.
      for (const away of plain) expect(away).toBeLessThan(25);
      await page.getByTestId('case-measure').getByText('案件数').click();
      await expect.poll(() => panel.getByTestId('cell-legend').textContent()).toContain('17');
    },
    SLOW_MS,
  );

  it(
    'comes nearer, clicks a case and reads its way from the report to the close',
    async () => {
      await open(above(STORY_CASE.eastM, STORY_CASE.northM, 160), '&lang=zh&cases=2025-07');
      await panel.getByTestId('case-near').waitFor({ timeout: SLOW_MS });
      const spot = await projected(page, STORY_CASE.eastM, STORY_CASE.northM);
      const id = `cases.${STORY_CASE.code}`;
      await expect.poll(() => pickedAt(page, spot), { timeout: SLOW_MS }).toBe(id);
      await page.mouse.click(spot.x, spot.y);
      await readsStory(page, id);
      await screenshot(page, 'cases-3-case');
    },
    SLOW_MS,
  );

  it(
    'sends the address to somebody who sees the same case, in English too',
    async () => {
      const id = `cases.${STORY_CASE.code}`;
      await expect.poll(() => new URL(page.url()).searchParams.get('case')).toContain(id);
      await page.goto(page.url());
      await readsStory(page, id);
      await page.getByTestId('language').click();
      await expect.poll(() => page.getByTestId('case-state').textContent()).toContain('handled late');
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByTestId('case').count()).toBe(0);
      await page.keyboard.press('Escape');
      await expect.poll(() => panel.count()).toBe(0);
      await expect.poll(() => new URL(page.url()).searchParams.has('cases')).toBe(false);
      // A scene without covers has no ground of its own: the server says so once a page.
      expect(watched.faults.filter((fault) => !fault.includes('404 (Not Found)'))).toEqual([]);
    },
    SLOW_MS,
  );
});

/** The six steps with their times; the one that nobody noted is unknown. */
async function readsStory(page: Page, id: string): Promise<void> {
  await page.locator(`[data-testid="case"][data-case="${id}"][data-loaded="true"]`).waitFor({ timeout: SLOW_MS });
  const steps = page.locator('.case-step');
  expect(await steps.evaluateAll((all) => all.map((one) => one.getAttribute('data-state')))).toEqual([
    'done',
    'done',
    'done',
    'done',
    'unknown',
    'done',
  ]);
  const [report = '', , , handle = '', verify = ''] = await steps.allTextContents();
  expect(report).toContain('2025-07-15 08:30');
  expect(handle).toContain('2025-07-15 13:00');
  expect(handle).toContain('07-15 12:34');
  expect(handle).toContain('26 分钟');
  expect(verify).toContain('未知');
}

/** How far each cell's colour is from that of the land beside the grid. */
async function awayFromLand(page: Page, picture: PNG): Promise<readonly number[]> {
  const colourAt = async (eastM: number, northM: number): Promise<readonly number[]> => {
    const { x, y } = await projected(page, eastM, northM);
    return pixel(picture, x, y);
  };
  const land = await colourAt(300, 0);
  return await Promise.all(
    CELLS.map(async ({ westM, southM }) => apart(await colourAt(westM + 60, southM + 190), land)),
  );
}

/** Waits until all of the view is there and drawn. */
async function wholePicture(page: Page): Promise<void> {
  const whole = 'html[data-ready="true"][data-layers="idle"][data-ground="idle"]';
  await page.waitForSelector(whole, { state: 'attached', timeout: SLOW_MS });
  // Pictures of the ground are asked for once its tiles are there.
  await page.waitForTimeout(1500);
  await page.waitForSelector(whole, { state: 'attached', timeout: SLOW_MS });
}

type Spot = { readonly x: number; readonly y: number };

async function projected(page: Page, eastM: number, northM: number): Promise<Spot> {
  const [lon, lat] = placeAt(eastM, northM);
  const spot = await page.evaluate(([x, y]) => window.undercroft?.project(x, y, 0) ?? null, [lon, lat] as const);
  if (spot === null) throw new Error(`The place ${lon}, ${lat} is not in view.`);
  return { x: Math.round(spot.x), y: Math.round(spot.y) };
}

async function pickedAt(page: Page, spot: Spot): Promise<string> {
  return await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id ?? 'nothing', spot);
}

function pixel({ data, width }: PNG, x: number, y: number): readonly number[] {
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
}

function apart(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((channel, i) => channel - (b[i] ?? 0)));
}
