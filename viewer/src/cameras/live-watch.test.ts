import { describe, expect, it } from 'vitest';
import { liveWatch } from './live-watch.ts';

const NOON = Date.UTC(2026, 10, 20, 4);
const YESTERDAY = NOON - 86_400_000;

describe('a live picture that is watched', () => {
  it('is live for 2.5 s after it was begun, then as old as it is, and frozen after 12 s', () => {
    const watch = liveWatch();
    expect(watch.at(NOON)).toEqual({ phase: 'connecting', fault: null, shownMs: null, ageS: null });
    watch.frame(NOON, NOON);
    expect(watch.at(NOON + 2500)).toEqual({ phase: 'live', fault: null, shownMs: NOON, ageS: 2 });
    expect(watch.at(NOON + 4100)).toEqual({ phase: 'behind', fault: null, shownMs: NOON, ageS: 4 });
    expect(watch.at(NOON + 12_001).phase).toBe('frozen');
    watch.frame(NOON + 12_500, NOON + 12_500);
    expect(watch.at(NOON + 12_600).phase).toBe('live');
  });

  it('counts its age from when it was begun: a picture that took 3 s to draw is behind when it comes', () => {
    const watch = liveWatch();
    watch.frame(NOON, NOON);
    expect(watch.at(NOON + 3000)).toMatchObject({ phase: 'behind', ageS: 3 });
  });

  it('tells the instant of the city that it shows, which in a replay is not now', () => {
    const watch = liveWatch();
    watch.frame(NOON, YESTERDAY);
    expect(watch.at(NOON + 100)).toMatchObject({ phase: 'live', shownMs: YESTERDAY });
  });

  it('is lost from a fault on until the next picture, and still tells of which instant the last one was', () => {
    const watch = liveWatch();
    watch.frame(NOON, NOON);
    watch.fail('contextLost');
    expect(watch.at(NOON + 100)).toEqual({ phase: 'lost', fault: 'contextLost', shownMs: NOON, ageS: 0 });
    watch.frame(NOON + 900, NOON + 900);
    expect(watch.at(NOON + 1000)).toMatchObject({ phase: 'live', fault: null });
  });

  it('says nothing of a picture from before a pause', () => {
    const watch = liveWatch();
    watch.frame(NOON, NOON);
    watch.begin();
    expect(watch.at(NOON + 60_000)).toEqual({ phase: 'connecting', fault: null, shownMs: null, ageS: null });
  });
});
