import { expect, test } from 'vitest';
import { selectLayer } from './select-layer.ts';

/** Layers "a" and "b" of version 2 (78 02), the name (0a) once before and once behind it; a field 20 of no meaning between. */
const A = [0x1a, 5, 0x78, 2, 0x0a, 1, 0x61];
const UNKNOWN = [0xa2, 1, 1, 0];
const B = [0x1a, 5, 0x0a, 1, 0x62, 0x78, 2];

test('a layer of a tile is its own bytes, unchanged', () => {
  const tile = Uint8Array.of(...A, ...UNKNOWN, ...B);
  expect([...selectLayer(tile, 'a')]).toEqual(A);
  expect([...selectLayer(tile, 'b')]).toEqual(B);
});

test('a layer that is not there is no tile, and what is cut off is an error', () => {
  expect(selectLayer(Uint8Array.of(...A), 'b')).toHaveLength(0);
  expect(selectLayer(new Uint8Array(0), 'a')).toHaveLength(0);
  expect(() => selectLayer(Uint8Array.of(...A, 0x1a, 9, 0), 'b')).toThrow('more bytes were wanted');
});
