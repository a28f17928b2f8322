import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routePath } from '../core/src/protocol/routes.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, type WatchedPage } from './support/browser.ts';
import { type LiveGate, liveGate } from './support/live-gate.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';
import { COVER, eastOfWell, writeWallScene } from './support/wall-story-files.ts';

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 240_000;

const TABS = 8;

describe.skipIf(MISSING_BROWSER !== null)('eight tabs of one browser share one live stream (needs Chromium)', () => {
  const home = temporaryHome();
  const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined, MQTT_PORT: '0' };
  let server: Served;
  let gate: LiveGate;
  let key: string;
  let browser: OpenBrowser;
  const tabs: WatchedPage[] = [];

  beforeAll(async () => {
    await writeWallScene(home.path);
    expect(await undercroft(['import', 'wall'], settings)).toMatchObject({ code: 0 });
    key = (await undercroft(['device-key', 'wall', 'reports'], settings)).stdout.trim();
    server = await serve(['wall'], settings);
    gate = await liveGate(server.url);
    browser = await openBrowser({ width: 420, height: 300 });
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await gate?.close();
    await server?.stop();
    home.remove();
  });

  const report = async (event: object): Promise<void> => {
    const response = await fetch(`${server.url}${routePath('events', { scene: 'wall' })}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
      body: JSON.stringify({ eventTime: Date.now(), quality: 'good', ...event }),
    });
    expect(await response.json()).toMatchObject({ stored: 1 });
  };
  const rows = (page: Page): Promise<readonly (string | null)[]> =>
    page.getByTestId('alarm-row').evaluateAll((all) => all.map((row) => row.getAttribute('data-state')));
  const connections = (): Promise<readonly (string | null)[]> =>
    Promise.all(tabs.map(({ page }) => page.getByTestId('desk-line').getAttribute('data-connection')));

  it(
    'opens the desk in eight tabs, one after the other: each knows the state, and there is one stream',
    async () => {
      for (let tab = 0; tab < TABS; tab++) {
        const watched = await browser.open();
        watched.page.setDefaultTimeout(SLOW_MS);
        await watched.page.goto(`${gate.url}/?scene=wall&quality=test&lang=en&live=alarms`);
        await watched.page.locator('[data-testid="desk"][data-known="true"]').waitFor({ timeout: SLOW_MS });
        tabs.push(watched);
      }
      expect([gate.open, gate.opened.length]).toEqual([1, 1]);
      expect(await connections()).toEqual(Array(TABS).fill('live'));
    },
    SLOW_MS,
  );

  it(
    'a cover opens, and all eight tabs show the alarm',
    async () => {
      await report({ kind: 'cover', id: COVER, value: { tiltDeg: 40, isOpen: true } });
      for (const { page } of tabs) await expect.poll(() => rows(page), { timeout: SLOW_MS }).toEqual(['open']);
      expect(gate.opened).toHaveLength(1);
    },
    SLOW_MS,
  );

  it(
    'the network is away and comes back: every tab says so, and the stream resumes where it was',
    async () => {
      gate.shut();
      await expect.poll(connections, { timeout: SLOW_MS }).not.toContain('live');
      // What happens meanwhile is not lost.
      await report({ kind: 'position', id: 'CAR-9', value: { headingDeg: 90, speedMps: 3 }, position: eastOfWell(60) });
      gate.reopen();
      await expect.poll(connections, { timeout: SLOW_MS }).toEqual(Array(TABS).fill('live'));
      expect(gate.open).toBe(1);
      expect(gate.opened.at(-1)).toMatch(/after=\d+/);
      for (const { page } of tabs) expect(await rows(page)).toEqual(['open']);
    },
    SLOW_MS,
  );

  it(
    'seven tabs close and the stream stays; the last one closes and it ends',
    async () => {
      for (const { page } of tabs.slice(1)) await page.close();
      expect(gate.open).toBe(1);
      await tabs[0]?.page.goto('about:blank');
      await expect.poll(() => gate.open, { timeout: SLOW_MS }).toBe(0);
    },
    SLOW_MS,
  );
});
