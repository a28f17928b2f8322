import type { CoordinatePool } from '../coordinate-pool.ts';
import type { RawGeometry, RawPart } from '../raw-geometry.ts';

/** A geometry read from bytes, or why it is none, as the end of a sentence. */
export type WkbReading = RawGeometry | null | { readonly fault: string };

/** Goes through bytes whose counts nobody vouches for. */
class Cursor {
  readonly view: DataView;
  readonly pool: CoordinatePool;
  at: number;
  littleEndian = true;

  constructor(view: DataView, at: number, pool: CoordinatePool) {
    this.view = view;
    this.at = at;
    this.pool = pool;
  }

  need(bytes: number): void {
    if (this.at + bytes > this.view.byteLength) {
      throw new WkbFault(`wants ${bytes} bytes at ${this.at}, it is ${this.view.byteLength} long`);
    }
  }

  uint(): number {
    this.need(4);
    this.at += 4;
    return this.view.getUint32(this.at - 4, this.littleEndian);
  }

  /** A count of things that take `least` bytes each. */
  count(least: number): number {
    const count = this.uint();
    this.need(count * least);
    return count;
  }
}

class WkbFault extends Error {}

interface Layout {
  readonly type: number;
  readonly hasZ: boolean;
  /** Numbers in a position. */
  readonly size: number;
}

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const NAMES: Readonly<Record<number, string>> = {
  7: 'a GeometryCollection',
  8: 'a circular arc',
  9: 'a curve of several kinds',
  10: 'a polygon of curves',
  11: 'curves',
  12: 'surfaces',
  15: 'a polyhedral surface',
  16: 'a triangulated surface',
};

/**
 * Reads well-known binary from `start` on: points, lines, polygons and several of them, in two, three or four dimensions,
 * as ISO (1000, 2000, 3000 added to the type) or PostGIS (flags in its high bits) write them. What is empty is `null`.
 */
export function wkbGeometry(view: DataView, start: number, pool: CoordinatePool): WkbReading {
  try {
    return geometryAt(new Cursor(view, start, pool));
  } catch (fault) {
    if (fault instanceof WkbFault) return { fault: fault.message };
    throw fault;
  }
}

function geometryAt(cursor: Cursor): RawGeometry | null {
  const layout = layoutAt(cursor);
  switch (layout.type) {
    case POINT:
      return pointsOf([part(cursor, 1, layout)]);
    case LINE:
      return linesOf([linePart(cursor, layout)]);
    case POLYGON:
      return polygonsOf([ringsAt(cursor, layout)]);
    case 4:
      return pointsOf(several(cursor, POINT, (inner) => part(cursor, 1, inner)));
    case 5:
      return linesOf(several(cursor, LINE, (inner) => linePart(cursor, inner)));
    case 6:
      return polygonsOf(several(cursor, POLYGON, (inner) => ringsAt(cursor, inner)));
    default:
      throw new WkbFault(`is ${NAMES[layout.type] ?? `of type ${layout.type}`}; wanted are points, lines or polygons`);
  }
}

function layoutAt(cursor: Cursor): Layout {
  cursor.need(5);
  const order = cursor.view.getUint8(cursor.at++);
  if (order > 1) throw new WkbFault(`has a byte order of ${order}; wanted is 0 or 1`);
  cursor.littleEndian = order === 1;
  const word = cursor.uint();
  if ((word & 0x20000000) !== 0) cursor.uint();
  const plain = word & 0x0fffffff;
  const thousands = Math.floor(plain / 1000);
  const hasZ = (word & 0x80000000) !== 0 || thousands === 1 || thousands === 3;
  const hasM = (word & 0x40000000) !== 0 || thousands === 2 || thousands === 3;
  return { type: thousands <= 3 ? plain % 1000 : plain, hasZ, size: 2 + Number(hasZ) + Number(hasM) };
}

function several<T>(cursor: Cursor, wanted: number, read: (layout: Layout) => T): T[] {
  const count = cursor.count(5);
  const all: T[] = [];
  for (let i = 0; i < count; i++) {
    const layout = layoutAt(cursor);
    if (layout.type !== wanted) throw new WkbFault(`holds a part of type ${layout.type} where ${wanted} was wanted`);
    all.push(read(layout));
  }
  return all;
}

function linePart(cursor: Cursor, layout: Layout): RawPart {
  return part(cursor, cursor.count(layout.size * 8), layout);
}

function ringsAt(cursor: Cursor, layout: Layout): RawPart[] {
  const count = cursor.count(4);
  const rings: RawPart[] = [];
  for (let i = 0; i < count; i++) rings.push(linePart(cursor, layout));
  return rings;
}

function part(cursor: Cursor, count: number, { size, hasZ }: Layout): RawPart {
  cursor.need(count * size * 8);
  const { view, pool, littleEndian } = cursor;
  const xy = pool.take(count * 2);
  const z = hasZ ? pool.take(count) : null;
  let known = 0;
  for (let i = 0; i < count; i++) {
    const at = cursor.at + i * size * 8;
    xy[i * 2] = view.getFloat64(at, littleEndian);
    xy[i * 2 + 1] = view.getFloat64(at + 8, littleEndian);
    if (z === null) continue;
    const level = view.getFloat64(at + 16, littleEndian);
    z[i] = Number.isFinite(level) ? level : Number.NaN;
    if (Number.isFinite(level)) known++;
  }
  cursor.at += count * size * 8;
  return { xy, z: known === 0 ? null : z };
}

/** Points without a place, which is how an empty one is written, are left out. */
function pointsOf(parts: readonly RawPart[]): RawGeometry | null {
  const placed = parts.filter(({ xy }) => !(Number.isNaN(xy[0]) && Number.isNaN(xy[1])));
  placed.forEach(checkFinite);
  const [first] = placed;
  if (first === undefined) return null;
  if (placed.length === 1) return { kind: 'point', xy: first.xy, z: first.z };
  const hasZ = placed.some(({ z }) => z !== null);
  return {
    kind: 'point',
    xy: Float64Array.from(placed.flatMap(({ xy }) => [...xy])),
    z: hasZ ? Float64Array.from(placed, ({ z }) => z?.[0] ?? Number.NaN) : null,
  };
}

function linesOf(parts: readonly RawPart[]): RawGeometry | null {
  const lines = parts.filter(({ xy }) => xy.length > 0);
  if (lines.length === 0) return null;
  for (const line of lines) {
    checkFinite(line);
    if (line.xy.length < 4) throw new WkbFault('is a line of one position; wanted are two at least');
  }
  return { kind: 'line', lines };
}

function polygonsOf(all: readonly (readonly RawPart[])[]): RawGeometry | null {
  const polygons = all.filter((rings) => rings.some(({ xy }) => xy.length > 0));
  for (const rings of polygons) {
    for (const ring of rings) {
      checkFinite(ring);
      const last = ring.xy.length - 2;
      const isClosed = ring.xy[0] === ring.xy[last] && ring.xy[1] === ring.xy[last + 1];
      if (last < 6 || !isClosed) throw new WkbFault('has a ring that is not closed or has fewer than three corners');
    }
  }
  return polygons.length === 0 ? null : { kind: 'polygon', polygons };
}

function checkFinite({ xy }: RawPart): void {
  for (let i = 0; i < xy.length; i++) {
    if (!Number.isFinite(xy[i])) throw new WkbFault('has a coordinate that is no number');
  }
}
