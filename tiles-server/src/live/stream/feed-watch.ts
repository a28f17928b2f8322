import type { Feed } from '@undercroft/core/live/feed';
import type { LoggedEvent, PositionBasis } from '@undercroft/core/live/live-event';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import type { FeedCounts } from '../live-scene.ts';

const WINDOW_S = 60;

/** What only the doors of this server know of a feed. */
type DoorCounts = Pick<FeedCounts, 'lastReceivedMs' | 'refusedCount' | 'duplicateCount' | 'isConnected'>;

interface Watched {
  lastReceivedMs: number | null;
  lastEventMs: number | null;
  historicalCount: number;
  /** Events of each second of the last minute, by second modulo a minute. */
  readonly bySecond: Uint32Array;
  /** The second last counted in. */
  second: number;
}

/** How fresh the feeds of a scene are, by what is in the log: so every server on a database says the same. */
export class FeedWatch {
  readonly #watched = new Map<string, Watched>();

  /** Takes events of the log as they come. */
  count(events: readonly LoggedEvent[]): void {
    for (const { event, receivedMs, isHistorical } of events) {
      const watched = this.#of(event.source);
      watched.lastReceivedMs = latest(watched.lastReceivedMs, receivedMs);
      watched.lastEventMs = latest(watched.lastEventMs, event.eventTimeMs);
      if (isHistorical) watched.historicalCount += 1;
      const second = Math.floor(receivedMs / 1000);
      advance(watched, second);
      // Events of another server may come a little later than others.
      if (watched.second - second >= WINDOW_S) continue;
      const slot = second % WINDOW_S;
      watched.bySecond[slot] = (watched.bySecond[slot] ?? 0) + 1;
    }
  }

  /** Takes the state found at the start: it tells when something came last, not how much came. */
  remember(events: readonly LoggedEvent[]): void {
    for (const { event, receivedMs } of events) {
      const watched = this.#of(event.source);
      watched.lastReceivedMs = latest(watched.lastReceivedMs, receivedMs);
      watched.lastEventMs = latest(watched.lastEventMs, event.eventTimeMs);
    }
  }

  /** Every declared feed as of a time, milliseconds since 1970 UTC. */
  feeds(adapters: readonly Adapter[], nowMs: number, countsOf: (adapter: Adapter) => DoorCounts): readonly Feed[] {
    return adapters.map((adapter): Feed => {
      const { source, title, heartbeatS, crs } = adapter;
      const watched = this.#of(source);
      advance(watched, Math.floor(nowMs / 1000));
      const { refusedCount, duplicateCount, isConnected, ...door } = countsOf(adapter);
      // What comes twice is in the log once, and yet a sign of life.
      const lastReceivedMs = latest(watched.lastReceivedMs, door.lastReceivedMs);
      return {
        source,
        title,
        state: stateOf(lastReceivedMs, heartbeatS ?? null, nowMs),
        heartbeatS: heartbeatS ?? null,
        lastReceivedMs,
        lastEventMs: watched.lastEventMs,
        eventsPerMinute: watched.bySecond.reduce((sum, count) => sum + count, 0),
        refusedCount,
        duplicateCount,
        historicalCount: watched.historicalCount,
        positionBasis: basisOf(crs),
        isConnected,
      };
    });
  }

  #of(source: string): Watched {
    const known = this.#watched.get(source);
    if (known !== undefined) return known;
    const watched: Watched = {
      lastReceivedMs: null,
      lastEventMs: null,
      historicalCount: 0,
      bySecond: new Uint32Array(WINDOW_S),
      second: 0,
    };
    this.#watched.set(source, watched);
    return watched;
  }
}

/** Empties the seconds that have passed since the one last counted in. Never goes back. */
function advance(watched: Watched, second: number): void {
  const passed = Math.min(second - watched.second, WINDOW_S);
  for (let i = 1; i <= passed; i++) watched.bySecond[(second - passed + i) % WINDOW_S] = 0;
  watched.second = Math.max(watched.second, second);
}

function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

function stateOf(lastReceivedMs: number | null, heartbeatS: number | null, nowMs: number): Feed['state'] {
  if (heartbeatS === null) return 'unstated';
  if (lastReceivedMs === null) return 'silent';
  return nowMs - lastReceivedMs <= heartbeatS * 1000 ? 'fresh' : 'stale';
}

function basisOf(crs: string | undefined): PositionBasis {
  if (crs === undefined) return 'undeclared';
  return crs.startsWith('EPSG:') ? 'geodetic' : 'shifted';
}
