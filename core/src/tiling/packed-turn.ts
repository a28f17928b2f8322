/**
 * Unit quaternions as the quaternion filter of EXT_meshopt_compression keeps them: the greatest component is left out,
 * the three after it stand as shares of 1 / sqrt 2 in up to 16 bits, and the low bits of the fourth short name the one left
 * out. With 16 bits a direction is off by 3e-5 radians at most: 1 mm at the ends of a 60 m pipe.
 */
const ONE = 32767;

/** Writes x, y, z, w to `out[offset ...]`. */
export function packTurn(x: number, y: number, z: number, w: number, out: Int16Array, offset: number): void {
  const q = [x, y, z, w];
  let greatest = 3;
  for (let i = 0; i < 3; i++) if (Math.abs(q[i] ?? 0) > Math.abs(q[greatest] ?? 0)) greatest = i;
  const share = ((q[greatest] ?? 0) < 0 ? -1 : 1) * Math.SQRT2 * ONE;
  for (let i = 0; i < 3; i++) out[offset + i] = Math.round((q[(greatest + 1 + i) & 3] ?? 0) * share);
  out[offset + 3] = (ONE & ~3) | greatest;
}

/** As `packTurn` in `bits` bits, for w the greatest and positive, which saves looking for it. */
export function packFlatTurn(x: number, y: number, z: number, bits: number, out: Int16Array, offset: number): void {
  const one = 2 ** (bits - 1) - 1;
  const share = Math.SQRT2 * one;
  out[offset] = Math.round(x * share);
  out[offset + 1] = Math.round(y * share);
  out[offset + 2] = Math.round(z * share);
  out[offset + 3] = one;
}

/** Signed shares of one in 16 bits (x, y, z, w), as the filter makes them. */
export function decodedTurns(packed: Int16Array): Int16Array {
  const out = new Int16Array(packed.length);
  for (let i = 0; i < packed.length; i += 4) {
    const last = packed[i + 3] ?? 0;
    const scale = Math.SQRT1_2 / (last | 3);
    const greatest = last & 3;
    let rest = 1;
    for (let k = 0; k < 3; k++) {
      const value = (packed[i + k] ?? 0) * scale;
      rest -= value * value;
      out[i + ((greatest + 1 + k) & 3)] = Math.round(value * ONE);
    }
    out[i + greatest] = Math.round(Math.sqrt(Math.max(0, rest)) * ONE);
  }
  return out;
}
