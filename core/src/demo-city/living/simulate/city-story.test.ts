import { describe, expect, it } from 'vitest';
import type { LivingDevice } from '../devices.ts';
import { cityStory } from './city-story.ts';

const NOON_MS = Date.UTC(2026, 10, 20, 4);
const MINUTE_MS = 60_000;

/** A device so many metres east of the first. */
function device(kind: LivingDevice['kind'], id: string, eastM: number): LivingDevice {
  const position = [119.6 + eastM / 85_400, 39.9] as const;
  const point: LivingDevice['point'] = {
    kind: 'sensor',
    sourceId: id,
    name: { zh: id, en: id },
    position,
    levelM: null,
    heightM: null,
    code: null,
    category: null,
    headingDeg: null,
    fieldOfViewDeg: null,
    rangeM: null,
    gridCell: null,
    address: null,
    owner: null,
    status: 'inUse',
    raw: {},
  };
  return { kind, point };
}

const DEVICES = [
  device('smartCover', 'far', 500),
  device('smartCover', 'near', 10),
  device('drainLevel', 'drain', 0),
  device('roadWater', 'road', 30),
  device('rain', 'rain', 900),
  device('noise', 'noise', 5),
];
const story = cityStory(DEVICES);

describe('cityStory', () => {
  it('lifts a cover every six minutes and puts it back after three, by turns', () => {
    const events = Array.from({ length: 12 }, (_, i) =>
      story.covers.eventAt(NOON_MS / MINUTE_MS + i, NOON_MS + i * MINUTE_MS),
    );
    const told = events.flatMap((event, i) =>
      event?.kind === 'cover' ? [`${i} ${event.id} ${event.value.isOpen ? 'lifted' : 'back'}`] : [],
    );
    expect(told).toHaveLength(4);
    expect(told.map((line) => line.replace(/ \w+ /, ' '))).toEqual(['1 lifted', '4 back', '7 lifted', '10 back']);
    expect(new Set(events.map((event) => event?.id).filter((id) => id !== undefined))).toEqual(
      new Set(['near', 'far']),
    );
  });

  it('lets a shower fall on a road gauge, on the drain and the rain gauge nearest to it, and on no other', () => {
    // The first of two parts is at its height in the middle of its ninety minutes.
    const heightMs = Math.ceil(NOON_MS / (90 * MINUTE_MS)) * 90 * MINUTE_MS + 45 * MINUTE_MS;
    expect(DEVICES.map((_, number) => story.extraOf(number, heightMs))).toEqual([0, 0, 0.9, 160, 24, 0]);
    expect(story.extraOf(3, heightMs + 10 * MINUTE_MS)).toBeCloseTo(160 * Math.exp(-0.5), 9);
    expect(story.extraOf(3, heightMs + 40 * MINUTE_MS)).toBe(0);
  });

  it('has nothing to tell where there are no such devices', () => {
    const empty = cityStory([]);
    expect(empty.covers.eventAt(1, MINUTE_MS)).toBeNull();
    expect(empty.extraOf(0, 0)).toBe(0);
  });
});
