import { describe, expect, it } from 'vitest';
import { wallFontPx } from './wall-font.ts';

describe('wallFontPx', () => {
  it('is a hundred-and-twentieth of a wall of 16 to 9 that declares nothing', () => {
    expect(wallFontPx(null, { widthPx: 1920, heightPx: 1080 })).toBe(16);
    expect(wallFontPx(null, { widthPx: 3840, heightPx: 2160 })).toBe(32);
  });

  it('goes by the height of a very wide one', () => {
    // 3240 / 67.5 and 1080 / 67.5
    expect(wallFontPx(null, { widthPx: 11520, heightPx: 3240 })).toBe(48);
    expect(wallFontPx(null, { widthPx: 5760, heightPx: 1080 })).toBe(16);
  });

  it('is what the farthest viewer reads, and the same part of a smaller window', () => {
    const screen = { widthMm: 7303, pixelWidth: 3840, pixelHeight: 2160, farthestViewerM: 8 };
    const whole = wallFontPx(screen, { widthPx: 3840, heightPx: 2160 });
    // Capitals of 19.58 pixels are 0.7 of it.
    expect(whole).toBeCloseTo(27.97, 1);
    expect(wallFontPx(screen, { widthPx: 960, heightPx: 540 })).toBeCloseTo(whole / 4, 6);
  });
});
