import { isUtf8 } from 'node:buffer';
import { coordinatePool } from '../coordinate-pool.ts';
import type { RawGeometry } from '../raw-geometry.ts';
import type { CellValue } from '../table-format.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { cellOf } from './cell-of.ts';
import { CoordinatesReader } from './coordinates-reader.ts';
import { DEEPEST, isUnsafeInteger } from './parse-slices.ts';
import { readDecimal } from './read-decimal.ts';
import { newScan, scanValue } from './scan-value.ts';
import { TextCache } from './text-cache.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const LOWER_F = 0x66;
const LOWER_N = 0x6e;
const LOWER_T = 0x74;

/** Levels of a feature about the values of its properties. */
const LEVELS_ABOVE = 2;
/** Members of a feature or a geometry that were seen, to notice one that comes twice. */
const TYPE = 1;
const GEOMETRY = 2;
const PROPERTIES = 4;
const ID = 8;
const COORDINATES = 16;

/** Where cells go, by what a property is called; -1 for the features' own id where it has no column. */
export interface CellColumns {
  readonly columnOf: ReadonlyMap<string, number>;
  readonly idColumn: number | null;
}

/**
 * Reads sound features straight out of the bytes into cells and coordinates. It knows no faults: whatever is not plainly a
 * feature as they should be, it leaves to the runtime's parser and to what is made of that. What it does read is the same to
 * the last bit, cells, coordinates and all.
 */
export class FeatureReader {
  readonly #columns: CellColumns;
  readonly #coordinates = new CoordinatesReader(coordinatePool());
  readonly #members = new TextCache<string>((text) => text);
  readonly #columnNames: TextCache<number>;
  readonly #cells = new TextCache<CellValue>(cellOf);
  /** Of the feature read last. */
  geometry: RawGeometry | null = null;

  constructor(columns: CellColumns) {
    this.#columns = columns;
    this.#columnNames = new TextCache((name) => columns.columnOf.get(name) ?? -1);
  }

  /** Reads the feature at the cursor into `values`, which are all `null`; false where it is not for this reader. */
  read(cursor: ByteCursor, values: CellValue[]): boolean {
    this.geometry = null;
    this.#members.restart();
    this.#columnNames.restart();
    let seen = 0;
    if (!cursor.skip(OPEN_OBJECT)) return false;
    do {
      const name = this.#name(cursor);
      const member = memberOf(name);
      if (name === undefined || (seen & member) !== 0) return false;
      seen |= member;
      const isRead =
        member === TYPE
          ? this.#word(cursor) === 'Feature'
          : member === GEOMETRY
            ? this.#geometry(cursor)
            : member === PROPERTIES
              ? this.#properties(cursor, values)
              : member === ID
                ? this.#id(cursor, values)
                : this.#value(cursor) !== undefined;
      if (!isRead) return false;
    } while (cursor.skip(COMMA));
    return (seen & TYPE) !== 0 && cursor.skip(CLOSE_OBJECT);
  }

  #properties(cursor: ByteCursor, values: CellValue[]): boolean {
    if (cursor.byte === LOWER_N) return literal(cursor, 'null');
    if (!cursor.skip(OPEN_OBJECT)) return false;
    if (cursor.skip(CLOSE_OBJECT)) return true;
    do {
      cursor.next();
      const column = this.#columnNames.readInTurn(cursor);
      if (column === undefined || !cursor.skip(COLON)) return false;
      cursor.next();
      const value = this.#value(cursor);
      if (value === undefined) return false;
      if (column >= 0) values[column] = value;
      // Somebody has to count those.
      else if (value !== null) return false;
    } while (cursor.skip(COMMA));
    return cursor.skip(CLOSE_OBJECT);
  }

  #id(cursor: ByteCursor, values: CellValue[]): boolean {
    const value = this.#value(cursor);
    if (value === undefined) return false;
    const { idColumn } = this.#columns;
    if (idColumn !== null) values[idColumn] = value;
    return true;
  }

  #geometry(cursor: ByteCursor): boolean {
    if (cursor.byte === LOWER_N) return literal(cursor, 'null');
    let seen = 0;
    let type = '';
    if (!cursor.skip(OPEN_OBJECT)) return false;
    do {
      const name = this.#name(cursor);
      if (name === undefined) return false;
      const member = name === 'type' ? TYPE : name === 'coordinates' ? COORDINATES : 0;
      if ((seen & member) !== 0) return false;
      seen |= member;
      if (member === TYPE) type = this.#word(cursor) ?? '';
      else if (!(member === COORDINATES ? this.#coordinates.read(cursor) : this.#value(cursor) !== undefined))
        return false;
    } while (cursor.skip(COMMA));
    if (seen !== (TYPE | COORDINATES)) return false;
    this.geometry = this.#coordinates.geometry(type);
    return this.geometry !== null && cursor.skip(CLOSE_OBJECT);
  }

  /** The name of a member; the cursor then stands at its value. */
  #name(cursor: ByteCursor): string | undefined {
    const name = this.#word(cursor);
    if (name === undefined || !cursor.skip(COLON)) return undefined;
    cursor.next();
    return name;
  }

  #word(cursor: ByteCursor): string | undefined {
    cursor.next();
    return this.#members.readInTurn(cursor);
  }

  /** The cell that a value makes; undefined for what only a text of its digits holds, and for what is no value. */
  #value(cursor: ByteCursor): CellValue | undefined {
    const byte = cursor.byte;
    if (byte === QUOTE) return this.#cells.read(cursor);
    if (byte === LOWER_N) return literal(cursor, 'null') ? null : undefined;
    if (byte === LOWER_T) return literal(cursor, 'true') ? true : undefined;
    if (byte === LOWER_F) return literal(cursor, 'false') ? false : undefined;
    if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) return nested(cursor);
    const number = readDecimal(cursor);
    return Number.isNaN(number) || isUnsafeInteger(number) ? undefined : number;
  }
}

function memberOf(name: string | undefined): number {
  if (name === 'type') return TYPE;
  if (name === 'geometry') return GEOMETRY;
  if (name === 'properties') return PROPERTIES;
  return name === 'id' ? ID : 0;
}

function literal(cursor: ByteCursor, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (cursor.bytes[cursor.at + i] !== word.charCodeAt(i)) return false;
  cursor.at += word.length;
  return true;
}

/** An object or an array, as JSON again. */
function nested(cursor: ByteCursor): CellValue | undefined {
  const { bytes, at, end } = cursor;
  const scan = newScan();
  const after = scanValue(bytes, at, end, scan);
  if (after < 0 || scan.deepest + LEVELS_ABOVE > DEEPEST) return undefined;
  if (!isUtf8(bytes.subarray(at, after))) return undefined;
  cursor.at = after;
  try {
    return cellOf(JSON.parse(bytes.toString('utf8', at, after)));
  } catch {
    return undefined;
  }
}
