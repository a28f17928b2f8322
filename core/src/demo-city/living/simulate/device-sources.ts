import type { LiveEvent, LiveQuality } from '../../../live/live-event.ts';
import { CHINA_OFFSET_MS } from '../case-calendar.ts';
import { DEVICE_KINDS } from '../devices/device-kinds.ts';
import type { LivingDevice } from '../devices.ts';
import { type BeatingSource, SIMULATOR } from './beating-source.ts';
import { cityStory } from './city-story.ts';
import type { CityWeather } from './city-weather.ts';
import { trafficLoad } from './daily-rhythm.ts';
import { deviceReading, type ReadingState } from './device-reading.ts';
import { hashUnit } from './hash-unit.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Shares of readings that a device itself marks as doubtful, or that it could not take. */
const UNCERTAIN = 0.004;
const BAD = 0.001;
/** A cover is off its frame at one beat in so many: some two a day over six hundred covers. */
const OPEN_SHARE = 1 / 7000;

/** Vehicles an hour that both directions of a main street carry, and how fast they go when it is empty. */
const ROADS = {
  arterial: { capacity: 3400, freeKmh: 52 },
  collector: { capacity: 1700, freeKmh: 42 },
} as const;

/** Every device with its own clock, in their order; after them what the story does to some of the covers. */
export function deviceSources(
  devices: readonly LivingDevice[],
  weather: CityWeather,
  seed: number,
): readonly BeatingSource[] {
  const story = cityStory(devices);
  const sources = devices.map((device, i): BeatingSource => {
    const periodMs = DEVICE_KINDS[device.kind].periodS * 1000;
    const own = hashUnit(seed, i, 1);
    return {
      periodMs,
      offsetMs: Math.floor(hashUnit(seed, i, 2) * periodMs),
      eventAt: (beat, timeMs) => {
        const clock = timeMs + CHINA_OFFSET_MS;
        const { weekday, isHoliday } = weather.dayAt(timeMs);
        return eventOf(device, beat, hashUnit(seed ^ i, beat, 3), {
          timeMs,
          hour: (clock % DAY_MS) / HOUR_MS,
          isWorkday: weekday < 5 && !isHoliday,
          weather,
          own,
          noise: 2 * hashUnit(seed ^ i, beat, 4) - 1,
          today: hashUnit(seed ^ i, Math.floor(clock / DAY_MS), 5),
          extra: story.extraOf(i, timeMs),
        });
      },
    };
  });
  return [...sources, story.covers];
}

function eventOf(
  { kind, point }: LivingDevice,
  sequence: number,
  draw: number,
  state: ReadingState & { readonly extra: number },
): LiveEvent {
  const head = { source: SIMULATOR, id: point.sourceId, eventTimeMs: state.timeMs, sequence, position: null } as const;
  if (kind === 'smartCover') {
    const isOpen = draw < OPEN_SHARE;
    const tiltDeg = round(isOpen ? 20 + 60 * state.own : 0.6 * Math.abs(state.noise), 1);
    // The story speaks of covers between their beats: the time numbers both.
    return { ...head, kind: 'cover', sequence: state.timeMs, quality: 'good', value: { tiltDeg, isOpen } };
  }
  if (kind === 'roadFlow') {
    const { capacity, freeKmh } = ROADS[point.raw.道路等级 === 'arterial' ? 'arterial' : 'collector'];
    const load = trafficLoad(state.hour, state.isWorkday) * (0.7 + 0.5 * state.own) * (1 + 0.08 * state.noise);
    const value = {
      vehiclesAnHour: Math.round(capacity * load),
      // Speed falls with the square of the load, and to no less than a crawl.
      speedKmh: Math.round(Math.max(7, freeKmh * (1 - 0.62 * load * load))),
    };
    return { ...head, kind: 'flow', quality: 'good', value };
  }
  const { quantity, unit } = DEVICE_KINDS[kind];
  const quality: LiveQuality = draw < BAD ? 'bad' : draw < BAD + UNCERTAIN ? 'uncertain' : 'good';
  const value = quality === 'bad' ? null : round(deviceReading(kind, state) + state.extra, 3);
  return { ...head, kind: 'reading', quality, value: { quantity, unit, value } };
}

function round(value: number, places: number): number {
  return Math.round(value * 10 ** places) / 10 ** places;
}
