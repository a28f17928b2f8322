import { describe, expect, it } from 'vitest';
import { planLonLat, planNorthEast, planPointAt } from './demo-frame.ts';
import { demoSite } from './demo-sites.ts';

describe('the place of the district', () => {
  const site = demoSite(0, 1);

  it('has the middle of its plan at 119.6 E, 39.926 N', () => {
    expect(site.lonLat([1500, 1500])).toEqual([119.6, 39.926]);
  });

  it('has its shore run 18 degrees north of east', () => {
    const [west, southOfWest] = site.lonLat([0, 0]);
    const [east, southOfEast] = site.lonLat([3000, 0]);
    // A degree of longitude is as long as one of latitude times the cosine of the latitude, within half a percent.
    const eastwards = (east - west) * Math.cos((39.913 * Math.PI) / 180);
    const turn = (Math.atan2(southOfEast - southOfWest, eastwards) * 180) / Math.PI;
    expect(Math.abs(turn - 18)).toBeLessThan(0.15);
  });

  it('is found again from longitude and latitude within a millimetre', () => {
    for (const at of [
      [0, 0],
      [2999, 12],
      [-16_000, 4000],
    ] as const) {
      const [x, y] = planPointAt(...planLonLat(at));
      expect(Math.hypot(x - at[0], y - at[1])).toBeLessThan(1e-3);
    }
  });

  it('measures 1 km in plan as 1 km in EPSG:4549, but for 15 mm of scale 34 km west of its meridian', () => {
    const [north1, east1] = site.northEast([1000, 800]);
    const [north2, east2] = site.northEast([2000, 800]);
    // (34 km / 6371 km)^2 / 2 = 14 parts in a million; both are rounded to a millimetre.
    expect(Math.abs(Math.hypot(north2 - north1, east2 - east1) - 1000.014)).toBeLessThan(0.004);
    expect(planNorthEast([1000, 800])).toEqual([north1, east1]);
  });

  it('repeats its ground 3 km on for the second site and 3 km inland for the sixth', () => {
    expect(demoSite(1, 1).lonLat([0, 500])).toEqual(site.lonLat([3000, 500]));
    expect(demoSite(5, 1).lonLat([10, 20])).toEqual(site.lonLat([10, 3020]));
    expect(demoSite(7, 1).groundLevelM([700, 900])).toBe(site.groundLevelM([700, 900]));
    expect(demoSite(1, 1).seed).not.toBe(demoSite(2, 1).seed);
  });

  it('refuses a number that is none', () => {
    expect(() => demoSite(-1, 1)).toThrow(RangeError);
    expect(() => demoSite(0.5, 1)).toThrow(RangeError);
  });
});
