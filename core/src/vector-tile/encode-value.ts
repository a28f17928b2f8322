/** Zigzag doubles a number: below this, readers that compute in doubles would lose its last bit. */
const LEAST_ZIGZAG = -(2 ** 52);

/**
 * The `Value` message of a value (4.1): whole numbers as uint or sint (the rare very negative ones as int), others as
 * float where a float holds them exactly, else as double.
 */
export function encodeValue(value: string | number | boolean): Uint8Array {
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'boolean') return Uint8Array.of(0x38, value ? 1 : 0);
  const text = new TextEncoder().encode(value);
  return Uint8Array.from([0x0a, ...varint(BigInt(text.length)), ...text]);
}

function encodeNumber(value: number): Uint8Array {
  if (Number.isSafeInteger(value)) {
    if (value >= 0) return Uint8Array.from([0x28, ...varint(BigInt(value))]);
    return value < LEAST_ZIGZAG
      ? Uint8Array.from([0x20, ...varint(BigInt.asUintN(64, BigInt(value)))])
      : Uint8Array.from([0x30, ...varint(-2n * BigInt(value) - 1n)]);
  }
  const isFloat = Math.fround(value) === value;
  const out = new Uint8Array(isFloat ? 5 : 9);
  const view = new DataView(out.buffer);
  out[0] = isFloat ? 0x15 : 0x19;
  if (isFloat) view.setFloat32(1, value, true);
  else view.setFloat64(1, value, true);
  return out;
}

function varint(value: bigint): number[] {
  const out: number[] = [];
  let rest = value;
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return out;
}
