import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { ROOT } from './undercroft.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/** Why no browser can be started here; null when one can. */
export const MISSING_BROWSER: string | null =
  CHROMIUM === undefined ? 'Chromium is not installed (on Debian: apt-get install chromium)' : null;

/** Software rendering, and no word to the outside. */
const FLAGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SCREENSHOTS = join(ROOT, 'tests', 'output');

export interface OpenBrowser {
  readonly context: BrowserContext;
  /** A page whose console errors, uncaught errors and requests to other hosts are gathered. */
  open(): Promise<WatchedPage>;
  close(): Promise<void>;
}

export interface WatchedPage {
  readonly page: Page;
  /** Everything that should not have happened, one line each. */
  readonly faults: string[];
}

/** Starts Chromium with a profile of its own. */
export async function openBrowser(viewport: { readonly width: number; readonly height: number }): Promise<OpenBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'undercroft-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM ?? '',
    headless: true,
    args: FLAGS,
    viewport,
  });
  return {
    context,
    async open() {
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol.startsWith('http') && hostname !== '127.0.0.1') faults.push(`request to ${hostname}`);
      });
      return { page, faults };
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Waits until every tile in view is there and drawn. */
export async function tilesIdle(page: Page, withinMs = 120_000): Promise<void> {
  await page.waitForSelector('html[data-ready="true"][data-tiles="idle"]', { state: 'attached', timeout: withinMs });
}

/** Takes a screenshot, keeps it for a person to look at, and returns its pixels. */
export async function screenshot(page: Page, name: string): Promise<PNG> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const bytes = await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  return PNG.sync.read(bytes);
}

/** Number of different colours, 5 bits a channel, in a rectangle: 1 in a blank picture. */
export function colourCount(png: PNG, box: { x: number; y: number; width: number; height: number }): number {
  const seen = new Set<number>();
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const i = (y * png.width + x) * 4;
      const channel = (k: number) => (png.data[i + k] ?? 0) >> 3;
      seen.add(channel(0) * 1024 + channel(1) * 32 + channel(2));
    }
  }
  return seen.size;
}
