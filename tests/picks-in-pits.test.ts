import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localProjection } from '../core/src/geodesy/local-projection.ts';
import type {} from '../viewer/src/globe/automation.ts';
import { encodePits } from '../viewer/src/pit/pit-link.ts';
import { NEW_PIT } from '../viewer/src/pit/pit-spec.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, tilesIdle } from './support/browser.ts';
import { randomFrom } from './support/random.ts';
import { nearObstacles, type Point, segmentGap } from './support/sight-line.ts';
import { type SourceConduit, sourceConduits, sourceNodes } from './support/swmm-source.ts';
import { DATA, type Served, serve, temporaryHome } from './support/undercroft.ts';

const GEOID_M = 39.58;
const ORIGIN = [10.3155, 55.3335] as const;

/** As many pits as a link may hold, 50 pixels each. */
const PITS = 20;
const PICKS_A_PIT = 50;
/** Half of a pit along its conduit and across it, metres. */
const HALF_LENGTH_M = 5;
const HALF_WIDTH_M = 1.5;
/** From the end of a pit to that of its conduit, at least: no shaft stands in the pit, and ground is left beyond it. */
const BEYOND_M = 4;
/** No longer than this, and with covers of nearly one level at both ends: the street between them is as high as they are. */
const LONGEST_M = 50;
const COVERS_DIFFER_M = 0.6;
/** The eye stands this high above the street, looking straight down. */
const EYE_M = 12;
/** Of the radius, how far beside the axis a pixel lies at most: of five pixels the rest is more than one. */
const ASIDE_SHARE = 0.7;
const LEAST_DIAMETER_M = 0.2;
const LEAST_RADIUS_PX = 4;
/** Conduits looked at for so many pits. */
const MOST_TRIES = 20_000;
const TIMEOUT_MS = 900_000;

/** A plane about the middle of the town; sight lines of 20 m stay within millimetres of straight in it. */
const plane = localProjection(ORIGIN);

function toPlane(lon: number, lat: number, levelM: number): Point {
  const xy = new Float64Array(2);
  plane.forward(lon, lat, xy);
  return [xy[0] ?? 0, xy[1] ?? 0, levelM];
}

/** A straight stretch of a conduit with a pit over its middle. */
interface Opened {
  readonly conduit: SourceConduit;
  /** Ends of the stretch, on the axis. */
  readonly from: Point;
  readonly to: Point;
  readonly groundM: number;
}

describe.skipIf(DATA === undefined || MISSING_BROWSER !== null)(
  'picks over ground that pits have opened (needs UNDERCROFT_DATA and Chromium)',
  () => {
    const home = temporaryHome();
    const random = randomFrom(8);
    let server: Served;
    let browser: OpenBrowser;
    let page: Page;
    let conduits: readonly SourceConduit[];
    let opened: readonly Opened[];

    beforeAll(async () => {
      conduits = await sourceConduits();
      opened = await seededPits(conduits, random);
      server = await serve(['--scene', 'bellinge'], { UNDERCROFT_HOME: home.path });
      browser = await openBrowser({ width: 900, height: 600 });
      page = (await browser.open()).page;
      const pits = encodePits(opened.map((pit, i) => ({ ...NEW_PIT, id: `p${i}`, ...dug(pit) })));
      await page.goto(`${server.url}/?scene=bellinge&quality=test&lang=en&ground=1&pits=${pits}`);
      await page.locator('[data-testid=pit-list]').waitFor({ timeout: TIMEOUT_MS });
      await settled(page);
    }, TIMEOUT_MS);

    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      home.remove();
    });

    /** Ids of what is drawn where points stand on the page; what is out of view is said. */
    const picked = (points: readonly Point[]): Promise<readonly (string | null)[]> =>
      page.evaluate(
        (places) =>
          places.map((place) => {
            const pixel = window.undercroft?.project(...place) ?? null;
            const isOnPage = pixel !== null && document.elementFromPoint(pixel.x, pixel.y) !== null;
            return pixel === null || !isOnPage
              ? 'out of view'
              : (window.undercroft?.pickAt(pixel.x, pixel.y)?.id ?? null);
          }),
        points.map(([x, y, levelM]) => [...plane.inverse(x, y), levelM] as const),
      );

    it('return the right conduit at 1,000 seeded pixels within, and nothing where the street is closed', {
      timeout: TIMEOUT_MS,
    }, async () => {
      const wrong: string[] = [];
      let within = 0;
      let beyond = 0;
      for (const [i, pit] of opened.entries()) {
        const { conduit } = pit;
        const eye = eyeOver(pit);
        await lookDown(page, eye, pit);
        if (i === PITS - 1) await screenshot(page, 'picks-in-pits');
        const isFree = await freeOf(conduit, conduits, eye);
        const chosen: Point[] = [];
        for (let tries = 0; tries < 1000 && chosen.length < PICKS_A_PIT; tries++) {
          const alongM = (2 * random() - 1) * (HALF_LENGTH_M - 0.5);
          const point = pointOf(pit, alongM, (2 * random() - 1) * ASIDE_SHARE);
          if (isFree(point)) chosen.push(point);
        }
        expect(await radiusPx(page, pit), conduit.id).toBeGreaterThan(LEAST_RADIUS_PX);
        for (const [k, id] of (await picked(chosen)).entries()) {
          within++;
          if (id !== `sewer.${conduit.id}`) wrong.push(`${conduit.id} at ${chosen[k]?.join()}: got ${id}`);
        }
        const covered = [-1, 1].map((side) => pointOf(pit, side * (HALF_LENGTH_M + BEYOND_M / 2), 0));
        for (const id of await picked(covered)) {
          beyond++;
          if (id !== null) wrong.push(`beyond the pit over ${conduit.id}: got ${id}`);
        }
      }
      process.stdout.write(`${within} picks in pits, ${beyond} beside them, ${wrong.length} wrong\n`);
      expect(wrong).toEqual([]);
      expect([within, beyond]).toEqual([PITS * PICKS_A_PIT, PITS * 2]);
    });
  },
);

/** Round conduits of the middle of the town under 0.8 to 5 m of ground, each where it is straight for long enough. */
async function seededPits(conduits: readonly SourceConduit[], random: () => number): Promise<readonly Opened[]> {
  const covers = (await sourceNodes()).map(({ lon, lat, invertM, depthM }) => toPlane(lon, lat, invertM + depthM));
  const groundAt = ([x, y]: Point) => covers.find((cover) => Math.hypot(cover[0] - x, cover[1] - y) < 0.1)?.[2];
  const found: Opened[] = [];
  for (let tries = 0; tries < MOST_TRIES && found.length < PITS; tries++) {
    const conduit = conduits[Math.floor(random() * conduits.length)];
    const [a, b, ...more] = conduit?.vertices ?? [];
    if (conduit === undefined || a === undefined || b === undefined || more.length > 0) continue;
    const [from, to] = [toPlane(a.lon, a.lat, a.levelM), toPlane(b.lon, b.lat, b.levelM)];
    const [groundFrom = Number.NaN, groundTo = Number.NaN] = [groundAt(from), groundAt(to)];
    const groundM = (groundFrom + groundTo) / 2;
    const lengthM = Math.hypot(from[0] - to[0], from[1] - to[1]);
    const coverM = groundM - Math.max(a.levelM, b.levelM) - conduit.diameterM / 2;
    const isFit =
      conduit.circular &&
      conduit.diameterM >= LEAST_DIAMETER_M &&
      lengthM > 2 * (HALF_LENGTH_M + BEYOND_M) &&
      lengthM < LONGEST_M &&
      Math.abs(groundFrom - groundTo) < COVERS_DIFFER_M &&
      Math.hypot(from[0], from[1]) < 1500 &&
      coverM > 0.8 &&
      groundM - Math.min(a.levelM, b.levelM) < 5 &&
      found.every((other) => Math.hypot(from[0] - other.from[0], from[1] - other.from[1]) > 60);
    const pit = { conduit, from, to, groundM };
    if (isFit && (await isOpenToSight(pit, conduits))) found.push(pit);
  }
  return found;
}

/** Whether nothing crosses over the conduit within its pit. */
async function isOpenToSight(pit: Opened, conduits: readonly SourceConduit[]): Promise<boolean> {
  const isFree = await freeOf(pit.conduit, conduits, eyeOver(pit));
  return [-1, -0.5, 0, 0.5, 1].every((share) => isFree(pointOf(pit, share * HALF_LENGTH_M, 0)));
}

function eyeOver(pit: Opened): Point {
  const [x, y] = placeOf(pit, 0, 0, 0);
  return [x, y, pit.groundM + EYE_M];
}

/** A place along the axis from the middle of the pit and beside it, above the axis by so much, metres. */
function placeOf({ from, to }: Opened, alongM: number, asideM: number, aboveM: number): Point {
  const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const share = 0.5 + alongM / lengthM;
  return [
    from[0] + (to[0] - from[0]) * share - ((to[1] - from[1]) / lengthM) * asideM,
    from[1] + (to[1] - from[1]) * share + ((to[0] - from[0]) / lengthM) * asideM,
    from[2] + (to[2] - from[2]) * share + aboveM,
  ];
}

/** A point on the upper side of the pipe, beside its axis by a share of its radius. */
function pointOf(pit: Opened, alongM: number, asideShare: number): Point {
  const radiusM = pit.conduit.diameterM / 2;
  return placeOf(pit, alongM, asideShare * radiusM, radiusM * Math.sqrt(1 - asideShare ** 2));
}

/** Outline and depth of a pit whose floor lies a metre under its conduit. */
function dug(pit: Opened) {
  const { conduit, from, to, groundM } = pit;
  const corners = [
    [-HALF_LENGTH_M, -HALF_WIDTH_M],
    [HALF_LENGTH_M, -HALF_WIDTH_M],
    [HALF_LENGTH_M, HALF_WIDTH_M],
    [-HALF_LENGTH_M, HALF_WIDTH_M],
  ].map(([alongM = 0, asideM = 0]) => {
    const [x, y] = placeOf(pit, alongM, asideM, 0);
    return plane.inverse(x, y);
  });
  return { corners, depthM: groundM - Math.min(from[2], to[2]) + conduit.diameterM / 2 + 1 };
}

/** Says of a point of a conduit whether nothing stands between it and the eye. */
async function freeOf(
  conduit: SourceConduit,
  conduits: readonly SourceConduit[],
  eye: Point,
): Promise<(point: Point) => boolean> {
  const obstacles = await nearObstacles(eye, toPlane);
  const others = conduits
    .filter((other) => other !== conduit)
    .map(({ vertices, diameterM }) => ({
      line: vertices.map((vertex) => toPlane(vertex.lon, vertex.lat, vertex.levelM)),
      radiusM: diameterM / 2 + 0.15,
    }))
    .filter(({ line }) => gapTo(eye, eye, line) < 100);
  return (point) =>
    others.every(({ line, radiusM }) => gapTo(eye, point, line) > radiusM) &&
    obstacles.every(({ foot, head, radiusM }) => segmentGap(eye, point, foot, head) > radiusM + 0.2);
}

function gapTo(eye: Point, point: Point, line: readonly Point[]): number {
  return Math.min(...line.slice(1).map((vertex, k) => segmentGap(eye, point, line[k] ?? vertex, vertex)));
}

/** Radius of the conduit in the middle of its pit as it stands on the page, pixels. */
async function radiusPx(page: Page, pit: Opened): Promise<number> {
  const places = [0, pit.conduit.diameterM / 2].map((asideM) => {
    const [x, y, levelM] = placeOf(pit, 0, asideM, 0);
    return [...plane.inverse(x, y), levelM] as const;
  });
  const [middle, edge] = await page.evaluate(
    (all) => all.map((place) => window.undercroft?.project(...place) ?? null),
    places,
  );
  return middle == null || edge == null ? Number.NaN : Math.hypot(edge.x - middle.x, edge.y - middle.y);
}

/** Looks straight down with the conduit across the page. */
async function lookDown(page: Page, [x, y, levelM]: Point, { from, to }: Opened): Promise<void> {
  const [lon, lat] = plane.inverse(x, y);
  const headingDeg = (Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI - 90;
  const place = { lon, lat, heightM: levelM + GEOID_M, headingDeg, pitchDeg: -90 };
  await page.evaluate((camera) => window.undercroft?.setCamera(camera), place);
  await page.waitForTimeout(500);
  await settled(page);
}

/** All tiles have come, and so has the ground that the pits open. */
async function settled(page: Page): Promise<void> {
  await tilesIdle(page);
  await page.waitForSelector('html[data-ground="idle"]', { state: 'attached', timeout: TIMEOUT_MS });
}
