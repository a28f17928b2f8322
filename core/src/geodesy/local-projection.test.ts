import fc from 'fast-check';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { ecefToLonLat, lonLatToEcef } from './ellipsoid.ts';
import { localProjection } from './local-projection.ts';

describe('localProjection', () => {
  it('puts its origin at 0, 0 and returns there', () => {
    const plane = localProjection([10.3, 55.33]);
    const out = new Float64Array(2);
    plane.forward(10.3, 55.33, out);
    expect(out[0]).toBeCloseTo(0, 9);
    expect(out[1]).toBeCloseTo(0, 9);
  });

  it('agrees with an independent transverse Mercator within 0.1 mm over 50 km', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: -179, max: 179, noNaN: true }),
        fc.double({ min: -0.4, max: 0.4, noNaN: true }),
        fc.double({ min: -0.4, max: 0.4, noNaN: true }),
        (lat0, lon0, dLon, dLat) => {
          const plane = localProjection([lon0, lat0]);
          const other = proj4(`+proj=etmerc +lat_0=${lat0} +lon_0=${lon0} +k=1 +ellps=WGS84 +units=m`);
          const out = new Float64Array(2);
          plane.forward(lon0 + dLon, lat0 + dLat, out);
          const [x, y] = other.forward([lon0 + dLon, lat0 + dLat]);
          expect(Math.hypot((out[0] ?? Number.NaN) - (x ?? 0), (out[1] ?? Number.NaN) - (y ?? 0))).toBeLessThan(1e-4);
        },
      ),
    );
  });

  it('inverts itself within a micrometre', () => {
    const plane = localProjection([119.6, 39.93]);
    const out = new Float64Array(2);
    fc.assert(
      fc.property(
        fc.double({ min: -60_000, max: 60_000, noNaN: true }),
        fc.double({ min: -60_000, max: 60_000, noNaN: true }),
        (x, y) => {
          const [lon, lat] = plane.inverse(x, y);
          plane.forward(lon, lat, out);
          expect(Math.hypot((out[0] ?? Number.NaN) - x, (out[1] ?? Number.NaN) - y)).toBeLessThan(1e-6);
        },
      ),
    );
  });
});

describe('ellipsoid', () => {
  it('places the equator at the semi-major axis and inverts within a nanometre', () => {
    const out = new Float64Array(3);
    lonLatToEcef(0, 0, 0, out);
    expect([...out]).toEqual([6378137, 0, 0]);
    lonLatToEcef(119.6, 39.93, -12.5, out);
    const [lon, lat, height] = ecefToLonLat(out[0] ?? 0, out[1] ?? 0, out[2] ?? 0);
    expect(lon).toBeCloseTo(119.6, 12);
    expect(lat).toBeCloseTo(39.93, 12);
    expect(height).toBeCloseTo(-12.5, 8);
  });
});
