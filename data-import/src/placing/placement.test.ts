import { fromLonLat, isInAreaOfUse } from '@undercroft/core/geodesy/crs';
import { CRS_TABLE } from '@undercroft/core/geodesy/crs-table';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownCrs } from './known-crs.ts';
import { placementIn } from './placement.ts';
import { placementOf } from './placement-of.ts';
import { TEST_CITIES } from './test-cities.ts';

const METRES_PER_DEGREE = 111_320;
const georeference = { axes: 'eastNorth', shift: 'none', levelUnit: 'metre', verticalOffsetM: 0 } as const;

describe('placing', () => {
  test('a place written in any system of the table comes back to itself within a millimetre', () => {
    const shares = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...CRS_TABLE), shares, shares, (crs, east, north) => {
        const [west, south, right, top] = crs.areaOfUse;
        const lon = west + (right - west) * east;
        const lat = south + (top - south) * north;
        const there = placementIn(crs).place(...fromLonLat(crs)(lon, lat));
        expect(typeof there, `${crs.code} ${String(there)}`).toBe('object');
        if (typeof there === 'string') return;
        const missM = Math.hypot(there[0] - lon, there[1] - lat) * METRES_PER_DEGREE;
        // The seven parameters of old datums are applied to first order in both directions: 2 cm at the worst.
        expect(missM, crs.code).toBeLessThan(crs.proj.includes('+towgs84') ? 0.02 : 0.001);
      }),
      { numRuns: 1500 },
    );
  });

  test('northing first gives the same place, with the axes named so', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CRS_TABLE), fc.constantFrom(...TEST_CITIES), (crs, [lon, lat]) => {
        fc.pre(isInAreaOfUse(crs, lon, lat));
        const [east, north] = fromLonLat(crs)(lon, lat);
        const plain = placementOf({ ...georeference, crs: crs.code }, {});
        const turned = placementOf({ ...georeference, crs: crs.code, axes: 'northEast' }, {});
        expect(turned.place(north, east)).toEqual(plain.place(east, north));
      }),
    );
  });

  test('a northing with a digit too many is refused, though the formulas lead it round the globe to the same meridian', () => {
    // 44,210,600 m less the 40,007,863 m of a whole meridian is 38 degrees north.
    expect(placementIn(knownCrs('EPSG:4549')).place(500_000, 44_210_600)).toMatch(/outside the area of use/);
    const shares = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    const projected = CRS_TABLE.filter(({ kind }) => kind === 'projected');
    fc.assert(
      fc.property(fc.constantFrom(...projected), shares, shares, (crs, east, north) => {
        const [west, south, right, top] = crs.areaOfUse;
        const [x, y] = fromLonLat(crs)(west + (right - west) * east, south + (top - south) * north);
        const roundM = 40_007_863 / (crs.metresPerUnit ?? 1);
        for (const far of [y + roundM, y - roundM])
          expect(typeof placementIn(crs).place(x, far), crs.code).toBe('string');
      }),
    );
  });

  test('swapped axes are refused with a hint, not placed elsewhere', () => {
    const [east, north] = fromLonLat(knownCrs('EPSG:4549'))(119.6, 39.93);
    expect(placementIn(knownCrs('EPSG:4549')).place(north, east)).toMatch(/axes look swapped/);
  });

  test('an easting with its zone is refused by the system without, and the system with it is named', () => {
    expect(placementIn(knownCrs('EPSG:4549')).place(40_501_548.722, 4_420_000)).toMatch(/EPSG:4528/);
  });

  test('a shift is taken off only where it is declared', () => {
    const plain = placementOf({ ...georeference, crs: 'EPSG:4326' }, {}).place(119.6, 39.93);
    const shifted = placementOf({ ...georeference, crs: 'EPSG:4326', shift: 'GCJ-02' }, {}).place(119.6, 39.93);
    expect(plain).toEqual([119.6, 39.93]);
    if (typeof shifted === 'string') throw new Error(shifted);
    const apartM = Math.hypot((shifted[0] - 119.6) * Math.cos(0.697), shifted[1] - 39.93) * METRES_PER_DEGREE;
    expect(apartM).toBeGreaterThan(480);
    expect(apartM).toBeLessThan(570);
  });

  test('a shift declared over a projected system is refused', () => {
    expect(() => placementOf({ ...georeference, crs: 'EPSG:4549', shift: 'GCJ-02' }, {})).toThrow(/projected/);
  });

  test('feet of levels become metres, then the offset to the datum is added', () => {
    const placement = placementOf({ ...georeference, crs: 'EPSG:3547', levelUnit: 'foot', verticalOffsetM: -0.5 }, {});
    expect(placement.levelM(100)).toBeCloseTo(29.98, 9);
    expect(placement.metresPerLevelUnit).toBe(0.3048);
  });
});
