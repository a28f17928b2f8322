import { summarySchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoDistrict, demoDistrict } from '../core/src/demo-city/demo-district.ts';
import type { LaidConduit } from '../core/src/demo-city/network/laid.ts';
import { outerHeightM } from '../core/src/demo-city/network/pipe-make.ts';
import { planLonLat } from '../core/src/demo-city/place/demo-frame.ts';
import { distance, type PlanPoint } from '../core/src/demo-city/place/plan-geometry.ts';
import { type SurveyedDistrict, surveyDistrict } from '../core/src/demo-city/survey/survey-district.ts';
import { UTILITY_ZH } from '../core/src/demo-city/survey/survey-words.ts';
import { localProjection } from '../core/src/geodesy/local-projection.ts';
import { grouped } from '../viewer/src/format/quantity.ts';
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
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

const WIDTH = 1100;
const HEIGHT = 700;

/** What scenes/demo/scene.json states. */
const SEED = 1;
const GEOID_M = 1.49;
const LAYERS = ['map', 'ground', 'survey', 'gas', 'heat', 'telecom', 'living'];

/** Frames are drawn by the processor here: a view of a whole city may take its time, ms. */
const SLOW_MS = 240_000;

/** Where the camera stands beside a main: so far aside and above its axis, looking along it; and how far ahead is clicked. */
const ASIDE_M = 2.5;
const ABOVE_M = 0.4;
const AHEAD_M = 9;

/** Steps that need Chromium. */
const inBrowser = it.skipIf(MISSING_BROWSER !== null);

describe('the demo city, imported once', () => {
  const home = temporaryHome();
  // No file of the machine's own: whatever the demo needs, the program makes.
  const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined };
  let server: Served;
  let district: DemoDistrict;
  let surveyed: SurveyedDistrict;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    const { code, stdout, stderr } = await undercroft(['import', 'demo'], settings);
    if (code !== 0) throw new Error(`The demo city was not imported (${code}):\n${stdout}${stderr}`);
    server = await serve(['demo'], settings);
    district = demoDistrict(0, SEED);
    surveyed = surveyDistrict(district);
    if (MISSING_BROWSER !== null) return;
    browser = await openBrowser({ width: WIDTH, height: HEIGHT });
    watched = await browser.open();
    page = watched.page;
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const summary = async () => {
    const answer = await fetch(`${server.url}${routePath('summary', { scene: 'demo' })}`);
    return summarySchema.parse(await answer.json());
  };

  it('is imported whole without any file, and served from then on with nothing made a second time', () => {
    const said = server.said();
    const unchanged = [...said.matchAll(/layer ([a-z]+) is imported and its source has not changed/g)];
    // Several are looked at at a time: their order is not fixed.
    expect(unchanged).toHaveLength(LAYERS.length);
    expect(new Set(unchanged.map(([, layer]) => layer))).toEqual(new Set(LAYERS));
    expect(said).not.toMatch(/(reading|writing) [a-z-]+:/);
  });

  it('holds a conduit for every line of its generator’s survey, utility by utility, and every building', async () => {
    const { utilities, imports } = await summary();
    const { points, lines } = surveyed.rows;
    const known = new Set(points.map(({ 物探点号 }) => 物探点号));
    const wanted: Record<string, number> = {};
    for (const { 管线类别, 起点点号, 终点点号 } of lines) {
      // A line to a point that the survey does not have lies nowhere: it is told of and not read.
      if (known.has(起点点号) && known.has(终点点号)) wanted[管线类别] = (wanted[管线类别] ?? 0) + 1;
    }
    const astray = surveyed.truth.mistakes.filter(({ code }) => code === 'missing-point').length;
    expect(Object.values(wanted).reduce((sum, count) => sum + count)).toBe(lines.length - astray);
    const counted = utilities.map(({ utility, conduits }) => [UTILITY_ZH[utility], conduits]);
    expect(Object.fromEntries(counted)).toEqual(wanted);
    const buildings = imports.map(({ report }) => report?.features.building ?? 0);
    expect(buildings.reduce((sum, count) => sum + count, 0)).toBe(district.buildings.length);
  });

  inBrowser(
    'shows a city, says that it is made up, and lists every utility and every kind of point with its number',
    async () => {
      await page.goto(`${server.url}/?scene=demo&quality=test&lang=en&theme=light`);
      await tilesIdle(page, SLOW_MS);
      const picture = await screenshot(page, 'demo-1-city');
      expect(colourCount(picture, { x: 400, y: 150, width: 600, height: 450 })).toBeGreaterThan(40);
      expect(await page.getByTestId('synthetic').textContent()).toContain('Synthetic');
      const { utilities, cityPoints, cityCases } = await summary();
      const listed = await page
        .locator('[data-utility].layer')
        .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-utility')));
      expect(listed).toHaveLength(utilities.length);
      expect(new Set<string | null>(listed)).toEqual(new Set(utilities.map(({ utility }) => utility)));
      // The eight classes of CJJ 61, drains told apart as storm water and sewage.
      const classes = ['water', 'storm', 'sewage', 'gas', 'heat', 'power', 'telecom', 'industrial', 'other'];
      expect(listed).toEqual(expect.arrayContaining(classes));
      for (const [kind, count] of Object.entries(cityPoints)) {
        const row = page.locator(`[data-layer="points.${kind}"]`);
        expect(await row.textContent()).toContain(grouped(count));
      }
      expect(await page.getByTestId('cases-button').count()).toBe(cityCases > 0 ? 1 : 0);
    },
    SLOW_MS,
  );

  inBrowser(
    'picks a gas main from below the street by its pixel and reads how deep it lies and whose it is',
    async () => {
      const stands = gasMains(surveyed);
      const [first] = stands;
      if (first === undefined) throw new Error('The demo city has no gas main that is long and sound.');
      const { lon, lat, heightM, headingDeg, pitchDeg } = standBeside(first, 1).camera;
      const view = `quality=test&lang=en&theme=light&ground=0&without=${WITHOUT}`;
      await page.goto(`${server.url}/?scene=demo&${view}&camera=${[lon, lat, heightM, headingDeg, pitchDeg].join()}`);
      await tilesIdle(page);
      const seen = await firstSeen(stands.slice(0, STANDS));
      if (seen === null) throw new Error(`None of ${STANDS} gas mains is to be seen from beside it.`);
      const { main, pixel } = seen;
      await page.mouse.click(pixel.x, pixel.y);
      const panel = page.locator(`[data-testid="feature"][data-feature="gas.${main.id}"][data-loaded="true"]`);
      await panel.waitFor({ timeout: SLOW_MS });
      await screenshot(page, 'demo-2-gas-main');
      const text = ((await panel.textContent()) ?? '').replace(/\s+/g, ' ');
      expect(text).toContain('Gas');
      const coverM = (end: 'from' | 'to') =>
        main[end].groundLevelM - (end === 'from' ? main.fromLevelM : main.toLevelM);
      for (const end of ['from', 'to'] as const) {
        const shown = (await panel.getByTestId(`coverDepthM-${end}`).textContent()) ?? '';
        // To the centimetre, and with no "at most": its wall is known.
        expect(shown).toMatch(/^\d+\.\d\d m/);
        expect(Math.abs(Number.parseFloat(shown) - coverM(end))).toBeLessThan(0.006);
      }
      expect(main.owner).toMatch(/\(模拟\)$/);
      expect(text).toContain(main.owner);
      expect(watched.faults).toEqual([]);
    },
    SLOW_MS,
  );

  /** Stands beside one main after the other until one is drawn under the pixel where it should be. */
  const firstSeen = async (mains: readonly LaidConduit[]) => {
    for (const main of mains) {
      for (const side of [1, -1] as const) {
        const { camera, target } = standBeside(main, side);
        await page.evaluate((place) => window.undercroft?.setCamera(place), camera);
        await page.waitForTimeout(500);
        await tilesIdle(page);
        const pixel = await page.evaluate((at) => window.undercroft?.project(...at) ?? null, target);
        if (pixel === null) continue;
        const picked = await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id ?? null, pixel);
        if (picked === `gas.${main.id}`) return { main, pixel };
      }
    }
    return null;
  };
});

/** Layers above the network that are not needed below it. */
const WITHOUT = 'map,labels,buildings,furniture,relief,grid';

/** So many mains are tried, each from both sides. */
const STANDS = 6;

/** Gas mains of 40 m and more of which the survey knows everything and nothing is wrong, the widest first. */
function gasMains({ network, truth }: SurveyedDistrict): readonly LaidConduit[] {
  const doubtful = new Set([...truth.mistakes, ...truth.gaps, ...truth.violations].map(({ rowId }) => rowId));
  const isSound = ({ id, from, to }: LaidConduit) => [id, from.id, to.id].every((each) => !doubtful.has(each));
  return network.conduits
    .filter(({ utility, use, from, to }) => utility === 'gas' && use === 'main' && distance(from.at, to.at) > 40)
    .filter((conduit) => isSound(conduit) && !conduit.abandoned)
    .toSorted((a, b) => b.make.widthMm - a.make.widthMm || (a.id < b.id ? -1 : 1));
}

/** A camera under the street beside the first quarter of a main, and a point of its axis some metres ahead. */
function standBeside({ from, to, fromLevelM, toLevelM, make }: LaidConduit, side: 1 | -1) {
  const lengthM = distance(from.at, to.at);
  const [dx, dy] = [(to.at[0] - from.at[0]) / lengthM, (to.at[1] - from.at[1]) / lengthM];
  const startM = lengthM / 4;
  const along = (m: number, asideM: number): PlanPoint => [
    from.at[0] + dx * m + side * dy * asideM,
    from.at[1] + dy * m - side * dx * asideM,
  ];
  const axisM = (m: number) => fromLevelM + ((toLevelM - fromLevelM) * m) / lengthM - outerHeightM(make) / 2;
  const [lon, lat] = planLonLat(along(startM, ASIDE_M));
  const [aheadLon, aheadLat] = planLonLat(along(startM + AHEAD_M, 0));
  const toward = new Float64Array(2);
  localProjection([lon, lat]).forward(aheadLon, aheadLat, toward);
  const [east = 0, north = 0] = toward;
  const eyeM = axisM(startM) + ABOVE_M;
  const place = {
    lon,
    lat,
    heightM: eyeM + GEOID_M,
    headingDeg: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360,
    pitchDeg: (-Math.atan2(ABOVE_M, AHEAD_M) * 180) / Math.PI,
  };
  return { camera: place, target: [aheadLon, aheadLat, axisM(startM + AHEAD_M)] as const };
}
