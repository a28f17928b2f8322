import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDecimal, readNumber } from './read-number.ts';

describe('readNumber', () => {
  test.each([
    ['12.5', 12.5],
    ['-0.35', -0.35],
    ['１２．５', 12.5],
    ['−3.2', -3.2],
    ['4 420 113.127', 4_420_113.127],
    ['1,234,567', 1_234_567],
    ['1,234.5', 1234.5],
    ['1.5e3', 1500],
    ['.5', 0.5],
    ['+7', 7],
    [7.25, 7.25],
  ])('%s is %s', (cell, value) => {
    expect(readNumber(cell)).toBe(value);
  });

  test.each([null, '', '-', '不详', 'n/a', '—'])('%s is unknown, not zero', (cell) => {
    expect(readNumber(cell)).toBeNull();
  });

  test.each(['12a', '1,250', '12,5', '1.2.3', '1-2', 'Infinity', '0x10', '--5', '1e999', true, Number.NaN])(
    '%s is no number, and why is said',
    (cell) => {
      expect(typeof readNumber(cell)).toBe('string');
    },
  );

  test('a unit is dropped only where it is the one expected', () => {
    expect(readNumber('1.25m', 'm')).toBe(1.25);
    expect(readNumber('1.25 米', 'm')).toBe(1.25);
    expect(readNumber('300mm', 'm')).toBe('"300mm" is in mm; wanted m.');
    expect(typeof readNumber('300mm')).toBe('string');
  });
});

test('plainDecimal gives the very number that Number gives', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 0, max: 12 }),
      (value, digits) => {
        const text = value.toFixed(digits);
        if (text.includes('e')) return;
        expect(plainDecimal(text)).toBe(Number(text));
      },
    ),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      const value = plainDecimal(text);
      if (!Number.isNaN(value)) expect(value).toBe(Number(text));
    }),
  );
});
