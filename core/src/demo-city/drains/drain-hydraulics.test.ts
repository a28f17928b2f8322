import { describe, expect, it } from 'vitest';
import {
  designFlowM3s,
  designRainM3sPerHa,
  fullCapacityM3s,
  gathered,
  INLET_MINUTES,
  leastSlope,
  sectionAreaM2,
} from './drain-hydraulics.ts';
import { ARCH_CULVERT, CONCRETE_DRAINS, CULVERTS, EGG_TRUNKS } from './drain-makes.ts';

const dn = (size: number) => CONCRETE_DRAINS.find((make) => make.widthMm === size) ?? CONCRETE_DRAINS[0];

describe('fullCapacityM3s', () => {
  it('is 0.0492 m3/s for DN300 at 0.003: area 0.0707, hydraulic radius 0.075, n 0.014', () => {
    const make = dn(300);
    expect(make && fullCapacityM3s(make, 0.003)).toBeCloseTo(
      (0.070686 / 0.014) * 0.075 ** (2 / 3) * Math.sqrt(0.003),
      4,
    );
    expect(make && fullCapacityM3s(make, 0.003)).toBeCloseTo(0.0492, 4);
  });

  it('carries nothing against the slope', () => {
    for (const make of CONCRETE_DRAINS) expect(fullCapacityM3s(make, -0.01)).toBe(0);
  });

  it('grows with the size, culverts last', () => {
    const areas = [...CONCRETE_DRAINS, ...CULVERTS].map(sectionAreaM2);
    expect(areas).toEqual(areas.toSorted((a, b) => a - b));
    expect(sectionAreaM2(ARCH_CULVERT)).toBeCloseTo((Math.PI * 1.8 ** 2) / 8 + 1.8 * 0.6, 9);
    expect(EGG_TRUNKS[0] && sectionAreaM2(EGG_TRUNKS[0])).toBeCloseTo(0.5105 * 2.25, 9);
  });
});

describe('leastSlope', () => {
  it('is 0.003 for a sewer of DN300, less for larger ones, and never below 0.0006', () => {
    const slopes = CONCRETE_DRAINS.map((make) => leastSlope(make, 'sewage'));
    expect(slopes[0]).toBe(0.003);
    expect(slopes).toEqual(slopes.toSorted((a, b) => b - a));
    expect(Math.min(...slopes)).toBe(0.0006);
  });

  it('gives 0.6 m/s in a full sewer of DN400 and 0.75 m/s in a storm drain', () => {
    const make = dn(400);
    if (!make) throw new RangeError('no DN400');
    expect(fullCapacityM3s(make, leastSlope(make, 'sewage')) / sectionAreaM2(make)).toBeCloseTo(0.6, 9);
    expect(fullCapacityM3s(make, leastSlope(make, 'storm')) / sectionAreaM2(make)).toBeCloseTo(0.75, 9);
  });
});

describe('loads', () => {
  it('rain of ten minutes is 215 L/s per hectare, and less the longer it takes', () => {
    expect(designRainM3sPerHa(10)).toBeCloseTo(0.215, 3);
    expect(designRainM3sPerHa(30)).toBeLessThan(designRainM3sPerHa(10));
  });

  it('adds land and sewage and takes the longest way: 720 m at 72 m a minute are ten minutes', () => {
    const one = { areaHa: 2, minutes: 14, sewageM3s: 0.01 };
    const other = { areaHa: 1, minutes: 22, sewageM3s: 0 };
    const all = gathered([one, other], { areaHa: 0.5, sewageM3s: 0.002 }, 720);
    expect(all.areaHa).toBe(3.5);
    expect(all.minutes).toBe(32);
    expect(all.sewageM3s).toBeCloseTo(0.012, 12);
    expect(designFlowM3s(all)).toBeCloseTo(3.5 * designRainM3sPerHa(32) + 0.012, 12);
    expect(gathered([], { areaHa: 1, sewageM3s: 0 }, 0).minutes).toBe(INLET_MINUTES);
  });
});
