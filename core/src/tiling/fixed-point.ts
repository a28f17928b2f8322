/**
 * Floats that compress: a mantissa of 24 bits under an exponent all share, `mantissa * 2^exponent`, as the exponential
 * filter of EXT_meshopt_compression keeps them. What is rounded to the same grid differs in few bits from its neighbours.
 */
const MANTISSA = 0xffffff;

/** A mantissa is smaller than this either way. */
export const MOST_STEPS = 2 ** 23;

/** One number of that form. */
export function packedFloat(mantissa: number, exponent: number): number {
  return (exponent << 24) | (mantissa & MANTISSA);
}

/** What `packedFloat` decodes to. */
export function unpackedFloat(packed: number): number {
  return ((packed << 8) >> 8) * 2 ** (packed >> 24);
}

/** Packs mantissas (whole numbers of at most 23 bits and a sign), one exponent for each place of an element. */
export function packedFloats(mantissas: Int32Array, exponents: readonly number[]): Int32Array {
  const n = exponents.length;
  const out = new Int32Array(mantissas.length);
  // Place by place: the exponent of one is the same throughout.
  for (let place = 0; place < n; place++) {
    const common = exponents[place] ?? 0;
    for (let i = place; i < mantissas.length; i += n) {
      let mantissa = mantissas[i] ?? 0;
      let exponent = common;
      // Far from the middle of a wide tile, steps are coarser.
      for (; mantissa >= MOST_STEPS || mantissa <= -MOST_STEPS; exponent++) mantissa = Math.round(mantissa / 2);
      out[i] = packedFloat(mantissa, exponent);
    }
  }
  return out;
}

/** The floats that `packedFloats` decode to: exact, a mantissa of a float has 24 bits. */
export function decodedFloats(mantissas: Int32Array, exponents: readonly number[]): Float32Array {
  const n = exponents.length;
  const scales = exponents.map((exponent) => 2 ** exponent);
  const out = new Float32Array(mantissas.length);
  for (let i = 0; i < mantissas.length; i++) out[i] = (mantissas[i] ?? 0) * (scales[i % n] ?? 0);
  return out;
}

/** The least exponent under which `value` has a mantissa of `bits` bits. */
export function exponentFor(value: number, bits: number): number {
  return value === 0 ? -bits : Math.ceil(Math.log2(value)) - bits;
}
