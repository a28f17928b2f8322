import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteCursor } from './byte-cursor.ts';
import { readDecimal } from './read-decimal.ts';

/** The number read, and how many bytes of the text it took. */
function read(text: string): readonly [value: number, length: number] {
  const cursor = new ByteCursor();
  const bytes = Buffer.from(text);
  cursor.turnTo(bytes, bytes.length);
  return [readDecimal(cursor), cursor.at];
}

function expectAsParsed(text: string): void {
  expect(read(`${text},`)).toEqual([JSON.parse(text), text.length]);
}

describe('a number of JSON', () => {
  it.each([
    '0',
    '-0',
    '-0.0',
    '7',
    '71.35926886461675',
    '51.289405902716794',
    '-179.99999999999997',
    '0.000000000000000001',
    '999999999999999999',
    '9007199254740993',
    '0.1000000000000000055511151231257827',
    '1e400',
    '-1.5E-7',
    '4.9e-324',
    '100000000000000000000000',
    // Halfway between two doubles: the even one.
    '4503599627370497.5',
    '4503599627370498.5',
  ])('%s is what JSON.parse reads', expectAsParsed);

  it('of any digits, written as programs do, is the same to the last bit', () => {
    const digits = fc.stringMatching(/^(?:0|[1-9]\d{0,11})\.\d{1,17}$/);
    fc.assert(fc.property(digits, expectAsParsed), { numRuns: 3000 });
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(double, (value) => expectAsParsed(JSON.stringify(value))),
      { numRuns: 3000 },
    );
    const degrees = fc.double({ min: -180, max: 180, noNaN: true });
    const places = fc.integer({ min: 12, max: 18 });
    const written = fc.tuple(degrees, places).map(([value, count]) => value.toPrecision(count));
    fc.assert(fc.property(written, expectAsParsed), { numRuns: 3000 });
  });

  it('nearest to the middle of two doubles goes to the one JSON.parse takes', () => {
    const middle = fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n }).map((whole) => `${whole}.5`);
    const beside = fc.bigInt({ min: 2n ** 53n, max: 10n ** 18n - 1n }).map(String);
    fc.assert(fc.property(fc.oneof(middle, beside), expectAsParsed), { numRuns: 3000 });
  });

  it.each(['', '-', '.5', '1.', '01', '-01', '+1', '1e', '1e+', 'NaN', 'Infinity', '-x', '00'])(
    '%s is none',
    (text) => {
      expect(read(`${text},`)[0]).toBeNaN();
    },
  );
});
