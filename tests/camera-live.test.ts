import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routePath } from '../core/src/protocol/routes.ts';
import type {} from '../viewer/src/globe/automation.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, type WatchedPage } from './support/browser.ts';
import { graphicsContexts } from './support/graphics-contexts.ts';
import { CAMERAS, placeAt, writePointsScene } from './support/points-story-files.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

const WIDTH = 1000;
const HEIGHT = 620;

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 400_000;

/** It looks south, 6 m above the park, 20 degrees down: 16 m before it is the middle of its picture. */
const CAMERA = cameraOf(151);
const AHEAD_M = 16;

/** Each flies there first, and the main view goes before: half a minute of the test. */
const SELECTIONS = 5;

/** Noon of a day in June by the city's clock, and midnight. */
const [NOON, MIDNIGHT] = ['2026-06-21T04:00Z', '2026-06-21T16:00Z'];

const ADAPTER = {
  kind: 'http',
  source: 'reports',
  title: { en: 'Reports', zh: '上报' },
  kinds: ['position', 'cover', 'case'],
  crs: 'EPSG:4326',
  ratePerS: 1000,
};

describe.skipIf(MISSING_BROWSER !== null)('a selected camera shows the city from its place (needs Chromium)', () => {
  const home = temporaryHome();
  const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined };
  let server: Served;
  let key: string;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;
  let picture: Locator;
  let contextsBefore: number;

  beforeAll(async () => {
    await writePointsScene(home.path);
    const path = join(home.path, 'scenes', 'points', 'scene.json');
    const scene = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, JSON.stringify({ ...scene, utcOffsetMinutes: 480, live: { adapters: [ADAPTER] } }));
    expect(await undercroft(['import', 'points'], settings)).toMatchObject({ code: 0 });
    key = (await undercroft(['device-key', 'points', 'reports'], settings)).stdout.trim();
    server = await serve(['points'], settings);
    browser = await openBrowser({ width: WIDTH, height: HEIGHT });
    watched = await browser.open();
    page = watched.page;
    page.setDefaultTimeout(SLOW_MS);
    picture = page.getByTestId('camera-picture');
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const report = async (event: object): Promise<void> => {
    const response = await fetch(`${server.url}${routePath('events', { scene: 'points' })}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
      body: JSON.stringify({ eventTime: Date.now(), quality: 'good', ...event }),
    });
    expect(await response.json()).toMatchObject({ stored: 1 });
  };
  const patrolAt = (eastM: number): Promise<void> =>
    report({
      kind: 'position',
      id: 'PATROL-7',
      value: { headingDeg: 90, speedMps: 1 },
      position: placeAt(CAMERA.eastM + eastM, CAMERA.northM - AHEAD_M),
    });
  const open = async (more: string): Promise<void> => {
    await page.goto(`${server.url}/?scene=points&quality=test&theme=light&ground=1&${more}`);
    await page.waitForSelector('html[data-ready="true"]', { state: 'attached' });
  };
  const select = (code: string): Promise<void> => page.evaluate((id) => window.undercroft?.show(id), `cctv.${code}`);

  it(
    'sees a simulated picture with its clock, which goes on',
    async () => {
      await open(`lang=en&time=${NOON}`);
      await wholeView(page);
      contextsBefore = await graphicsContexts(page);
      await select(CAMERA.code);
      await isDrawn(picture);
      expect(await picture.textContent()).toMatch(
        /^Simulated picture\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*No camera took it\./,
      );
      const clock = (): Promise<string | null> => page.getByTestId('camera-clock').textContent();
      const before = await clock();
      await expect.poll(clock, { timeout: SLOW_MS }).not.toBe(before);
      // By the city's clock, eight hours ahead of UTC; the server and this machine are one.
      const shown = Date.parse(`${await clock()}Z`.replace(' ', 'T')) - 480 * 60_000;
      expect(Math.abs(Date.now() - shown)).toBeLessThan(SLOW_MS);
      expect((await spots(picture, 'any')).count).toBeGreaterThan(100_000);
      await screenshot(page, 'camera-live-1-picture');
    },
    SLOW_MS,
  );

  it(
    'sees a patrol come, walk eastwards (leftwards for one who looks south) and alarms over the place',
    async () => {
      const without = await spots(picture, 'unit');
      await patrolAt(-3);
      await expect
        .poll(async () => (await spots(picture, 'unit')).count - without.count, { timeout: SLOW_MS })
        .toBeGreaterThan(60);
      const before = await spots(picture, 'unit');
      await screenshot(page, 'camera-live-2-patrol');
      await patrolAt(3);
      // Six of the 18.5 m that are seen across in that distance, in a picture 480 wide.
      await expect
        .poll(async () => before.middleX - (await spots(picture, 'unit')).middleX, { timeout: SLOW_MS })
        .toBeGreaterThan(90);
      const quiet = await spots(picture, 'alarm');
      expect(quiet.count).toBeLessThan(20);
      const position = placeAt(CAMERA.eastM, CAMERA.northM - AHEAD_M);
      await report({ kind: 'cover', id: 'ZNJG-0001', value: { tiltDeg: 60, isOpen: true }, position });
      await expect.poll(async () => (await spots(picture, 'alarm')).count, { timeout: SLOW_MS }).toBeGreaterThan(100);
      await screenshot(page, 'camera-live-3-alarm');
      await page.getByText('中文', { exact: true }).click();
      expect(await picture.textContent()).toMatch(/^模拟画面\d{4}.*并非摄像机拍摄/);
      await screenshot(page, 'camera-live-4-zh');
      await page.getByText('English', { exact: true }).click();
    },
    SLOW_MS,
  );

  it(
    'draws nothing while the page is hidden, and goes on when it is looked at again',
    async () => {
      await hide(page, true);
      await page.waitForTimeout(1500);
      const before = await page.getByTestId('camera-clock').textContent();
      await page.waitForTimeout(2500);
      expect(await page.getByTestId('camera-clock').textContent()).toBe(before);
      await hide(page, false);
      await isDrawn(picture);
      await expect.poll(() => page.getByTestId('camera-clock').textContent(), { timeout: SLOW_MS }).not.toBe(before);
    },
    SLOW_MS,
  );

  it(
    'says that the graphics card let go of the picture, and has it again by itself',
    async () => {
      for (let time = 0; time < 2; time++) {
        const lost = page.locator('.camera-picture[data-state="lost"]').waitFor();
        await page.evaluate(() => {
          const canvas = document.querySelector<HTMLCanvasElement>('.still-studio canvas');
          canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
        });
        await lost;
        expect(await picture.textContent()).toMatch(
          /No picture.*the graphics card let go of it.*last good picture \d{4}/,
        );
        if (time === 0) await screenshot(page, 'camera-live-5-lost');
        await isDrawn(picture);
      }
    },
    SLOW_MS,
  );

  it(
    'has one picture at a time over five selections, and no context for any but one of them',
    async () => {
      const contexts = await graphicsContexts(page);
      for (let i = 0; i < SELECTIONS; i++) {
        const { code } = cameraOf(140 + i);
        await select(code);
        await page.locator(`.camera-picture[data-camera="cctv.${code}"]`).waitFor();
        await isDrawn(picture);
        expect(await page.locator('.camera-picture').count()).toBe(1);
        expect(await page.locator('.still-studio').count()).toBe(1);
      }
      expect(await graphicsContexts(page)).toBe(contexts);
      // The panel closes, and with it, after a while in which another may be selected, all that the picture was drawn with.
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('.camera-picture').count()).toBe(0);
      await expect.poll(() => page.locator('.still-studio').count(), { timeout: SLOW_MS }).toBe(0);
      // Three were made by now, for two were lost: the engine may still hold the last that ended, and no other.
      expect(await graphicsContexts(page)).toBeLessThanOrEqual(contextsBefore + 1);
      expect(watched.faults).toEqual([]);
    },
    SELECTIONS * 60_000,
  );

  it(
    'sees the night at midnight and the day at noon',
    async () => {
      await open(`lang=en&time=${MIDNIGHT}&select=cctv.${CAMERA.code}`);
      await isDrawn(picture);
      await screenshot(page, 'camera-live-6-night');
      const night = await brightness(picture);
      await open(`lang=en&time=${NOON}&select=cctv.${CAMERA.code}`);
      await isDrawn(picture);
      expect(await brightness(picture)).toBeGreaterThan(night + 60);
    },
    SLOW_MS,
  );
});

function cameraOf(number: number) {
  const camera = CAMERAS[number - 1];
  if (camera === undefined) throw new Error(`The story has no camera ${number}.`);
  return camera;
}

/** Pictures come; on a machine that is busy with other things they may be seconds old, and say so. */
async function isDrawn(picture: Locator): Promise<void> {
  const state = (): Promise<string | null> => picture.getAttribute('data-state');
  await expect.poll(state, { timeout: SLOW_MS, interval: 200 }).toMatch(/^(simulatedLive|behind)$/);
}

/** Pixels of the picture in the tones of units or of alarms, or any that are drawn, and where their middle is. */
function spots(picture: Locator, tone: 'unit' | 'alarm' | 'any'): Promise<{ count: number; middleX: number }> {
  return picture.locator('canvas').evaluate((canvas: HTMLCanvasElement, wanted) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let [count, sum] = [0, 0];
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, opacity = 0] = [data[at], data[at + 1], data[at + 2], data[at + 3]];
      const is = {
        unit: red < 60 && blue > 90 && blue - green > 35 && green - red > 20,
        alarm: red > 190 && green < 90 && blue < 90,
        any: opacity === 255,
      };
      if (!is[wanted]) continue;
      count++;
      sum += (at / 4) % canvas.width;
    }
    return { count, middleX: sum / Math.max(1, count) };
  }, tone);
}

function brightness(picture: Locator): Promise<number> {
  return picture.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let sum = 0;
    for (let at = 0; at < data.length; at += 4) sum += data[at + 1] ?? 0;
    return sum / Math.max(1, data.length / 4);
  });
}

async function hide(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

async function wholeView(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready="true"][data-tiles="idle"][data-layers="idle"][data-ground="idle"]', {
    state: 'attached',
  });
}
