import { expect, test } from 'vitest';
import { encoded } from './encoded.ts';
import { readTileEntry, tileEntry } from './tile-entry.ts';

const KEY = 'town/network/一 6 none/18/1/2/all';
const BODY = await encoded(
  Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251),
  'model/gltf-binary',
);
const ENTRY = tileEntry(KEY, BODY);

test('a tile comes back out of its bytes, and so does that it holds nothing', () => {
  expect(readTileEntry(ENTRY, KEY)).toEqual({ body: BODY });
  expect(readTileEntry(tileEntry(KEY, null), KEY)).toEqual({ body: null });
});

test('with any byte damaged it is none', () => {
  for (let i = 0; i < ENTRY.length; i++) {
    const damaged = Buffer.from(ENTRY);
    damaged[i] = (damaged[i] ?? 0) ^ (1 << (i % 8));
    expect({ i, read: readTileEntry(damaged, KEY) }).toEqual({ i, read: null });
  }
});

test('cut short or drawn out it is none', () => {
  for (let length = 0; length < ENTRY.length; length++)
    expect(readTileEntry(ENTRY.subarray(0, length), KEY)).toBeNull();
  expect(readTileEntry(Buffer.concat([ENTRY, Buffer.of(0)]), KEY)).toBeNull();
});

test('of another key it is none', () => {
  expect(readTileEntry(ENTRY, `${KEY} `)).toBeNull();
  expect(readTileEntry(ENTRY, '')).toBeNull();
});

test('what could not stand in a header field is refused when it is written', () => {
  expect(() => tileEntry(KEY, { ...BODY, tag: 'a"\r\nSet-Cookie: b' })).toThrow('tag');
});
