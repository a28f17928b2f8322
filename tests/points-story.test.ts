import type { Page } from 'playwright-core';
import type { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../viewer/src/globe/automation.ts';
import { POINT_TONES } from '../viewer/src/globe/city-point-glyphs.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, type WatchedPage } from './support/browser.ts';
import {
  CAMERAS,
  PICTURE,
  placeAt,
  QUARTERS,
  type StoryCamera,
  writePointsScene,
} from './support/points-story-files.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

const WIDTH = 900;
const HEIGHT = 600;

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 170_000;

/** The camera in the middle of the town that the story is about: it looks south. */
const CAMERA = cameraNumber(151);

/** A view from 60 m above the ground at a place, straight down or nearly so. */
function above(eastM: number, northM: number, heightM: number): string {
  const [lon, lat] = placeAt(eastM, northM);
  return [lon, lat, heightM, 0, -89.9].join();
}

describe.skipIf(MISSING_BROWSER !== null)('a person looks at the cameras of a city (needs Chromium)', () => {
  const home = temporaryHome();
  let server: Served;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    await writePointsScene(home.path);
    const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined };
    const imported = await undercroft(['import', 'points'], settings);
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('300 camera') });
    server = await serve(['points'], settings);
    browser = await openBrowser({ width: WIDTH, height: HEIGHT });
    watched = await browser.open();
    page = watched.page;
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const open = async (camera: string, more = ''): Promise<void> => {
    const view = 'scene=points&quality=test&lang=en&theme=light&ground=1';
    await page.goto(`${server.url}/?${view}&camera=${camera}${more}`);
    await wholePicture(page);
  };

  it(
    'sees a camera at its place, and which way it looks',
    async () => {
      await open(above(CAMERA.eastM, CAMERA.northM, 120), '&without=buildings');
      expect(await page.locator('[data-layer="points.camera"]').textContent()).toContain('300');
      const spot = await spotOf(page, CAMERA);
      const picture = await screenshot(page, 'points-1-near');
      // Left of the white mark on it the plate has the tone of cameras.
      expect(isNear(pixel(picture, spot.x - 7, spot.y + 4), POINT_TONES.camera, 12)).toBe(true);
      await page.mouse.move(spot.x, spot.y);
      expect(await page.locator('.point-name:not([hidden])').textContent()).toBe(`Camera · ${CAMERA.name}`);
      // It looks south: blue lies over the ground below it on the screen and not above it.
      const blueness = ([r = 0, , b = 0]: readonly number[]): number => b - r;
      const before = blueness(pixel(picture, spot.x, spot.y + 22));
      const behind = blueness(pixel(picture, spot.x, spot.y - 22));
      expect(before - behind).toBeGreaterThan(25);
    },
    SLOW_MS,
  );

  it(
    'clicks it, reads its heading and its cell, and goes to the cell',
    async () => {
      const spot = await spotOf(page, CAMERA);
      const id = `cctv.${CAMERA.code}`;
      expect(await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id, spot)).toBe(id);
      await page.mouse.click(spot.x, spot.y);
      const panel = page.locator(`[data-testid="feature"][data-feature="${id}"][data-loaded="true"]`);
      await panel.waitFor({ timeout: SLOW_MS });
      expect(await panel.getByTestId('heading').textContent()).toContain('180°');
      await panel.getByRole('button', { name: CAMERA.cell }).click();
      const cell = page.locator(`[data-testid="feature"][data-feature="grid.${CAMERA.cell}"][data-loaded="true"]`);
      await cell.waitFor({ timeout: SLOW_MS });
      expect(await cell.getByTestId('code').textContent()).toContain(CAMERA.cell);
      // 300 cameras over four cells: so many of them have this one.
      const held = CAMERAS.filter((each) => each.cell === CAMERA.cell).length;
      expect(await cell.textContent()).toContain(`Camera${held}`);
      await wholePicture(page);
      await screenshot(page, 'points-2-cell');
    },
    SLOW_MS,
  );

  it(
    'switches cameras off and they are gone, also for whoever is sent the address',
    async () => {
      await open(above(CAMERA.eastM, CAMERA.northM, 120), '&without=buildings');
      await page.locator('[data-layer="points.camera"] button').click();
      await expect.poll(() => new URL(page.url()).searchParams.get('without')).toBe('buildings,points.camera');
      await expect
        .poll(async () => await pickedAt(page, await spotOf(page, CAMERA)), { timeout: SLOW_MS })
        .not.toContain('cctv');
      await open(above(CAMERA.eastM, CAMERA.northM, 120), '&without=buildings,points.camera');
      const spot = await spotOf(page, CAMERA);
      const picture = await screenshot(page, 'points-3-off');
      expect(isNear(pixel(picture, spot.x - 7, spot.y + 4), POINT_TONES.camera, 40)).toBe(false);
    },
    SLOW_MS,
  );

  it(
    'sees the four colours of the aerial picture on the ground, and thanks who made it',
    async () => {
      await open(above(PICTURE.eastM, PICTURE.northM, 420), '&without=buildings,labels,relief,grid');
      const picture = await screenshot(page, 'points-4-draped');
      const quarterM = PICTURE.sideM / 5;
      const places = [
        [-1, 1],
        [1, 1],
        [-1, -1],
        [1, -1],
      ] as const;
      const seen = await Promise.all(
        places.map(async ([east, north]) => {
          const [lon, lat] = placeAt(PICTURE.eastM + east * quarterM, PICTURE.northM + north * quarterM);
          const spot = await projected(page, lon, lat);
          return pixel(picture, spot.x, spot.y);
        }),
      );
      expect(seen.map((colour) => nearestOf(colour, QUARTERS))).toEqual([0, 1, 2, 3]);
      expect(await page.getByText('The flyers').count()).toBe(1);
      expect(await page.locator('[data-layer="draped.flight"]').textContent()).toContain('Flight of 2024');
      expect(watched.faults).toEqual([]);
    },
    SLOW_MS,
  );
});

/** Waits until all of the view is there and drawn. */
async function wholePicture(page: Page): Promise<void> {
  const whole = 'html[data-ready="true"][data-tiles="idle"][data-layers="idle"][data-ground="idle"]';
  await page.waitForSelector(whole, { state: 'attached', timeout: SLOW_MS });
  // Pictures of the ground are asked for once its tiles are there.
  await page.waitForTimeout(1500);
  await page.waitForSelector(whole, { state: 'attached', timeout: SLOW_MS });
}

type Spot = { readonly x: number; readonly y: number };

/** Looked at from straight above a place is where it is whatever its level: one for all is near enough, metres. */
const LEVEL_M = 12;

async function spotOf(page: Page, { eastM, northM }: StoryCamera): Promise<Spot> {
  return await projected(page, ...placeAt(eastM, northM));
}

async function projected(page: Page, lon: number, lat: number): Promise<Spot> {
  const spot = await page.evaluate(([x, y, level]) => window.undercroft?.project(x, y, level) ?? null, [
    lon,
    lat,
    LEVEL_M,
  ] as const);
  if (spot === null) throw new Error(`The place ${lon}, ${lat} is not in view.`);
  return { x: Math.round(spot.x), y: Math.round(spot.y) };
}

async function pickedAt(page: Page, spot: Spot): Promise<string> {
  return await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id ?? 'nothing', spot);
}

function cameraNumber(number: number): StoryCamera {
  const camera = CAMERAS[number - 1];
  if (camera === undefined) throw new Error(`The story has no camera ${number}.`);
  return camera;
}

function pixel({ data, width }: PNG, x: number, y: number): readonly number[] {
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
}

function isNear(colour: readonly number[], tone: readonly number[], most: number): boolean {
  return tone.every((channel, i) => Math.abs(channel - (colour[i] ?? 0)) <= most);
}

/** Index of the tone nearest to a colour. */
function nearestOf(colour: readonly number[], tones: readonly (readonly number[])[]): number {
  const away = tones.map((tone) => Math.hypot(...tone.map((channel, i) => channel - (colour[i] ?? 0))));
  return away.indexOf(Math.min(...away));
}
