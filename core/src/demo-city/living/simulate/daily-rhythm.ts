import { bell } from './city-weather.ts';

/** Water drawn by the hour of the day against its mean: a peak before work, one at noon, one in the evening. */
export function waterDemand(hour: number): number {
  return 0.34 + 0.95 * bell(hour - 7.3, 1.5) + 0.45 * bell(hour - 12.2, 1.5) + 1.0 * bell(hour - 19.4, 2.1);
}

/** Traffic by the hour of the day against its capacity: both rush hours on workdays, a long noon on free days. */
export function trafficLoad(hour: number, isWorkday: boolean): number {
  const base = 0.06 + 0.3 * bell(hour - 13, 4.2);
  if (!isWorkday) return base + 0.22 * bell(hour - 15.5, 3);
  return base + 0.5 * bell(hour - 7.7, 0.9) + 0.46 * bell(hour - 17.9, 1.2);
}
