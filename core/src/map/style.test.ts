import { describe, expect, it } from 'vitest';
import { LAND_USES, PLACE_KINDS, ROAD_CLASSES } from '../model/map-feature.ts';
import { DARK_PALETTE, LIGHT_PALETTE } from './palettes.ts';
import { MAP_STYLES, MAP_THEMES } from './style.ts';
import { atZoom } from './zoom-stops.ts';

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const channel = (from: number): number => {
    const c = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

describe('MAP_STYLES', () => {
  it('has a rule for every land use, road class and kind of place, in both themes', () => {
    for (const theme of MAP_THEMES) {
      const { rules, labels } = MAP_STYLES[theme];
      const named = new Set(
        [...rules, ...labels].flatMap(({ layer, where }) => where?.values.map((v) => `${layer} ${v}`)),
      );
      for (const kind of LAND_USES) expect(named).toContain(`landuse ${kind}`);
      for (const kind of ROAD_CLASSES) expect(named).toContain(`roads ${kind}`);
      for (const kind of PLACE_KINDS) expect(named).toContain(`places ${kind}`);
    }
  });

  it('writes every name at a contrast of 4.5 or more against its halo and the land (WCAG 2.2, 1.4.3)', () => {
    for (const palette of [LIGHT_PALETTE, DARK_PALETTE]) {
      for (const text of [palette.text, palette.textRoad, palette.textWater, palette.textGreen]) {
        expect(contrast(text, palette.halo)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(text, palette.land)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('gives colours as six digits', () => {
    for (const palette of [LIGHT_PALETTE, DARK_PALETTE]) {
      for (const colour of Object.values(palette)) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    }
  });
});

describe('atZoom', () => {
  it('runs straight between stops and stays beyond them', () => {
    const stops = [
      [10, 1],
      [14, 3],
    ] as const;
    expect([8, 10, 11, 14, 20].map((zoom) => atZoom(stops, zoom))).toEqual([1, 1, 1.5, 3, 3]);
  });
});
