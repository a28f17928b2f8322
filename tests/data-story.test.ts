import { linkFeatureSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../viewer/src/globe/automation.ts';
import {
  MISSING_BROWSER,
  type OpenBrowser,
  openBrowser,
  screenshot,
  tilesIdle,
  type WatchedPage,
} from './support/browser.ts';
import { brokenZip, gbkShapefile, gridWithGapAndOverlap, unknownTable } from './support/data-story-files.ts';
import { dropFiles, holdFilesOver } from './support/drop-files.ts';
import { TOWN_GEOID_M, writeTown } from './support/small-town-files.ts';
import { type Served, serve, temporaryHome } from './support/undercroft.ts';

const WIDTH = 1366;
const HEIGHT = 768;
const SCENE = 'town';

/** How high above a pipe the camera stands, metres. */
const ABOVE_M = 60;

const HANG_MS = 60_000;

describe.skipIf(MISSING_BROWSER !== null)('an engineer brings files to the city (needs Chromium)', () => {
  const home = temporaryHome();
  let server: Served;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;
  /** The pipe that was published, and where it stands on screen. */
  let pipeId = '';
  let pipePixel = { x: 0, y: 0 };

  beforeAll(async () => {
    await writeTown(home.path, SCENE);
    server = await serve(['--scene', SCENE], { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined });
    browser = await openBrowser({ width: WIDTH, height: HEIGHT });
    watched = await browser.open();
    page = watched.page;
    await openDataPage();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const openDataPage = async (): Promise<void> => {
    await page.goto(`${server.url}/?scene=${SCENE}&quality=test&lang=en&theme=light&ground=0&data=open`);
    await tilesIdle(page);
  };
  const seen = (id: string) => page.getByTestId(id);
  /** Words of an element with all white space as one blank. */
  const words = async (id: string): Promise<string> =>
    ((await seen(id).textContent()) ?? '').replace(/\s+/g, ' ').trim();
  /** Waits for what a busy machine takes its time over; a story that hangs fails by this. */
  const until = <T>(get: () => T | Promise<T>) => expect.poll(get, { timeout: HANG_MS });
  const sure = () => page.locator('.ant-popconfirm-buttons .ant-btn').last();

  it('closes by Esc, opens by its button, and shares that by the address', async () => {
    await seen('drop-zone').waitFor();
    await page.keyboard.press('Escape');
    await seen('drop-zone').waitFor({ state: 'detached' });
    await until(() => new URL(page.url()).searchParams.has('data')).toBe(false);
    await seen('data-button').click();
    await seen('drop-zone').waitFor();
    await until(() => new URL(page.url()).searchParams.get('data')).toBe('open');
    await holdFilesOver(page, [gbkShapefile()]);
    await seen('drop-overlay').waitFor();
    await screenshot(page, 'data-1-over');
  });

  it('takes a GBK shapefile from drop to map in two clicks', async () => {
    await dropFiles(page, [gbkShapefile()]);
    await until(() => words('preview')).toContain('3 lines');
    const table = await words('table-给水管线');
    // Headings and values of the DBF are read as GBK though no .cpg says so.
    expect(table).toContain('球墨铸铁');
    expect(await seen('column-material').inputValue()).toBe('材质');
    expect(await seen('crs').inputValue()).toBe('EPSG:4549 eastNorth none');
    await screenshot(page, 'data-2-review');
    await seen('confirm').click();
    await until(() => words('verdict')).toContain('Loaded whole');
    expect(await words('unknown')).toContain('cover level4 of 4');
    await screenshot(page, 'data-3-draft');
    await seen('publish').click();
    await seen('published').waitFor();
    await tilesIdle(page);
    await screenshot(page, 'data-4-published');
  });

  it('picks the new pipe in 3D by its pixel and opens its panel', async () => {
    const id = `${await publishedLayer()}.GS-2`;
    pipeId = id;
    const answer = await fetch(`${server.url}${routePath('feature', { scene: SCENE, id })}`);
    const { path } = linkFeatureSchema.parse(await answer.json());
    const [[lon0, lat0, level0] = [0, 0, 0], [lon1, lat1] = [0, 0]] = path;
    const middle = { lon: (lon0 + lon1) / 2, lat: (lat0 + lat1) / 2, levelM: level0 ?? 0 };
    await page.evaluate((place) => window.undercroft?.setCamera(place), {
      // The dock covers the left of the view: what is looked at stands to the right of its middle.
      lon: middle.lon - 0.0002,
      lat: middle.lat - 0.0004,
      heightM: middle.levelM + TOWN_GEOID_M + ABOVE_M,
      headingDeg: 0,
      pitchDeg: -55,
    });
    await tilesIdle(page);
    const pixelOf = () =>
      page.evaluate(([lon, lat, level]) => window.undercroft?.project(lon, lat, level) ?? null, [
        middle.lon,
        middle.lat,
        middle.levelM,
      ] as const);
    const picked = async () => {
      const pixel = await pixelOf();
      return pixel === null ? null : await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id, pixel);
    };
    await until(picked).toBe(id);
    const pixel = await pixelOf();
    if (pixel === null) throw new Error('The middle of the pipe is not in view.');
    pipePixel = pixel;
    await page.mouse.click(pixel.x, pixel.y);
    const panel = page.locator('aside, [role=complementary]').filter({ hasText: 'GS-2' }).first();
    await until(async () => ((await panel.textContent()) ?? '').replace(/\s+/g, ' ')).toContain('Size300 mm');
    await screenshot(page, 'data-5-picked');
    await page.keyboard.press('Escape');
  });

  it('undoes the import: the pipe is gone, the record stays', async () => {
    const id = pipeId;
    await seen('undo').click();
    await sure().click();
    await seen('drop-zone').waitFor();
    await tilesIdle(page);
    expect(await words('imports')).toContain('taken back');
    const answer = await fetch(`${server.url}${routePath('feature', { scene: SCENE, id })}`);
    expect(answer.status).toBe(404);
    expect(await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id ?? null, pipePixel)).not.toBe(id);
    await screenshot(page, 'data-6-undone');
  });

  it('reads a gap and an overlap of a management grid with their areas, and shows where they are', async () => {
    await dropFiles(page, [gridWithGapAndOverlap()]);
    await until(() => words('preview')).toContain('9 areas');
    await until(() => seen('confirm').isEnabled()).toBe(true);
    await seen('confirm').click();
    await seen('report').waitFor();
    const lineOf = async (code: string) =>
      (await page.locator(`.issue-line[data-code="${code}"]`).first().textContent()) ?? '';
    // A tenth of a cell of 0.00117 by 0.0009 degrees at 39.92 N: 10.0 m by 99.9 m.
    await until(() => lineOf('grid-gap')).toMatch(/leave a gap of 999 m/);
    expect(await lineOf('grid-overlap')).toMatch(/overlap by 999 m/);
    await page.locator('.issue-line[data-code="grid-gap"] button').click();
    const gap = [119.598 + 1.05 * 0.00117, 39.923 + 1.5 * 0.0009] as const;
    const offCentre = async () => {
      const place = await page.evaluate(([lon, lat]) => window.undercroft?.project(lon, lat, 4) ?? null, gap);
      return place === null ? WIDTH : Math.hypot(place.x - (560 + WIDTH) / 2, place.y - HEIGHT / 2);
    };
    await until(offCentre).toBeLessThan(200);
    await screenshot(page, 'data-7-grid-gap');
    await seen('discard').click();
    await sure().click();
    await seen('start-over').click();
    await seen('drop-zone').waitFor();
  });

  it('says what must be confirmed of a layout nobody knows, and places nothing before that', async () => {
    await dropFiles(page, [unknownTable()]);
    await until(() => words('to-confirm')).toContain('needs a column for: X coordinate');
    expect(await words('to-confirm')).toContain('needs a column for: Y coordinate');
    expect(await words('to-confirm')).toContain('"H" is read as: ground level, in m');
    expect(await seen('confirm').isDisabled()).toBe(true);
    await screenshot(page, 'data-8-unknown');
    const chosen = page.locator('[data-confirm="missing"] select');
    await chosen.first().selectOption('coord a');
    await until(() => words('to-confirm')).not.toContain('X coordinate');
    await chosen.first().selectOption('coord b');
    await until(() => words('to-confirm')).toContain('Coordinate system');
    await until(() => words('preview')).toContain('40 points');
    await screenshot(page, 'data-9-unknown-placed');
    await seen('start-over').click();
  });

  it('met no error on the way', () => {
    expect(watched.faults).toEqual([]);
  });

  it('tells what is wrong with a file that was cut off', async () => {
    await dropFiles(page, [brokenZip()]);
    await until(() => words('data-error')).toMatch(/给水管线-坏\.zip.*(truncated|cannot be read)/);
    await screenshot(page, 'data-10-broken');
    await seen('start-over').click();
    await seen('drop-zone').waitFor();
  });

  const publishedLayer = async (): Promise<string> => {
    const line = page.locator('[data-testid^="import-"][data-state="published"] strong').first();
    return (await line.textContent()) ?? '';
  };
});
