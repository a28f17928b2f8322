import type { PositionBasis } from './live-event.ts';

/**
 * How fresh a feed is: `fresh` within its declared heartbeat, `stale` beyond it, `silent` when nothing came since the
 * server looks, `unstated` where no heartbeat is declared: silence then means nothing.
 */
export const FEED_STATES = ['fresh', 'stale', 'silent', 'unstated'] as const;

/** A feed of live events as the server sees it. Times are milliseconds since 1970 UTC. */
export interface Feed {
  readonly source: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly state: (typeof FEED_STATES)[number];
  /** Longest time between two messages that is normal, seconds. */
  readonly heartbeatS: number | null;
  readonly lastReceivedMs: number | null;
  readonly lastEventMs: number | null;
  /** Over the last minute. */
  readonly eventsPerMinute: number;
  /** Since the server started. */
  readonly refusedCount: number;
  readonly duplicateCount: number;
  readonly historicalCount: number;
  /** What its positions are declared to be. */
  readonly positionBasis: PositionBasis;
  /** Whether the link to it stands, where it has one (a broker). */
  readonly isConnected: boolean | null;
}
