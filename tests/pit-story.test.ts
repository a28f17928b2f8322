import type { Page } from 'playwright-core';
import type { PNG } from 'pngjs';
import proj4 from 'proj4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../viewer/src/globe/automation.ts';
import { encodePits } from '../viewer/src/pit/pit-link.ts';
import { NEW_PIT } from '../viewer/src/pit/pit-spec.ts';
import {
  MISSING_BROWSER,
  type OpenBrowser,
  openBrowser,
  screenshot,
  tilesIdle,
  type WatchedPage,
} from './support/browser.ts';
import { type SourceConduit, sourceConduits } from './support/swmm-source.ts';
import { DATA, type Served, serve, temporaryHome } from './support/undercroft.ts';

/** A combined sewer of 350 mm without a stated wall, straight and falling 4.6 % eastwards under a cover of 2 m. */
const CONDUIT = 'G72F580_G72F570_l1';
const ID = `sewer.${CONDUIT}`;

const GEOID_M = 39.58;
const UTM32 = '+proj=utm +zone=32 +ellps=GRS80 +units=m +no_defs';

/** Frames take long where the processor draws them. */
const WAIT = { timeout: 30_000 };

/** What is allowed for a wall of which neither thickness nor material is known: the thickest there is, masonry, metres. */
const WALL_M = 0.365;

/** A colour that nothing in the city wears: it stands where the sky and the earth are painted behind the view. */
const BACKDROP = [255, 0, 255] as const;

describe.skipIf(DATA === undefined || MISSING_BROWSER !== null)(
  'a person opens a pit in the street and sees what a digger would hit (needs UNDERCROFT_DATA and Chromium)',
  () => {
    const home = temporaryHome();
    let server: Served;
    let browser: OpenBrowser;
    let watched: WatchedPage;
    let page: Page;
    let pipe: Pipe;

    beforeAll(async () => {
      const found = (await sourceConduits()).find(({ id }) => id === CONDUIT);
      if (found === undefined) throw new Error(`The data set has no conduit ${CONDUIT}.`);
      pipe = pipeOf(found);
      server = await serve(['--scene', 'bellinge'], { UNDERCROFT_HOME: home.path });
      browser = await openBrowser({ width: 1200, height: 700 });
      watched = await browser.open();
      page = watched.page;
    });

    afterAll(async () => {
      await browser?.close();
      await server?.stop();
      home.remove();
    });

    const visit = async (query: Readonly<Record<string, string>>): Promise<void> => {
      const common = { scene: 'bellinge', quality: 'test', lang: 'en', theme: 'light', ground: '1' };
      await page.goto(`${server.url}/?${new URLSearchParams({ ...common, ...query })}`);
      await tilesIdle(page);
    };
    const listed = async (): Promise<void> => {
      await page.locator('[data-testid=pit-list]').waitFor({ timeout: 60_000 });
      await page.waitForSelector('html[data-ground="idle"]', { state: 'attached', timeout: 120_000 });
    };
    const line = () => page.locator(`[data-testid=pit-line][data-id="${ID}"]`);
    const lineText = async (): Promise<string> => ((await line().textContent()) ?? '').replace(/\s+/g, ' ');
    const distance = async (): Promise<string> =>
      (await line().locator('[data-testid=pit-distance]').textContent()) ?? '';
    const setDepth = async (depthM: string): Promise<void> => {
      const field = page.getByRole('spinbutton', { name: 'Depth' });
      await field.fill(depthM);
      await field.press('Enter');
    };
    const floorM = async (): Promise<number> => {
      const text = (await page.locator('[data-testid=pit-facts]').textContent()) ?? '';
      return Number(/Floor ([−\d.]+) m/.exec(text)?.[1]?.replace('−', '-'));
    };
    /** Where a point of the pipe's own directions stands on the page: along it, aside of it, level. */
    const pixelOf = async (alongM: number, asideM: number, levelM: number) => {
      const [lon, lat] = pipe.place(alongM, asideM);
      const pixel = await page.evaluate((at) => window.undercroft?.project(...at) ?? null, [lon, lat, levelM] as const);
      if (pixel === null) throw new Error(`Nothing is in view at ${alongM}, ${asideM}.`);
      return pixel;
    };

    it('follows a link to a pit over the pipe and finds it cut by the walls, 6 m of it inside', async () => {
      await visit({ pits: pitOver(pipe, { depthM: 3, batter: 0 }), camera: cameraOver(pipe) });
      await listed();
      await expect.poll(async () => await line().getAttribute('data-relation'), WAIT).toBe('crossing');
      expect(insideOf(await distance())).toBeCloseTo(6 * Math.hypot(1, pipe.slope), 1);
      expect(await lineText()).toContain('350 mm');
      // The file states no wall and no accuracy: both are said, and the distances allow for a wall.
      expect(await lineText()).toContain('wall unknown, an allowance made');
      expect(await lineText()).toContain('after the survey standard');
      expect(await line().getAttribute('data-verdict')).toBe('hit');
    });

    it('sees soil on the walls, the pipe inside, nothing else open and nothing behind', async () => {
      await page.evaluate(([red, green, blue]) => {
        document
          .querySelector<HTMLElement>('.globe')
          ?.style.setProperty('background', `rgb(${red} ${green} ${blue})`, 'important');
      }, BACKDROP);
      await quiet(page);
      const whole = await screenshot(page, 'pit-1-open');
      const floor = await floorM();
      const soil = [];
      for (let along = -2.4; along <= 2.41; along += 0.4) {
        for (let up = 0.8; up <= 2.41; up += 0.4) soil.push(await pixelOf(along, 1.5, floor + up));
      }
      const brown = soil.filter(({ x, y }) => isSoil(colourAt(whole, x, y)));
      expect(brown.length / soil.length).toBeGreaterThan(0.75);

      const onPipe = [];
      for (const along of [-1.6, -0.8, 0.8, 1.6]) onPipe.push(await pixelOf(along, 0, pipe.axisM(along) + 0.12));
      expect(await page.evaluate((at) => window.undercroft?.pickAt(at.x, at.y)?.id, onPipe[0] ?? { x: 0, y: 0 })).toBe(
        ID,
      );
      const rim: { x: number; y: number }[] = [];
      for (const [along, aside] of [
        [-3.3, -1.8],
        [3.3, -1.8],
        [3.3, 1.8],
        [-3.3, 1.8],
      ] as const) {
        rim.push(await pixelOf(along, aside, floor + 3));
      }
      expect(count(whole, (at) => inside(rim, at) && isBackdrop(colourAt(whole, at.x, at.y)))).toBe(0);

      // Without the pipe its pixels are others, and every pixel outside the pit is the same: nothing shines through.
      await visit({ pits: pitOver(pipe, { depthM: 3, batter: 0 }), camera: cameraOver(pipe), hide: 'combined' });
      await listed();
      await quiet(page);
      const without = await screenshot(page, 'pit-2-pipe-hidden');
      for (const { x, y } of onPipe) expect(difference(whole, without, x, y)).toBeGreaterThan(12);
      const around = grown(rim, 1.5);
      const changed = count(whole, (at) => {
        if (at.x < 400 || inside(around, at) || !inside(grown(rim, 2.2), at)) return false;
        return difference(whole, without, at.x, at.y) > 3;
      });
      expect(changed).toBe(0);
    });

    it('makes it shallower: the pipe lies under the floor, as far as the file says', async () => {
      await setDepth('1.00');
      await expect.poll(async () => await line().getAttribute('data-relation'), WAIT).toBe('below');
      const top = pipe.axisM(-3) + pipe.radiusM;
      expect(underOf(await distance())).toBeCloseTo((await floorM()) - top - WALL_M, 1);
      expect(await line().getAttribute('data-verdict')).not.toBe('hit');
      await page.keyboard.press('Control+z');
      await expect.poll(async () => await line().getAttribute('data-relation'), WAIT).toBe('crossing');
    });

    it('sees the walls come nearer to it with the depth', async () => {
      const gapM = 5.3;
      await visit({ pits: pitBeside(pipe, gapM, { depthM: 3, batter: 1 }), camera: cameraOver(pipe) });
      await listed();
      await expect.poll(async () => await line().getAttribute('data-relation'), WAIT).toBe('beside');
      // The sloping wall is nearest at the level of the pipe's upper end beside the pit, which has widened to there.
      const rise = (pipe.axisM(-3) - (await floorM())) / (1 - pipe.slope);
      const nearM = asideOf(await distance());
      expect(nearM).toBeCloseTo(gapM - rise - (pipe.radiusM + WALL_M) * Math.SQRT2, 1);
      await screenshot(page, 'pit-3-beside');
      await setDepth('2.00');
      // A metre less of depth takes a metre from the slope of 1 : 1.
      await expect.poll(async () => asideOf(await distance()) - nearM, WAIT).toBeGreaterThan(0.4);
    });

    it('draws a pit over it with the mouse, corner by corner, and shares it by its address', async () => {
      await visit({ camera: cameraOver(pipe) });
      await page.waitForSelector('html[data-ground="idle"]', { state: 'attached', timeout: 120_000 });
      await page.keyboard.press('e');
      await page.getByTestId('dig-draw').click();
      await page.locator('.globe.is-drawing').waitFor();
      const groundM = pipe.axisM(0) + 2.2;
      for (const [along, aside] of [
        [-2, -1],
        [2, -1],
        [2, 1],
        [-2, 1],
      ] as const) {
        const { x, y } = await pixelOf(along, aside, groundM);
        await page.mouse.click(x, y);
        await page.waitForTimeout(400);
      }
      await page.keyboard.press('Enter');
      await listed();
      await setDepth('3.00');
      await expect.poll(async () => await line().getAttribute('data-relation'), WAIT).toBe('crossing');
      const text = await lineText();
      await line().getByRole('button').first().click();
      await line().getByRole('button', { name: 'Full record' }).click();
      await page.locator(`[data-testid=feature][data-feature="${ID}"][data-loaded=true]`).waitFor();
      await screenshot(page, 'pit-4-drawn');
      await expect.poll(() => new URL(page.url()).searchParams.get('pits'), WAIT).not.toBeNull();
      await expect.poll(() => new URL(page.url()).searchParams.get('select'), WAIT).toBe(ID);
      await page.goto(page.url());
      await tilesIdle(page);
      await listed();
      await expect.poll(lineText, WAIT).toBe(text);
    });

    it('refuses an outline that crosses itself, in words, and takes it once it is mended', async () => {
      await visit({ camera: cameraOver(pipe) });
      await page.waitForSelector('html[data-ground="idle"]', { state: 'attached', timeout: 120_000 });
      await page.keyboard.press('e');
      await page.getByTestId('dig-draw').click();
      await page.locator('.globe.is-drawing').waitFor();
      const groundM = pipe.axisM(0) + 2.2;
      for (const [along, aside] of [
        [-2, -1],
        [2, 1],
        [2, -1],
        [-2, 1],
      ] as const) {
        const { x, y } = await pixelOf(along, aside, groundM);
        await page.mouse.click(x, y);
        await page.waitForTimeout(400);
      }
      await page.keyboard.press('Enter');
      await page.getByText('The outline crosses itself').waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await listed();
      expect(watched.faults).toEqual([]);
    });
  },
);

interface Pipe {
  readonly radiusM: number;
  /** Fall of its axis along it. */
  readonly slope: number;
  /** Longitude and latitude of a point along it from the place of the pit, and aside of it to the left. */
  place(alongM: number, asideM: number): readonly [number, number];
  axisM(alongM: number): number;
  readonly bearingDeg: number;
}

/** The pits stand a quarter of the way down the pipe's first straight piece. */
function pipeOf({ vertices, diameterM }: SourceConduit): Pipe {
  const [a, b] = vertices;
  if (a === undefined || b === undefined) throw new Error('A conduit has two vertices at least.');
  const [ax, ay] = proj4('WGS84', UTM32, [a.lon, a.lat]) as [number, number];
  const [bx, by] = proj4('WGS84', UTM32, [b.lon, b.lat]) as [number, number];
  const length = Math.hypot(bx - ax, by - ay);
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const start = length / 2;
  const slope = (a.levelM - b.levelM) / length;
  return {
    radiusM: diameterM / 2,
    slope,
    bearingDeg: (Math.atan2(ux, uy) * 180) / Math.PI,
    place(alongM, asideM) {
      const along = start + alongM;
      const [lon, lat] = proj4(UTM32, 'WGS84', [ax + ux * along - uy * asideM, ay + uy * along + ux * asideM]) as [
        number,
        number,
      ];
      return [lon, lat];
    },
    axisM: (alongM) => a.levelM - slope * (start + alongM),
  };
}

interface Dug {
  readonly depthM: number;
  readonly batter: number;
}

/** 6 m along the pipe and 3 m across. */
function pitOver(pipe: Pipe, dug: Dug): string {
  const corners = [pipe.place(-3, -1.5), pipe.place(3, -1.5), pipe.place(3, 1.5), pipe.place(-3, 1.5)];
  return encodePits([{ ...NEW_PIT, id: 'a', corners, ...dug }]);
}

/** The same size, its nearer side parallel to the axis at a distance. */
function pitBeside(pipe: Pipe, gapM: number, dug: Dug): string {
  const [near, far] = [-gapM, -gapM - 3];
  return encodePits([
    {
      ...NEW_PIT,
      id: 'a',
      corners: [pipe.place(-3, far), pipe.place(3, far), pipe.place(3, near), pipe.place(-3, near)],
      ...dug,
    },
  ]);
}

/** From the right of the pipe, 12 m off, looking across it and steeply down, so that the near wall hides nothing of it. */
function cameraOver(pipe: Pipe): string {
  const [lon, lat] = pipe.place(-0.7, -4.8);
  return [lon, lat, pipe.axisM(0) + GEOID_M + 11.5, pipe.bearingDeg - 90, -67].join();
}

/** Overlays that stand on the view for a person to read would hide pixels that are asked for. */
async function quiet(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('.globe > :not(.cesium-widget)')) {
      element.style.setProperty('visibility', 'hidden', 'important');
      for (const inner of element.querySelectorAll<HTMLElement>('*'))
        inner.style.setProperty('visibility', 'hidden', 'important');
    }
  });
  await page.waitForTimeout(300);
}

function insideOf(text: string): number {
  return Number(/([\d.]+) m in the pit/.exec(text)?.[1]);
}

function underOf(text: string): number {
  return Number(/([\d.]+) m under the floor/.exec(text)?.[1]);
}

function asideOf(text: string): number {
  return Number(/([\d.]+) m (?:aside|in plan)/.exec(text)?.[1]);
}

type Rgb = readonly [number, number, number];

function colourAt(png: PNG, x: number, y: number): Rgb {
  const i = (Math.round(y) * png.width + Math.round(x)) * 4;
  return [png.data[i] ?? 0, png.data[i + 1] ?? 0, png.data[i + 2] ?? 0];
}

/** Warm and not grey: brown to sand, in sun or shade. */
function isSoil([red, green, blue]: Rgb): boolean {
  return red > green && green > blue && red - blue > 12 && red < 235;
}

function isBackdrop([red, green, blue]: Rgb): boolean {
  return red > 150 && blue > 150 && green < 90;
}

function difference(a: PNG, b: PNG, x: number, y: number): number {
  const [one, other] = [colourAt(a, x, y), colourAt(b, x, y)];
  return Math.max(...one.map((value, i) => Math.abs(value - (other[i] ?? 0))));
}

interface Pixel {
  readonly x: number;
  readonly y: number;
}

function count(png: PNG, is: (at: Pixel) => boolean): number {
  let found = 0;
  // Below the top bar, above the bottom line, left of the tools.
  for (let y = 50; y < png.height - 34; y++) {
    for (let x = 0; x < png.width - 60; x++) if (is({ x, y })) found++;
  }
  return found;
}

function inside(polygon: readonly Pixel[], { x, y }: Pixel): boolean {
  let odd = false;
  for (const [i, a] of polygon.entries()) {
    const b = polygon[(i + 1) % polygon.length] ?? a;
    if (a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)) odd = !odd;
  }
  return odd;
}

function grown(polygon: readonly Pixel[], factor: number): readonly Pixel[] {
  const middle = (key: 'x' | 'y') => polygon.reduce((sum, at) => sum + at[key], 0) / polygon.length;
  const [cx, cy] = [middle('x'), middle('y')];
  return polygon.map(({ x, y }) => ({ x: cx + (x - cx) * factor, y: cy + (y - cy) * factor }));
}
