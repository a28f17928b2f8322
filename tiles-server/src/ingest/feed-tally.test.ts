import type { LoggedEvent } from '@undercroft/core/live/live-event';
import { describe, expect, it } from 'vitest';
import { FeedTally } from './feed-tally.ts';

const NOON_MS = Date.UTC(2026, 10, 20, 4);

function logged(eventTimeMs: number, isHistorical = false): LoggedEvent {
  const event = {
    kind: 'cover',
    source: 'covers',
    id: 'ZNJG-1',
    eventTimeMs,
    sequence: eventTimeMs,
    position: null,
    quality: 'good',
    value: { tiltDeg: 0, isOpen: false },
  } as const;
  return { eventId: 1, event, receivedMs: NOON_MS, positionBasis: null, isHistorical };
}

describe('FeedTally', () => {
  it('has nothing to say of a feed that never spoke', () => {
    expect(new FeedTally().counts(NOON_MS)).toEqual({
      lastReceivedMs: null,
      lastEventMs: null,
      eventsPerMinute: 0,
      refusedCount: 0,
      duplicateCount: 0,
      historicalCount: 0,
      isConnected: null,
    });
  });

  it('counts stored, late and repeated events, and forgets their rate after a minute', () => {
    const tally = new FeedTally();
    const outcomes = [
      { status: 'stored', logged: logged(NOON_MS - 100) },
      { status: 'stored', logged: logged(NOON_MS - 9000, true) },
      { status: 'duplicate' },
    ] as const;
    expect(tally.count(outcomes, NOON_MS)).toEqual({ stored: 2, historical: 1, duplicates: 1 });
    expect(tally.counts(NOON_MS + 59_000)).toMatchObject({
      lastReceivedMs: NOON_MS,
      lastEventMs: NOON_MS - 100,
      eventsPerMinute: 3,
      duplicateCount: 1,
      historicalCount: 1,
    });
    expect(tally.counts(NOON_MS + 60_000).eventsPerMinute).toBe(0);
    tally.count([{ status: 'duplicate' }], NOON_MS + 60_000);
    expect(tally.counts(NOON_MS + 60_000).eventsPerMinute).toBe(1);
  });
});
