import { describe, expect, it } from 'vitest';
import { THEMES } from '../state/view-state.ts';
import { SCENE_PALETTES } from './palette.ts';
import { sunLook } from './sun-look.ts';

const brightness = (rgb: readonly number[]) => rgb.reduce((sum, value) => sum + value, 0);

describe.each(THEMES)('the %s theme', (theme) => {
  it('has its own tones by day', () => {
    expect(sunLook(theme, 45).palette).toEqual(SCENE_PALETTES[theme]);
    expect(sunLook(theme, 45).day).toBe(1);
  });

  it('has darker ground and sky and less light at night, and no glow', () => {
    const [day, night] = [sunLook(theme, 45), sunLook(theme, -30)];
    for (const tone of ['ground', 'haze', 'zenith', 'throughDeep'] as const) {
      expect(brightness(night.palette[tone])).toBeLessThan(brightness(day.palette[tone]));
    }
    expect(night.intensity).toBeLessThan(day.intensity);
    expect(night.glow).toBeNull();
  });

  it('is warm at sunset: more red than blue in light and haze', () => {
    const { light, palette } = sunLook(theme, 0.5);
    expect(light[0]).toBeGreaterThan(light[2]);
    expect(palette.haze[0]).toBeGreaterThan(palette.haze[2]);
  });

  it('changes without a step', () => {
    for (let altitude = -20; altitude < 60; altitude += 0.25) {
      const apart = sunLook(theme, altitude + 0.25).palette.haze.map(
        (value, i) => value - (sunLook(theme, altitude).palette.haze[i] ?? 0),
      );
      expect(Math.max(...apart.map(Math.abs))).toBeLessThan(8);
    }
  });
});
