import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeVectorTile } from './decode.ts';
import { encodeVectorTile, VectorTileLayerWriter } from './encode.ts';
import { TileGeometry } from './tile-geometry.ts';
import { VectorTileError } from './vector-tile-error.ts';

/** A small tile of three layers, honest from end to end. */
function honest(): Uint8Array {
  const layers = (['points', 'lines', 'areas'] as const).map((name, i) => {
    const layer = new VectorTileLayerWriter(name);
    const geometry = new TileGeometry();
    geometry.clear((i + 1) as 1 | 2 | 3);
    for (const [x, y] of [
      [10, 10],
      [900, 10],
      [900, 700],
      [10, 700],
    ] as const) {
      geometry.point(x, y);
    }
    geometry.endPart();
    layer.feature(2 ** 40 + i, geometry, [layer.key('名称'), layer.value('滨海大街'), layer.key('n'), layer.value(-7)]);
    return layer;
  });
  return encodeVectorTile(layers);
}

function outcome(bytes: Uint8Array): 'read' | 'refused' {
  try {
    decodeVectorTile(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof VectorTileError) return 'refused';
    throw error;
  }
}

describe('decodeVectorTile', () => {
  it('reads or refuses any bytes at all, and nothing else comes of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(['read', 'refused']).toContain(outcome(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads or refuses an honest tile with any one byte changed', () => {
    const bytes = honest();
    for (let i = 0; i < bytes.length; i++) {
      for (const other of [0, 1, 0x7f, 0x80, 0xff, (bytes[i] ?? 0) ^ 1]) {
        const spoilt = bytes.slice();
        spoilt[i] = other;
        expect(['read', 'refused']).toContain(outcome(spoilt));
      }
    }
  });

  it('refuses an honest tile cut inside a layer, and reads it cut between layers', () => {
    const bytes = honest();
    const ends = new Set([0]);
    for (let pos = 0; pos < bytes.length; ) {
      pos += 2 + (bytes[pos + 1] ?? 0);
      ends.add(pos);
    }
    expect(ends.size).toBe(4);
    for (let cut = 0; cut < bytes.length; cut++) {
      expect(outcome(bytes.subarray(0, cut))).toBe(ends.has(cut) ? 'read' : 'refused');
    }
  });

  it('refuses a varint of eleven bytes and a length that passes the end, by code', () => {
    const long = Uint8Array.from([...new Uint8Array(10).fill(0xff), 1]);
    expect(() => decodeVectorTile(long)).toThrow(expect.objectContaining({ code: 'varint-too-long' }));
    expect(() => decodeVectorTile(Uint8Array.of(0x1a, 200, 1))).toThrow(expect.objectContaining({ code: 'truncated' }));
  });

  it('keeps an integer of more than 53 bits as a bigint', () => {
    // layer(21): version 2, name "a", value(11): uint_value 2^64 - 1 in ten bytes.
    const bytes = Uint8Array.from([0x1a, 18, 0x78, 2, 0x0a, 1, 97, 0x22, 11, 0x28, ...new Uint8Array(9).fill(0xff), 1]);
    expect(decodeVectorTile(bytes).layers[0]?.values).toEqual([2n ** 64n - 1n]);
  });
});
