import { Buffer } from 'node:buffer';
import type { RawRecord } from '@undercroft/core/model/link';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowBuffer } from './row-buffer.ts';

function written(write: (out: RowBuffer) => void): string {
  const out = new RowBuffer();
  write(out);
  return Buffer.from(out.bytes).toString('hex');
}

test('a value is its length and its bytes, big-endian; null has the length -1', () => {
  expect(written((out) => out.startRow(36))).toBe('0024');
  expect(written((out) => out.integer(-2))).toBe('00000004fffffffe');
  expect(written((out) => out.bigint(2 ** 47 + 5))).toBe('000000080000800000000005');
  expect(written((out) => out.bigint(-1))).toBe('00000008ffffffffffffffff');
  expect(written((out) => out.double(1))).toBe('000000083ff0000000000000');
  expect(written((out) => out.double(-0))).toBe('000000088000000000000000');
  expect(written((out) => out.boolean(true))).toBe('0000000101');
  expect(written((out) => out.text('é'))).toBe('00000002c3a9');
  expect(written((out) => out.bytea(Uint8Array.of(1, 255)))).toBe('0000000201ff');
  for (const write of [
    (out: RowBuffer) => out.double(null),
    (out: RowBuffer) => out.boolean(null),
    (out: RowBuffer) => out.text(null),
    (out: RowBuffer) => out.bytea(null),
    (out: RowBuffer) => out.box(null),
  ]) {
    expect(written(write)).toBe('ffffffff');
  }
});

test('a record is byte for byte what JSON.stringify makes of it, after others and over the end of the first buffer', () => {
  const record = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), (records) => {
      const out = new RowBuffer();
      const all = [...records, { long: 'x'.repeat(70_000), none: null, last: -0 }, {}, ...records] as RawRecord[];
      for (const each of all) out.json(each);
      const bytes = Buffer.from(out.bytes);
      let at = 0;
      for (const each of all) {
        const end = at + 4 + bytes.readInt32BE(at);
        expect(bytes.toString('utf8', at + 4, end)).toBe(JSON.stringify(each));
        at = end;
      }
      expect(at).toBe(bytes.length);
    }),
    { numRuns: 60 },
  );
});

test('a buffer that was cleared holds nothing of before, however much that was', () => {
  const out = new RowBuffer();
  out.text('x'.repeat(40_000_000));
  out.clear();
  out.json({ a: 1 });
  expect(Buffer.from(out.bytes).toString('latin1')).toBe('\0\0\0\x07{"a":1}');
});
