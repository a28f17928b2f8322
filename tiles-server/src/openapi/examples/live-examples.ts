import type { LiveEvents, LiveFeeds } from '@undercroft/core/protocol/live/live-messages';

/** A water gauge in a manhole, a second old. */
export const STREAM_EXAMPLE: LiveEvents = {
  upTo: 4712,
  isLatestOnly: false,
  events: [
    {
      eventId: 4711,
      receivedMs: 1_795_147_201_000,
      isHistorical: false,
      positionBasis: null,
      event: {
        source: 'gauges',
        id: 'WL-0007',
        eventTimeMs: 1_795_147_200_000,
        sequence: 29_919_120,
        position: null,
        quality: 'good',
        kind: 'reading',
        value: { quantity: 'waterLevelM', unit: 'm', value: 0.42 },
      },
    },
  ],
};

export const FEEDS_EXAMPLE: LiveFeeds = {
  serverTimeMs: 1_795_147_202_000,
  feeds: [
    {
      source: 'gauges',
      title: { en: 'Water gauges', zh: '液位计' },
      state: 'fresh',
      heartbeatS: 60,
      lastReceivedMs: 1_795_147_201_000,
      lastEventMs: 1_795_147_200_000,
      eventsPerMinute: 840,
      refusedCount: 2,
      duplicateCount: 0,
      historicalCount: 1,
      positionBasis: 'geodetic',
      isConnected: true,
    },
  ],
};
