import { describe, expect, it } from 'vitest';
import { assetFacts } from './asset-facts.ts';
import { fitOfClass, fitOfLarger } from './class-match.ts';
import { plainAsset } from './testing/plain-asset.ts';

const title = { en: 'x', zh: 'x' };
const medium = { title, utilities: ['gas' as const], pressureMpa: { from: 0.01, upTo: 0.4 } };
const gas = (mpa: number | readonly [number, number] | null) => assetFacts(plainAsset('gas', { mpa }));

describe('fit of a class', () => {
  it('is sure of a number inside or outside its band, bounds as they are written', () => {
    expect([0.0099, 0.01, 0.2, 0.4, 0.4001].map((mpa) => fitOfClass(medium, gas(mpa)))).toEqual([
      'no',
      'yes',
      'yes',
      'yes',
      'no',
    ]);
  });

  it('keeps out the bound of a band that does not include it', () => {
    const between = { title, pressureMpa: { above: 0.2, below: 0.4 } };
    expect([0.2, 0.3, 0.4].map((mpa) => fitOfClass(between, gas(mpa)))).toEqual(['no', 'yes', 'no']);
  });

  it('is open for a stated class of pressure that reaches beyond the band, and for none', () => {
    const ranges = [[0.01, 0.4], [0.1, 0.2], [0.2, 0.8], [0, 0.2], [0.4, 1.6], [0, 0.01], null] as const;
    expect(ranges.map((range) => fitOfClass(medium, gas(range)))).toEqual([
      'yes',
      'yes',
      'maybe',
      'maybe',
      'no',
      'no',
      'maybe',
    ]);
  });

  it('is closed by any one condition that does not hold, whatever else is unknown', () => {
    expect(fitOfClass(medium, assetFacts(plainAsset('water')))).toBe('no');
    expect(fitOfClass({ ...medium, embeddings: ['trench'] }, gas(null))).toBe('maybe');
    expect(fitOfClass({ ...medium, embeddings: ['trench'] }, gas(2))).toBe('no');
  });
});

describe('fit of the larger of two sizes', () => {
  const above = { above: 300 };
  const upTo = { upTo: 300 };
  it('is known where both are, and where the known one is large enough alone', () => {
    expect(fitOfLarger(upTo, 300, 100)).toBe('yes');
    expect(fitOfLarger(upTo, 300, 301)).toBe('no');
    expect(fitOfLarger(upTo, null, 301)).toBe('no');
    expect(fitOfLarger(above, null, 301)).toBe('yes');
    expect(fitOfLarger({ below: 300 }, null, 300)).toBe('no');
  });
  it('is open where the unknown one decides', () => {
    expect(fitOfLarger(upTo, null, 300)).toBe('maybe');
    expect(fitOfLarger(above, 300, null)).toBe('maybe');
    expect(fitOfLarger(above, null, null)).toBe('maybe');
    expect(fitOfLarger(undefined, null, null)).toBe('yes');
    expect(fitOfLarger({}, null, null)).toBe('yes');
  });
});
