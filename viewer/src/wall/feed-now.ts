import type { Feed } from '@undercroft/core/live/feed';

export interface FeedNow {
  readonly state: Feed['state'];
  /** Since its last message came; `null` where none did. */
  readonly ageMs: number | null;
  /** How much longer it has been silent than its heartbeat allows; `null` while it has not, or declares none. */
  readonly gapMs: number | null;
}

/**
 * How fresh a feed is now. What the server said of it ages on the page: while the link to the server is away, a feed that
 * was fresh when it was last heard of is not fresh.
 */
export function feedNow(feed: Feed, instantMs: number, isLinked: boolean): FeedNow {
  const { heartbeatS, lastReceivedMs } = feed;
  const ageMs = lastReceivedMs === null ? null : Math.max(0, instantMs - lastReceivedMs);
  const isOverdue = ageMs !== null && heartbeatS !== null && ageMs > heartbeatS * 1000;
  const gapMs = isOverdue ? ageMs : null;
  const isFresh = feed.state === 'fresh' || feed.state === 'unstated';
  return { state: isFresh && (isOverdue || !isLinked) ? 'stale' : feed.state, ageMs, gapMs };
}
