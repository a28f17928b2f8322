import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { centralHeader, endOfArchive, localHeader } from './zip-records.ts';

const hello = {
  path: 'hi.txt',
  method: 'stored',
  crc32: crc32('hello'),
  packedBytes: 5,
  bytes: 5,
} as const;

test('a local header holds CRC and sizes', () => {
  // PK 3 4 | version 20 | flags 0 | stored | time 0, day 1980-01-01 | CRC-32 of "hello" 3610a686 | 5 | 5 | name 6, extra 0
  expect(localHeader(hello).toString('hex')).toBe(
    `504b0304${'1400'}${'0000'}${'0000'}${'00002100'}${'86a61036'}${'05000000'}${'05000000'}${'06000000'}${Buffer.from('hi.txt').toString('hex')}`,
  );
});

test('an entry beyond 4 GB has its offset in a field of its own', () => {
  const near = centralHeader({ ...hello, offset: 70_000 });
  expect([near.length, near.readUInt32LE(42), near.readUInt16LE(30)]).toEqual([46 + 6, 70_000, 0]);
  const far = centralHeader({ ...hello, offset: 5_000_000_000 });
  expect([far.readUInt16LE(6), far.readUInt32LE(42), far.readUInt16LE(30)]).toEqual([45, 0xffffffff, 12]);
  // 5,000,000,000 is 1 2a05f200 in hexadecimal.
  expect(far.subarray(46 + 6).toString('hex')).toBe('0100' + '0800' + '00f2052a01000000');
});

test('the end counts entries, and in 64 bits when there are too many for 16', () => {
  expect(endOfArchive(2, 100, 104).toString('hex')).toBe(
    '504b0506' + '00000000' + '02000200' + '68000000' + '64000000' + '0000',
  );
  const many = endOfArchive(70_000, 100, 104);
  expect(many.length).toBe(56 + 20 + 22);
  expect(many.readBigUInt64LE(32)).toBe(70_000n);
  expect(many.readBigUInt64LE(48)).toBe(100n);
  // The locator names the place of the 64-bit end, behind the directory: 100 + 104.
  expect(many.readBigUInt64LE(56 + 8)).toBe(204n);
  expect(many.readUInt16LE(56 + 20 + 10)).toBe(0xffff);
});
