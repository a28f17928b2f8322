import { UTILITY_COLOURS } from '@undercroft/core/model/utility-colour';
import type { Page } from 'playwright-core';
import { openBrowser, tilesIdle } from '../../tests/support/browser.ts';
import type {} from '../../viewer/src/globe/automation.ts';
import type { PixelFrame } from '../../viewer/src/globe/watch-pixel.ts';
import type { EditedConduit } from './edited-conduit.ts';

export interface EditFrames {
  /** Of each edit, milliseconds from its sending to the first frame that shows it. */
  readonly toFrameMs: readonly number[];
  /** Milliseconds between frames of a view that moves. */
  readonly betweenMs: readonly number[];
}

const EDITS = 11;
const FRAMES = 60;
const SETTLED_MS = 500;

/** The camera stands so far above the conduit, metres. */
const ABOVE_M = 30;

/** Looks at a conduit straight from above, 800 x 450, and changes its utility, which changes its colour. */
export async function editFrames(url: string, scene: string, conduit: EditedConduit): Promise<EditFrames> {
  const browser = await openBrowser({ width: 800, height: 450 });
  try {
    const { page } = await browser.open();
    const [lon, lat, levelM] = conduit.middle;
    const view = 'quality=test&lang=en&theme=light&ground=0&without=buildings,furniture';
    await page.goto(`${url}/?scene=${scene}&${view}&camera=${[lon, lat, levelM + ABOVE_M, 0, -89.9].join()}`);
    await tilesIdle(page);
    const other = contrasting(conduit.utility);
    const toFrameMs: number[] = [];
    for (let edit = 0; edit < EDITS; edit++) {
      await watch(page, conduit.middle);
      // To look at the page costs a frame, which must not be under way when the edit comes.
      await page.waitForTimeout(SETTLED_MS);
      const sentMs = Date.now();
      await conduit.patch({ utility: edit % 2 === 0 ? other : conduit.utility });
      // Long enough for the tiles to have come anew too.
      await page.waitForTimeout(2500);
      await tilesIdle(page);
      const frames = await watched(page);
      const [first, last] = [frames[0], frames.at(-1)];
      if (first === undefined || last === undefined) throw new Error('An edit was followed by no frame.');
      const right = frames.find((frame) => distance(frame, last) < 60);
      if (right === undefined) throw new Error('No frame after the edit is like the last.');
      toFrameMs.push(right.atMs - sentMs);
    }
    if (EDITS % 2 === 1) await conduit.patch({ utility: conduit.utility });
    return { toFrameMs, betweenMs: await movingFrames(page, conduit.middle) };
  } finally {
    await browser.close();
  }
}

async function movingFrames(page: Page, middle: EditedConduit['middle']): Promise<readonly number[]> {
  await watch(page, middle);
  await page.evaluate(async (count) => {
    const place = window.undercroft?.camera();
    if (place === undefined) return;
    for (let i = 0; i < count; i++) {
      window.undercroft?.setCamera({ ...place, headingDeg: i % 2 });
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, FRAMES);
  const frames = await watched(page);
  return frames.slice(1).map(({ atMs }, i) => atMs - (frames[i]?.atMs ?? atMs));
}

async function watch(page: Page, middle: EditedConduit['middle']): Promise<void> {
  await page.evaluate(([lon, lat, levelM]) => {
    const spot = window.undercroft?.project(lon, lat, levelM) ?? { x: 0, y: 0 };
    Reflect.set(window, 'told', window.undercroft?.watchPixel(spot.x, spot.y));
  }, middle);
}

function watched(page: Page): Promise<readonly PixelFrame[]> {
  return page.evaluate(() => (Reflect.get(window, 'told') as () => readonly PixelFrame[])());
}

function contrasting(utility: EditedConduit['utility']): EditedConduit['utility'] {
  const apart = (other: EditedConduit['utility']) =>
    Math.hypot(...UTILITY_COLOURS[other].map((value, i) => value - (UTILITY_COLOURS[utility][i] ?? 0)));
  return apart('gas') > apart('water') ? 'gas' : 'water';
}

function distance(a: PixelFrame, b: PixelFrame): number {
  return Math.hypot(...a.rgb.map((value, i) => value - (b.rgb[i] ?? 0)));
}
