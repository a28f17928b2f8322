import type { Alarm } from '@undercroft/core/live/alarm';
import type { Feed } from '@undercroft/core/live/feed';
import type { CoverState, Reading } from '@undercroft/core/live/live-event';
import type { LiveCaseAnswer } from '@undercroft/core/protocol/live/live-messages';
import { create } from 'zustand';

/**
 * How the page stands to the stream. `off`: the scene is not live, or nobody looks. `connecting`: the first answer is
 * awaited. `live`: messages come within the heartbeat. `degraded`: they stopped, what is on screen may be old. `lost`:
 * they have been away for so long that what is on screen must not be taken for the present.
 */
export const CONNECTION_STATES = ['off', 'connecting', 'live', 'degraded', 'lost'] as const;

export interface LiveConnection {
  readonly state: (typeof CONNECTION_STATES)[number];
  /** Since when it is in this state, by this machine's clock, milliseconds since 1970. */
  readonly sinceMs: number;
  /** When the last message came, by this machine's clock; `null` while none did. */
  readonly lastMessageMs: number | null;
  /** Events that could not be understood and were left out, since the page began. */
  readonly unreadable: number;
}

/** The latest word about something, with the time it was said of, milliseconds since 1970 UTC. */
export interface Said<T> {
  readonly value: T;
  readonly eventTimeMs: number;
  readonly source: string;
  readonly position: readonly [lon: number, lat: number] | null;
  readonly quality: 'good' | 'uncertain' | 'bad' | 'unknown';
}

/** Traffic on a stretch of road. */
export interface Flow {
  readonly vehiclesAnHour: number;
  readonly speedKmh: number;
}

/** Which instant the page shows. */
export type LiveClock =
  /** The present, as it comes in. */
  | { readonly mode: 'live' }
  /** An instant of the past; while it plays, `atMs` goes on by `speed` seconds a second. */
  | { readonly mode: 'paused' | 'playing'; readonly atMs: number; readonly speed: number };

export interface LiveState {
  readonly connection: LiveConnection;
  readonly feeds: readonly Feed[];
  /** Alarms that are not closed, by their id, as of the clock. */
  readonly alarms: ReadonlyMap<string, Alarm>;
  /** Cases that are not over, by their tracking number, as of the clock. */
  readonly cases: ReadonlyMap<string, LiveCaseAnswer>;
  /** The latest reading of each quantity of a thing, by the thing's `sourceId`. */
  readonly readings: ReadonlyMap<string, readonly Said<Reading>[]>;
  readonly covers: ReadonlyMap<string, Said<CoverState>>;
  readonly flows: ReadonlyMap<string, Said<Flow>>;
  readonly clock: LiveClock;
  /** How far the server's clock is ahead of this machine's, milliseconds. */
  readonly aheadMs: number;
  /** Something is known of the instant shown; false before the first snapshot: an empty list then means nothing. */
  readonly isKnown: boolean;
}

export const NOTHING_LIVE: Omit<LiveState, 'connection' | 'clock' | 'aheadMs' | 'feeds'> = {
  alarms: new Map(),
  cases: new Map(),
  readings: new Map(),
  covers: new Map(),
  flows: new Map(),
  isKnown: false,
};

export const LIVE_OFF: LiveConnection = { state: 'off', sinceMs: 0, lastMessageMs: null, unreadable: 0 };

/** Everything live on the page but the positions of units (`live-positions.ts`); changed by `live-actions.ts` alone. */
export const useLive = create<LiveState>()(() => ({
  ...NOTHING_LIVE,
  connection: LIVE_OFF,
  feeds: [],
  clock: { mode: 'live' },
  aheadMs: 0,
}));

/** The instant that the page shows, milliseconds since 1970 UTC by the server's clock. */
export function shownMs({ clock, aheadMs }: Pick<LiveState, 'clock' | 'aheadMs'>, machineMs: number): number {
  return clock.mode === 'live' ? machineMs + aheadMs : clock.atMs;
}
