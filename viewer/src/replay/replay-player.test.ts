import type { LoggedEventAnswer } from '@undercroft/core/protocol/live/live-messages';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import type { LiveClock } from '../live/live-store.ts';
import { ReplayPlayer, type ReplayStatus } from './replay-player.ts';

const MINUTE_MS = 60_000;
/** Now is an hour after this. */
const START_MS = Date.UTC(2026, 10, 20, 4);

function eventAt(ms: number): LoggedEventAnswer {
  return {
    eventId: 0,
    receivedMs: ms,
    isHistorical: false,
    positionBasis: null,
    event: {
      kind: 'cover',
      source: 'simulator',
      id: 'C1',
      eventTimeMs: ms,
      sequence: ms,
      position: null,
      quality: 'good',
      value: { tiltDeg: 0, isOpen: false },
    },
  };
}

/** A city in which something happens at every full minute, and a screen that keeps what it is shown. */
function newPlayer() {
  const clocks: LiveClock[] = [];
  const states: number[] = [];
  const shown: number[] = [];
  const asked: { fromMs: number; toMs: number; everyS: number | null }[] = [];
  let status: ReplayStatus | null = null;
  let steadyMs = 0;
  let isDown = false;
  const player = new ReplayPlayer({
    client: {
      state: (atMs) => {
        if (isDown) return Promise.reject(new ApiError('offline', 'down'));
        states.push(atMs);
        const events = [eventAt(Math.floor(atMs / MINUTE_MS) * MINUTE_MS)];
        const told = { upTo: null, logFromMs: null, isSimulated: true, isWhole: true };
        return Promise.resolve({ atMs, by: 'event', ...told, events });
      },
      history: (fromMs, toMs, everyS) => {
        if (isDown) return Promise.reject(new ApiError('offline', 'down'));
        asked.push({ fromMs, toMs, everyS });
        const first = Math.ceil(fromMs / MINUTE_MS);
        const count = Math.max(0, Math.ceil(toMs / MINUTE_MS) - first);
        const events = Array.from({ length: count }, (_, i) => eventAt((first + i) * MINUTE_MS));
        const told = { isSimulated: true, more: false, wholeToMs: toMs };
        return Promise.resolve({ fromMs, toMs, by: 'event', ...told, events });
      },
    },
    setClock: (clock) => clocks.push(clock),
    showState: (events) => shown.push(...events.map(({ event }) => event.eventTimeMs)),
    showEvents: (events) => shown.push(...events.map(({ event }) => event.eventTimeMs)),
    goLive: () => clocks.push({ mode: 'live' }),
    tell: (next) => {
      status = next;
    },
    presentMs: () => START_MS + 60 * MINUTE_MS,
    steadyMs: () => steadyMs,
  });
  return {
    player,
    clocks,
    states,
    shown,
    asked,
    status: () => status,
    goDown: (down: boolean) => {
      isDown = down;
    },
    /** Lets seconds go by, ten ticks each. */
    run: async (seconds: number) => {
      for (let i = 0; i < seconds * 10; i++) {
        steadyMs += 100;
        player.tick();
        await vi.advanceTimersByTimeAsync(100);
      }
    },
  };
}

describe('the player of the past', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('asks for the instant at which the hand rests, not for those it passes', async () => {
    const { player, states, clocks, status } = newPlayer();
    for (let i = 1; i <= 5; i++) player.seek(START_MS + i * MINUTE_MS);
    expect(clocks.at(-1)).toEqual({ mode: 'paused', atMs: START_MS + 5 * MINUTE_MS, speed: 1 });
    expect(status()).toMatchObject({ isWaiting: true });
    await vi.advanceTimersByTimeAsync(200);
    expect(states).toEqual([START_MS + 5 * MINUTE_MS]);
    expect(status()).toMatchObject({ isWaiting: false, told: { isSimulated: true } });
  });

  it('plays sixty times as fast: three minutes in three seconds, each event once and in its turn', async () => {
    const { player, run, shown, clocks, asked } = newPlayer();
    player.seek(START_MS + 30_000);
    await vi.advanceTimersByTimeAsync(100);
    player.play(60);
    await vi.advanceTimersByTimeAsync(1);
    await run(3);
    const atMs = START_MS + 30_000 + 3 * MINUTE_MS;
    expect(clocks.at(-1)).toEqual({ mode: 'playing', atMs, speed: 60 });
    expect(shown).toEqual([0, 1, 2, 3].map((minute) => START_MS + minute * MINUTE_MS));
    // Fifteen seconds of the past are a quarter of a second on the screen.
    expect(asked[0]).toEqual({ fromMs: START_MS + 30_001, toMs: START_MS + 30_001 + 360_000, everyS: 15 });
    player.pause();
    await run(3);
    expect(clocks.at(-1)).toEqual({ mode: 'paused', atMs, speed: 60 });
  });

  it('is live again where the past meets the present', async () => {
    const { player, run, clocks, status } = newPlayer();
    player.seek(START_MS + 59 * MINUTE_MS);
    await vi.advanceTimersByTimeAsync(100);
    player.play(600);
    await vi.advanceTimersByTimeAsync(1);
    await run(1);
    expect(clocks.at(-1)).toEqual({ mode: 'live' });
    expect(status()).toEqual({ isWaiting: false, error: null, told: null });
    player.seek(START_MS + 61 * MINUTE_MS);
    expect(clocks.at(-1)).toEqual({ mode: 'live' });
  });

  it('stands still and says why when the server is away, and goes on from there', async () => {
    const { player, run, clocks, status, goDown, shown } = newPlayer();
    player.seek(START_MS);
    await vi.advanceTimersByTimeAsync(100);
    goDown(true);
    player.play(60);
    await vi.advanceTimersByTimeAsync(1);
    await run(1);
    expect(clocks.at(-1)).toMatchObject({ mode: 'paused' });
    expect(status()?.error?.failure).toBe('offline');
    goDown(false);
    player.play(60);
    await vi.advanceTimersByTimeAsync(100);
    await run(2);
    expect(status()?.error).toBeNull();
    expect(clocks.at(-1)).toMatchObject({ mode: 'playing' });
    expect(shown.at(-1)).toBeGreaterThanOrEqual(START_MS + MINUTE_MS);
  });
});
