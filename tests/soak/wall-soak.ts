import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { townLonLat } from '../support/small-town.ts';
import { serve, temporaryHome, undercroft } from '../support/undercroft.ts';
import { writeWallScene } from '../support/wall-story-files.ts';
import { countGraphics, type GraphicsBytes, graphicsHeld } from './graphics-bytes.ts';

/**
 * Leaves a wall alone with a busy city and watches its memory and what it holds on the graphics card: 2,000 units that
 * report each second, 2,000 cameras and 500 open cases; then the card is taken away again and again. Prints figures as
 * JSON, of the card every half minute [textures, buffers, MB]; nothing here passes or fails.
 *
 *     node tests/soak/wall-soak.ts [minutes] [losses]
 */
const [minutesAsked = '10', lossesAsked = '20'] = process.argv.slice(2);
const MINUTES = Number(minutesAsked);
const LOSSES = Number(lossesAsked);

const UNITS = 2000;
const CASES = 500;
const CAMERAS = 2000;
/** What is not settled yet is not counted, minutes. */
const WARM_UP = Math.min(2, MINUTES / 3);

const home = temporaryHome();
const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined, MQTT_PORT: '0' };
await writeWallScene(home.path, CAMERAS);
await undercroft(['import', 'wall'], settings);
const key = (await undercroft(['device-key', 'wall', 'reports'], settings)).stdout.trim();
const server = await serve(['wall'], settings);
const browser = await openBrowser({ width: 960, height: 540 });
const { page } = await browser.open();
try {
  await countGraphics(page);
  await page.goto(`${server.url}/wall/wall?quality=test&lang=en&dwell=20`);
  await whole(page);
  const devtools = await page.context().newCDPSession(page);
  const ending = new AbortController();
  const feeding = feed(ending.signal);
  const heaps = await watched(devtools);
  ending.abort();
  await feeding;
  const late = heaps.filter(({ minute }) => minute >= WARM_UP);
  const before = await heapMb(devtools);
  for (let i = 1; i <= LOSSES; i++) await lose(page, i);
  const after = await heapMb(devtools);
  process.stdout.write(
    `${JSON.stringify({
      minutes: MINUTES,
      units: UNITS,
      cases: CASES,
      cameras: CAMERAS,
      heapMb: heaps.map(({ mb }) => Number(mb.toFixed(1))),
      graphics: heaps.map(({ graphics: { textures, buffers, bytes } }) => [
        textures,
        buffers,
        Math.round(bytes / 1e5) / 10,
      ]),
      slopeMbAMinute: Number(slope(late).toFixed(3)),
      losses: LOSSES,
      mbALoss: Number(((after - before) / Math.max(1, LOSSES)).toFixed(3)),
    })}\n`,
  );
} finally {
  await browser.close();
  await server.stop();
  home.remove();
}

/** Units go round, cases are reported once: as their gateway would send them. */
async function feed(signal: AbortSignal): Promise<void> {
  const post = async (events: readonly object[]): Promise<void> => {
    await fetch(`${server.url}/api/scenes/wall/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(events),
    });
  };
  const reported = Array.from({ length: CASES }, (_, i) => {
    const position = townLonLat([((i % 25) - 12) * 18, (Math.floor(i / 25) - 10) * 20]);
    const value = { kind: 'component', title: 'Soak', channel: 'citizen' };
    return { kind: 'case', id: `CASE-${i}`, eventTime: Date.now(), position, quality: 'good', value };
  });
  await post(reported);
  for (let second = 0; !signal.aborted; second++) {
    const eventTime = Date.now();
    const units = Array.from({ length: UNITS }, (_, i) => {
      const turn = ((second + i) / 40) * 2 * Math.PI;
      const east = ((i % 50) - 25) * 9 + 6 * Math.cos(turn);
      const north = (Math.floor(i / 50) - 20) * 11 + 6 * Math.sin(turn);
      const value = { headingDeg: (turn * 57.3) % 360, speedMps: 1 };
      return { kind: 'position', id: `U-${i}`, eventTime, position: townLonLat([east, north]), quality: 'good', value };
    });
    await post(units);
    await sleep(Math.max(0, 1000 - (Date.now() - eventTime)));
  }
}

interface Watched {
  readonly minute: number;
  readonly mb: number;
  readonly graphics: GraphicsBytes;
}

async function watched(devtools: CDPSession): Promise<readonly Watched[]> {
  const found: Watched[] = [];
  for (let half = 0; half <= MINUTES * 2; half++) {
    found.push({ minute: half / 2, mb: await heapMb(devtools), graphics: await graphicsHeld(page) });
    await sleep(30_000);
  }
  return found;
}

async function heapMb(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

async function lose(on: Page, count: number): Promise<void> {
  await on.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.wall-hero .cesium-widget canvas');
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  });
  await on
    .locator(`[data-testid="wall-caption"][data-healed="${count}"]`)
    .waitFor({ state: 'attached', timeout: 240_000 });
  await whole(on);
}

async function whole(on: Page): Promise<void> {
  await on.waitForSelector('html[data-ready="true"][data-tiles="idle"]', { state: 'attached', timeout: 240_000 });
}

/** Megabytes a minute, by least squares. */
function slope(points: readonly { readonly minute: number; readonly mb: number }[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  const x = mean(points.map(({ minute }) => minute));
  const y = mean(points.map(({ mb }) => mb));
  const over = points.reduce((sum, { minute, mb }) => sum + (minute - x) * (mb - y), 0);
  return over / points.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
}
