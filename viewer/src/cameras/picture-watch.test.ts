import { describe, expect, it } from 'vitest';
import { CONNECT_WITHIN_MS, pictureWatch, SAME_AFTER_MS } from './picture-watch.ts';

const NOON = Date.UTC(2026, 10, 20, 4);

function picture(tone: number): Uint8ClampedArray {
  return new Uint8ClampedArray(16).fill(tone);
}

/** A watch to which a second of moving pictures came from noon on. */
function running() {
  const watch = pictureWatch(NOON);
  watch.begin(NOON);
  for (let ms = 0; ms <= 1000; ms += 100) watch.frame(NOON + ms);
  watch.look(NOON, picture(10));
  watch.look(NOON + 1000, picture(90));
  watch.tick(NOON + 1000);
  return watch;
}

describe('a picture that is watched', () => {
  it('is live while new pictures come', () => {
    expect(running().state).toEqual({ phase: 'live', lastGoodMs: NOON + 1000, fault: null });
  });

  it('is frozen 3 s after the last frame, and tells when that was', () => {
    const watch = running();
    watch.tick(NOON + 3900);
    expect(watch.state.phase).toBe('live');
    expect(watch.tick(NOON + 4100)).toBe(false);
    expect(watch.state).toEqual({ phase: 'frozen', lastGoodMs: NOON + 1000, fault: null });
    // 11 s after the last frame it is asked for anew.
    expect(watch.tick(NOON + 12_100)).toBe(true);
  });

  it('is frozen when frames come that all show the same, but for the noise of a sensor', () => {
    const watch = running();
    for (let ms = 1500; ms <= 12_000; ms += 500) {
      watch.frame(NOON + ms);
      watch.look(NOON + ms, picture(90 + (ms % 1000 === 0 ? 2 : 0)));
      watch.tick(NOON + ms);
      expect(watch.state.phase).toBe(ms - 1000 > SAME_AFTER_MS ? 'frozen' : 'live');
    }
    expect(watch.state.lastGoodMs).toBe(NOON + 1000);
    // A stream that begins again with the old picture is frozen still; a new picture is live at once.
    watch.begin(NOON + 13_000);
    watch.frame(NOON + 13_100);
    watch.look(NOON + 13_100, picture(91));
    watch.tick(NOON + 13_200);
    expect(watch.state.phase).toBe('frozen');
    watch.look(NOON + 13_300, picture(120));
    watch.tick(NOON + 13_300);
    expect(watch.state).toMatchObject({ phase: 'live', lastGoodMs: NOON + 13_300 });
  });

  it('is lost at once when the gateway refuses, and stays so until a picture comes', () => {
    const watch = running();
    watch.fail('noSuchStream');
    expect(watch.state).toEqual({ phase: 'lost', lastGoodMs: NOON + 1000, fault: 'noSuchStream' });
    watch.begin(NOON + 2000);
    watch.tick(NOON + 3000);
    expect(watch.state).toMatchObject({ phase: 'lost', fault: 'noSuchStream' });
    watch.frame(NOON + 4000);
    watch.look(NOON + 4000, picture(20));
    watch.tick(NOON + 4000);
    expect(watch.state).toEqual({ phase: 'live', lastGoodMs: NOON + 4000, fault: null });
  });

  it('is lost when no first picture comes in time, without ever a good one', () => {
    const watch = pictureWatch(NOON);
    watch.begin(NOON);
    expect(watch.tick(NOON + CONNECT_WITHIN_MS)).toBe(false);
    expect(watch.state.phase).toBe('connecting');
    expect(watch.tick(NOON + CONNECT_WITHIN_MS + 1)).toBe(true);
    expect(watch.state).toEqual({ phase: 'lost', lastGoodMs: null, fault: 'noPicture' });
  });

  it('says nothing of the time in which the page was hidden', () => {
    const watch = running();
    watch.wake(NOON + 600_000);
    watch.tick(NOON + 601_000);
    expect(watch.state.phase).toBe('live');
    watch.tick(NOON + 604_000);
    expect(watch.state).toMatchObject({ phase: 'frozen', lastGoodMs: NOON + 1000 });
  });

  it('goes by frames alone where pixels may not be read', () => {
    const watch = pictureWatch(NOON);
    watch.begin(NOON);
    for (let ms = 100; ms <= 20_000; ms += 500) {
      watch.frame(NOON + ms);
      watch.look(NOON + ms, null);
      watch.tick(NOON + ms);
    }
    expect(watch.state).toMatchObject({ phase: 'live', lastGoodMs: NOON + 19_600 });
  });
});
