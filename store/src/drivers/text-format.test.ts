import { expect, test } from 'vitest';
import { encodeCopyRow, encodeValue } from './text-format.ts';

test('a COPY row escapes what would end a value or a row', () => {
  expect(encodeCopyRow(['a\tb', 'c\nd', 'e\\f', '\r\b\f\v', null, '\\N', ''])).toBe(
    'a\\tb\tc\\nd\te\\\\f\t\\r\\b\\f\\v\t\\N\t\\\\N\t',
  );
});

test('bytes stand as hex, their backslash escaped in COPY', () => {
  expect(encodeValue(Uint8Array.of(0, 15, 255))).toBe('\\x000fff');
  expect(encodeCopyRow([Uint8Array.of(0, 15, 255)])).toBe('\\\\x000fff');
});

test('numbers keep every bit, the sign of zero and NaN included', () => {
  expect(encodeCopyRow([0.1 + 0.2, -0, Number.NaN, Number.NEGATIVE_INFINITY, 2n ** 62n, true, false])).toBe(
    '0.30000000000000004\t-0\tNaN\t-Infinity\t4611686018427387904\tt\tf',
  );
});

test('array items are quoted, so that NULL, commas, quotes and braces are just text', () => {
  expect(encodeValue(['NULL', 'a,b', 'say "x"', '\\', '{}', '', null, 1.5])).toBe(
    '{"NULL","a,b","say \\"x\\"","\\\\","{}","",NULL,1.5}',
  );
});
