import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { camerasSeeingSchema } from '../core/src/protocol/live/camera-answers.ts';
import { colourCount, MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot } from './support/browser.ts';
import { type HlsGateway, MISSING_FFMPEG, openHlsGateway } from './support/hls-gateway.ts';
import { CAMERAS, writePointsScene } from './support/points-story-files.ts';
import { townDrains, townLonLat } from './support/small-town.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

const WIDTH = 1000;
const HEIGHT = 620;

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 280_000;

const [MOVING, FREEZING, STOPPING] = [codeOf(151), codeOf(152), codeOf(153)];

describe.skipIf(MISSING_BROWSER !== null)('a person looks through cameras (needs Chromium)', () => {
  const home = temporaryHome();
  const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined };
  let server: Served | null = null;
  let browser: OpenBrowser;
  let page: Page;

  beforeAll(async () => {
    await writePointsScene(home.path);
    expect(await undercroft(['import', 'points'], settings)).toMatchObject({ code: 0 });
    browser = await openBrowser({ width: WIDTH, height: HEIGHT });
    ({ page } = await browser.open());
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  /** Serves the scene with this template of streams, or with none. */
  const serveWith = async (url: string | null): Promise<Served> => {
    await server?.stop();
    const path = join(home.path, 'scenes', 'points', 'scene.json');
    const { live: _, ...scene } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    const live = url === null ? {} : { live: { cameraStreams: { url } } };
    await writeFile(path, JSON.stringify({ ...scene, ...live }));
    server = await serve(['points'], settings);
    return server;
  };
  const openCamera = async (code: string, more = ''): Promise<Locator> => {
    const view = 'scene=points&quality=test&lang=en&theme=light&ground=1&without=points.camera,grid';
    await page.goto(`${server?.url}/?${view}&select=cctv.${code}${more}`);
    await page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: SLOW_MS });
    return page.getByTestId('camera-picture');
  };

  describe.skipIf(MISSING_FFMPEG !== null)('whose pictures a gateway has (needs ffmpeg)', () => {
    let gateway: HlsGateway;

    beforeAll(async () => {
      gateway = await openHlsGateway();
      await serveWith(gateway.url);
    }, SLOW_MS);

    afterAll(async () => await gateway?.close());

    it(
      'sees a moving picture, and that it is live',
      async () => {
        await gateway.begin(MOVING, 'moving');
        const picture = await openCamera(MOVING);
        await stateIs(picture, 'live');
        expect(await picture.textContent()).toBe('Live');
        const clock = () => picture.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
        const before = await clock();
        await expect.poll(clock, { timeout: SLOW_MS }).toBeGreaterThan(before + 2);
        // Bars of many colours, not a black frame.
        expect(await coloursOf(picture)).toBeGreaterThan(20);
        await screenshot(page, 'camera-1-live');
      },
      SLOW_MS,
    );

    it(
      'is told when the camera stands still behind a stream that runs, and since when',
      async () => {
        await gateway.begin(FREEZING, { standsStillAfterS: 30 });
        const picture = await openCamera(FREEZING);
        await stateIs(picture, 'live');
        await stateIs(picture, 'frozen');
        const words = (await picture.textContent()) ?? '';
        expect(words).toMatch(/^Picture frozen.*last good picture \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
        // Frames still come: only their pixels say that the camera sees nothing any more.
        const clock = () => picture.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
        const before = await clock();
        await expect.poll(clock, { timeout: SLOW_MS }).toBeGreaterThan(before + 1);
        await stateIs(picture, 'frozen');
        await screenshot(page, 'camera-2-frozen');
      },
      SLOW_MS,
    );

    it(
      'is told when no more frames come, when the gateway has no such stream, and when all is well again',
      async () => {
        await gateway.begin(STOPPING, 'moving');
        const picture = await openCamera(STOPPING);
        await stateIs(picture, 'live');
        await gateway.silence(STOPPING);
        await stateIs(picture, 'frozen');
        gateway.forget(STOPPING);
        await stateIs(picture, 'lost');
        expect(await picture.textContent()).toMatch(
          /^No picture.*the video gateway has no such stream.*last good picture \d{4}-\d\d-\d\d/,
        );
        // The last good picture stays, greyed, under the words.
        expect(await coloursOf(picture)).toBeGreaterThan(8);
        await screenshot(page, 'camera-3-lost');
      },
      SLOW_MS,
    );

    it(
      'is told when the gateway is away, and sees the picture by itself once it is back',
      async () => {
        const picture = await openCamera(MOVING);
        await stateIs(picture, 'live');
        await gateway.goAway();
        await stateIs(picture, 'lost');
        expect(await picture.textContent()).toContain('the video gateway does not answer');
        await gateway.comeBack();
        await stateIs(picture, 'live');
      },
      SLOW_MS,
    );
  });

  describe('whose pictures no gateway has', () => {
    beforeAll(async () => void (await serveWith(null)), SLOW_MS);

    it(
      'sees a picture of the scene from its place, which says that it is simulated; the view stays as it was',
      async () => {
        const place = '&camera=119.6,39.9242,90,0,-45';
        const picture = await openCamera(codeOf(8), place);
        await wholePicture(page);
        const before = { url: page.url(), picture: await globeOf(page) };
        await picture.locator('.camera-clock').waitFor({ timeout: SLOW_MS });
        expect(await picture.textContent()).toMatch(/^Simulated picture.*No camera took it\..*only daylight changes/);
        expect(await coloursOf(picture)).toBeGreaterThan(12);
        expect(page.url()).toBe(before.url);
        expect(differentPixels(before.picture, await globeOf(page))).toBe(0);
        await screenshot(page, 'camera-4-simulated');
        // In Chinese it says so too.
        await page.getByText('中文', { exact: true }).click();
        expect(await picture.textContent()).toMatch(/^模拟画面.*并非摄像机拍摄/);
      },
      SLOW_MS,
    );

    it(
      'sees on the ground what the camera sees, as long as it is selected',
      async () => {
        await openCamera(codeOf(151));
        const footprint = page.getByTestId('footprint');
        await footprint.waitFor({ timeout: SLOW_MS });
        expect(await footprint.getAttribute('data-sights')).toBe('maybe seen');
        await wholePicture(page);
        const shown = await screenshot(page, 'camera-5-footprint');
        await page.keyboard.press('Escape');
        await expect.poll(() => page.getByTestId('feature').count()).toBe(0);
        await wholePicture(page);
        const gone = await screenshot(page, 'camera-6-without');
        // It looks south, down from the middle of the view: the ground there is bluer with its footprint than without.
        const blueness = ({ data }: PNG, at: number): number => (data[at + 2] ?? 0) - (data[at] ?? 0);
        const tintedRows = (fromPx: number, toPx: number): number =>
          countOf(shown, (_, at) => {
            const [x, y] = [(at / 4) % shown.width, Math.floor(at / 4 / shown.width)];
            // Between the panels, which come and go with what is selected.
            if (x < 320 || x > 640 || y < fromPx || y >= toPx) return false;
            return blueness(shown, at) - blueness(gone, at) > 15;
          });
        expect(tintedRows(HEIGHT / 2, HEIGHT - 40)).toBeGreaterThan(10_000);
        expect(tintedRows(60, HEIGHT / 3)).toBeLessThan(500);
      },
      SLOW_MS,
    );

    it(
      'asks which cameras see a manhole, and goes to one',
      async () => {
        const manhole = await seenManhole(page, server?.url ?? '');
        await page.goto(`${server?.url}/?scene=points&quality=test&lang=en&theme=light&select=${manhole}`);
        const list = page.getByTestId('cameras-seeing');
        await expect.poll(() => list.getAttribute('data-state'), { timeout: SLOW_MS }).toBe('ready');
        const [first] = await list.locator('li').all();
        const camera = await first?.getAttribute('data-camera');
        expect(await first?.getAttribute('data-verdict')).toBe('yes');
        await screenshot(page, 'camera-7-seeing');
        await first?.getByRole('button').click();
        await page.locator(`[data-testid="feature"][data-feature="${camera}"]`).waitFor({ timeout: SLOW_MS });
      },
      SLOW_MS,
    );
  });
});

/** A manhole that some camera sees for sure. */
async function seenManhole(page: Page, url: string): Promise<string> {
  for (const { id, at } of townDrains().flat()) {
    const [lon, lat] = townLonLat(at);
    const answer = await page.request.get(`${url}/api/scenes/points/cameras/seeing?lon=${lon}&lat=${lat}`);
    if (camerasSeeingSchema.parse(await answer.json()).counts.yes > 0) return `streets.${id}`;
  }
  throw new Error('No camera of the story sees any manhole.');
}

function codeOf(number: number): string {
  const camera = CAMERAS[number - 1];
  if (camera === undefined) throw new Error(`The story has no camera ${number}.`);
  return camera.code;
}

async function stateIs(picture: Locator, state: string): Promise<void> {
  await expect.poll(() => picture.getAttribute('data-state'), { timeout: SLOW_MS, interval: 200 }).toBe(state);
}

async function coloursOf(picture: Locator): Promise<number> {
  const png = PNG.sync.read(await picture.locator('.camera-frame').screenshot());
  return colourCount(png, { x: 0, y: 0, width: png.width, height: png.height });
}

async function globeOf(page: Page): Promise<PNG> {
  return PNG.sync.read(await page.locator('.globe').screenshot({ mask: [page.locator('.dock')] }));
}

function differentPixels(a: PNG, b: PNG): number {
  return countOf(a, (colour, at) => colour.some((channel, k) => Math.abs(channel - (b.data[at + k] ?? 0)) > 2));
}

function countOf({ data }: PNG, is: (colour: readonly number[], at: number) => boolean): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (is([...data.subarray(at, at + 3)], at)) count++;
  return count;
}

async function wholePicture(page: Page): Promise<void> {
  const whole = 'html[data-ready="true"][data-tiles="idle"][data-layers="idle"][data-ground="idle"]';
  await page.waitForSelector(whole, { state: 'attached', timeout: SLOW_MS });
  await page.waitForTimeout(1500);
  await page.waitForSelector(whole, { state: 'attached', timeout: SLOW_MS });
}
