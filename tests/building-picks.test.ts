import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crsByCode, fromLonLat } from '../core/src/geodesy/crs.ts';
import type {} from '../viewer/src/globe/automation.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, tilesIdle } from './support/browser.ts';
import { type TownPlace, townLonLat } from './support/small-town.ts';
import { TOWN_GEOID_M, writeTown } from './support/small-town-files.ts';
import { townMap } from './support/small-town-map.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

const SCENE = 'town';

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 170_000;

/** A surveyed house of 20 x 12 m on the square north of the town: eaves 6 m and ridge 11 m over its floor. */
const HOUSE: TownPlace = [0, 290];
const FLOOR_M = 20;
const EAVES_M = 26;
const RIDGE_M = 31;

/** The first buildings of the town's map, without the ones about a yard: heights and the middles of their roofs. */
const TOWN_BUILDINGS = townMap()
  .flatMap((feature) => (feature.family === 'building' && feature.value.rings.length === 1 ? [feature.value] : []))
  .slice(0, 5)
  .map(({ heightM, rings: [ring = new Float64Array(0)] }) => {
    const mean = (axis: 0 | 1): number => ((ring[axis] ?? 0) + (ring[axis + 4] ?? 0)) / 2;
    return { heightM: heightM ?? 0, lonLat: [mean(0), mean(1)] as const };
  });

describe.skipIf(MISSING_BROWSER !== null)('a person points at buildings (needs Chromium)', () => {
  const home = temporaryHome();
  let server: Served;
  let browser: OpenBrowser;
  let page: Page;

  beforeAll(async () => {
    const more = { kind: 'file', layer: 'houses', title: { en: 'Houses', zh: '房屋' }, path: 'town/houses.city.json' };
    await writeTown(home.path, SCENE, [more]);
    await writeFile(join(home.path, 'sources', 'town', 'houses.city.json'), JSON.stringify(surveyedHouse()));
    const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined };
    expect(await undercroft(['import', SCENE], settings)).toMatchObject({ code: 0 });
    server = await serve([SCENE], settings);
    browser = await openBrowser({ width: 900, height: 600 });
    page = (await browser.open()).page;
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const openAt = async (
    [lon, lat]: readonly [number, number],
    heightM: number,
    pitchDeg: number,
    more = '',
  ): Promise<void> => {
    const camera = [lon, lat, heightM + TOWN_GEOID_M, 0, pitchDeg].join();
    const view = `scene=${SCENE}&quality=test&lang=en&theme=light&ground=1&without=furniture,labels`;
    await page.goto(`${server.url}/?${view}&camera=${camera}${more}`);
    await tilesIdle(page);
    // The buildings stand on the ground, which comes in waves: both are awaited.
    await page.waitForSelector('html[data-layers="idle"][data-ground="idle"]', { state: 'attached', timeout: SLOW_MS });
  };

  const pickAt = async ([lon, lat]: readonly [number, number], levelM: number) => {
    return await page.evaluate(
      ([x, y, z]) => {
        const pixel = window.undercroft?.project(x, y, z) ?? null;
        return pixel === null ? null : (window.undercroft?.pickAt(pixel.x, pixel.y) ?? null);
      },
      [lon, lat, levelM] as const,
    );
  };

  it(
    'and each is told by its roof: its id, its height, and that nobody knows the shape of its roof',
    async () => {
      const [first] = TOWN_BUILDINGS;
      await openAt(first?.lonLat ?? [0, 0], 190, -89.9);
      await screenshot(page, 'buildings-1-above');
      const picked = [];
      for (const { heightM, lonLat } of TOWN_BUILDINGS) picked.push(await pickAt(lonLat, 5 + heightM));
      const facts = { drawnAs: 'statedHeight', roof: 'unknown', roofDrawn: 'flat' };
      expect(picked).toMatchObject(TOWN_BUILDINGS.map(({ heightM }) => ({ building: { ...facts, heightM } })));
      expect(new Set(picked.map((each) => each?.id)).size).toBe(TOWN_BUILDINGS.length);
    },
    SLOW_MS,
  );

  it(
    'one with surveyed surfaces is told by the slope of its roof, at its own level, and the panel says so',
    async () => {
      await openAt(townLonLat([HOUSE[0], HOUSE[1] - 60]), FLOOR_M + 40, -30);
      await screenshot(page, 'buildings-2-surveyed');
      const slope: TownPlace = [HOUSE[0] + 4, HOUSE[1] - 3];
      expect(await pickAt(townLonLat(slope), (EAVES_M + RIDGE_M) / 2)).toMatchObject({
        id: 'houses.house',
        building: { drawnAs: 'surveyed', heightM: 11 },
      });
      const [lon, lat] = townLonLat(slope);
      const pixel = await page.evaluate(([x, y, z]) => window.undercroft?.project(x, y, z) ?? null, [
        lon,
        lat,
        (EAVES_M + RIDGE_M) / 2,
      ] as const);
      if (pixel === null) throw new Error('the roof is not in view');
      await page.mouse.click(pixel.x, pixel.y);
      const panel = page.getByTestId('building');
      await panel.waitFor();
      expect(await panel.textContent()).toContain('Drawn by its surveyed surfaces, at their own levels.');
    },
    SLOW_MS,
  );

  it(
    'and sees their windows by day, and some of them lit at night',
    async () => {
      const street = townLonLat([-150, -200]);
      await openAt(street, 22, -4, '&time=2026-06-21T04:00Z');
      const day = await screenshot(page, 'buildings-3-day');
      await openAt(street, 22, -4, '&time=2026-06-21T15:00Z');
      const night = await screenshot(page, 'buildings-4-night');
      expect(lampPixels(night)).toBeGreaterThan(200);
      expect(lampPixels(day)).toBeLessThan(lampPixels(night) / 10);
    },
    SLOW_MS,
  );
});

/** Pixels of the middle of the picture in the tone of warm lamps: bright, and with much more red than blue. */
function lampPixels({ width, data }: PNG): number {
  let count = 0;
  for (let y = 100; y < 500; y++) {
    for (let x = 310; x < 840; x++) {
      const at = 4 * (y * width + x);
      const [red = 0, , blue = 0] = data.subarray(at, at + 3);
      if (red > 150 && red - blue > 70) count += 1;
    }
  }
  return count;
}

/** The house as a CityJSON solid with named surfaces. */
function surveyedHouse(): object {
  const toPlane = fromLonLat(crsByCode('EPSG:4549'));
  const [east, north] = toPlane(...townLonLat(HOUSE));
  const corner = (x: number, y: number, levelM: number) => [
    Math.round((east + x) * 1000),
    Math.round((north + y) * 1000),
    Math.round(levelM * 1000),
  ];
  const ring = (levelM: number) => [
    corner(-10, -6, levelM),
    corner(10, -6, levelM),
    corner(10, 6, levelM),
    corner(-10, 6, levelM),
  ];
  const surfaces = ['GroundSurface', 'WallSurface', 'RoofSurface'].map((type) => ({ type }));
  const faces = [
    [[0, 3, 2, 1]],
    [[0, 1, 5, 4]],
    [[1, 2, 6, 9, 5]],
    [[2, 3, 7, 6]],
    [[3, 0, 4, 8, 7]],
    [[4, 5, 9, 8]],
    [[6, 7, 8, 9]],
  ];
  const geometry = {
    type: 'Solid',
    lod: '2.2',
    boundaries: [faces],
    semantics: { surfaces, values: [[0, 1, 1, 1, 1, 2, 2]] },
  };
  return {
    type: 'CityJSON',
    version: '2.0',
    transform: { scale: [0.001, 0.001, 0.001], translate: [0, 0, 0] },
    metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/4549' },
    CityObjects: { house: { type: 'Building', geometry: [geometry] } },
    vertices: [...ring(FLOOR_M), ...ring(EAVES_M), corner(-10, 0, RIDGE_M), corner(10, 0, RIDGE_M)],
  };
}
