import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { DATA, ROOT, type Served, serve, temporaryHome } from '../support/undercroft.ts';
import { parseViews, type View } from './parse-views.ts';

/**
 * `npm run views [-- name ...]`: renders the named views of docs/views.md as stills with all effects, at 1600 x 900 and
 * at 3840 x 2160, into the folder `views/`. Nothing is judged here: a person opens the pictures.
 */
const SIZES = [
  { name: '1600', width: 1600, height: 900 },
  { name: '4k', width: 3840, height: 2160 },
] as const;

/** Software rendering of a 4K still with all effects takes its time, ms. */
const IDLE_WITHIN_MS = 300_000;

/** After the last tile: fades, labels and level of detail settle, ms. */
const SETTLE_MS = 2_500;

const OUTPUT = join(ROOT, 'views');

async function main(names: readonly string[]): Promise<void> {
  const all = parseViews(readFileSync(join(ROOT, 'docs', 'views.md'), 'utf8'));
  const chosen = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  if (chosen.length === 0) throw new Error(`No such view. Known are: ${all.map(({ name }) => name).join(', ')}.`);
  mkdirSync(OUTPUT, { recursive: true });
  const home = temporaryHome();
  try {
    for (const scene of new Set(chosen.map((view) => view.scene))) {
      if (scene === 'bellinge' && DATA === undefined) {
        say('bellinge: skipped, UNDERCROFT_DATA is not set');
        continue;
      }
      const server = await serve(['--scene', scene], { UNDERCROFT_HOME: join(home.path, scene) });
      await renderScene(
        server,
        chosen.filter((view) => view.scene === scene),
      );
      await server.stop();
    }
  } finally {
    home.remove();
  }
}

async function renderScene(server: Served, views: readonly View[]): Promise<void> {
  for (const size of SIZES) {
    const browser = await openBrowser(size);
    for (const view of views) {
      const began = performance.now();
      const { page, faults } = await browser.open();
      await page.goto(`${server.url}/?scene=${view.scene}&quality=high&${view.query}`);
      const isWhole = await page
        .waitForSelector('html[data-ready="true"][data-tiles="idle"][data-layers="idle"][data-ground="idle"]', {
          state: 'attached',
          timeout: IDLE_WITHIN_MS,
        })
        .then(
          () => true,
          () => false,
        );
      // A picture of an unfinished view helps to find out why; the run fails all the same.
      if (!isWhole) {
        faults.push(`not whole after ${IDLE_WITHIN_MS / 1000} s: ${await marks(page)}`);
        process.exitCode = 1;
      }
      await page.waitForTimeout(SETTLE_MS);
      await page.screenshot({ path: join(OUTPUT, `${view.name}-${size.name}.png`), timeout: IDLE_WITHIN_MS });
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      say(`${view.name} ${size.width} x ${size.height}: ${seconds} s${faults.map((fault) => `\n  ${fault}`).join('')}`);
      await page.close();
    }
    await browser.close();
  }
}

/** What the page says of itself. */
function marks(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify(Object.assign({}, document.documentElement.dataset)));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main(process.argv.slice(2));
