import { describe, expect, it } from 'vitest';
import { estateName } from './estate-names.ts';
import { MAIN_STREETS } from './main-streets.ts';
import { localStreetName, STREET_WORDS } from './street-names.ts';

describe('names', () => {
  it('of local streets and lanes are unique in both languages, and none is that of a main street', () => {
    const numbers = Array.from({ length: STREET_WORDS.length * 2 }, (_, i) => i);
    const made = numbers.flatMap((i) => [
      localStreetName(i, i % 2 === 0 ? 'inland' : 'alongShore'),
      localStreetName(i, 'lane'),
    ]);
    const names = [...MAIN_STREETS, ...made];
    expect(new Set(names.map(({ zh }) => zh)).size).toBe(names.length);
    expect(new Set(names.map(({ en }) => en)).size).toBe(names.length);
  });

  it('take 街 along the shore, 路 inland, 巷 for lanes, and a side of the sky the second time', () => {
    expect(localStreetName(0, 'alongShore')).toEqual({ zh: '和平街', en: 'Heping Street' });
    expect(localStreetName(0, 'inland')).toEqual({ zh: '和平路', en: 'Heping Road' });
    expect(localStreetName(1, 'lane')).toEqual({ zh: '光明巷', en: 'Guangming Lane' });
    expect(localStreetName(STREET_WORDS.length, 'lane')).toEqual({ zh: '和平东巷', en: 'East Heping Lane' });
    expect(() => localStreetName(100_000, 'lane')).toThrow(RangeError);
  });

  it('of estates are unique as long as there are any', () => {
    const names = Array.from({ length: 160 }, (_, i) => estateName(i, i % 7 === 0 ? 'villas' : 'slabs').zh);
    expect(new Set(names).size).toBe(160);
    expect(() => estateName(160, 'slabs')).toThrow(RangeError);
  });
});
