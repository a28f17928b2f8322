import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crs, CrsError, crsByCode, fromLonLat, isInAreaOfUse, isKnownCrs, toLonLat } from './crs.ts';
import { CRS_TABLE } from './crs-table.ts';

const metres = (code: string, lon: number, lat: number) => {
  const [x, y] = fromLonLat(crsByCode(code))(lon, lat);
  // Adding 0 turns -0 into 0.
  return [Number(x.toFixed(2)) + 0, Number(y.toFixed(2)) + 0];
};

describe('crsByCode', () => {
  it('holds every system once', () => {
    expect(new Set(CRS_TABLE.map(({ code }) => code)).size).toBe(CRS_TABLE.length);
  });

  it('knows the systems the project promises', () => {
    const codes = [4326, 4490, 4258, 4269, 6668, 6697, 3857, 28992, 7415, 3547, 2154, 27700, 2326, 3826];
    const series = [
      ...range(4491, 4554),
      ...range(32601, 32660),
      ...range(32701, 32760),
      ...range(25828, 25838),
      ...range(31466, 31469),
      ...range(6669, 6687),
    ];
    expect([...codes, ...series].filter((code) => !isKnownCrs(`EPSG:${code}`))).toEqual([]);
  });

  it('refuses a code that is not listed by its name, and names near ones', () => {
    expect(() => crsByCode('EPSG:4555')).toThrow(CrsError);
    expect(() => crsByCode('EPSG:4555')).toThrow(
      /"EPSG:4555".*EPSG:4554 \(CGCS2000 \/ 3-degree Gauss-Kruger CM 135E\)/,
    );
    expect(() => crsByCode('UTM32')).toThrow(/EPSG:/);
    expect(isKnownCrs('EPSG:4555')).toBe(false);
  });
});

describe('toLonLat and fromLonLat', () => {
  it('put a central meridian at its false easting, with and without the zone number', () => {
    expect(metres('EPSG:4549', 120, 0)).toEqual([500_000, 0]);
    expect(metres('EPSG:4528', 120, 0)).toEqual([40_500_000, 0]);
    expect(metres('EPSG:4509', 117, 0)).toEqual([500_000, 0]);
    expect(metres('EPSG:4498', 117, 0)).toEqual([20_500_000, 0]);
    expect(metres('EPSG:25832', 9, 0)).toEqual([500_000, 0]);
    expect(metres('EPSG:32732', 9, 0)).toEqual([500_000, 10_000_000]);
    expect(metres('EPSG:6677', 139 + 5 / 6, 36)).toEqual([0, 0]);
  });

  it('measure a quarter of the meridian as 10,001,965.73 m on GRS 80', () => {
    // Quadrant of the GRS 80 ellipsoid (Moritz 2000): 10 001 965.7293 m.
    expect(fromLonLat(crsByCode('EPSG:4549'))(120, 90)[1]).toBeCloseTo(10_001_965.7293, 3);
  });

  it('end the web mercator at half the equator', () => {
    expect(metres('EPSG:3857', 180, 0)).toEqual([20_037_508.34, 0]);
  });

  it('give a scale of 0.9996 on the central meridian of UTM', () => {
    const north = fromLonLat(crsByCode('EPSG:25832'));
    const full = fromLonLat(crsByCode('EPSG:4549'));
    expect(north(9, 55)[1] / full(120, 55)[1]).toBeCloseTo(0.9996, 9);
  });

  it('go there and back everywhere in the area of use: within 0.1 mm, across datums within 5 mm', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CRS_TABLE),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (crs: Crs, u, v) => {
          const [west, south, east, north] = crs.areaOfUse;
          const place = [west + u * (east - west), south + v * (north - south)] as const;
          const [lon, lat] = toLonLat(crs)(...fromLonLat(crs)(...place));
          // Seven parameters turned round are not their own inverse: their rotations are taken as small.
          const limitDeg = crs.proj.includes('towgs84') ? 4.5e-8 : 9e-10;
          expect(Math.abs(lat - place[1])).toBeLessThan(limitDeg);
          expect(Math.abs(lon - place[0]) * Math.cos((lat * Math.PI) / 180)).toBeLessThan(limitDeg);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('give no place for what is no number', () => {
    expect(toLonLat(crsByCode('EPSG:25832'))(Number.NaN, 6e6)).toEqual([Number.NaN, Number.NaN]);
    expect(fromLonLat(crsByCode('EPSG:25832'))(9, Number.POSITIVE_INFINITY)).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('isInAreaOfUse', () => {
  it('tells swapped axes and a missing zone number', () => {
    const inside = (code: string, x: number, y: number) => {
      const crs = crsByCode(code);
      return isInAreaOfUse(crs, ...toLonLat(crs)(x, y));
    };
    expect(inside('EPSG:25832', 586_000, 6_135_000)).toBe(true);
    expect(inside('EPSG:25832', 6_135_000, 586_000)).toBe(false);
    expect(inside('EPSG:4528', 40_501_548.7, 4_426_000)).toBe(true);
    expect(inside('EPSG:4528', 501_548.7, 4_426_000)).toBe(false);
    expect(inside('EPSG:4549', 501_548.7, 4_426_000)).toBe(true);
    expect(inside('EPSG:25832', 10.36, 55.35)).toBe(false);
  });

  it('refuses NaN', () => {
    expect(isInAreaOfUse(crsByCode('EPSG:4326'), Number.NaN, 0)).toBe(false);
  });
});

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
