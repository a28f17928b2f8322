/** A number in [0, 1) that follows from a seed and two whole numbers: chance without a memory. */
export function hashUnit(seed: number, a: number, b = 0): number {
  // Beats since 1970 go beyond 32 bits: both halves are mixed in.
  let mixed = seed ^ 0x9e37_79b9;
  for (const part of [a, Math.floor(a / 2 ** 32), b]) {
    mixed = Math.imul(mixed ^ (part | 0), 0x21f0_aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a_2d97);
    mixed ^= mixed >>> 15;
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
}
