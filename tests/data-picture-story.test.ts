import type { Page } from 'playwright-core';
import type { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicSceneSchema } from '../core/src/protocol/answers.ts';
import { routePath } from '../core/src/protocol/routes.ts';
import { HALF_WORLD, mercatorOf, quartersTiff } from '../data-import/src/imagery/test-picture.ts';
import { floatBytes, testTiff } from '../data-import/src/terrain/test-tiff.ts';
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
import { TOWN_ORIGIN } from './support/small-town.ts';
import { writeTown } from './support/small-town-files.ts';
import { type Served, serve, temporaryHome } from './support/undercroft.ts';

const WIDTH = 1366;
const HEIGHT = 768;
const SCENE = 'town';
const HANG_MS = 60_000;
/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 170_000;

/** The picture: 512 pixels of 0.4 m of web Mercator, about the middle of the small town. */
const SIDE = 512;
const PIXEL_M = 0.4;
const MIDDLE = TOWN_ORIGIN;
const REACH_M = (SIDE * PIXEL_M) / 2;
/** Where in a quarter its colour is looked at, from the middle outward: beside the name of the place, which stands there. */
const ASIDE = 0.7;
/** About the level of the town's ground, metres: looked at from straight above it moves little. */
const GROUND_M = 6;

describe.skipIf(MISSING_BROWSER !== null)('an engineer brings an aerial picture (needs Chromium)', () => {
  const home = temporaryHome();
  let server: Served;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    await writeTown(home.path, SCENE);
    server = await serve(['--scene', SCENE], { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined });
    browser = await openBrowser({ width: WIDTH, height: HEIGHT });
    watched = await browser.open();
    page = watched.page;
    await page.goto(
      `${server.url}/?scene=${SCENE}&quality=test&lang=en&theme=light&ground=1&without=buildings&data=open`,
    );
    await tilesIdle(page);
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const seen = (id: string) => page.getByTestId(id);
  const words = async (id: string): Promise<string> =>
    ((await seen(id).textContent()) ?? '').replace(/\s+/g, ' ').trim();
  const until = <T>(get: () => T | Promise<T>) => expect.poll(get, { timeout: HANG_MS });
  const sure = () => page.locator('.ant-popconfirm-buttons .ant-btn').last();
  const draped = async () => {
    const answer = await fetch(`${server.url}${routePath('scene', { scene: SCENE })}`);
    return publicSceneSchema.parse(await answer.json());
  };

  /** Looks straight down on the middle of the picture, which then stands right of the middle of the view. */
  const lookDown = async (): Promise<void> => {
    await page.evaluate((place) => window.undercroft?.setCamera(place), {
      lon: MIDDLE[0] - 0.0004,
      lat: MIDDLE[1],
      heightM: 330,
      headingDeg: 0,
      pitchDeg: -89.9,
    });
    await tilesIdle(page);
  };

  /** Colours of the four quarters on screen: north-west, north-east, south-west, south-east. */
  const quarters = async (picture: PNG): Promise<readonly Rgb[]> => {
    const [x, y] = mercatorOf(...MIDDLE);
    const colours: Rgb[] = [];
    for (const [east, north] of [
      [-1, 1],
      [1, 1],
      [-1, -1],
      [1, -1],
    ] as const) {
      const lon = ((x + east * REACH_M * ASIDE) / HALF_WORLD) * 180;
      const lat = (Math.atan(Math.sinh(((y + north * REACH_M * ASIDE) / HALF_WORLD) * Math.PI)) * 180) / Math.PI;
      const spot = await page.evaluate(
        ([placeLon, placeLat, level]) => window.undercroft?.project(placeLon, placeLat, level) ?? null,
        [lon, lat, GROUND_M] as const,
      );
      if (spot === null) throw new Error('A quarter of the picture is not in view.');
      colours.push(colourAt(picture, Math.round(spot.x), Math.round(spot.y)));
    }
    return colours;
  };

  it(
    'drops it, reads what it is taken for, and confirms it as a draft that nobody sees',
    async () => {
      const [x, y] = mercatorOf(...MIDDLE);
      const bytes = quartersTiff(SIDE, [x - REACH_M, y + REACH_M], PIXEL_M);
      await dropFiles(page, [{ name: 'flight-2026.tif', bytes }]);
      await until(() => words('raster')).toContain('512 × 512 pixels, 3 × uint8');
      expect(await seen('raster-use').inputValue()).toBe('picture');
      expect(await words('preview')).toContain('the outline');
      expect(await seen('utility').count()).toBe(0);
      await seen('thanks').fill('Survey Office');
      await seen('licence').fill('CC BY 4.0');
      await screenshot(page, 'data-picture-1-review');
      await seen('confirm').click();
      await until(() => words('verdict')).toContain('Loaded whole');
      expect((await draped()).draped).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    'publishes it and sees its four colours in 3D, where they lie, with whom to thank',
    async () => {
      await seen('publish').click();
      await seen('published').waitFor();
      await lookDown();
      const isRed = ([r, g, b]: Rgb) => r > g + 50 && r > b + 50;
      const isGreen = ([r, g, b]: Rgb) => g > r + 50 && g > b + 50;
      const isBlue = ([r, g, b]: Rgb) => b > r + 50 && b > g + 50;
      const isGrey = ([r, g, b]: Rgb) => Math.max(r, g, b) - Math.min(r, g, b) < 25;
      await until(async () => {
        const [nw, ne, sw, se] = await quarters(await screenshot(page, 'data-picture-2-published'));
        if (nw === undefined || ne === undefined || sw === undefined || se === undefined) return 'not in view';
        return [isRed(nw), isGreen(ne), isBlue(sw), isGrey(se)];
      }).toEqual([true, true, true, true]);
      const scene = await draped();
      expect(scene.draped).toHaveLength(1);
      expect(scene.attribution).toContainEqual({ text: 'Survey Office', licence: 'CC BY 4.0' });
      expect(await words('attribution')).toContain('Survey Office');
    },
    SLOW_MS,
  );

  it(
    'undoes it: the ground is as it was',
    async () => {
      await seen('undo').click();
      await sure().click();
      await seen('drop-zone').waitFor();
      await lookDown();
      const scene = await draped();
      expect(scene.draped).toEqual([]);
      expect(scene.attribution).not.toContainEqual({ text: 'Survey Office', licence: 'CC BY 4.0' });
      const [nw, ne] = await quarters(await screenshot(page, 'data-picture-3-undone'));
      expect(nw !== undefined && nw[0] > nw[1] + 50).toBe(false);
      expect(ne !== undefined && ne[1] > ne[0] + 50).toBe(false);
    },
    SLOW_MS,
  );

  it(
    'is asked whether one band of numbers is an elevation model, and told why it cannot stand beside the scene’s own',
    async () => {
      const levels = floatBytes(Float32Array.from({ length: 64 * 64 }, (_, i) => i / 100));
      const bytes = testTiff({ width: 64, height: 64, scale: 0.00001, corner: [119.5995, 39.9255], chunks: [levels] });
      await dropFiles(page, [{ name: 'ground.tif', bytes }]);
      await until(() => words('to-confirm')).toContain('Is it an elevation model or a picture?');
      expect(await seen('raster-use').inputValue()).toBe('elevation');
      await seen('confirm').click();
      await until(() => words('data-error')).toContain(`scenes/${SCENE}/scene.json`);
      expect(await words('sources')).toContain('GeoTIFF elevation model');
      await screenshot(page, 'data-picture-4-refused');
      expect(watched.faults).toEqual([]);
    },
    SLOW_MS,
  );
});

type Rgb = readonly [red: number, green: number, blue: number];

function colourAt({ data, width }: PNG, x: number, y: number): Rgb {
  const at = (y * width + x) * 4;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}
