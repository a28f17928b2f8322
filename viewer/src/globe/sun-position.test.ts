import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSunTime, sunPosition, towardsSun, zoneHours } from './sun-position.ts';

describe('the sun', () => {
  it('stands over the equator at noon of the equinox', () => {
    // Equinox of March 2024: 03:06 UTC on the 20th; equation of time -7.5 min, so noon at 0 degrees is 12:07:30 UTC.
    const { altitudeDeg } = sunPosition(Date.UTC(2024, 2, 20, 12, 7, 30), 0, 0);
    expect(altitudeDeg).toBeGreaterThan(89.7);
  });

  it('culminates at 90 - 55.33 + 23.44 degrees over Odense at midsummer, due south', () => {
    // Solar noon at 10.33 E on 21 June: 12:00 - 41.3 min + 1.9 min (equation of time).
    const { altitudeDeg, azimuthDeg } = sunPosition(Date.UTC(2026, 5, 21, 11, 20, 35), 10.33, 55.33);
    expect(altitudeDeg).toBeCloseTo(58.1, 1);
    expect(Math.abs(azimuthDeg - 180)).toBeLessThan(0.5);
  });

  it('stands in the east in the morning and in the west in the evening', () => {
    expect(sunPosition(Date.UTC(2026, 2, 20, 6, 30), 0, 45).azimuthDeg).toBeLessThan(120);
    expect(sunPosition(Date.UTC(2026, 2, 20, 17, 30), 0, 45).azimuthDeg).toBeGreaterThan(240);
  });

  it('does not rise over 80 degrees north in December, nor set there in June', () => {
    for (let hour = 0; hour < 24; hour++) {
      expect(sunPosition(Date.UTC(2026, 11, 21, hour), 15, 80).altitudeDeg).toBeLessThan(0);
      expect(sunPosition(Date.UTC(2026, 5, 21, hour), 15, 80).altitudeDeg).toBeGreaterThan(0);
    }
  });

  it('has a direction of length 1 that points up as far as it stands above the horizon', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        (azimuthDeg, altitudeDeg) => {
          const [east, north, up] = towardsSun({ azimuthDeg, altitudeDeg });
          expect(Math.hypot(east, north, up)).toBeCloseTo(1, 9);
          expect(up).toBeCloseTo(Math.sin((altitudeDeg * Math.PI) / 180), 9);
        },
      ),
    );
    expect(towardsSun({ azimuthDeg: 90, altitudeDeg: 0 })[0]).toBe(1);
  });

  it('is high when no hour is chosen, on both halves of the earth', () => {
    for (const [lon, lat] of [
      [119.6, 39.9],
      [10.33, 55.33],
      [151.2, -33.9],
    ] as const) {
      expect(sunPosition(defaultSunTime(lon, lat), lon, lat).altitudeDeg).toBeGreaterThan(40);
    }
  });

  it('is 8 hours ahead at Qinhuangdao and 1 hour at Odense', () => {
    expect(zoneHours(119.6)).toBe(8);
    expect(zoneHours(10.33)).toBe(1);
    expect(zoneHours(-0.1)).toBe(0);
  });
});
