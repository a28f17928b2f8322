import { describe, expect, it } from 'vitest';
import { reconnectDelayMs } from './reconnect-delay.ts';

describe('reconnectDelayMs', () => {
  it('doubles from half a second to half a minute, without a random part', () => {
    const most = [0, 1, 2, 3, 4, 5, 6, 7, 60].map((attempt) => Math.round(reconnectDelayMs(attempt, 1)));
    expect(most).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('spreads pages over half of the wait, and never below half a second', () => {
    expect([0, 1, 2, 6, 1000].map((attempt) => reconnectDelayMs(attempt, 0))).toEqual([500, 500, 1000, 15_000, 15_000]);
  });
});
