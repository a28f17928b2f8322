import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { readInp } from '../../testing/inp.ts';

const SOUND = `[OPTIONS]
FLOW_UNITS LPS
LINK_OFFSETS DEPTH
[JUNCTIONS]
J1 10.0 2.5 0 0 0
J2  9.7 1.5 0 0 0
[OUTFALLS]
O1 9.1 FREE NO
[CONDUITS]
C1 J1 J2 100 0.013 0 0.1 0 0
C2 J2 O1 101 0.013 0 * 0 0
[WEIRS]
W1 J1 O1 TRANSVERSE 1.3 1.7 NO
[XSECTIONS]
C1 CIRCULAR 0.5 0 0 0 1
C2 CUSTOM 0.9 shape 0 0 2
W1 RECT_OPEN 0.9 2 0 0
[CURVES]
shape SHAPE 0 0 0.5 0.8 1 0
[SUBCATCHMENTS]
A1 gage J1 1.5 50 100 0.5 0
[COORDINATES]
J1 586000 6135000
J2 586100 6135000
O1 586200 6135010
[VERTICES]
C2 586150 6135020
[Polygons]
A1 586000 6135000
A1 586100 6135000
A1 586100 6135100
`;

const change = fc.oneof(
  fc.record({
    kind: fc.constant('byte' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({
    kind: fc.constant('cut' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    kind: fc.constant('word' as const),
    at: fc.nat(200),
    word: fc.constantFrom('NaN', '-1', '0', '1e308', '-1e308', '*', '"', 'J1', '[', '', '9'.repeat(400), '1e-320'),
  }),
);

/** Spoils the bytes of a text one change after the other. */
function spoilt(changes: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[]): Uint8Array {
  let bytes = new TextEncoder().encode(SOUND);
  for (const one of changes) {
    if (one.kind === 'word') {
      const words = new TextDecoder('latin1').decode(bytes).split(/(\s+)/);
      words[(one.at * 2) % words.length] = one.word;
      bytes = Uint8Array.from(words.join(''), (letter) => letter.charCodeAt(0));
      continue;
    }
    const at = Math.floor(one.at * (bytes.length - 1));
    if (one.kind === 'byte') bytes[at] = one.byte;
    else bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + one.length)]);
  }
  return bytes;
}

describe('a spoilt file', () => {
  it('is read or refused, and never yields a number that is none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const read = await readInp(spoilt(changes)).catch((error: unknown) => {
          if (error instanceof ImportError) return null;
          throw error;
        });
        const numbers: number[] = [];
        collect([read?.nodes, read?.links, read?.areas], numbers);
        expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
        for (const link of read?.links ?? []) {
          expect(
            [link.section?.widthMm ?? 1, link.section?.heightMm ?? 1, link.statedLengthM ?? 1].every(
              (size) => size > 0,
            ),
          ).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

function collect(value: unknown, numbers: number[]): void {
  if (typeof value === 'number') numbers.push(value);
  else if (value instanceof Float64Array) numbers.push(...value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) collect(part, numbers);
}
