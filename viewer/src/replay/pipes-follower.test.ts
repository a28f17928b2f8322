import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PipesFollower, type PipesProgress, type PipesTold, type PipesWanted } from './pipes-follower.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 20, 12);
/** Published at 06:00 and at 09:00 of the day; it is noon. */
const FIRST_MS = Date.UTC(2026, 10, 20, 6);
const SECOND_MS = Date.UTC(2026, 10, 20, 9);

/** A city with two surveys, and a screen that keeps what it is to draw and what is said of it. */
function newFollower() {
  const asked: number[] = [];
  const wanted: PipesWanted[] = [];
  const told: PipesTold[] = [];
  let progress: (progress: PipesProgress) => void = () => undefined;
  let isDown = false;
  const follower = new PipesFollower({
    async ask(atMs) {
      asked.push(atMs);
      await Promise.resolve();
      if (isDown) throw new Error('down');
      if (atMs < FIRST_MS) return { atMs, revision: null, fromMs: null, untilMs: FIRST_MS };
      if (atMs < SECOND_MS) return { atMs, revision: '1-a', fromMs: FIRST_MS, untilMs: SECOND_MS };
      return { atMs, revision: '2-b', fromMs: SECOND_MS, untilMs: null };
    },
    draw(next, onProgress) {
      wanted.push(next);
      progress = onProgress;
    },
    tell: (next) => told.push(next),
    presentMs: () => NOW_MS,
  });
  return {
    follower,
    asked,
    wanted,
    told: () => told.at(-1),
    progress: (next: PipesProgress) => progress(next),
    /** Goes to an instant and lets the answer come. */
    go: async (atMs: number) => {
      follower.at(atMs);
      await vi.advanceTimersByTimeAsync(1);
    },
    goDown: (down: boolean) => {
      isDown = down;
    },
  };
}

describe('pipes that follow the clock', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('are asked for once for all instants of their time, and are those of then only when they are drawn', async () => {
    const { follower, asked, wanted, told, progress, go } = newFollower();
    follower.at(SECOND_MS - HOUR_MS);
    expect(told()).toEqual({ state: 'asking' });
    await vi.advanceTimersByTimeAsync(1);
    expect(told()).toEqual({ state: 'coming' });
    progress('shown');
    expect(told()).toEqual({ state: 'then', fromMs: FIRST_MS, untilMs: SECOND_MS });
    await go(SECOND_MS - 1);
    await go(FIRST_MS);
    expect(asked).toEqual([SECOND_MS - HOUR_MS]);
    expect(wanted).toEqual([{ state: 'then', revision: '1-a', asOfMs: FIRST_MS }]);
  });

  it('are those of today where nothing was published since, and nothing is drawn anew for that', async () => {
    const { asked, wanted, told, go } = newFollower();
    await go(NOW_MS - HOUR_MS);
    expect(told()).toEqual({ state: 'same', fromMs: SECOND_MS });
    await go(SECOND_MS);
    expect(told()).toEqual({ state: 'same', fromMs: SECOND_MS });
    expect([asked.length, wanted]).toEqual([1, []]);
  });

  it('are none before the first survey, unless somebody wants those of today all the same, until it is live', async () => {
    const { follower, wanted, told, progress, go } = newFollower();
    await go(FIRST_MS - 1);
    progress('shown');
    expect(told()).toEqual({ state: 'none', untilMs: FIRST_MS });
    follower.chooseToday(true);
    progress('shown');
    expect(told()).toEqual({ state: 'chosen' });
    follower.at(null);
    expect(told()).toEqual({ state: 'live' });
    await go(FIRST_MS - 2);
    progress('shown');
    expect(told()).toEqual({ state: 'none', untilMs: FIRST_MS });
    expect(wanted.map(({ state }) => state)).toEqual(['none', 'today', 'none']);
  });

  it('are not asked for at every instant that a hand passes: the last one counts', async () => {
    const { follower, asked, wanted } = newFollower();
    follower.at(FIRST_MS - HOUR_MS);
    follower.at(FIRST_MS + HOUR_MS);
    follower.at(NOW_MS - HOUR_MS);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual([FIRST_MS - HOUR_MS, NOW_MS - HOUR_MS]);
    expect(wanted).toEqual([]);
  });

  it('are said to be of another time when they cannot be had, and asked for again', async () => {
    const { asked, told, progress, go, goDown } = newFollower();
    goDown(true);
    await go(FIRST_MS);
    expect(told()).toEqual({ state: 'failed' });
    goDown(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toEqual([FIRST_MS, FIRST_MS]);
    progress('failing');
    expect(told()).toEqual({ state: 'failed' });
    progress('shown');
    expect(told()).toMatchObject({ state: 'then' });
  });
});
