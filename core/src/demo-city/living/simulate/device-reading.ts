import type { DeviceKindName } from '../devices/device-kinds.ts';
import type { CityWeather } from './city-weather.ts';
import { trafficLoad, waterDemand } from './daily-rhythm.ts';

/** What a reading is made from. */
export interface ReadingState {
  readonly timeMs: number;
  /** Hour of the city's day with its fraction. */
  readonly hour: number;
  readonly isWorkday: boolean;
  readonly weather: CityWeather;
  /** What is this device's own: a number in [0, 1) that never changes. */
  readonly own: number;
  /** In [-1, 1), another at every beat. */
  readonly noise: number;
  /** In [0, 1), another every day. */
  readonly today: number;
}

const MINUTE_MS = 60_000;
/** Rain takes this long to gather on the road and in the drains. */
const ROAD_LAG_MS = 20 * MINUTE_MS;
const DRAIN_LAG_MS = 40 * MINUTE_MS;
/** Inlets take this much rain before water stands, mm an hour. */
const INLETS_TAKE = 7;
/** One detector in so many days smells gas. */
const LEAK_SHARE = 1 / 500;
/** The heating season of the city: 5 November to 5 April. */
const HEATING = { fromMonth: 10, toMonth: 3 } as const;

/** The value that a device of a kind reads, in its kind's unit. */
export function deviceReading(kind: Exclude<DeviceKindName, 'smartCover' | 'roadFlow'>, state: ReadingState): number {
  const { hour, own, noise, weather, timeMs, today, isWorkday } = state;
  switch (kind) {
    case 'roadWater':
      return Math.max(0, (weather.rainMmPerHour(timeMs - ROAD_LAG_MS) - INLETS_TAKE) * (2 + 9 * own));
    case 'drainLevel':
      return (
        0.08 +
        0.12 * waterDemand(hour) * (0.5 + own) +
        0.035 * weather.rainMmPerHour(timeMs - DRAIN_LAG_MS) +
        0.006 * (1 + noise)
      );
    case 'waterPressure':
      return 0.3 + 0.1 * own - 0.045 * (waterDemand(hour) - 0.9) + 0.003 * noise;
    case 'waterFlow':
      return (30 + 180 * own) * waterDemand(hour) * (1 + 0.04 * noise);
    case 'gasPressure':
      return 2.25 + 0.3 * own - 0.12 * (waterDemand(hour) - 0.9) + 0.02 * noise;
    case 'gasDetector':
      return today < LEAK_SHARE && hour > 9 && hour < 13 ? 8 + 14 * own + 2 * noise : Math.max(0, 0.3 * noise);
    case 'heatFlow':
      return heatSupplyC(state);
    case 'air':
      return Math.max(
        4,
        22 + 60 * today ** 3 + 14 * trafficLoad(hour, isWorkday) + 5 * noise - 3 * weather.rainMmPerHour(timeMs),
      );
    case 'noise':
      return 44 + 8 * own + 18 * trafficLoad(hour, isWorkday) + 3 * noise;
    case 'rain':
      return weather.rainMmPerHour(timeMs);
  }
}

/** Warmer water the colder the day in the heating season; outside it the pipes are as warm as the ground. */
function heatSupplyC({ weather, timeMs, own, noise }: ReadingState): number {
  const { month } = weather.dayAt(timeMs);
  if (month > HEATING.toMonth && month < HEATING.fromMonth) return 17 + 4 * own + 0.3 * noise;
  return 48 + 6 * own - 1.3 * Math.min(18, weather.temperatureC(timeMs)) + 0.8 * noise;
}
