import { toChinaFrame } from '@undercroft/core/geodesy/china-offset';
import { describe, expect, it } from 'vitest';
import { placeReader } from './place-of.ts';

const QINHUANGDAO = [119.6, 39.935] as const;
const SEOUL = [126.978, 37.566] as const;
/** Two centimetres on the ground, degrees of latitude. */
const TWO_CM_DEG = 0.02 / 111_000;

describe('placeReader', () => {
  it.each(['GCJ-02', 'BD-09'] as const)('shifts %s back to within 2 cm, keeps the height, and marks it', (frame) => {
    const shifted = toChinaFrame(frame, ...QINHUANGDAO);
    const came = Object.freeze([shifted[0], shifted[1], 12.5] as [number, number, number]);
    const place = placeReader(frame)(came);
    expect(place).toMatchObject({ basis: 'shifted', heightM: 12.5 });
    if ('code' in place) throw new Error(place.detail);
    expect(Math.abs(place.lonLat[0] - QINHUANGDAO[0])).toBeLessThan(TWO_CM_DEG);
    expect(Math.abs(place.lonLat[1] - QINHUANGDAO[1])).toBeLessThan(TWO_CM_DEG);
    // It came as it was, and more than 300 m (0.0027 degrees) from where it is.
    expect(came).toEqual([shifted[0], shifted[1], 12.5]);
    expect(Math.hypot(came[0] - QINHUANGDAO[0], came[1] - QINHUANGDAO[1])).toBeGreaterThan(0.0027);
  });

  it.each(['GCJ-02', 'BD-09'] as const)(
    'leaves Seoul where %s has it, and still marks it as not to be measured by',
    (frame) => {
      expect(placeReader(frame)([...SEOUL])).toEqual({ lonLat: SEOUL, heightM: null, basis: 'shifted' });
    },
  );

  it('marks what is not declared and changes nothing of it', () => {
    const came = Object.freeze({ lon: 119.6, lat: 39.935, heightM: -3 });
    expect(placeReader(undefined)(came)).toEqual({ lonLat: QINHUANGDAO, heightM: -3, basis: 'undeclared' });
  });

  it('takes longitude first in geographic systems, whatever the order of their axes', () => {
    for (const crs of ['EPSG:4326', 'EPSG:4490']) {
      expect(placeReader(crs)([...QINHUANGDAO])).toEqual({ lonLat: QINHUANGDAO, heightM: null, basis: 'geodetic' });
    }
  });

  it('takes east first in projected systems: 500 km on the central meridian is 120 degrees east', () => {
    // CGCS2000 / 3-degree Gauss-Kruger, central meridian 120 E.
    const place = placeReader('EPSG:4549')([500_000, 4_420_000, 2]);
    if ('code' in place) throw new Error(place.detail);
    expect(place.lonLat[0]).toBeCloseTo(120, 9);
    expect(place.lonLat[1]).toBeCloseTo(39.91, 1);
    expect(place).toMatchObject({ basis: 'geodetic', heightM: 2 });
  });

  it('refuses degrees where metres are declared, swapped axes, and degrees off the earth', () => {
    expect(placeReader('EPSG:4549')({ lon: 119.6, lat: 39.9 })).toMatchObject({ code: 'place-impossible' });
    expect(placeReader('EPSG:4549')([4_420_000, 500_000])).toMatchObject({ code: 'place-impossible' });
    expect(placeReader(undefined)([500_000, 4_420_000])).toMatchObject({ code: 'place-impossible' });
    expect(placeReader('GCJ-02')([39.9, 119.6])).toMatchObject({ code: 'place-impossible' });
  });
});
