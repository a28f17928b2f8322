import { setTimeout as sleep } from 'node:timers/promises';
import type {} from '../../viewer/src/globe/automation.ts';
import { openBrowser } from '../support/browser.ts';
import { townLonLat } from '../support/small-town.ts';
import { serve, temporaryHome, undercroft } from '../support/undercroft.ts';
import { writeWallScene } from '../support/wall-story-files.ts';

/**
 * Takes the server away from a wall for a while, again and again, while it looks at places it has no tiles of. Prints, in
 * milliseconds, when the wall said so, and how long after the return everything was drawn and the stream stood again;
 * nothing here passes or fails.
 *
 *     node tests/soak/wall-outage.ts [outages] [seconds]
 */
const [outagesAsked = '3', secondsAsked = '30'] = process.argv.slice(2);
const OUTAGES = Number(outagesAsked);
const AWAY_MS = Number(secondsAsked) * 1000;
const SLOW_MS = 240_000;

const home = temporaryHome();
const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined, MQTT_PORT: '0' };
await writeWallScene(home.path);
await undercroft(['import', 'wall'], settings);
let server = await serve(['wall'], settings);
const browser = await openBrowser({ width: 960, height: 540 });
const { page } = await browser.open();
const whole = 'html[data-ready="true"][data-tiles="idle"][data-layers="idle"][data-ground="idle"]';
const untilWhole = () => page.waitForSelector(whole, { state: 'attached', timeout: SLOW_MS });
const since = (beganMs: number): number => Math.round(performance.now() - beganMs);
try {
  await page.goto(`${server.url}/wall/wall?quality=test&lang=en`);
  await untilWhole();
  for (let i = 0; i < OUTAGES; i++) {
    const { port } = new URL(server.url);
    const leftMs = performance.now();
    const stopping = server.stop();
    await page.getByTestId('wall-banner').waitFor({ timeout: SLOW_MS });
    const saidMs = since(leftMs);
    await stopping;
    const [lon, lat] = townLonLat([200 - 150 * (i % 3), 200 - 90 * (i % 3)]);
    const place = { lon, lat, heightM: 70, headingDeg: 200 + 40 * i, pitchDeg: -40 };
    await page.evaluate((to) => window.undercroft?.setCamera(to), place);
    await sleep(AWAY_MS);
    server = await serve(['wall'], settings, port);
    const backMs = performance.now();
    await untilWhole();
    const wholeMs = since(backMs);
    await page.locator('[data-testid="wall-link"][data-link="live"]').waitFor({ timeout: SLOW_MS });
    process.stdout.write(`${JSON.stringify({ saidMs, wholeMs, liveMs: since(backMs) })}\n`);
  }
} finally {
  await browser.close();
  await server.stop();
  home.remove();
}
