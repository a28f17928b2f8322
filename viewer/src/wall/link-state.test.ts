import { describe, expect, it } from 'vitest';
import type { LiveConnection } from '../live/live-store.ts';
import { linkState } from './link-state.ts';

const LINK: LiveConnection = { state: 'live', sinceMs: 0, lastMessageMs: 10_000, unreadable: 0 };

describe('linkState', () => {
  it('is live while messages come every few seconds, and no longer', () => {
    expect(linkState(LINK, 13_500)).toBe('live');
    expect(linkState(LINK, 13_501)).toBe('degraded');
  });

  it('says nothing of a first connection for a second and a half', () => {
    const first: LiveConnection = { ...LINK, state: 'connecting', lastMessageMs: null };
    expect(linkState(first, 1499)).toBe('live');
    expect(linkState(first, 1500)).toBe('connecting');
  });

  it('says at once what the stream itself says', () => {
    expect(linkState({ ...LINK, state: 'degraded' }, 10_000)).toBe('degraded');
    expect(linkState({ ...LINK, state: 'lost' }, 10_000)).toBe('lost');
    expect(linkState({ ...LINK, state: 'off' }, 10_000)).toBe('off');
  });
});
