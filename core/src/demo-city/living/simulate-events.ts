import type { LiveEvent } from '../../live/live-event.ts';
import type { LivingCity } from './living-city.ts';
import { caseSource } from './simulate/case-source.ts';
import { cityWeather } from './simulate/city-weather.ts';
import { deviceSources } from './simulate/device-sources.ts';
import { mergedBeats } from './simulate/merged-beats.ts';
import { signalSources, unitSources } from './simulate/street-sources.ts';

/**
 * Live events of a city from a time up to, not including, another (milliseconds since 1970 UTC), in the order of time:
 * readings, covers, flow on roads, phases of signals, positions of units on duty, new cases. Every event follows from the
 * seed and its own time alone, so the events of [a, b) and then of [b, c) are those of [a, c). Memory does not grow with
 * the time asked for, which may have no end (`Infinity`).
 */
export function demoEvents(
  city: Pick<LivingCity, 'grounds' | 'devices' | 'signals' | 'units'>,
  seed: number,
  fromMs: number,
  toMs: number,
): Iterable<LiveEvent> {
  const weather = cityWeather(seed);
  const sources = [
    caseSource(city.grounds, weather, seed),
    ...deviceSources(city.devices, weather, seed),
    ...signalSources(city.signals, seed),
    ...unitSources(city.units, seed),
  ];
  return mergedBeats(sources, fromMs, toMs);
}
