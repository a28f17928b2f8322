import { setTimeout as pause } from 'node:timers/promises';
import type { LiveEvent } from '@undercroft/core/live/live-event';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EventGenerator, runSimulator } from './run-simulator.ts';
import { type LiveStoreSample, liveStoreSample } from './testing/live-store-sample.ts';

const NOON_MS = Date.UTC(2026, 9, 20, 4);
const MINUTE_MS = 60_000;
const FEED: Adapter = {
  kind: 'simulator',
  source: 'simulator',
  title: { en: 'Simulated', zh: '模拟' },
  kinds: ['cover'],
  ratePerS: 100,
  seed: 1,
};

/** A cover that speaks at every full second; its sequence is the second. */
const EVERY_SECOND: EventGenerator = {
  events: async (fromMs, toMs) => {
    const events: LiveEvent[] = [];
    for (let second = Math.ceil(fromMs / 1000); second * 1000 < toMs; second++) events.push(tilt(second));
    return events;
  },
  cases: async () => [],
  stateAt: async (atMs) => [tilt(Math.floor(atMs / 1000))],
};

function tilt(second: number): LiveEvent {
  return {
    kind: 'cover',
    source: 'simulator',
    id: 'A',
    eventTimeMs: second * 1000,
    sequence: second,
    position: null,
    quality: 'good',
    value: { tiltDeg: 0, isOpen: false },
  };
}

describe('runSimulator', () => {
  let sample: LiveStoreSample;
  beforeAll(async () => {
    sample = await liveStoreSample();
  }, 60_000);
  afterAll(() => sample.close());

  /** Runs at a clock that stands, until the log ends with the second before it. */
  async function runAt(nowMs: number, changes: Partial<EventGenerator> = {}): Promise<unknown[]> {
    const failures: unknown[] = [];
    const running = runSimulator({
      scene: 'live',
      adapter: FEED,
      generator: { ...EVERY_SECOND, ...changes },
      intake: sample.intake,
      live: sample.store.live,
      wallClock: () => nowMs,
      report: (error) => failures.push(error),
    });
    while ((await sample.sequencesOf('live', 'A')).at(-1) !== nowMs / 1000 - 1) await pause(50);
    await running.close();
    return failures;
  }

  /** The seconds of `[fromMs, toMs)`. */
  function seconds(fromMs: number, toMs: number): readonly number[] {
    return Array.from({ length: (toMs - fromMs) / 1000 }, (_, i) => fromMs / 1000 + i);
  }

  it('begins with the state of ten minutes ago and what happened since', async () => {
    await runAt(NOON_MS);
    expect(await sample.sequencesOf('live', 'A')).toEqual(seconds(NOON_MS - 10 * MINUTE_MS, NOON_MS));
  });

  it('after a restart goes on where the log ends: nothing twice, nothing left out', async () => {
    await runAt(NOON_MS + 5 * MINUTE_MS);
    expect(await sample.sequencesOf('live', 'A')).toEqual(seconds(NOON_MS - 10 * MINUTE_MS, NOON_MS + 5 * MINUTE_MS));
  });

  it('after an hour away leaves out no more than what is over ten minutes old, and no case of half a day', async () => {
    const backMs = NOON_MS + 65 * MINUTE_MS;
    const asked: (readonly number[])[] = [];
    await runAt(backMs, {
      cases: async (fromMs, toMs) => {
        asked.push([fromMs, toMs]);
        return [];
      },
    });
    expect(asked).toEqual([[backMs - 12 * 60 * MINUTE_MS, backMs - 10 * MINUTE_MS]]);
    expect(await sample.sequencesOf('live', 'A')).toEqual([
      ...seconds(NOON_MS - 10 * MINUTE_MS, NOON_MS + 5 * MINUTE_MS),
      ...seconds(backMs - 10 * MINUTE_MS, backMs),
    ]);
  });

  it('asks again for what failed, and tells of it once', async () => {
    let tries = 0;
    const failures = await runAt(NOON_MS + 70 * MINUTE_MS, {
      events: (fromMs, toMs) =>
        ++tries < 3 ? Promise.reject(new Error('no city')) : EVERY_SECOND.events(fromMs, toMs),
    });
    expect(failures).toEqual([new Error('no city')]);
    const wanted = seconds(NOON_MS + 55 * MINUTE_MS, NOON_MS + 70 * MINUTE_MS);
    expect((await sample.sequencesOf('live', 'A')).slice(-wanted.length)).toEqual(wanted);
  });

  it('counts as any feed does', () => {
    expect(sample.intake.feed('live', FEED)).toMatchObject({
      lastEventMs: NOON_MS + 70 * MINUTE_MS - 1000,
      refusedCount: 0,
    });
  });
});
