import { describe, expect, it } from 'vitest';
import { wallScale } from './wall-scale.ts';

/** 30 square metres, 16 to 9: 7.303 m wide, so that a pixel is 1.902 mm. */
const WALL = { widthMm: 7303, pixelWidth: 3840, pixelHeight: 2160 };

describe('wallScale', () => {
  it('asks for capitals of 20 pixels at 8 m and 29 at 12 m', () => {
    // 16 arc-minutes at 8 m: 2 x 8000 x tan(8') = 37.23 mm; 37.23 / 1.9018 = 19.6 pixels.
    expect(wallScale({ ...WALL, farthestViewerM: 8 }).letterPx).toBeCloseTo(19.58, 1);
    expect(wallScale({ ...WALL, farthestViewerM: 12 }).letterPx).toBeCloseTo(29.37, 1);
  });

  it('asks for type that is larger than its capitals, and for signs and lines by their own angles', () => {
    const { fontPx, iconPx, linePx } = wallScale({ ...WALL, farthestViewerM: 8 });
    // 19.58 / 0.7
    expect(fontPx).toBeCloseTo(27.97, 1);
    // 20 and 2 arc-minutes are 20 / 16 and 2 / 16 of 19.58.
    expect(iconPx).toBeCloseTo(24.47, 1);
    expect(linePx).toBeCloseTo(2.45, 1);
  });

  it('wants half the pixels where a pixel is twice as wide', () => {
    const fine = wallScale({ ...WALL, farthestViewerM: 8 });
    const coarse = wallScale({ ...WALL, pixelWidth: 1920, farthestViewerM: 8 });
    expect(coarse.fontPx).toBeCloseTo(fine.fontPx / 2, 6);
  });
});
