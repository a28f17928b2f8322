import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { lineStringZSizeBytes, POINT_Z_SIZE_BYTES, putLineStringZ, putPointZ } from '@undercroft/core/geometry/wkb';
import type { RawRecord, RawValue } from '@undercroft/core/model/link';
import type { RowPlace } from './place.ts';
import { MOST_BYTES_PER_UNIT, MOST_JSON_BYTES_PER_UNIT, putJsonString, putText } from './utf8.ts';

/** Of the count of columns before a row, and of the length before a value. */
const COUNT_SIZE_BYTES = 2;
const LENGTH_SIZE_BYTES = 4;
const NULL_LENGTH = -1;
/** What a row keeps of its SHA-256: as much as a uuid holds. */
export const HASH_SIZE_BYTES = 16;
const BOX_SIZE_BYTES = 32;
const FIRST_SIZE_BYTES = 1 << 16;
const MOST_KEPT_BYTES = 1 << 25;

const TWO_TO_32 = 2 ** 32;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COLON = 0x3a;
const COMMA = 0x2c;
/** Tags of a map of the world have a hundred thousand names; more than these are forgotten and spelled again. */
const MOST_NAMES = 10_000;

/**
 * Rows as PostgreSQL's COPY takes them in binary format (manual, "COPY", "Binary Format"), without the file's header and
 * trailer. Numbers are big-endian.
 *
 * ```
 *   columns i16 | for each column: length i32 (-1: null), value
 * ```
 *
 * Each method adds the value of the next column, and has the name of what PostgreSQL's binary input of that type expects.
 * None checks that the column is of that type.
 */
export class RowBuffer {
  #bytes: Buffer<ArrayBuffer>;
  #view: DataView<ArrayBuffer>;
  #at = 0;
  readonly #nameBytes = new Map<string, Uint8Array>();
  readonly #names: string[] = [];
  readonly #spelled: Uint8Array[] = [];

  constructor() {
    this.#bytes = Buffer.allocUnsafeSlow(FIRST_SIZE_BYTES);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Begins anew, in the same memory unless it grew beyond what is worth keeping. */
  clear(): void {
    this.#at = 0;
    if (this.#bytes.length > MOST_KEPT_BYTES) this.#resize(FIRST_SIZE_BYTES);
  }

  get sizeBytes(): number {
    return this.#at;
  }

  startRow(columns: number): void {
    this.#reserve(COUNT_SIZE_BYTES);
    this.#view.setInt16(this.#at, columns);
    this.#at += COUNT_SIZE_BYTES;
  }

  null(): void {
    this.#length(NULL_LENGTH, 0);
  }

  text(value: string | null): void {
    if (value === null) {
      this.null();
      return;
    }
    this.#reserve(LENGTH_SIZE_BYTES + MOST_BYTES_PER_UNIT * value.length);
    const start = this.#at + LENGTH_SIZE_BYTES;
    const end = putText(this.#bytes, start, value);
    this.#view.setInt32(this.#at, end - start);
    this.#at = end;
  }

  boolean(value: boolean | null): void {
    if (value === null) {
      this.null();
      return;
    }
    this.#length(1, 1);
    this.#bytes[this.#at++] = value ? 1 : 0;
  }

  integer(value: number): void {
    this.#length(4, 4);
    this.#view.setInt32(this.#at, value);
    this.#at += 4;
  }

  /** A safe integer. */
  bigint(value: number): void {
    this.#length(8, 8);
    this.#view.setInt32(this.#at, Math.floor(value / TWO_TO_32));
    // Takes the low 32 bits.
    this.#view.setUint32(this.#at + 4, value % TWO_TO_32);
    this.#at += 8;
  }

  double(value: number | null): void {
    if (value === null) {
      this.null();
      return;
    }
    this.#length(8, 8);
    this.#view.setFloat64(this.#at, value);
    this.#at += 8;
  }

  /** PostgreSQL keeps the north-eastern corner of a box first. */
  box(place: RowPlace | null): void {
    if (place === null) {
      this.null();
      return;
    }
    this.#length(BOX_SIZE_BYTES, BOX_SIZE_BYTES);
    this.#view.setFloat64(this.#at, place.east);
    this.#view.setFloat64(this.#at + 8, place.north);
    this.#view.setFloat64(this.#at + 16, place.west);
    this.#view.setFloat64(this.#at + 24, place.south);
    this.#at += BOX_SIZE_BYTES;
  }

  bytea(value: Uint8Array | null): void {
    if (value === null) {
      this.null();
      return;
    }
    this.#length(value.length, value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  /** A `bytea` of the WKB of a point with its level. */
  pointZ(x: number, y: number, z: number): void {
    this.#length(POINT_Z_SIZE_BYTES, POINT_Z_SIZE_BYTES);
    putPointZ(this.#view, this.#at, x, y, z);
    this.#at += POINT_Z_SIZE_BYTES;
  }

  /** A `bytea` of the WKB of a line with a level a vertex. */
  lineStringZ(path: Float64Array, levels: Float64Array): void {
    const sizeBytes = lineStringZSizeBytes(path.length / 2);
    this.#length(sizeBytes, sizeBytes);
    putLineStringZ(this.#view, this.#at, path, levels);
    this.#at += sizeBytes;
  }

  /** A `json` that holds a record byte for byte as `JSON.stringify` spells it. */
  json(record: RawRecord): void {
    this.#length(0, 1);
    const start = this.#at;
    let fields = 0;
    for (const name in record) {
      const value = record[name];
      if (value === undefined) continue;
      this.#jsonField(this.#jsonName(name, fields++), value);
    }
    // In place of the first field's comma.
    this.#bytes[start] = OPEN_BRACE;
    if (fields === 0) this.#at++;
    this.#bytes[this.#at++] = CLOSE_BRACE;
    this.#view.setInt32(start - LENGTH_SIZE_BYTES, this.#at - start);
  }

  /** A `uuid` that `fillHash` gives its value later; tells where it begins. */
  uuidLater(): number {
    this.#length(HASH_SIZE_BYTES, HASH_SIZE_BYTES);
    const start = this.#at;
    this.#at += HASH_SIZE_BYTES;
    return start;
  }

  /** Fills the uuid at `uuidAt` with the hash of everything after it, or of `content`. */
  fillHash(uuidAt: number, content: string | null): void {
    const own = this.#bytes.subarray(uuidAt + HASH_SIZE_BYTES, this.#at);
    // A string of a unit a byte is twice as fast as bytes of its own.
    this.#bytes.write(hash('sha256', content ?? own, 'binary'), uuidAt, HASH_SIZE_BYTES, 'latin1');
  }

  /** Everything added so far: the buffer's own memory, good until something more is added. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#bytes.buffer, 0, this.#at);
  }

  #jsonField(name: Uint8Array, value: RawValue): void {
    const isText = typeof value === 'string';
    const text = isText ? value : value === null ? 'null' : JSON.stringify(value);
    let at = this.#reserve(name.length + MOST_JSON_BYTES_PER_UNIT * text.length + 2);
    const bytes = this.#bytes;
    // A call of `set` takes longer than so few bytes.
    for (let i = 0; i < name.length; i++) bytes[at++] = name[i] ?? 0;
    this.#at = isText ? putJsonString(bytes, at, text) : putText(bytes, at, text);
  }

  /** A comma, the name of a field and a colon. */
  #jsonName(name: string, index: number): Uint8Array {
    // Records of one table have the same names in the same order.
    const spelled = this.#spelled[index];
    if (spelled !== undefined && this.#names[index] === name) return spelled;
    const known = this.#nameBytes.get(name) ?? spellName(name);
    if (this.#nameBytes.size >= MOST_NAMES) this.#nameBytes.clear();
    this.#nameBytes.set(name, known);
    this.#names[index] = name;
    this.#spelled[index] = known;
    return known;
  }

  /** Adds the length of a value, with room for the value itself. */
  #length(length: number, roomBytes: number): void {
    const at = this.#reserve(LENGTH_SIZE_BYTES + roomBytes);
    this.#view.setInt32(at, length);
    this.#at = at + LENGTH_SIZE_BYTES;
  }

  /** Makes room for so many bytes, and for one more on either side of a value; gives where they begin. */
  #reserve(sizeBytes: number): number {
    const wanted = this.#at + sizeBytes + 2;
    if (wanted > this.#bytes.length) this.#resize(Math.max(wanted, 2 * this.#bytes.length));
    return this.#at;
  }

  #resize(sizeBytes: number): void {
    const grown = Buffer.allocUnsafeSlow(sizeBytes);
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

function spellName(name: string): Uint8Array {
  const bytes = new Uint8Array(MOST_JSON_BYTES_PER_UNIT * name.length + 4);
  bytes[0] = COMMA;
  const end = putJsonString(bytes, 1, name);
  bytes[end] = COLON;
  return bytes.slice(0, end + 1);
}
