import { type LiveEvent, stateKey } from '../../live/live-event.ts';
import type { LivingCity } from './living-city.ts';
import type { BeatingSource } from './simulate/beating-source.ts';
import { cityWeather } from './simulate/city-weather.ts';
import { deviceSources } from './simulate/device-sources.ts';
import { mergedBeats } from './simulate/merged-beats.ts';
import { signalSources, unitSources } from './simulate/street-sources.ts';

/** How long the latest word of a source is looked for. Devices speak once an hour at least; units are silent off duty. */
const REACH_MS = 3_600_000;

/**
 * The latest event of every device, set of signals and unit at an instant (milliseconds since 1970 UTC), of the hour before
 * it: what the events of `demoEvents` up to and with that instant add up to, without going through them. Cases are not in
 * it: those of the past are rows of the scene's tables.
 */
export function simulatedStateAt(
  city: Pick<LivingCity, 'devices' | 'signals' | 'units'>,
  seed: number,
  atMs: number,
): readonly LiveEvent[] {
  const { devices, signals, units } = city;
  const ofDevices = sourcesOf(devices, seed);
  const sources = [...ofDevices.slice(0, devices.length), ...signalSources(signals, seed), ...unitSources(units, seed)];
  const state = new Map<string, LiveEvent>();
  for (const source of sources) {
    const latest = latestOf(source, atMs);
    if (latest !== null) state.set(stateKey(latest), latest);
  }
  // What comes after the devices' own sources speaks of several of them.
  for (const event of mergedBeats(ofDevices.slice(devices.length), atMs - REACH_MS, atMs + 1)) {
    const held = state.get(stateKey(event));
    if (held === undefined || held.eventTimeMs <= event.eventTimeMs) state.set(stateKey(event), event);
  }
  return [...state.values()];
}

/** Made once a city: who stands near whom in the story takes as long as all that is asked of it. */
const MADE = new WeakMap<object, { readonly seed: number; readonly sources: readonly BeatingSource[] }>();

function sourcesOf(devices: LivingCity['devices'], seed: number): readonly BeatingSource[] {
  const made = MADE.get(devices);
  if (made?.seed === seed) return made.sources;
  const sources = deviceSources(devices, cityWeather(seed), seed);
  MADE.set(devices, { seed, sources });
  return sources;
}

function latestOf(source: BeatingSource, atMs: number): LiveEvent | null {
  const { periodMs, offsetMs } = source;
  const last = Math.floor((atMs - offsetMs) / periodMs);
  for (let beat = last; atMs - (offsetMs + beat * periodMs) <= REACH_MS; beat--) {
    const event = source.eventAt(beat, offsetMs + beat * periodMs);
    if (event !== null) return event;
  }
  return null;
}

/** Events of one device of `[fromMs, toMs)`, in the order of time; none where no device has that number. */
export function simulatedReadings(
  { devices }: Pick<LivingCity, 'devices'>,
  seed: number,
  sourceId: string,
  fromMs: number,
  toMs: number,
): readonly LiveEvent[] {
  const number = devices.findIndex(({ point }) => point.sourceId === sourceId);
  if (number < 0) return [];
  const sources = sourcesOf(devices, seed);
  const own = sources.filter((_, i) => i === number || i >= devices.length);
  return [...mergedBeats(own, fromMs, toMs)].filter(({ id }) => id === sourceId);
}
