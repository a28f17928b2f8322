import { setTimeout as sleep } from 'node:timers/promises';
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
import { placeAt } from './support/cases-story-files.ts';
import { AXIS_M, MAINS, type StoryMain, writePipesScene, writePipesSurvey } from './support/pipes-story-files.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 170_000;

const VIEW = 'scene=pipes&quality=test&theme=light&lang=en&ground=0.3&live=cases';

describe.skipIf(MISSING_BROWSER !== null)('a person sees the pipes of another time (needs Chromium)', () => {
  const home = temporaryHome();
  let server: Served;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;
  /** Between the two publications, to the second, as an address has it. */
  let between: string;

  beforeAll(async () => {
    const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined, MQTT_PORT: '0' };
    await writePipesScene(home.path);
    await writePipesSurvey(home.path, ['old', 'kept'], '300');
    expect(await undercroft(['import', 'pipes'], settings)).toMatchObject({ code: 0 });
    // A whole second lies between any publication and the instant that the story goes to.
    await sleep(1000);
    between = `${new Date().toISOString().slice(0, 19)}Z`;
    await sleep(1000);
    await writePipesSurvey(home.path, ['kept', 'laid'], '400');
    expect(await undercroft(['import', 'pipes'], settings)).toMatchObject({ code: 0 });
    server = await serve(['pipes'], settings);
    browser = await openBrowser({ width: 1500, height: 900 });
    watched = await browser.open();
    page = watched.page;
    page.setDefaultTimeout(SLOW_MS);
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const told = () => page.getByTestId('replay-pipes').getAttribute('data-pipes');
  const panel = () => page.getByTestId('feature');
  const spotOf = async (main: StoryMain) => {
    const [lon, lat] = placeAt(0, MAINS[main].northM);
    const spot = await page.evaluate(([x, y, z]) => window.undercroft?.project(x, y, z), [lon, lat, AXIS_M] as const);
    if (spot === null || spot === undefined) throw new Error(`The main ${main} must be in view.`);
    return spot;
  };
  /** The mains that are drawn: those that a click in their middle would meet. */
  const drawn = async (): Promise<string> => {
    const found: string[] = [];
    for (const main of Object.keys(MAINS) as StoryMain[]) {
      const id = await page.evaluate(({ x, y }) => window.undercroft?.pickAt(x, y)?.id ?? null, await spotOf(main));
      if (id?.includes(MAINS[main].from) === true) found.push(main);
    }
    return found.join();
  };
  /** Looks in every frame from now on whether a main is drawn; resolves to what ends that and tells of it. */
  const watchMain = async (main: StoryMain) => {
    const spot = await spotOf(main);
    const counts = await page.evaluateHandle(({ x, y }) => {
      const found = { frames: 0, blank: 0, isWatching: true };
      const look = (): void => {
        if (!found.isWatching) return;
        found.frames += 1;
        if ((window.undercroft?.pickAt(x, y) ?? null) === null) found.blank += 1;
        requestAnimationFrame(look);
      };
      look();
      return found;
    }, spot);
    return async () =>
      await counts.evaluate((found) => {
        found.isWatching = false;
        return { frames: found.frames, blank: found.blank };
      });
  };
  const click = async (main: StoryMain): Promise<void> => {
    const { x, y } = await spotOf(main);
    await page.mouse.click(x, y);
    await page.locator('[data-testid="feature"][data-loaded="true"]').waitFor();
  };
  const goTo = async (instant: string): Promise<void> => {
    await page.getByTestId('replay-instant').fill(instantOfCity(instant));
  };

  it(
    'has the two mains of today, and at an instant before the last survey the two of then',
    async () => {
      await page.goto(`${server.url}/?${VIEW}`);
      await tilesIdle(page, SLOW_MS);
      await expect.poll(drawn, { timeout: SLOW_MS }).toBe('kept,laid');
      await page.getByTestId('replay-open').click();
      const watching = await watchMain('kept');
      await goTo(between);
      await expect.poll(told, { timeout: SLOW_MS }).toBe('then');
      // The main that both have was drawn in every frame: nothing went blank between the two.
      const { frames, blank } = await watching();
      expect(frames).toBeGreaterThan(3);
      expect(blank).toBe(0);
      await expect.poll(drawn, { timeout: SLOW_MS }).toBe('old,kept');
      await tilesIdle(page, SLOW_MS);
      await screenshot(page, 'replay-pipes-1-then');
    },
    SLOW_MS,
  );

  it(
    'clicks a main that is gone today, and one whose size was another: the panel tells of then',
    async () => {
      await click('old');
      expect(await panel().getByTestId('feature-as-of').textContent()).toContain('As in the data of');
      await expect.poll(() => page.getByTestId('replay-selected').getAttribute('data-then')).toBe('gone');
      await click('kept');
      await expect.poll(() => page.getByTestId('replay-selected').getAttribute('data-then')).toBe('other');
      expect(await panel().textContent()).toContain('300');
      expect(await panel().textContent()).not.toContain('400');
      await screenshot(page, 'replay-pipes-2-panel');
    },
    SLOW_MS,
  );

  it(
    'goes back to the present in one step: the pipes and the panel are those of today again',
    async () => {
      await page.getByTestId('replay-live').click();
      await expect.poll(drawn, { timeout: SLOW_MS }).toBe('kept,laid');
      await expect.poll(() => panel().textContent()).toContain('400');
      expect(await page.getByTestId('feature-as-of').count()).toBe(0);
      await screenshot(page, 'replay-pipes-3-today');
    },
    SLOW_MS,
  );

  it(
    'sees no pipes before the first survey, and is told that none were published; those of today only when asked for',
    async () => {
      await page.getByTestId('replay-open').click();
      const dayBefore = new Date(Date.parse(between) - 24 * 3_600_000).toISOString();
      await goTo(dayBefore);
      await expect.poll(told, { timeout: SLOW_MS }).toBe('none');
      expect(await page.getByTestId('replay-pipes').textContent()).toContain('none were published before');
      await expect.poll(drawn, { timeout: SLOW_MS }).toBe('');
      await expect.poll(() => page.getByTestId('replay-selected').getAttribute('data-then')).toBe('missing');
      await screenshot(page, 'replay-pipes-4-none');
      await page.getByTestId('replay-pipes-today').click();
      await expect.poll(told).toBe('chosen');
      await expect.poll(drawn, { timeout: SLOW_MS }).toBe('kept,laid');
      await page.getByTestId('replay-pipes-then').click();
      await expect.poll(drawn, { timeout: SLOW_MS }).toBe('');
    },
    SLOW_MS,
  );

  it(
    'opens a link to the instant between: the pipes are those of then, and no request was one too many',
    async () => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(`${server.url}/?${VIEW}&t=${between}`);
      await expect.poll(told, { timeout: SLOW_MS }).toBe('then');
      await expect.poll(drawn, { timeout: SLOW_MS }).toBe('old,kept');
      // A second later it is the same state: nothing is asked for anew.
      await tilesIdle(page, SLOW_MS);
      const before = asked.filter(isOfNetwork).length;
      await goTo(new Date(Date.parse(between) + 1000).toISOString());
      await expect.poll(() => new URL(page.url()).searchParams.get('t')).not.toBe(between);
      expect(asked.filter(isOfNetwork).length).toBe(before);
      expect(asked.filter((path) => path.endsWith('/network-at'))).toHaveLength(1);
      // A scene without covers has no ground of its own, and a main that was gone is not found: the browser notes both.
      expect(watched.faults.filter((fault) => !fault.includes('404 (Not Found)'))).toEqual([]);
    },
    SLOW_MS,
  );
});

function isOfNetwork(path: string): boolean {
  return path.startsWith('/tiles/pipes/network/');
}

/** An instant as the city's clock reads it, eight hours ahead. */
function instantOfCity(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19);
}
