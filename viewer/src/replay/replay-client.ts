import {
  type LiveExtent,
  type LiveHistory,
  type LiveState,
  liveExtentSchema,
  liveHistorySchema,
  liveStateSchema,
} from '@undercroft/core/protocol/live/replay';
import { routePath } from '@undercroft/core/protocol/routes';
import { type Fetch, parsedAnswer } from '../api/ask.ts';

/** What the page shows of the past; signals change too often for anyone to follow them there. */
const KINDS = 'alarm,case,cover,reading,position,flow';

/** Asks for the city as it was. Fails with `ApiError`, or as aborted. */
export interface ReplayClient {
  state(atMs: number, signal: AbortSignal): Promise<LiveState>;
  /** Events of `[fromMs, toMs)`; of what is told more often than every so many seconds only the last word. */
  history(fromMs: number, toMs: number, everyS: number | null, signal: AbortSignal): Promise<LiveHistory>;
  extent(utcOffsetMinutes: number, signal: AbortSignal): Promise<LiveExtent>;
}

export function replayClient(scene: string, fetchUrl?: Fetch): ReplayClient {
  return {
    state: (atMs, signal) =>
      parsedAnswer(
        liveStateSchema,
        `${routePath('liveState', { scene })}?${new URLSearchParams({ at: String(Math.floor(atMs)), kinds: KINDS })}`,
        { signal },
        fetchUrl,
      ),
    history(fromMs, toMs, everyS, signal) {
      const query = new URLSearchParams({
        from: String(Math.floor(fromMs)),
        to: String(Math.floor(toMs)),
        kinds: KINDS,
        ...(everyS === null ? {} : { every: String(everyS) }),
      });
      return parsedAnswer(liveHistorySchema, `${routePath('liveHistory', { scene })}?${query}`, { signal }, fetchUrl);
    },
    extent: (utcOffsetMinutes, signal) =>
      parsedAnswer(
        liveExtentSchema,
        `${routePath('liveExtent', { scene })}?utcOffset=${utcOffsetMinutes}`,
        { signal },
        fetchUrl,
      ),
  };
}
