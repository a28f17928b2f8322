import type { LiveEvent } from '../../live/live-event.ts';
import type { LivingCity } from './living-city.ts';
import { caseSource } from './simulate/case-source.ts';
import { cityWeather } from './simulate/city-weather.ts';
import { mergedBeats } from './simulate/merged-beats.ts';

/** The cases among the events of `demoEvents` of `[fromMs, toMs)`, without going through the others. */
export function simulatedCases(
  { grounds }: Pick<LivingCity, 'grounds'>,
  seed: number,
  fromMs: number,
  toMs: number,
): Iterable<LiveEvent> {
  return mergedBeats([caseSource(grounds, cityWeather(seed), seed)], fromMs, toMs);
}
