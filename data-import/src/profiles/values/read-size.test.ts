import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSize } from './read-size.ts';
import { circularSize, type NominalSize, printSize } from './size.ts';

describe('sizes as survey tables write them', () => {
  test.each([
    ['300', 300],
    ['DN300', 300],
    ['dn 300', 300],
    ['Φ300', 300],
    ['φ300', 300],
    ['D300', 300],
    ['６００', 600],
    ['300mm', 300],
    ['30cm', 300],
    ['6"', 152.4],
    ['6英寸', 152.4],
    ['1 1/2"', 38.1],
    ['1/2"', 12.7],
  ])('%s is round, %s mm', (text, widthMm) => {
    expect(readSize(text)).toEqual({ size: circularSize(widthMm), issue: null, message: '' });
  });

  test.each(['1200X800', '1200*800', '1200×800', '1200 x 800', '1.2m×0.8m', 'B×H=1200×800', '1200mmx800mm'])(
    '%s is 1200 wide and 800 high',
    (text) => {
      expect(readSize(text)).toMatchObject({
        size: { shape: 'rectangular', widthMm: 1200, heightMm: 800 },
        issue: null,
      });
    },
  );

  test('metres by magnitude are read, and said', () => {
    expect(readSize('1.2×0.8')).toMatchObject({ size: { widthMm: 1200, heightMm: 800 }, issue: 'metres-by-magnitude' });
    expect(readSize('0.3')).toMatchObject({ size: { widthMm: 300 }, issue: 'metres-by-magnitude' });
    expect(readSize('0.3', 'm')).toMatchObject({ size: { widthMm: 300 }, issue: null });
    expect(readSize('12', 'in')).toMatchObject({ size: { widthMm: 304.8 }, issue: null });
  });

  test('banks of ducts and cables have no outside of their own', () => {
    expect(readSize('3x4/110').size).toMatchObject({
      shape: 'ductBank',
      widthMm: null,
      bank: { rows: 3, columns: 4, holes: 12, holeMm: 110 },
    });
    expect(readSize('9孔Φ110').size?.bank).toEqual({ rows: null, columns: null, holes: 9, holeMm: 110 });
    expect(readSize('4x120').size).toMatchObject({ shape: 'cable', widthMm: null, cable: { cores: 4, coreMm2: 120 } });
    expect(readSize('3x240+1x120').size?.cable).toEqual({ cores: 3, coreMm2: 240, extraCores: 1, extraCoreMm2: 120 });
  });

  test('barrels, reducers, outer diameters', () => {
    expect(readSize('2-DN400').size).toMatchObject({ barrels: 2, widthMm: 400 });
    expect(readSize('2×DN400').size).toMatchObject({ barrels: 2, widthMm: 400 });
    expect(readSize('300/400').size).toMatchObject({ widthMm: 300, endWidthMm: 400 });
    expect(readSize('De110').size).toMatchObject({ widthMm: 110, outside: true, wallMm: null });
    expect(readSize('D219×6').size).toMatchObject({ widthMm: 219, outside: true, wallMm: 6 });
  });

  test.each(['5', '2x2', 'DN300*2', '12/110', 'abc', '8.5'])('%s may mean two things, and is neither', (text) => {
    expect(readSize(text)).toMatchObject({ size: null, issue: 'ambiguous' });
  });

  test.each(['', '0', '不详', '-', 'DN0'])('"%s" says nothing', (text) => {
    expect(readSize(text)).toEqual({ size: null, issue: null, message: '' });
  });

  test('300 in a column of metres is no pipe', () => {
    expect(readSize('300', 'm')).toMatchObject({ size: null, issue: 'implausible' });
  });
});

const millimetres = fc.integer({ min: 10, max: 4000 });

/** Every shape that the grammar writes. */
const sizes: fc.Arbitrary<NominalSize> = fc.oneof(
  millimetres.map(circularSize),
  fc.tuple(millimetres, fc.integer({ min: 2, max: 20 })).map(([mm, barrels]) => ({ ...circularSize(mm), barrels })),
  millimetres.map((mm) => ({ ...circularSize(mm), outside: true })),
  fc
    .tuple(fc.integer({ min: 60, max: 2000 }), fc.integer({ min: 3, max: 10 }))
    .map(([mm, wallMm]) => ({ ...circularSize(mm), outside: true, wallMm })),
  fc
    .tuple(fc.integer({ min: 100, max: 400 }), fc.integer({ min: 100, max: 400 }))
    .map(([mm, endWidthMm]) => ({ ...circularSize(mm), endWidthMm })),
  fc
    .tuple(millimetres, millimetres)
    .map(([widthMm, heightMm]) => ({ ...circularSize(widthMm), shape: 'rectangular' as const, heightMm })),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(null, 50, 110, 175))
    .map(([rows, columns, holeMm]) => ({
      ...circularSize(0),
      shape: 'ductBank' as const,
      widthMm: null,
      heightMm: null,
      bank: { rows, columns, holes: rows * columns, holeMm },
    })),
  fc
    .tuple(fc.constantFrom(3, 4, 5), fc.constantFrom(1.5, 25, 120, 240), fc.constantFrom(0, 1, 2))
    .map(([cores, coreMm2, extraCores]) => ({
      ...circularSize(0),
      shape: 'cable' as const,
      widthMm: null,
      heightMm: null,
      cable: { cores, coreMm2, extraCores, extraCoreMm2: extraCores === 0 ? null : 70 },
    })),
);

test('a size printed is read back to itself', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      expect(readSize(printSize(size)).size).toEqual(size);
    }),
    { numRuns: 2000 },
  );
});

test('no text breaks the reader, and nothing is ever zero or negative', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9xX*/.φDNe"孔+-]{0,12}$/)), (text) => {
      const { size } = readSize(text);
      for (const mm of [size?.widthMm, size?.heightMm, size?.wallMm, size?.endWidthMm]) {
        if (mm !== undefined && mm !== null) expect(mm).toBeGreaterThan(0);
      }
    }),
    { numRuns: 2000 },
  );
});
