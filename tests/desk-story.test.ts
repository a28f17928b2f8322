import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routePath } from '../core/src/protocol/routes.ts';
import type {} from '../viewer/src/globe/automation.ts';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, type WatchedPage } from './support/browser.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';
import {
  COVER,
  eastOfWell,
  GAUGE,
  UNIT,
  UNIT_AWAY_M,
  WATER_M,
  WELL,
  writeWallScene,
} from './support/wall-story-files.ts';

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 240_000;

describe.skipIf(MISSING_BROWSER !== null)('two dispatchers work at two desks (needs Chromium)', () => {
  const home = temporaryHome();
  const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined, MQTT_PORT: '0' };
  let server: Served;
  let key: string;
  let browser: OpenBrowser;
  let left: WatchedPage;
  let right: WatchedPage;

  beforeAll(async () => {
    await writeWallScene(home.path);
    expect(await undercroft(['import', 'wall'], settings)).toMatchObject({ code: 0 });
    key = (await undercroft(['device-key', 'wall', 'reports'], settings)).stdout.trim();
    server = await serve(['wall'], settings);
    browser = await openBrowser({ width: 900, height: 560 });
    left = await desk('en');
    right = await desk('zh');
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const desk = async (language: string): Promise<WatchedPage> => {
    const watched = await browser.open();
    watched.page.setDefaultTimeout(SLOW_MS);
    await watched.page.goto(`${server.url}/?scene=wall&quality=test&theme=light&lang=${language}`);
    await watched.page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: SLOW_MS });
    return watched;
  };
  const say = async (event: object): Promise<void> => {
    const response = await fetch(`${server.url}${routePath('events', { scene: 'wall' })}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
      body: JSON.stringify({ eventTime: Date.now(), quality: 'good', ...event }),
    });
    expect(await response.json()).toMatchObject({ stored: 1 });
  };
  const coverRow = (page: Page) => page.locator('[data-testid="alarm-row"][data-severity="red"]');
  const state = (page: Page): Promise<string | null> => coverRow(page).getAttribute('data-state');
  const detail = (page: Page) => page.getByTestId('desk-detail');

  it(
    'opens the desk by its key: nothing is wrong, and the address says where one is',
    async () => {
      for (const { page } of [left, right]) {
        await page.keyboard.press('l');
        await page.locator('[data-testid="desk"][data-known="true"]').waitFor({ timeout: SLOW_MS });
        expect(await page.getByTestId('alarm-row').count()).toBe(0);
        await expect.poll(() => new URL(page.url()).searchParams.get('live')).toBe('alarms');
      }
      expect(await left.page.getByTestId('desk').textContent()).toContain('No open alarm');
      expect(await right.page.getByTestId('desk').textContent()).toContain('无未结报警');
    },
    SLOW_MS,
  );

  it(
    'a cover opens: both desks list the alarm, and its sign stands on the map',
    async () => {
      await say({ kind: 'reading', id: GAUGE, value: { quantity: 'fillDepth', unit: 'm', value: WATER_M } });
      const position = eastOfWell(UNIT_AWAY_M);
      await say({ kind: 'position', id: UNIT, value: { headingDeg: 270, speedMps: 1 }, position });
      await say({ kind: 'cover', id: COVER, value: { tiltDeg: 40, isOpen: true } });
      for (const { page } of [left, right]) {
        await expect.poll(() => state(page), { timeout: SLOW_MS }).toBe('open');
        await page.locator('.live-sign.look-red.is-calling').waitFor({ state: 'attached', timeout: SLOW_MS });
      }
    },
    SLOW_MS,
  );

  it(
    'is read at one desk: the manhole, its water, the pipes joined to it, the unit and how far it is',
    async () => {
      const { page } = left;
      await coverRow(page).click();
      await page.getByTestId('nearest-units').getByText(UNIT).waitFor({ timeout: SLOW_MS });
      const words = (await detail(page).textContent()) ?? '';
      expect(words).toContain('Manhole cover open');
      expect(words).toContain(`${UNIT_AWAY_M} m`);
      const level = (WELL.invertM + WATER_M).toFixed(2);
      expect(await page.getByTestId('water-level').textContent()).toContain(level);
      expect(await page.getByTestId('joined-pipes').locator('li').count()).toBe(2);
      await expect.poll(() => new URL(page.url()).searchParams.get('watch')).toMatch(/^alarm:/);
      await screenshot(page, 'desk-1-alarm');
    },
    SLOW_MS,
  );

  it(
    'is acknowledged at one desk, in a name that is asked for once, and changes at the other',
    async () => {
      const { page } = left;
      await page.getByTestId('acknowledge').click();
      await page.getByTestId('operator-name').fill('Li Wei');
      await page.getByTestId('operator-ok').click();
      await expect.poll(() => state(right.page), { timeout: SLOW_MS }).toBe('acknowledged');
      expect(await coverRow(right.page).textContent()).toContain('Li Wei');
      await right.page.locator('.live-sign.look-redSeen').waitFor({ state: 'attached', timeout: SLOW_MS });
      expect(await page.getByTestId('operator').textContent()).toContain('Li Wei');
    },
    SLOW_MS,
  );

  it(
    'is dispatched with one tap: a case is made and handed to the unit, and both desks have it',
    async () => {
      const { page } = left;
      await page.getByTestId('dispatch').first().click();
      await detail(page).getByText(`Dispatched to ${UNIT}`).waitFor({ timeout: SLOW_MS });
      expect(await page.getByTestId('act-failed').count()).toBe(0);
      await right.page.getByTestId('desk').getByText('案件', { exact: false }).first().click();
      const row = right.page.getByTestId('live-case-row');
      await expect.poll(() => row.getAttribute('data-stage'), { timeout: SLOW_MS }).toBe('dispatched');
      await row.click();
      await expect.poll(() => detail(right.page).getAttribute('data-unit')).toBe(UNIT);
      await screenshot(right.page, 'desk-2-case');
    },
    SLOW_MS,
  );

  it(
    'goes on at the other desk: handled, verified, closed; at the first one it is gone from the list',
    async () => {
      const { page } = right;
      for (const [step, stage] of [
        ['handle', 'handled'],
        ['verifyPass', 'verified'],
        ['close', 'closed'],
      ]) {
        await page.getByTestId(`case-${step}`).click();
        if (step === 'handle') {
          await page.getByTestId('operator-name').fill('王芳');
          await page.getByTestId('operator-ok').click();
        }
        await expect.poll(() => detail(page).getAttribute('data-stage'), { timeout: SLOW_MS }).toBe(stage);
      }
      expect(await page.getByTestId('case-history').textContent()).toContain('Li Wei');
      await expect.poll(() => left.page.getByTestId('desk').textContent()).toContain('Cases 0');
    },
    SLOW_MS,
  );

  it(
    'an act that the server refuses is said to have failed, and changes nothing',
    async () => {
      const { page } = left;
      await say({ kind: 'cover', id: COVER, value: { tiltDeg: 50, isOpen: true }, sequence: Date.now() });
      await server.stop();
      await page.getByTestId('close-alarm').click();
      await page.getByTestId('close-alarm-ok').click();
      await page.getByTestId('act-failed').waitFor({ timeout: SLOW_MS });
      expect(await state(page)).toBe('acknowledged');
      await expect
        .poll(() => page.getByTestId('desk-line').getAttribute('data-connection'), { timeout: SLOW_MS })
        .not.toBe('live');
      await screenshot(page, 'desk-3-failed');
    },
    SLOW_MS,
  );
});
