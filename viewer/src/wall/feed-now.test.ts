import type { Feed } from '@undercroft/core/live/feed';
import { describe, expect, it } from 'vitest';
import { feedNow } from './feed-now.ts';

const FEED: Feed = {
  source: 'gateway',
  title: { en: 'Gateway', zh: '网关' },
  state: 'fresh',
  heartbeatS: 60,
  lastReceivedMs: 1_000_000,
  lastEventMs: 1_000_000,
  eventsPerMinute: 3,
  refusedCount: 0,
  duplicateCount: 0,
  historicalCount: 0,
  positionBasis: 'geodetic',
  isConnected: null,
};

describe('feedNow', () => {
  it('ages on the page: 61 seconds after its last message a feed that beats each minute is stale', () => {
    expect(feedNow(FEED, 1_060_000, true)).toEqual({ state: 'fresh', ageMs: 60_000, gapMs: null });
    expect(feedNow(FEED, 1_061_000, true)).toEqual({ state: 'stale', ageMs: 61_000, gapMs: 61_000 });
  });

  it('is stale while the link to the server is away, whatever was last heard', () => {
    expect(feedNow(FEED, 1_001_000, false).state).toBe('stale');
    expect(feedNow({ ...FEED, state: 'unstated', heartbeatS: null }, 1_001_000, false).state).toBe('stale');
  });

  it('is no older than nothing, and silent when nothing came', () => {
    expect(feedNow(FEED, 999_000, true).ageMs).toBe(0);
    expect(feedNow({ ...FEED, state: 'silent', lastReceivedMs: null }, 1_000_000, true)).toEqual({
      state: 'silent',
      ageMs: null,
      gapMs: null,
    });
  });
});
