import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvent } from './parse-event.ts';
import { placeReader } from './place-of.ts';

const NOON_MS = Date.UTC(2026, 10, 20, 4);
const FEED: Adapter = {
  kind: 'http',
  source: 'covers',
  title: { en: 'Covers', zh: '井盖' },
  kinds: ['cover', 'reading', 'case', 'position'],
  idPrefixes: ['ZNJG', 'SB'],
  crs: 'EPSG:4490',
  ratePerS: 10,
};
const TILT = {
  kind: 'cover',
  id: 'ZNJG-1',
  eventTime: '2026-11-20T12:00:00+08:00',
  value: { tiltDeg: 47, isOpen: true },
};

function reading(value: object): object {
  return {
    kind: 'reading',
    id: 'SB-1',
    eventTime: NOON_MS,
    value: { quantity: 'flow', unit: 'm3/h', value: 1, ...value },
  };
}

function parse(raw: unknown) {
  return parseEvent(raw, FEED, placeReader(FEED.crs), NOON_MS);
}

describe('parseEvent', () => {
  it('reads a cover that tilted at noon in China, four in the morning UTC', () => {
    expect(parse({ ...TILT, sequence: 7, quality: 'good', position: [119.6, 39.9, 1.5] })).toEqual({
      event: {
        kind: 'cover',
        source: 'covers',
        id: 'ZNJG-1',
        eventTimeMs: NOON_MS,
        sequence: 7,
        position: [119.6, 39.9],
        heightM: 1.5,
        quality: 'good',
        value: { tiltDeg: 47, isOpen: true },
      },
      receivedMs: NOON_MS,
      positionBasis: 'geodetic',
    });
  });

  it('does not take unstated quality for good, nor a missing place for one', () => {
    expect(parse(TILT)).toMatchObject({ event: { quality: 'unknown', position: null }, positionBasis: null });
  });

  it('puts the time in the place of a missing sequence, rising with it, and keeps quantities of one moment apart', () => {
    const reading = (quantity: string, eventTime: number) =>
      parse({ kind: 'reading', id: 'SB-1', eventTime, value: { quantity, unit: 'm', value: 1 } });
    const sequenceIn = (parsed: ReturnType<typeof parse>) => ('event' in parsed ? parsed.event.sequence : Number.NaN);
    const level = sequenceIn(reading('fillDepth', NOON_MS));
    expect(sequenceIn(reading('fillDepth', NOON_MS))).toBe(level);
    expect(sequenceIn(reading('flow', NOON_MS))).not.toBe(level);
    expect(sequenceIn(reading('fillDepth', NOON_MS + 1))).toBe(level + 4096);
    expect(Number.isSafeInteger(level)).toBe(true);
  });

  it('takes five minutes ahead for a clock that is wrong, and more for one that must not hold the present', () => {
    expect(parse({ ...TILT, eventTime: NOON_MS + 300_000 })).toHaveProperty('event');
    expect(parse({ ...TILT, eventTime: NOON_MS + 300_001 })).toMatchObject({ code: 'time-in-future' });
  });

  it('takes what comes years late, but not a clock that was never set or counts in seconds', () => {
    expect(parse({ ...TILT, eventTime: '2019-01-01T00:00:00Z' })).toHaveProperty('event');
    expect(parse({ ...TILT, eventTime: 0 })).toMatchObject({ code: 'time-implausible' });
    expect(parse({ ...TILT, eventTime: NOON_MS / 1000 })).toMatchObject({ code: 'time-implausible' });
  });

  it.each([
    [
      'another kind than declared',
      { ...TILT, kind: 'flow', value: { vehiclesAnHour: 1, speedKmh: 1 } },
      'kind-not-allowed',
    ],
    ['an alarm, which the server alone makes', { ...TILT, kind: 'alarm', value: {} }, 'not-an-event'],
    ['another id than declared', { ...TILT, id: 'XX-1' }, 'id-not-allowed'],
    ['the name of another source', { ...TILT, source: 'others' }, 'other-source'],
    ['a unit without a place', { ...TILT, kind: 'position', value: { headingDeg: 0, speedMps: 1 } }, 'place-wanted'],
    ['a time without its offset', { ...TILT, eventTime: '2026-11-20T12:00:00' }, 'not-an-event'],
    ['a null character', { ...TILT, id: 'ZNJG\u0000' }, 'not-an-event'],
    ['half a character', { ...TILT, id: 'ZNJG\ud800' }, 'not-an-event'],
    ['a misspelt field', { ...TILT, sequnce: 1 }, 'not-an-event'],
    ['a null character in a unit', reading({ unit: 'm\u0000' }), 'not-an-event'],
    ['lists within lists', JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'too-large'],
    ['more than 16 kB', { ...TILT, note: 'x'.repeat(16_384) }, 'too-large'],
  ])('refuses %s', (_what, raw, code) => {
    expect(parse(raw)).toMatchObject({ code });
  });

  it('says the field, what was wanted and what came', () => {
    const refusal = parse({ ...TILT, value: { tiltDeg: 'steep', isOpen: true } });
    expect(refusal).toEqual({
      code: 'not-an-event',
      detail: 'value.tiltDeg: Invalid input: expected number, received string, got "steep".',
    });
  });

  it('makes a case of a report: nothing done yet but reported, and what it does not say unknown', () => {
    const parsed = parse({
      kind: 'case',
      id: 'SB-2026-1',
      eventTime: NOON_MS,
      position: { lon: 119.6, lat: 39.9 },
      value: {
        kind: 'component',
        category: '0102',
        title: '井盖缺失',
        description: '文化路口\n夜间',
        channel: 'citizen',
      },
    });
    expect(parsed).toMatchObject({
      event: {
        value: {
          sourceId: 'SB-2026-1',
          steps: { report: NOON_MS, register: null, close: null },
          result: 'open',
          department: null,
          position: [119.6, 39.9],
          raw: { description: '文化路口\n夜间' },
        },
      },
    });
  });

  it('never throws and never changes what it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(TILT)), (value, field) => {
        const raw = { ...structuredClone(TILT), [field]: value };
        const before = JSON.stringify(raw);
        parse(raw);
        parse(value);
        expect(JSON.stringify(raw)).toBe(before);
      }),
      { seed: 20263, numRuns: 500 },
    );
  });
});
