import fc from 'fast-check';
import { MeshoptDecoder, MeshoptEncoder } from 'meshoptimizer';
import { describe, expect, it } from 'vitest';
import { decodedFloats, exponentFor, packedFloats } from './fixed-point.ts';
import { decodedTurns, packTurn } from './packed-turn.ts';

await Promise.all([MeshoptEncoder.ready, MeshoptDecoder.ready]);

/** What a reader of the extension makes of packed elements. */
function decoded(packed: ArrayBufferView, count: number, byteStride: number, filter: 'QUATERNION' | 'EXPONENTIAL') {
  const bytes = new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength);
  const encoded = MeshoptEncoder.encodeGltfBuffer(bytes, count, byteStride, 'ATTRIBUTES');
  const out = new Uint8Array(count * byteStride);
  MeshoptDecoder.decodeGltfBuffer(out, count, byteStride, encoded, 'ATTRIBUTES', filter);
  return out.buffer;
}

describe('packed turns', () => {
  it('decode, by the library and by our twin, to the turn within 3e-5 of each component', () => {
    const part = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(part, part, part, part, (x, y, z, w) => {
        const size = Math.hypot(x, y, z, w);
        fc.pre(size > 0.1);
        const turn = [x / size, y / size, z / size, w / size];
        const packed = new Int16Array(4);
        packTurn(turn[0] ?? 0, turn[1] ?? 0, turn[2] ?? 0, turn[3] ?? 0, packed, 0);
        const ours = decodedTurns(packed);
        const theirs = new Int16Array(decoded(packed, 1, 8, 'QUATERNION'));
        const dot = turn.reduce((sum, value, i) => sum + (value * (ours[i] ?? 0)) / 32767, 0);
        for (let i = 0; i < 4; i++) {
          expect(Math.abs((ours[i] ?? 0) - (theirs[i] ?? 0))).toBeLessThanOrEqual(1);
          // q and -q are one turn.
          expect(Math.abs((ours[i] ?? 0) / 32767 - Math.sign(dot) * (turn[i] ?? 0))).toBeLessThan(3e-5);
        }
      }),
    );
  });
});

describe('packed floats', () => {
  it('decode, by the library, to whole steps exactly', () => {
    const steps = fc.integer({ min: -(2 ** 23) + 1, max: 2 ** 23 - 1 });
    fc.assert(
      fc.property(
        fc.array(steps, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: -20, max: 6 }),
        (list, exponent) => {
          const mantissas = Int32Array.from(list);
          const theirs = new Float32Array(decoded(packedFloats(mantissas, [exponent]), list.length, 4, 'EXPONENTIAL'));
          expect(theirs).toEqual(Float32Array.from(list, (each) => each * 2 ** exponent));
          expect(decodedFloats(mantissas, [exponent])).toEqual(theirs);
        },
      ),
    );
  });

  it('give 1000 in 12 bits steps of a quarter: 4000 of them', () => {
    expect(exponentFor(1000, 12)).toBe(-2);
  });
});
