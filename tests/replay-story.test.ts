import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MISSING_BROWSER, type OpenBrowser, openBrowser, screenshot, type WatchedPage } from './support/browser.ts';
import { COUNTS, STORY_CASE, writeCasesScene } from './support/cases-story-files.ts';
import { type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

/** Frames are drawn by the processor here: a view may take its time, ms. */
const SLOW_MS = 170_000;

describe.skipIf(MISSING_BROWSER !== null)('a person goes back in time (needs Chromium)', () => {
  const home = temporaryHome();
  let server: Served;
  let browser: OpenBrowser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    await writeCasesScene(home.path);
    await declareLive(join(home.path, 'scenes', 'cases', 'scene.json'));
    const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined, MQTT_PORT: '0' };
    expect(await undercroft(['import', 'cases'], settings)).toMatchObject({ code: 0 });
    server = await serve(['cases'], settings);
    browser = await openBrowser({ width: 1500, height: 800 });
    watched = await browser.open();
    page = watched.page;
    page.setDefaultTimeout(SLOW_MS);
  }, SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home.remove();
  });

  const bar = () => page.getByTestId('time-bar');
  const rows = () => page.getByTestId('live-case-row');
  const instant = () => new URL(page.url()).searchParams.get('t');
  /** The instant on the clock is on the screen. */
  const settled = () => page.locator('[data-testid="replay-note"][data-waiting="false"]').waitFor();

  it(
    'opens a link to ten in the morning of 10 July: every case of that morning is open, and alarms are not known',
    async () => {
      await page.goto(`${server.url}/?scene=cases&quality=test&theme=light&live=cases&t=2025-07-10T02:00:00Z`);
      await expect.poll(() => bar().getAttribute('data-mode'), { timeout: SLOW_MS }).toBe('paused');
      // Reported at 09:00, closed at 11:00; the story's own case came five days later.
      await expect.poll(() => rows().count(), { timeout: SLOW_MS }).toBe(COUNTS.july - 1);
      expect(await page.getByTestId('replay-note').textContent()).toContain('only cases are known');
      expect(await page.getByTestId('replay-day').getAttribute('aria-valuetext')).toBe(
        `2025-07-10, ${COUNTS.july - 1} cases reported`,
      );
      await page.getByTestId('desk').getByText('Alarms', { exact: true }).click();
      await page.getByText('whether there were alarms is not known').waitFor();
      // Not known is not none.
      expect(await page.locator('.desk-chip .figures').allTextContents()).toEqual(['–', '–', '–', '–']);
      await screenshot(page, 'replay-1-morning');
    },
    SLOW_MS,
  );

  it(
    'moves the minutes and the days by the keyboard, and the address follows',
    async () => {
      await page.getByTestId('desk').getByText('Cases', { exact: false }).click();
      await page.getByTestId('replay-minute').focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(instant).toBe('2025-07-10T02:01:00Z');
      await page.getByTestId('replay-day').focus();
      for (let day = 0; day < 5; day++) await page.keyboard.press('ArrowRight');
      await expect.poll(instant).toBe('2025-07-15T02:01:00Z');
      await expect.poll(() => rows().count(), { timeout: SLOW_MS }).toBe(1);
    },
    SLOW_MS,
  );

  it(
    'goes to the minute before the report and plays: the case comes when its time has come',
    async () => {
      // 08:29 in China; it was reported at 08:30.
      await page.goto(`${server.url}/?scene=cases&quality=test&theme=light&live=cases&t=2025-07-15T00:29:00Z`);
      await expect.poll(() => bar().getAttribute('data-mode'), { timeout: SLOW_MS }).toBe('paused');
      await settled();
      expect(await rows().count()).toBe(0);
      await page.getByTestId('replay-play').click();
      await expect.poll(() => rows().count(), { timeout: SLOW_MS }).toBe(1);
      await page.getByTestId('replay-pause').click();
      expect(Date.parse(instant() ?? '')).toBeGreaterThanOrEqual(Date.parse('2025-07-15T00:29:59Z'));
      await screenshot(page, 'replay-2-reported');
    },
    SLOW_MS,
  );

  it(
    'reads in the past what had been done by then, and goes back to the present in one step',
    async () => {
      // 12:59 in China: dispatched, handled a minute later.
      await page.getByTestId('replay-instant').fill('2025-07-15T12:59:00');
      await expect.poll(instant).toBe('2025-07-15T04:59:00Z');
      await settled();
      await expect.poll(() => rows().first().textContent(), { timeout: SLOW_MS }).toContain('being handled');
      await page.getByTestId('replay-live').click();
      await expect.poll(() => bar().getAttribute('data-mode')).toBe('live');
      await expect.poll(instant).toBeNull();
      await expect.poll(() => rows().count()).toBe(0);
      expect(STORY_CASE.times.handle).toBe('2025-07-15 13:00:00');
      // A scene of cases alone has no ground, which the browser calls an error.
      expect(watched.faults.filter((fault) => !fault.includes('404 (Not Found)'))).toEqual([]);
    },
    SLOW_MS,
  );
});

/** Makes the scene live: reports may come in over HTTP, and none did yet. */
async function declareLive(path: string): Promise<void> {
  const scene = JSON.parse(await readFile(path, 'utf8')) as object;
  const adapter = { kind: 'http', source: 'reports', title: { en: 'Reports', zh: '上报' }, kinds: ['case'] };
  await writeFile(path, JSON.stringify({ ...scene, live: { adapters: [adapter] } }));
}
