import type { LiveConnection } from '../live/live-store.ts';

/** How much of the wall is the present, as its banner says it. */
export type LinkState = 'live' | 'connecting' | 'degraded' | 'lost' | 'off';

/** Messages come every two seconds at the latest; so much longer without one is a loss, milliseconds. */
const SILENCE_MS = 3500;

/** A first answer may take so long before anything is said of it, milliseconds. */
const PATIENCE_MS = 1500;

/** What is to be said about the link now; both times by this machine's clock. */
export function linkState({ state, sinceMs, lastMessageMs }: LiveConnection, nowMs: number): LinkState {
  switch (state) {
    case 'live':
      return lastMessageMs !== null && nowMs - lastMessageMs > SILENCE_MS ? 'degraded' : 'live';
    case 'connecting':
      return nowMs - sinceMs < PATIENCE_MS && lastMessageMs === null ? 'live' : 'connecting';
    case 'degraded':
    case 'lost':
    case 'off':
      return state;
  }
}
