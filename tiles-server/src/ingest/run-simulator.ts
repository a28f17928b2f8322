import { setTimeout as pause } from 'node:timers/promises';
import type { LiveEvent, NewEvent } from '@undercroft/core/live/live-event';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import type { LiveRepository } from '@undercroft/store/live-store';
import type { Intake } from '../live/live-scene.ts';

/** Where events come from: the same time gives the same events, with the same ids and sequences. */
export interface EventGenerator {
  /** All events of `[fromMs, toMs)`. */
  events(fromMs: number, toMs: number): Promise<readonly LiveEvent[]>;
  /** The cases among them alone. */
  cases(fromMs: number, toMs: number): Promise<readonly LiveEvent[]>;
  /** The latest of every thing at an instant. */
  stateAt(atMs: number): Promise<readonly LiveEvent[]>;
}

export interface SimulatorOptions {
  readonly scene: string;
  readonly adapter: Adapter;
  readonly generator: EventGenerator;
  readonly intake: Intake;
  readonly live: Pick<LiveRepository, 'state'>;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
  /** Told of every failure, once in a row. */
  readonly report: (error: unknown) => void;
}

const TICK_MS = 1000;
/** What was missed while the server was away is made up for so far back, ms; before it the state alone is. */
const CATCH_UP_MS = 10 * 60_000;
/** Cases stand longer than states: those of half a day, so that the desk of a city that has just begun is not empty. */
const CASES_BACK_MS = 12 * 3_600_000;
const EVENTS_AT_ONCE = 2000;

/**
 * Brings the events of a generator by the wall clock, second by second, until it is closed. After a restart it goes on where
 * the log ends: what is in the log already is not stored twice, and what came in between is made up for.
 */
export function runSimulator(options: SimulatorOptions): { close(): Promise<void> } {
  const stop = new AbortController();
  const running = run(options, stop.signal);
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}

async function run(options: SimulatorOptions, signal: AbortSignal): Promise<void> {
  const { generator, wallClock, report } = options;
  let fromMs: number | null = null;
  let hasFailed = false;
  while (!signal.aborted) {
    try {
      fromMs ??= await beginning(options);
      const toMs = wallClock();
      if (toMs - fromMs > CATCH_UP_MS) fromMs = await jump(options, toMs);
      if (toMs > fromMs) {
        await take(options, await generator.events(fromMs, toMs));
        fromMs = toMs;
      }
      hasFailed = false;
    } catch (error) {
      // The same time is asked for again: nothing is left out, and nothing is stored twice.
      if (!hasFailed && !signal.aborted) report(error);
      hasFailed = true;
    }
    await pause(TICK_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** The time of the newest event in the log; where there is none, long enough ago for the state to be brought. */
async function beginning({ scene, adapter, live }: SimulatorOptions): Promise<number> {
  const { events } = await live.state(scene);
  let newestMs = 0;
  for (const { event } of events) {
    if (event.source === adapter.source && event.eventTimeMs > newestMs) newestMs = event.eventTimeMs;
  }
  return newestMs;
}

/** Brings the cases of half a day and the state of some minutes ago, from which on events are brought one by one. */
async function jump(options: SimulatorOptions, nowMs: number): Promise<number> {
  const fromMs = nowMs - CATCH_UP_MS;
  await take(options, await options.generator.cases(nowMs - CASES_BACK_MS, fromMs));
  await take(options, await options.generator.stateAt(fromMs));
  return fromMs;
}

async function take(
  { scene, adapter, intake, wallClock }: SimulatorOptions,
  events: readonly LiveEvent[],
): Promise<void> {
  const wanted = events.filter(({ kind }) => kind !== 'alarm' && adapter.kinds.includes(kind));
  for (let at = 0; at < wanted.length; at += EVENTS_AT_ONCE) {
    const receivedMs = wallClock();
    const parsed = wanted
      .slice(at, at + EVENTS_AT_ONCE)
      .map((event): NewEvent => ({ event, receivedMs, positionBasis: event.position === null ? null : 'geodetic' }));
    await intake.takeParsed(scene, adapter, parsed);
  }
}
