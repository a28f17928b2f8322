import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localProjection } from '../core/src/geodesy/local-projection.ts';
import type {} from '../viewer/src/globe/automation.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, tilesIdle } from './support/browser.ts';
import { randomFrom } from './support/random.ts';
import { nearObstacles, type Point, segmentGap } from './support/sight-line.ts';
import { type SourceConduit, sourceConduits } from './support/swmm-source.ts';
import { DATA, type Served, serve, temporaryHome } from './support/undercroft.ts';

const GEOID_M = 39.58;
const ORIGIN = [10.3155, 55.3335] as const;
const PICKS = 300;
const DEPTHS = 10;
/** Pixels looked at from one place, and how many places there are at most. */
const MOST_A_STAND = 30;
const MOST_STANDS = 60;
/** Farther away a pipe may be drawn wider than it is, metres. */
const MOST_RANGE_M = 45;
const MANHOLES = 20;
/** Hundreds of stands are looked at, one frame each. */
const TIMEOUT_MS = 900_000;

/** A plane about the middle of the town; sight lines of 200 m stay within millimetres of straight in it. */
const plane = localProjection(ORIGIN);

function toPlane(lon: number, lat: number, levelM: number): Point {
  const xy = new Float64Array(2);
  plane.forward(lon, lat, xy);
  return [xy[0] ?? 0, xy[1] ?? 0, levelM];
}

interface Target {
  readonly conduit: SourceConduit;
  readonly x: number;
  readonly y: number;
  readonly levelM: number;
}

describe.skipIf(DATA === undefined || MISSING_BROWSER !== null)(
  'picks below the ground (needs UNDERCROFT_DATA and Chromium)',
  () => {
    const home = temporaryHome();
    const random = randomFrom(300);
    let server: Served;
    let browser: OpenBrowser;
    let page: Page;
    let conduits: readonly SourceConduit[];

    beforeAll(async () => {
      conduits = await sourceConduits();
      server = await serve(['--scene', 'bellinge'], { UNDERCROFT_HOME: home.path });
      browser = await openBrowser({ width: 1000, height: 700 });
      page = (await browser.open()).page;
      await page.goto(`${server.url}/?scene=bellinge&quality=test&lang=en&ground=0`);
      await tilesIdle(page);
    });

    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      home.remove();
    });

    /** Stands below the street, a little above and beside a conduit, looking along it. */
    const standAt = async (conduit: SourceConduit): Promise<Point> => {
      const a = conduit.vertices[0];
      const b = conduit.vertices.at(-1);
      if (a === undefined || b === undefined) throw new Error('two vertices were expected');
      const [ax, ay] = toPlane(a.lon, a.lat, a.levelM);
      const [bx, by] = toPlane(b.lon, b.lat, b.levelM);
      const headingDeg = (Math.atan2(bx - ax, by - ay) * 180) / Math.PI;
      const length = Math.hypot(bx - ax, by - ay);
      const x = ax + ((by - ay) / length) * 3;
      const y = ay - ((bx - ax) / length) * 3;
      const [lon, lat] = plane.inverse(x, y);
      const levelM = a.levelM + 1;
      const place = { lon, lat, heightM: levelM + GEOID_M, headingDeg, pitchDeg: -8 };
      await page.evaluate((camera) => window.undercroft?.setCamera(camera), place);
      await page.waitForTimeout(500);
      await tilesIdle(page);
      return [x, y, levelM];
    };

    /** Pixels more than 1 px inside the silhouette of a conduit that nothing stands before. */
    const targets = async (eye: Point): Promise<readonly Target[]> => {
      const near = conduits.filter(({ vertices }) =>
        vertices.some(({ lon, lat, levelM }) => distance(toPlane(lon, lat, levelM), eye) < 200),
      );
      const lines = near.map((conduit) => conduit.vertices.map((v) => toPlane(v.lon, v.lat, v.levelM)));
      const obstacles = await nearObstacles(eye, toPlane);
      const free: { readonly conduit: SourceConduit; readonly point: Point; readonly share: number }[] = [];
      const within = lines.flatMap((line, i) => (reaches(line, eye, MOST_RANGE_M) ? [i] : []));
      for (let tries = 0; tries < 2000 && free.length < 4 * MOST_A_STAND; tries++) {
        const i = within[Math.floor(random() * within.length)] ?? -1;
        const conduit = near[i];
        const line = lines[i];
        if (conduit === undefined || line === undefined || !conduit.circular) continue;
        const k = 1 + Math.floor(random() * (line.length - 1));
        const point = mix(line[k - 1] ?? eye, line[k] ?? eye, random());
        const range = distance(point, eye);
        // Near enough that a pipe is drawn at its own width, far enough from its ends that no shaft hides it.
        if (
          range < 4 ||
          range > MOST_RANGE_M ||
          distance(point, line[0] ?? eye) < 2 ||
          distance(point, line.at(-1) ?? eye) < 2
        )
          continue;
        const hidden =
          near.some(
            (other, j) => other !== conduit && blocks(eye, point, lines[j] ?? [], other.diameterM / 2 + 0.15),
          ) || obstacles.some(({ foot, head, radiusM }) => segmentGap(eye, point, foot, head) < radiusM + 0.2);
        if (!hidden) free.push({ conduit, point, share: 2 * random() - 1 });
      }
      const pixels = await project(
        free.flatMap(({ conduit, point: [x, y, levelM] }) => [
          [x, y, levelM],
          [x, y, levelM + conduit.diameterM / 2],
        ]),
      );
      const found: Target[] = [];
      for (const [i, { conduit, point, share }] of free.entries()) {
        const [pixel, edge] = [pixels[2 * i], pixels[2 * i + 1]];
        if (found.length === MOST_A_STAND || pixel == null || edge == null) continue;
        const radiusPx = Math.hypot(edge.x - pixel.x, edge.y - pixel.y);
        const inView = pixel.x > 320 && pixel.x < 930 && pixel.y > 80 && pixel.y < 640;
        if (radiusPx < 3 || !inView) continue;
        found.push({ conduit, x: pixel.x, y: pixel.y + (radiusPx * 0.7 - 1.5) * share, levelM: point[2] });
      }
      return found;
    };

    /** Where points stand on the page, all in one frame. */
    const project = (points: readonly Point[]) =>
      page.evaluate(
        (places) => places.map(([lon, lat, levelM]) => window.undercroft?.project(lon, lat, levelM) ?? null),
        points.map(([x, y, levelM]) => [...plane.inverse(x, y), levelM] as const),
      );

    /** Ids of what is drawn under pixels. */
    const picks = (pixels: readonly { readonly x: number; readonly y: number }[]) =>
      page.evaluate(
        (places) => places.map(({ x, y }) => window.undercroft?.pickAt(x, y)?.id ?? null),
        pixels.map(({ x, y }) => ({ x, y })),
      );

    it('return the right conduit at 300 seeded pixels, and the level of its axis within 5 cm', {
      timeout: TIMEOUT_MS,
    }, async () => {
      const stands = conduits.filter(({ circular, diameterM, vertices }) => {
        const [x, y] = toPlane(vertices[0]?.lon ?? 0, vertices[0]?.lat ?? 0, 0);
        return circular && diameterM >= 0.3 && Math.hypot(x, y) < 1500;
      });
      let picked = 0;
      let depths = 0;
      const wrong: string[] = [];
      for (let stand = 0; stand < MOST_STANDS && picked < PICKS; stand++) {
        const conduit = stands[Math.floor(random() * stands.length)];
        if (conduit === undefined) continue;
        const chosen = await targets(await standAt(conduit));
        const wanted = chosen.slice(0, PICKS - picked);
        for (const [i, id] of (await picks(wanted)).entries()) {
          const target = wanted[i];
          picked++;
          if (target === undefined || id !== `sewer.${target.conduit.id}`)
            wrong.push(`${target?.conduit.id} at ${target?.x}, ${target?.y}: got ${id}`);
        }
        const one = chosen[0];
        if (one !== undefined && depths < DEPTHS) {
          await page.mouse.click(one.x, one.y);
          const said = await page
            .getByText(/Where you clicked/)
            .first()
            .textContent();
          const levelM = Number(/(-?[\d.]+) m, axis/.exec(said ?? '')?.[1]);
          expect(Math.abs(levelM - one.levelM), `${one.conduit.id}: ${said}`).toBeLessThan(0.05);
          depths++;
          await page.getByTestId('feature').getByRole('button', { name: 'Close' }).click();
          await page.getByTestId('feature').waitFor({ state: 'detached' });
        }
        if (stand === 0) await screenshot(page, 'picks-below');
      }
      process.stdout.write(`${picked} picks below the ground, ${wrong.length} wrong; ${depths} levels within 5 cm\n`);
      expect(wrong).toEqual([]);
      expect(picked).toBe(PICKS);
      expect(depths).toBe(DEPTHS);
    });

    it('return the right manhole at the middle of 20 seeded shafts seen from straight above', async () => {
      const nodes = [...new Map(conduits.map((conduit) => [conduit.fromNode, conduit.vertices[0]]))];
      const wrong: string[] = [];
      let right = 0;
      for (let n = 0; n < MANHOLES; n++) {
        const [name, at] = nodes[Math.floor(random() * nodes.length)] ?? ['', undefined];
        if (at === undefined) throw new Error('a node was expected');
        const place = { lon: at.lon, lat: at.lat, heightM: at.levelM + GEOID_M + 45, headingDeg: 0, pitchDeg: -90 };
        await page.evaluate((camera) => window.undercroft?.setCamera(camera), place);
        await page.waitForTimeout(500);
        await tilesIdle(page);
        const id = await page.evaluate(
          ([lon, lat, levelM]) => {
            const pixel = window.undercroft?.project(lon, lat, levelM) ?? null;
            return pixel === null ? null : (window.undercroft?.pickAt(pixel.x, pixel.y)?.id ?? null);
          },
          [at.lon, at.lat, at.levelM] as const,
        );
        if (id === `sewer.${name}`) right++;
        else if (id !== null) wrong.push(`${name}: got ${id}`);
      }
      await screenshot(page, 'picks-manhole');
      expect(wrong).toEqual([]);
      // An outfall has no shaft to click on.
      expect(right).toBeGreaterThanOrEqual(MANHOLES - 3);
    });
  },
);

function blocks(eye: Point, point: Point, line: readonly Point[], radiusM: number): boolean {
  return line.some((vertex, k) => k > 0 && segmentGap(eye, point, line[k - 1] ?? vertex, vertex) < radiusM);
}

/** Whether a line comes nearer to a point than that. */
function reaches(line: readonly Point[], to: Point, withinM: number): boolean {
  return line.some((vertex, k) => k > 0 && segmentGap(to, to, line[k - 1] ?? vertex, vertex) < withinM);
}

function mix(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
