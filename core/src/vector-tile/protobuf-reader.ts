import { VectorTileError } from './vector-tile-error.ts';

/** Wire types of protocol buffers (developers.google.com/protocol-buffers, "Encoding"). */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads protocol buffer fields within given bounds. Every read checks its bound first; a read that would pass it throws
 * `truncated`, a varint of more than ten bytes `varint-too-long`.
 */
export class ProtobufReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  pos: number;
  end: number;
  /** Low and high 32 bits of the last `varint()`. */
  low = 0;
  high = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.pos = 0;
    this.end = bytes.length;
  }

  /** Reads a varint and returns its low 32 bits, unsigned; `low` and `high` hold all 64. */
  varint(): number {
    const first = this.pos < this.end ? (this.bytes[this.pos] ?? 0) : this.#truncated(1);
    if (first < 0x80) {
      this.pos += 1;
      this.low = first;
      this.high = 0;
      return first;
    }
    return this.#longVarint();
  }

  #longVarint(): number {
    let low = 0;
    let high = 0;
    for (let i = 0; i < 10; i++) {
      const byte = this.pos < this.end ? (this.bytes[this.pos] ?? 0) : this.#truncated(1);
      this.pos += 1;
      const bits = byte & 0x7f;
      if (i < 4) low |= bits << (7 * i);
      else if (i === 4) {
        low |= bits << 28;
        high = bits >>> 4;
      } else if (i < 9) high |= bits << (7 * i - 32);
      else high |= bits << 31;
      if (byte < 0x80) {
        this.low = low >>> 0;
        this.high = high >>> 0;
        return this.low;
      }
    }
    throw new VectorTileError('varint-too-long', `A varint may have 10 bytes; one with more ends at byte ${this.pos}.`);
  }

  double(): number {
    if (this.pos + 8 > this.end) this.#truncated(8);
    this.pos += 8;
    return this.#view.getFloat64(this.pos - 8, true);
  }

  float(): number {
    if (this.pos + 4 > this.end) this.#truncated(4);
    this.pos += 4;
    return this.#view.getFloat32(this.pos - 4, true);
  }

  /** Reads a length prefix and returns where the field's content ends; `pos` stands at its start. */
  contentEnd(): number {
    const length = this.varint();
    if (this.high !== 0 || length > this.end - this.pos) this.#truncated(length);
    return this.pos + length;
  }

  text(): string {
    const end = this.contentEnd();
    const start = this.pos;
    this.pos = end;
    try {
      return utf8.decode(this.bytes.subarray(start, end));
    } catch {
      throw new VectorTileError('not-utf8', `A string must be UTF-8; the one at byte ${start} is not.`);
    }
  }

  skip(wireType: number): void {
    switch (wireType) {
      case VARINT:
        this.varint();
        return;
      case FIXED64:
        this.double();
        return;
      case BYTES:
        this.pos = this.contentEnd();
        return;
      case FIXED32:
        this.float();
        return;
      default:
        throw new VectorTileError('wrong-wire-type', `Wire type ${wireType} at byte ${this.pos} is none to skip.`);
    }
  }

  #truncated(wanted: number): never {
    throw new VectorTileError(
      'truncated',
      `${wanted} more bytes were wanted at byte ${this.pos}; the message ends at ${this.end}.`,
    );
  }
}
