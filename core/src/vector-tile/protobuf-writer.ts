/** Room that the longest varint of 32 bits may need, bytes. */
export const MOST_VARINT_BYTES = 5;
/** Room that the longest varint of 64 bits may need, bytes. */
const MOST_VARINT64_BYTES = 10;

const UTF8 = new TextEncoder();

/** A message that grows: bytes up to `length`. Who writes into `bytes` directly asks `reserve` for room first. */
export class ByteBuffer {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 4096) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for so many bytes more. `bytes` may be another array afterwards. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** What has been written: a view that the next write may leave behind. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** A field of type string: tag, length, UTF-8. */
  text(tag: number, text: string): void {
    this.reserve(1 + MOST_VARINT_BYTES + text.length);
    const { bytes, length: start } = this;
    bytes[start] = tag;
    const size = text.length;
    let pos = size < 0x80 ? start + 2 : start + 1;
    if (size < 0x80) bytes[start + 1] = size;
    else pos = writeVarint(bytes, pos, size);
    for (let i = 0; i < size; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) {
        this.field(tag, UTF8.encode(text));
        return;
      }
      bytes[pos++] = unit;
    }
    this.length = pos;
  }

  /** A field of type bytes or message: tag, length, content. */
  field(tag: number, content: Uint8Array): void {
    this.reserve(1 + MOST_VARINT_BYTES + content.length);
    this.bytes[this.length] = tag;
    this.length = writeVarint(this.bytes, this.length + 1, content.length);
    this.raw(content);
  }

  /** A field of type uint64, or of another varint whose bits these are: whole, 0 to 2^64 - 2^11 as a double holds it. */
  varint64(tag: number, value: number): void {
    this.reserve(1 + MOST_VARINT64_BYTES);
    this.bytes[this.length] = tag;
    this.length = writeVarint64(this.bytes, this.length + 1, value);
  }

  /** Bytes as they are. */
  raw(content: Uint8Array): void {
    this.reserve(content.length);
    this.bytes.set(content, this.length);
    this.length += content.length;
  }
}

/** Writes a whole number from 0 to 2^32 - 1; returns where it ends. The room must be there. */
export function writeVarint(bytes: Uint8Array, start: number, value: number): number {
  let pos = start;
  let rest = value;
  while (rest > 0x7f) {
    bytes[pos++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[pos++] = rest;
  return pos;
}

/** Writes a whole number that a double holds exactly; returns where it ends. The room must be there. */
export function writeVarint64(bytes: Uint8Array, start: number, value: number): number {
  let pos = start;
  let rest = value;
  while (rest > 0xffff_ffff) {
    bytes[pos++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  return writeVarint(bytes, pos, rest);
}

/** How many bytes a whole number from 0 to 2^32 - 1 takes as a varint. */
export function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5;
}

/**
 * Writes the length of the content from `start` to `end` in front of it; returns where it ends now. One byte has been
 * kept for it: the content moves up when it is longer than 127 bytes.
 */
export function closeMessage(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 0x80) {
    bytes[start - 1] = length;
    return end;
  }
  const extra = varintSize(length) - 1;
  bytes.copyWithin(start + extra, start, end);
  writeVarint(bytes, start - 1, length);
  return end + extra;
}
