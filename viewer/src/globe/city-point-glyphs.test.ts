import { CITY_POINT_KINDS } from '@undercroft/core/model/city-point';
import { describe, expect, it } from 'vitest';
import { GLYPH_RADIUS_PX, groupRadiusPx, POINT_TONES, pointTone, shortCount } from './city-point-glyphs.ts';

describe('the signs of city points', () => {
  it('tell a count in three figures', () => {
    expect([1, 999, 1000, 1249, 1250, 9_940, 15_400].map(shortCount)).toEqual([
      '1',
      '999',
      '1k',
      '1.2k',
      '1.3k',
      '9.9k',
      '15k',
    ]);
  });

  it('grow with the number they stand for, and none is smaller than a finger of 16 px', () => {
    expect([2, 12, 120, 1200].map(groupRadiusPx)).toEqual([12, 14, 16.5, 19]);
    for (const kind of CITY_POINT_KINDS) expect(GLYPH_RADIUS_PX[kind]).toBeGreaterThanOrEqual(8);
  });

  it('have a tone of their own in both themes', () => {
    for (const theme of ['light', 'dark'] as const) {
      const tones = CITY_POINT_KINDS.map((kind) => pointTone(kind, theme).join());
      expect(new Set(tones).size).toBe(CITY_POINT_KINDS.length);
    }
    expect(pointTone('camera', 'light')).toBe(POINT_TONES.camera);
  });
});
