import { type ByteBuffer, varintSize, writeVarint } from './protobuf-writer.ts';

/** Zigzag doubles a number: below this, readers that compute in doubles would lose its last bit. */
const LEAST_ZIGZAG = -(2 ** 52);

/** Shared by all numbers that are no whole ones: nothing is kept in it between two of them. */
const FLOATS = new DataView(new ArrayBuffer(8));

/**
 * Appends a value to a dictionary as a `Value` message (4.1) behind a tag: whole numbers as uint or sint (the rare very
 * negative ones as int), others as float where a float holds them exactly, else as double.
 */
export function writeValue(out: ByteBuffer, tag: number, value: string | number | boolean): void {
  if (typeof value === 'string') writeText(out, tag, value);
  else if (typeof value === 'boolean') writeSmall(out, tag, 0x38, value ? 1 : 0);
  else if (Number.isSafeInteger(value)) writeWhole(out, tag, value);
  else writeFraction(out, tag, value);
}

function writeText(out: ByteBuffer, tag: number, text: string): void {
  // The message's length depends on its text's, which is known beforehand for short ASCII alone: one byte is kept for it.
  out.reserve(2);
  const start = out.length;
  out.bytes[start] = tag;
  out.length = start + 2;
  out.text(0x0a, text);
  const size = out.length - start - 2;
  if (size < 0x80) {
    out.bytes[start + 1] = size;
    return;
  }
  const extra = varintSize(size) - 1;
  out.reserve(extra);
  out.bytes.copyWithin(start + 2 + extra, start + 2, out.length);
  writeVarint(out.bytes, start + 1, size);
  out.length += extra;
}

function writeWhole(out: ByteBuffer, tag: number, value: number): void {
  if (value >= 0 && value < 0x80) {
    writeSmall(out, tag, 0x28, value);
    return;
  }
  out.reserve(2);
  const start = out.length;
  out.bytes[start] = tag;
  out.length = start + 2;
  if (value >= 0) out.varint64(0x28, value);
  else if (value < LEAST_ZIGZAG) out.raw(negativeInt(value));
  else out.varint64(0x30, -2 * value - 1);
  out.bytes[start + 1] = out.length - start - 2;
}

/** A message of one field whose value is less than 128. */
function writeSmall(out: ByteBuffer, tag: number, field: number, value: number): void {
  out.reserve(4);
  const { bytes, length } = out;
  bytes[length] = tag;
  bytes[length + 1] = 2;
  bytes[length + 2] = field;
  bytes[length + 3] = value;
  out.length = length + 4;
}

function writeFraction(out: ByteBuffer, tag: number, value: number): void {
  const isFloat = Math.fround(value) === value;
  const size = isFloat ? 4 : 8;
  if (isFloat) FLOATS.setFloat32(0, value, true);
  else FLOATS.setFloat64(0, value, true);
  out.reserve(3 + size);
  const { bytes, length } = out;
  bytes[length] = tag;
  bytes[length + 1] = 1 + size;
  bytes[length + 2] = isFloat ? 0x15 : 0x19;
  for (let i = 0; i < size; i++) bytes[length + 3 + i] = FLOATS.getUint8(i);
  out.length = length + 3 + size;
}

/** Field `int_value` of a negative number: two's complement of 64 bits, always ten bytes. */
function negativeInt(value: number): Uint8Array {
  const out = Uint8Array.of(0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  let rest = BigInt.asUintN(64, BigInt(value));
  for (let i = 1; i <= 10; i++) {
    out[i] = Number(rest & 0x7fn) | (i < 10 ? 0x80 : 0);
    rest >>= 7n;
  }
  return out;
}
