import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodeError, decodeLzw, decodePackBits } from './tiff-codes.ts';

/** Codes of the given widths, most significant bit first. */
function packed(codes: readonly (readonly [code: number, bits: number])[]): Uint8Array {
  const bits = codes.flatMap(([code, width]) => Array.from({ length: width }, (_, i) => (code >> (width - 1 - i)) & 1));
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => {
    bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (bit << (7 - (i & 7)));
  });
  return bytes;
}

/** The encoder of TIFF 6.0, section 13, in its plainest form. */
function encodeLzw(data: Uint8Array): Uint8Array {
  const codes: (readonly [number, number])[] = [];
  let table = new Map<string, number>();
  let bits = 9;
  const clear = () => {
    codes.push([256, bits]);
    table = new Map(Array.from({ length: 256 }, (_, i) => [String.fromCharCode(i), i]));
    bits = 9;
  };
  let next = 258;
  let prefix = '';
  clear();
  for (const byte of data) {
    const longer = prefix + String.fromCharCode(byte);
    if (table.has(longer)) {
      prefix = longer;
      continue;
    }
    codes.push([table.get(prefix) ?? 0, bits]);
    table.set(longer, next++);
    if (next === 512 || next === 1024 || next === 2048) bits++;
    if (next === 4095) {
      clear();
      next = 258;
    }
    prefix = String.fromCharCode(byte);
  }
  if (prefix !== '') codes.push([table.get(prefix) ?? 0, bits]);
  codes.push([257, bits]);
  return packed(codes);
}

describe('decodeLzw', () => {
  it('reads the example of the specification: 7 7 7 8 8 7 7 6 6', () => {
    const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257].map((code) => [code, 9] as const);
    expect([...decodeLzw(packed(codes), 9)]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });

  it('reads what an encoder wrote, through every width of code and a full table', () => {
    const random = Uint8Array.from({ length: 20_000 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) % 37);
    expect(decodeLzw(encodeLzw(random), random.length)).toEqual(random);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (data) => {
        expect(decodeLzw(encodeLzw(data), data.length)).toEqual(data);
      }),
    );
  });

  it('writes no more than it may, and knows a code that cannot be', () => {
    const zeros = encodeLzw(new Uint8Array(5000));
    expect(() => decodeLzw(zeros, 4999)).toThrow(CodeError);
    expect(() =>
      decodeLzw(
        packed([
          [256, 9],
          [300, 9],
        ]),
        100,
      ),
    ).toThrow(/before it was defined/);
  });

  it('ends on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          expect(decodeLzw(bytes, 10_000).length).toBeLessThanOrEqual(10_000);
        } catch (error) {
          expect(error).toBeInstanceOf(CodeError);
        }
      }),
    );
  });
});

describe('decodePackBits', () => {
  it('reads the example of the specification', () => {
    const bytes = [0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa];
    const unfolded = [
      ...Array(3).fill(0xaa),
      0x80,
      0,
      0x2a,
      ...Array(4).fill(0xaa),
      0x80,
      0,
      0x2a,
      0x22,
      ...Array(10).fill(0xaa),
    ];
    expect([...decodePackBits(Uint8Array.from(bytes), 24)]).toEqual(unfolded);
    expect(() => decodePackBits(Uint8Array.from(bytes), 23)).toThrow(CodeError);
  });
});
