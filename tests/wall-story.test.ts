import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wallScale } from '../core/src/live/wall-scale.ts';
import { alarmListSchema } from '../core/src/protocol/live/alarm-answers.ts';
import { routePath } from '../core/src/protocol/routes.ts';
import { mqttDevice } from '../tiles-server/src/ingest/testing/mqtt-device.ts';
import type {} from '../viewer/src/globe/automation.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, type WatchedPage } from './support/browser.ts';
import { graphicsContexts } from './support/graphics-contexts.ts';
import { townLonLat } from './support/small-town.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';
import {
  COVER,
  eastOfWell,
  GAUGE,
  UNIT,
  UNIT_AWAY_M,
  WALL,
  WATER_M,
  WELL,
  writeWallScene,
} from './support/wall-story-files.ts';

/** A preview of the wall of 3840 pixels, a third as wide. */
const WIDTH = 1280;
const HEIGHT = 720;

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 240_000;

const METRES_PER_DEGREE = 111_320;

describe.skipIf(MISSING_BROWSER !== null)('a command wall stands in a room (needs Chromium)', () => {
  const home = temporaryHome();
  const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined, MQTT_PORT: '0' };
  let server: Served;
  let gatewayKey: string;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;
  let sequence = 1;

  beforeAll(async () => {
    await writeWallScene(home.path);
    const imported = await undercroft(['import', 'wall'], settings);
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('2 sensor') });
    gatewayKey = (await undercroft(['device-key', 'wall', 'gateway'], settings)).stdout.trim();
    server = await serve(['wall'], settings);
    browser = await openBrowser({ width: WIDTH, height: HEIGHT });
    watched = await browser.open();
    page = watched.page;
    await say('reading', GAUGE, { value: { quantity: 'fillDepth', unit: 'm', value: WATER_M } });
    const position = eastOfWell(UNIT_AWAY_M);
    await say('position', UNIT, { value: { headingDeg: 270, speedMps: 1 }, position });
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  /** A device speaks: with the command of Mosquitto where it is installed. */
  const say = async (kind: string, id: string, event: object): Promise<void> => {
    const port = /devices come by MQTT at 127\.0\.0\.1:(\d+)/.exec(server.said())?.[1] ?? '';
    const topic = `undercroft/wall/${kind}/${id}`;
    const body = JSON.stringify({ eventTime: Date.now(), sequence: sequence++, quality: 'good', ...event });
    if (spawnSync('mosquitto_pub', ['--help']).error === undefined) {
      const where = ['-h', '127.0.0.1', '-p', port, '-u', 'gateway', '-P', gatewayKey];
      expect(spawnSync('mosquitto_pub', [...where, '-q', '1', '-t', topic, '-m', body]).status).toBe(0);
      return;
    }
    const device = await mqttDevice(Number(port), 'gateway', gatewayKey);
    await device.publish([[topic, body]]);
    await device.close();
  };
  const openAlarm = async (): Promise<string> => {
    const answer = await fetch(`${server.url}${routePath('alarms', { scene: 'wall' })}`);
    const [alarm] = alarmListSchema.parse(await answer.json()).alarms;
    if (alarm === undefined) throw new Error('The server has no alarm.');
    return alarm.alarmId;
  };
  const write = async (route: 'acknowledgeAlarm' | 'closeAlarm', id: string, by: string): Promise<number> => {
    const url = `${server.url}${routePath(route, { scene: 'wall', id })}`;
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ by }) };
    return (await fetch(url, init)).status;
  };

  it(
    'tours, says how fresh every feed is, and draws what it has',
    async () => {
      await page.goto(`${server.url}/wall/wall?quality=test&lang=en`);
      await whole(page);
      expect(await page.title()).toContain('Small town');
      await looksAt(page, '[data-view="stop"][data-stop="0"]');
      await page.locator('[data-feed="gateway"][data-state="fresh"]').waitFor({ timeout: SLOW_MS });
      // Nothing ever came from it, and nothing is expected of it.
      expect(await page.locator('[data-feed="reports"]').getAttribute('data-state')).not.toBe('fresh');
      expect(await page.getByTestId('wall-link').getAttribute('data-link')).toBe('live');
      expect(await page.getByTestId('wall-banner').count()).toBe(0);
      await screenshot(page, 'wall-1-tour');
    },
    SLOW_MS,
  );

  it(
    'stops for a lid that tilts, flies there, and opens the street: the well, its water, its pipes, a unit',
    async () => {
      await say('cover', COVER, { value: { tiltDeg: 47, isOpen: true } });
      await looksAt(page, '[data-view="alarm"]');
      const card = page.locator('[data-testid="alarm-card"][data-context="ready"]');
      await card.waitFor({ timeout: SLOW_MS });
      const text = ((await card.textContent()) ?? '').replace(/\s+/g, ' ');
      expect(text).toContain('Manhole cover open');
      expect(text).toContain(COVER);
      expect(text).toContain(WELL.id);
      expect(await card.getByTestId('alarm-water').textContent()).toContain(`${WATER_M.toFixed(2)} m`);
      // A drain passes through: one pipe comes and one goes.
      const pipes = card.locator('[data-testid="alarm-pipes"] li');
      expect(await pipes.count()).toBe(2);
      expect(await pipes.first().textContent()).toContain('DN600');
      expect(await card.getByTestId('alarm-unit').textContent()).toContain(`${UNIT_AWAY_M} m`);
      expect(await card.getAttribute('data-state')).toBe('open');
      // The camera looks at the well from near by: the well is in the picture, left of the card.
      await expect.poll(() => awayM(page), { timeout: SLOW_MS }).toBeLessThan(30);
      await whole(page);
      const [lon, lat] = townLonLat(WELL.at);
      const spot = await page.evaluate((at) => window.undercroft?.project(...at) ?? null, [
        lon,
        lat,
        WELL.coverLevelM,
      ] as const);
      const box = await card.boundingBox();
      expect(spot?.x).toBeGreaterThan(WIDTH * 0.15);
      expect(spot?.x).toBeLessThan(box?.x ?? 0);
      await page.locator('.well-note', { hasText: `${WATER_M.toFixed(2)} m` }).waitFor();
      await screenshot(page, 'wall-2-alarm');
    },
    SLOW_MS,
  );

  it(
    'has no letter smaller than its farthest viewer can read',
    async () => {
      const leastPx = (wallScale(WALL.screen).fontPx * WIDTH) / WALL.screen.pixelWidth;
      const sizes = await page.evaluate(() => {
        const found: { text: string; px: number }[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const text = (node.textContent ?? '').trim();
          const parent = node.parentElement;
          if (text === '' || parent === null || parent.closest('.sr-only') !== null) continue;
          if (parent.getClientRects().length === 0) continue;
          found.push({ text, px: Number.parseFloat(getComputedStyle(parent).fontSize) });
        }
        return found;
      });
      expect(sizes.length).toBeGreaterThan(20);
      expect(sizes.filter(({ px }) => px < leastPx - 0.01)).toEqual([]);
    },
    SLOW_MS,
  );

  it(
    'comes back with the same view and the same alarm after the graphics card let go of it',
    async () => {
      const before = await page.evaluate(() => window.undercroft?.camera());
      const contexts = await graphicsContexts(page);
      for (const count of [1, 2]) {
        await page.evaluate(() => {
          const canvas = document.querySelector<HTMLCanvasElement>('.wall-hero .cesium-widget canvas');
          canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
        });
        await looksAt(page, `[data-healed="${count}"]`);
        await whole(page);
      }
      // Nothing keeps what was lost: a wall stands for months.
      expect(await graphicsContexts(page)).toBe(contexts);
      const after = await page.evaluate(() => window.undercroft?.camera());
      expect(after?.lon).toBeCloseTo(before?.lon ?? 0, 6);
      expect(after?.lat).toBeCloseTo(before?.lat ?? 0, 6);
      expect(after?.headingDeg).toBeCloseTo(before?.headingDeg ?? 0, 1);
      expect(await page.getByTestId('alarm-card').getAttribute('data-state')).toBe('open');
      await page.locator('.well-note', { hasText: `${WATER_M.toFixed(2)} m` }).waitFor();
      await screenshot(page, 'wall-3-healed');
    },
    SLOW_MS,
  );

  it(
    'says who took the alarm on, and goes back to its tour',
    async () => {
      expect(await write('acknowledgeAlarm', await openAlarm(), 'Wang')).toBe(200);
      await page.locator('[data-testid="alarm-card"][data-state="acknowledged"]').waitFor({ timeout: SLOW_MS });
      expect(await page.getByTestId('alarm-state').textContent()).toContain('Wang');
      await looksAt(page, '[data-view="stop"][data-stop="0"]');
      expect(await page.getByTestId('alarm-card').count()).toBe(0);
    },
    SLOW_MS,
  );

  it(
    'says that the server is away, and is whole again by itself when it is back',
    async () => {
      await whole(page);
      const port = new URL(server.url).port;
      await server.stop();
      await page.getByTestId('wall-banner').waitFor({ timeout: SLOW_MS });
      expect(await page.locator('[data-feed="gateway"]').getAttribute('data-state')).toBe('stale');
      // Somewhere else meanwhile: tiles are asked for that nobody answers.
      const [lon, lat] = townLonLat([200, 200]);
      const place = { lon, lat, heightM: 70, headingDeg: 200, pitchDeg: -40 };
      await page.evaluate((to) => window.undercroft?.setCamera(to), place);
      await page.waitForSelector('html:not([data-tiles="idle"]), html:not([data-layers="idle"])', {
        state: 'attached',
        timeout: SLOW_MS,
      });
      await screenshot(page, 'wall-4-away');
      server = await serve(['wall'], settings, port);
      await whole(page);
      await page.locator('[data-testid="wall-link"][data-link="live"]').waitFor({ timeout: SLOW_MS });
      const now = await page.evaluate(() => window.undercroft?.camera());
      expect(now?.lon).toBeCloseTo(lon, 6);
      await screenshot(page, 'wall-5-back');
      // What happens from now on comes again: the lid is put back, and the alarm that was taken on is over.
      const list = page.getByTestId('wall-ticker');
      expect(await list.textContent()).toContain(COVER);
      await say('cover', COVER, { value: { tiltDeg: 0, isOpen: false } });
      await list.filter({ hasNotText: COVER }).waitFor({ timeout: SLOW_MS });
      const own = watched.faults.filter(
        (fault) => !/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE|ERR_EMPTY|404|503/.test(fault),
      );
      expect(own).toEqual([]);
    },
    SLOW_MS,
  );
});

/** Everything in view is there and drawn. */
async function whole(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready="true"][data-tiles="idle"][data-layers="idle"][data-ground="idle"]', {
    state: 'attached',
    timeout: SLOW_MS,
  });
}

/** The caption tells what the wall looks at; over an alarm it has no letter of its own. */
async function looksAt(page: Page, caption: string): Promise<void> {
  await page.locator(`[data-testid="wall-caption"]${caption}`).waitFor({ state: 'attached', timeout: SLOW_MS });
}

/** How far from the well the camera stands in plan, metres. */
async function awayM(page: Page): Promise<number> {
  const camera = await page.evaluate(() => window.undercroft?.camera() ?? null);
  if (camera === null) return Number.POSITIVE_INFINITY;
  const [lon, lat] = townLonLat(WELL.at);
  const shrink = Math.cos((lat * Math.PI) / 180);
  return Math.hypot((camera.lon - lon) * shrink, camera.lat - lat) * METRES_PER_DEGREE;
}
