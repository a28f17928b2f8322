/** Where the sun stands, degrees: clockwise from north, and above the horizon (below 0 under it). */
export interface SunPosition {
  readonly azimuthDeg: number;
  readonly altitudeDeg: number;
}

const DEG = Math.PI / 180;

/** Milliseconds since 1970 at the epoch J2000.0 (2000-01-01 12:00). */
const J2000_MS = 946_728_000_000;
const DAY_MS = 86_400_000;

/**
 * The sun over a place, to about a hundredth of a degree between 1950 and 2050; refraction is left out. After "Low
 * precision formulas for the Sun" of The Astronomical Almanac, section C.
 */
export function sunPosition(timeMs: number, lon: number, lat: number): SunPosition {
  const days = (timeMs - J2000_MS) / DAY_MS;
  const meanLongitude = 280.46 + 0.985_647_4 * days;
  const anomaly = (357.528 + 0.985_600_3 * days) * DEG;
  const longitude = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * DEG;
  const obliquity = (23.439 - 0.000_000_4 * days) * DEG;
  const rightAscension = Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude));
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(longitude));
  const siderealDeg = (18.697_374_558 + 24.065_709_824_419_08 * days) * 15;
  const hourAngle = (siderealDeg + lon) * DEG - rightAscension;
  const sinAltitude =
    Math.sin(lat * DEG) * Math.sin(declination) + Math.cos(lat * DEG) * Math.cos(declination) * Math.cos(hourAngle);
  const azimuth = Math.atan2(
    -Math.sin(hourAngle) * Math.cos(declination),
    Math.sin(declination) * Math.cos(lat * DEG) - Math.cos(declination) * Math.sin(lat * DEG) * Math.cos(hourAngle),
  );
  return {
    azimuthDeg: (azimuth / DEG + 360) % 360,
    altitudeDeg: Math.asin(Math.max(-1, Math.min(1, sinAltitude))) / DEG,
  };
}

/** Unit vector towards the sun: east, north, up. */
export function towardsSun({ azimuthDeg, altitudeDeg }: SunPosition): readonly [number, number, number] {
  const level = Math.cos(altitudeDeg * DEG);
  return [Math.sin(azimuthDeg * DEG) * level, Math.cos(azimuthDeg * DEG) * level, Math.sin(altitudeDeg * DEG)];
}

/** Whole hours that the mean sun of a place is ahead of UTC: the zone its clocks would keep without a law. */
export function zoneHours(lon: number): number {
  return Math.round(lon / 15) + 0;
}

/** The light a scene has when no hour is chosen: an afternoon at midsummer, high and from the south-west. */
export function defaultSunTime(lon: number, lat: number): number {
  const month = lat >= 0 ? 5 : 11;
  const solarHour = 14.6;
  return Date.UTC(2026, month, 21) + (solarHour - lon / 15) * 3_600_000;
}
