import { routePath } from '@undercroft/core/protocol/routes';
import { z } from 'zod';
import { MISSING_BROWSER, openBrowser } from '../../tests/support/browser.ts';
import { percentile } from './statistics.ts';

const SCENE = 'demo';
const YEAR_MS = 365 * 86_400_000;
const SEEKS = 60;
const WARM_UP = 5;
const SUGGESTIONS = 60;
const MOVES = 10_000;
const ROUNDS = 100;
/** Until the browser has made machine code of what runs: a desk stands for a day. */
const ROUNDS_BEFORE = 50;
const READY_MS = 240_000;

/** Milliseconds from asking for the whole city at seeded instants of the past year until the answer is there. */
export async function replaySeekMs(url: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < SEEKS + WARM_UP; i++) {
    const at = new Date(Date.now() - YEAR_MS * (((i + 1) * 0.618_033_988_75) % 1)).toISOString();
    const address = new URL(`${routePath('liveState', { scene: SCENE })}?at=${encodeURIComponent(at)}`, url);
    times.push(await timed(address, z.object({ events: z.array(z.unknown()).min(1) })));
  }
  return percentile(times.slice(WARM_UP), 0.95);
}

/** Milliseconds until it is suggested who should take a case. */
export async function suggestionMs(url: string): Promise<number> {
  const answer = await fetch(new URL(routePath('caseRecords', { scene: SCENE }), url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'component',
      category: '0102',
      position: [119.6, 39.925],
      channel: 'hotline',
      by: 'bench',
    }),
  });
  if (answer.status !== 201) throw new Error(`A case was answered ${answer.status}: ${await answer.text()}`);
  const { case: made } = z.object({ case: z.object({ sourceId: z.string() }) }).parse(await answer.json());
  const address = new URL(routePath('caseSuggestion', { scene: SCENE, id: made.sourceId }), url);
  const times: number[] = [];
  for (let i = 0; i < SUGGESTIONS + WARM_UP; i++) times.push(await timed(address, z.object({})));
  return percentile(times.slice(WARM_UP), 0.95);
}

/**
 * Milliseconds of script for 10,000 moves of units in the page, as it takes them from the stream and hands them to the
 * graphics card; null without a browser. The view is small: here the processor draws it too, and what it takes from the
 * script is not the script's.
 */
export async function movesScriptMs(url: string): Promise<number | null> {
  if (MISSING_BROWSER !== null) return null;
  const browser = await openBrowser({ width: 480, height: 270 });
  try {
    const { page } = await browser.open();
    await page.goto(new URL('/?live=alarms', url).href);
    await page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: READY_MS });
    const spent = await page.evaluate(
      async ([count, rounds]) => {
        const { undercroft } = globalThis as unknown as {
          undercroft: { moveUnits(count: number, rounds: number): Promise<readonly number[]> };
        };
        return [...(await undercroft.moveUnits(count, rounds))];
      },
      [MOVES, ROUNDS] as const,
    );
    return percentile(spent.slice(ROUNDS_BEFORE), 0.5);
  } finally {
    await browser.close();
  }
}

async function timed(address: URL, schema: z.ZodType): Promise<number> {
  const began = performance.now();
  const answer = await fetch(address);
  const text = await answer.text();
  const tookMs = performance.now() - began;
  if (answer.status !== 200) throw new Error(`${address.pathname} was answered ${answer.status}: ${text}`);
  schema.parse(JSON.parse(text));
  return tookMs;
}
