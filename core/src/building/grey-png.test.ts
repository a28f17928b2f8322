import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FACADE_PNG } from './facade-pattern.ts';
import { greyPng } from './grey-png.ts';

describe('greyPng', () => {
  it('holds its rows as zlib reads them: two greys a byte after a filter byte', () => {
    const png = greyPng(2, 2, Uint8Array.of(1, 2, 15, 0));
    // Signature 8, IHDR 25, then the length and name of IDAT.
    const length = new DataView(png.buffer).getUint32(33);
    expect([...inflateSync(png.subarray(41, 41 + length))]).toEqual([0, 0x12, 0, 0xf0]);
  });

  it('ends with the chunk that every PNG ends with', () => {
    const end = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
    expect([...greyPng(2, 2, new Uint8Array(4)).subarray(-12)]).toEqual(end);
  });

  it('refuses greys that do not fill the picture', () => {
    expect(() => greyPng(4, 4, new Uint8Array(15))).toThrow(RangeError);
  });
});

describe('the facade', () => {
  it('is plain at its corners, so that whole coordinates fall on plain wall', () => {
    const length = new DataView(FACADE_PNG.buffer).getUint32(33);
    const rows = inflateSync(FACADE_PNG.subarray(41, 41 + length));
    // 32 rows of 1 + 16 bytes; the first and last row, and the first and last byte of each, are the wall's grey.
    for (const y of [0, 31]) expect([rows[y * 17 + 1], rows[y * 17 + 16]]).toEqual([0xff, 0xff]);
  });
});
