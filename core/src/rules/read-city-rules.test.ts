import { describe, expect, it } from 'vitest';
import { readCityRules } from './read-city-rules.ts';

const HEAD = { id: 'town', version: '1', title: { en: 'Town', zh: '镇' }, extends: 'cn-national' };
const ZONE = {
  id: 'zone.gas.high',
  clause: 'town rule',
  grade: 'b',
  of: 'gasHigh',
  protectionM: 6,
  controlM: 60,
};

function faults(json: unknown): readonly string[] {
  const reading = readCityRules(json, 'rules.json', 'town');
  return reading.ok ? [] : reading.faults;
}

const withZone = (changes: object) => ({ ...HEAD, zones: [{ ...ZONE, ...changes }] });

describe('the file of a city', () => {
  it('is read into the set that verdicts use', () => {
    const reading = readCityRules(withZone({}), 'rules.json', 'town');
    if (!reading.ok) throw new RangeError(reading.faults.join('\n'));
    expect(reading.city.zones).toEqual([{ ...ZONE, verifiedBy: null, verifiedAt: null }]);
    expect(reading.rules.zones.find(({ id }) => id === 'zone.gas.high')?.protectionM).toBe(6);
  });

  it.each([
    ['text for a number', { protectionM: 'five' }, 'row zone.gas.high, protectionM: wanted number, got "five"'],
    ['millimetres', { controlM: 60_000 }, 'row zone.gas.high, controlM: wanted at most 1000, got 60000'],
    ['less than nothing', { protectionM: -1 }, 'row zone.gas.high, protectionM: wanted at least 0, got -1'],
    ['a grade of its own', { grade: 'A+' }, 'row zone.gas.high, grade: wanted "a" or "b" or "c" or "x", got "A+"'],
    ['a missing figure', { protectionM: undefined }, 'row zone.gas.high, protectionM: wanted number, got nothing'],
    ['a misspelt field', { protectM: 5 }, 'row zone.gas.high: wanted no such field, got "protectM"'],
    [
      'a control zone inside the protection zone',
      { controlM: 3 },
      'row zone.gas.high, controlM: wanted a control zone not narrower than the protection zone of 6 m, got 3',
    ],
    [
      'a signature without a day',
      { verifiedBy: 'Li Wei' },
      'row zone.gas.high, verifiedAt: wanted the day on which it was verified, got nothing',
    ],
    [
      'a day without a signature',
      { verifiedAt: '2026-11-20' },
      'row zone.gas.high, verifiedBy: wanted the name of who verified it, got nothing',
    ],
    [
      'a signature of blanks',
      { verifiedBy: '  ', verifiedAt: '2026-11-20' },
      'row zone.gas.high, verifiedBy: wanted at least 1, got "  "',
    ],
    [
      'a day that is none',
      { verifiedBy: 'L', verifiedAt: '2026-02-30' },
      /^row zone\.gas\.high, verifiedAt: wanted .+, got "2026-02-30"$/,
    ],
    ['an id with a blank', { id: 'zone gas' }, /^row zone gas, id: wanted .+, got "zone gas"$/],
    ['no id', { id: undefined }, 'row 1 of zones, id: wanted string, got nothing'],
  ])('with %s is refused by file, row, field, what was wanted and what came', (_name, changes, fault) => {
    const [first, ...others] = faults(withZone(changes));
    expect(others).toEqual([]);
    expect(first?.startsWith('rules.json: ')).toBe(true);
    const text = first?.slice('rules.json: '.length);
    if (typeof fault === 'string') expect(text).toBe(fault);
    else expect(text).toMatch(fault);
  });

  it('names each fault of several', () => {
    expect(faults({ ...HEAD, zones: [{ ...ZONE, of: 7 }], cover: [{ id: 'cover.x' }], extnds: null })).toEqual(
      expect.arrayContaining([
        'rules.json: row zone.gas.high, of: wanted string, got 7',
        'rules.json: row cover.x, of: wanted string, got nothing',
        'rules.json: the file: wanted no such field, got "extnds"',
      ]),
    );
  });

  it('with one id twice is refused', () => {
    expect(faults({ ...HEAD, zones: [ZONE, ZONE] })).toEqual([
      'rules.json: row zone.gas.high, id: wanted an id that no other row has, got "zone.gas.high"',
    ]);
  });

  it('of another scene, or that is no object, is refused', () => {
    expect(faults({ ...HEAD, id: 'city' })).toEqual([
      'rules.json: id: wanted "town", the name of its scene, got "city"',
    ]);
    expect(faults([])).toEqual(['rules.json: the file: wanted object, got []']);
    expect(faults(null)).toEqual(['rules.json: the file: wanted object, got null']);
  });

  it('that cannot be used whole is named with its file', () => {
    expect(faults({ ...HEAD, removed: ['zone.gas.none'] })).toEqual([
      'rules.json: removed: wanted the id of a row of cn-national, got "zone.gas.none"',
    ]);
  });
});
