import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../../live/live-event.ts';
import { seededRandom } from '../../../random/seeded-random.ts';
import { CASE_YEAR, caseCalendar } from '../case-calendar.ts';
import type { BeatingSource } from './beating-source.ts';
import { cityWeather } from './city-weather.ts';
import { trafficLoad, waterDemand } from './daily-rhythm.ts';
import { deviceReading, type ReadingState } from './device-reading.ts';
import { hashUnit } from './hash-unit.ts';
import { mergedBeats } from './merged-beats.ts';

/** Ticks at 1, 4, 7, ...; and at 0, 2, 4, ... but not at every third of its beats. */
const THREES = ticking('threes', 3, 1, () => true);
const TWOS = ticking('twos', 2, 0, (beat) => beat % 3 !== 2);

function ticking(id: string, periodMs: number, offsetMs: number, speaks: (beat: number) => boolean): BeatingSource {
  return {
    periodMs,
    offsetMs,
    eventAt: (sequence, eventTimeMs): LiveEvent | null =>
      speaks(sequence)
        ? {
            kind: 'cover',
            source: 'test',
            id,
            eventTimeMs,
            sequence,
            position: null,
            quality: 'good',
            value: { tiltDeg: 0, isOpen: false },
          }
        : null,
  };
}

function told(fromMs: number, toMs: number): readonly string[] {
  return [...mergedBeats([THREES, TWOS], fromMs, toMs)].map(({ id, eventTimeMs }) => `${id} ${eventTimeMs}`);
}

describe('mergedBeats', () => {
  it('merges clocks by time, at the same time in the order of the sources', () => {
    expect(told(0, 9)).toEqual(['twos 0', 'threes 1', 'twos 2', 'threes 4', 'twos 6', 'threes 7', 'twos 8']);
  });

  it('begins with the first beat not before its start and ends before its end', () => {
    expect(told(4, 8)).toEqual(['threes 4', 'twos 6', 'threes 7']);
    expect(told(5, 5)).toEqual([]);
  });

  it('runs without end', () => {
    const endless = mergedBeats([THREES, TWOS], 0, Number.POSITIVE_INFINITY)[Symbol.iterator]();
    for (let i = 0; i < 1000; i++) expect(endless.next().done).toBe(false);
  });
});

describe('hashUnit', () => {
  it('is spread evenly over [0, 1), also over beats beyond 32 bits', () => {
    for (const from of [0, 5e9]) {
      const tenths = Array.from({ length: 10 }, () => 0);
      for (let i = 0; i < 10_000; i++) {
        const slot = Math.floor(hashUnit(7, from + i, 1) * 10);
        tenths[slot] = (tenths[slot] ?? 0) + 1;
      }
      // 1000 each, with a standard deviation of 30.
      for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(130);
    }
  });
});

describe('the weather of the simulator', () => {
  const weather = cityWeather(1);
  const days = caseCalendar(seededRandom(1));

  it('is in the year of the past cases the weather these were made by', () => {
    expect(weather.dayAt(Date.UTC(CASE_YEAR, 6, 1, 4))).toEqual(days[181]);
  });

  it('rains in a day what the day has, but for what falls over midnight', () => {
    const day = days.find(({ rainMm, rainHour }) => rainMm > 15 && rainHour > 5 && rainHour < 18);
    if (day === undefined) throw new Error('no day of rain in the year');
    let mm = 0;
    for (let minute = 0; minute < 1440; minute++) mm += weather.rainMmPerHour(day.startMs + minute * 60_000) / 60;
    expect(mm / day.rainMm).toBeCloseTo(1, 2);
    const [at, half] = [day.startMs + (day.rainHour + 0.5) * 3_600_000, 20 * 60_000];
    const state: ReadingState = {
      timeMs: at + half,
      hour: 12,
      isWorkday: true,
      weather,
      own: 0.5,
      noise: 0,
      today: 0.5,
    };
    // At the height of the shower it falls with 15 / (1.3 x 2.51) = 4.6 mm/h and more; inlets take 7.
    const peak = day.rainMm / (1.3 * Math.sqrt(2 * Math.PI));
    expect(deviceReading('roadWater', state)).toBeCloseTo(Math.max(0, peak - 7) * 6.5, 6);
    expect(deviceReading('rain', { ...state, timeMs: at })).toBeCloseTo(peak, 6);
  });
});

describe('the rhythm of the day', () => {
  it('draws most water in the evening and least at night, in the mean about what it should', () => {
    const demands = Array.from({ length: 240 }, (_, i) => waterDemand(i / 10));
    expect(demands.indexOf(Math.max(...demands)) / 10).toBeCloseTo(19.4, 0);
    const mean = demands.reduce((sum, each) => sum + each, 0) / demands.length;
    expect(mean).toBeGreaterThan(0.7);
    expect(mean).toBeLessThan(0.9);
    expect(waterDemand(3)).toBeLessThan(0.5 * mean);
  });

  it('has rush hours on workdays only, and never more traffic than a road takes', () => {
    expect(trafficLoad(7.7, true)).toBeGreaterThan(2 * trafficLoad(7.7, false));
    for (let h = 0; h < 24; h += 0.25) expect(trafficLoad(h, true)).toBeLessThan(0.8);
  });
});
