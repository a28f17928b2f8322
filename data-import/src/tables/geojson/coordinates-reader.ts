import type { CoordinatePool } from '../coordinate-pool.ts';
import type { RawGeometry, RawPart } from '../raw-geometry.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { readDecimal } from './read-decimal.ts';

const COMMA = 0x2c;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const DEEPEST_ARRAYS = 4;
const LEAST_RING = 4;

/**
 * Reads the `coordinates` of sound geometries out of the bytes, with no array a position. What is odd in any way, an empty
 * array, an open ring, a fourth number, is not for it.
 */
export class CoordinatesReader {
  readonly #pool: CoordinatePool;
  #xy = new Float64Array(1 << 10);
  #z = new Float64Array(1 << 9);
  #count = 0;
  #hasZ = false;
  /** Arrays within arrays: 1 is a position, 2 a list of positions, 3 a list of those, 4 a list of these. */
  #depth = 0;
  /** Positions up to the end of each list of positions, and such lists up to the end of each list of theirs. */
  #partEnds: number[] = [];
  #groupEnds: number[] = [];

  constructor(pool: CoordinatePool) {
    this.#pool = pool;
  }

  /** Reads the arrays that begin at the cursor; false where they are odd. */
  read(cursor: ByteCursor): boolean {
    this.#count = 0;
    this.#hasZ = false;
    this.#partEnds.length = 0;
    this.#groupEnds.length = 0;
    let depth = 0;
    while (depth <= DEEPEST_ARRAYS && cursor.skip(OPEN)) depth++;
    this.#depth = depth;
    switch (depth) {
      case 1:
        return this.#position(cursor);
      case 2:
        return this.#part(cursor);
      case 3:
        return this.#group(cursor);
      case 4:
        return this.#groups(cursor);
      default:
        return false;
    }
  }

  /** What was read as a geometry of this type; `null` where that is odd. */
  geometry(type: string): RawGeometry | null {
    const depth = this.#depth;
    if (type === 'Polygon' && depth === 3) {
      const rings = this.#rings(0, this.#partEnds.length);
      return rings === null ? null : { kind: 'polygon', polygons: [rings] };
    }
    if (type === 'MultiPolygon' && depth === 4) return this.#polygons();
    if (type === 'Point' && depth === 1) return { kind: 'point', ...this.#slice(0, 1) };
    if (type === 'MultiPoint' && depth === 2) return { kind: 'point', ...this.#slice(0, this.#count) };
    if (type === 'LineString' && depth === 2) return this.#lines();
    if (type === 'MultiLineString' && depth === 3) return this.#lines();
    return null;
  }

  #polygons(): RawGeometry | null {
    const polygons: RawPart[][] = [];
    let from = 0;
    for (const to of this.#groupEnds) {
      const rings = this.#rings(from, to);
      if (rings === null) return null;
      polygons.push(rings);
      from = to;
    }
    return { kind: 'polygon', polygons };
  }

  #rings(from: number, to: number): RawPart[] | null {
    const xy = this.#xy;
    const rings: RawPart[] = [];
    let start = from === 0 ? 0 : (this.#partEnds[from - 1] ?? 0);
    for (let i = from; i < to; i++) {
      const end = this.#partEnds[i] ?? 0;
      if (end - start < LEAST_RING) return null;
      if (xy[2 * start] !== xy[2 * end - 2] || xy[2 * start + 1] !== xy[2 * end - 1]) return null;
      rings.push(this.#slice(start, end));
      start = end;
    }
    return rings;
  }

  #lines(): RawGeometry | null {
    const lines: RawPart[] = [];
    let start = 0;
    for (const end of this.#partEnds) {
      if (end - start < 2) return null;
      lines.push(this.#slice(start, end));
      start = end;
    }
    return { kind: 'line', lines };
  }

  #slice(start: number, end: number): RawPart {
    const xy = this.#pool.take(2 * (end - start));
    for (let i = 0, from = 2 * start; i < xy.length; i++, from++) xy[i] = this.#xy[from] ?? 0;
    if (!this.#hasZ) return { xy, z: null };
    const levels = this.#z.subarray(start, end);
    if (levels.every(Number.isNaN)) return { xy, z: null };
    const z = this.#pool.take(end - start);
    z.set(levels);
    return { xy, z };
  }

  /** Each of the four begins behind its opening bracket and ends behind its closing one. */
  #groups(cursor: ByteCursor): boolean {
    for (;;) {
      if (!this.#group(cursor)) return false;
      if (!cursor.skip(COMMA)) return cursor.skip(CLOSE);
      if (!cursor.skip(OPEN) || !cursor.skip(OPEN) || !cursor.skip(OPEN)) return false;
    }
  }

  #group(cursor: ByteCursor): boolean {
    for (;;) {
      if (!this.#part(cursor)) return false;
      if (!cursor.skip(COMMA)) break;
      if (!cursor.skip(OPEN) || !cursor.skip(OPEN)) return false;
    }
    this.#groupEnds.push(this.#partEnds.length);
    return cursor.skip(CLOSE);
  }

  #part(cursor: ByteCursor): boolean {
    for (;;) {
      if (!this.#position(cursor)) return false;
      if (!cursor.skip(COMMA)) break;
      if (!cursor.skip(OPEN)) return false;
    }
    this.#partEnds.push(this.#count);
    return cursor.skip(CLOSE);
  }

  #position(cursor: ByteCursor): boolean {
    cursor.next();
    const x = readDecimal(cursor);
    if (!cursor.skip(COMMA)) return false;
    cursor.next();
    const y = readDecimal(cursor);
    // Neither NaN nor an infinity is zero away from itself.
    if (x - x !== 0 || y - y !== 0) return false;
    const index = this.#count++;
    if (2 * index === this.#xy.length) this.#grow();
    this.#xy[2 * index] = x;
    this.#xy[2 * index + 1] = y;
    if (cursor.skip(COMMA)) {
      cursor.next();
      const level = readDecimal(cursor);
      if (level - level !== 0) return false;
      if (!this.#hasZ) this.#z.fill(Number.NaN);
      this.#hasZ = true;
      this.#z[index] = level;
    } else if (this.#hasZ) {
      this.#z[index] = Number.NaN;
    }
    return cursor.skip(CLOSE);
  }

  #grow(): void {
    const xy = new Float64Array(this.#xy.length * 2);
    xy.set(this.#xy);
    const z = new Float64Array(this.#z.length * 2).fill(Number.NaN);
    z.set(this.#z);
    this.#xy = xy;
    this.#z = z;
  }
}
