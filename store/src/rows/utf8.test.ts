import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_BYTES_PER_UNIT, MOST_JSON_BYTES_PER_UNIT, putJsonString, putText } from './utf8.ts';

/** Any code units: control characters, quotes and halves of surrogate pairs included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.nat(0x9f).map((unit) => String.fromCharCode(unit)) }),
  fc.string({ unit: fc.integer({ min: 0xd700, max: 0xe100 }).map((unit) => String.fromCharCode(unit)) }),
);

function put(how: typeof putText, text: string, mostBytesPerUnit: number): Buffer {
  const bytes = Buffer.alloc(mostBytesPerUnit * text.length + 3, 0xff);
  return bytes.subarray(1, how(bytes, 1, text));
}

test('text is UTF-8, with the replacement character for NUL and for half of a pair', () => {
  expect(put(putText, 'Ø\u{5e02}\u{1d11e}', MOST_BYTES_PER_UNIT).toString('hex')).toBe('c398e5b882f09d849e');
  expect(put(putText, 'a\0\ud834', MOST_BYTES_PER_UNIT).toString('hex')).toBe('61efbfbdefbfbd');
  fc.assert(
    fc.property(anyText, (text) => {
      const expected = Buffer.from(text.replaceAll('\0', '\u{fffd}'), 'utf8');
      expect(put(putText, text, MOST_BYTES_PER_UNIT).equals(expected)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a JSON string is what JSON.stringify makes of it', () => {
  expect(put(putJsonString, '"\\\n\u0001', MOST_JSON_BYTES_PER_UNIT).toString()).toBe('"\\"\\\\\\n\\u0001"');
  fc.assert(
    fc.property(anyText, (text) => {
      expect(put(putJsonString, text, MOST_JSON_BYTES_PER_UNIT).toString('utf8')).toBe(JSON.stringify(text));
    }),
    { numRuns: 500 },
  );
});
