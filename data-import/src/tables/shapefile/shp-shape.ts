import type { CoordinatePool } from '../coordinate-pool.ts';
import type { RawGeometry, RawPart } from '../raw-geometry.ts';
import { polygonsOf } from './rings.ts';

/*
 * ESRI Shapefile Technical Description (July 1998). Numbers of shapes: 1 point, 3 line, 5 polygon, 8 multipoint; 10 more
 * with Z (and M), 20 more with M; 0 null, 31 multipatch. After the type:
 *   point            x y [z] [m]
 *   multipoint       box[4] n        xy[n]             [z range[2] z[n]] [m range[2] m[n]]
 *   line, polygon    box[4] parts n  part[parts] xy[n] [z range[2] z[n]] [m range[2] m[n]]
 */
const NULL_SHAPE = 0;
const MULTIPATCH = 31;
const BOX_BYTES = 32;
/** Any number below is "no data" in a shapefile. */
const NO_DATA = -1e38;

export interface Shape {
  readonly geometry: RawGeometry | null;
  /** What keeps the geometry from being read, as the end of a sentence; `null` when nothing does. */
  readonly fault: string | null;
  /** What was put right, as whole clauses. */
  readonly mended: readonly string[];
}

const NO_SHAPE: Shape = { geometry: null, fault: null, mended: [] };

/** Kind of geometry of a shape's number, `null` for the null shape and for what is not read. */
export function kindOfShape(type: number): RawGeometry['kind'] | null {
  switch (type % 10) {
    case 1:
      return type < 30 ? 'point' : null;
    case 8:
      return type < 30 ? 'point' : null;
    case 3:
      return type < 30 ? 'line' : null;
    case 5:
      return type < 30 ? 'polygon' : null;
    default:
      return null;
  }
}

/** Reads the content of a record; every length in it is checked against the bytes that are there. */
export function shapeOf(view: DataView, pool: CoordinatePool): Shape {
  if (view.byteLength < 4) return faulty('is shorter than its type');
  const type = view.getInt32(0, true);
  if (type === NULL_SHAPE) return NO_SHAPE;
  if (type === MULTIPATCH) return faulty('is a multipatch (a surface in space), which is not read');
  const kind = kindOfShape(type);
  if (kind === null || type < 0) return faulty(`is of type ${type}, which is none of the format's`);
  const hasZ = type > 10 && type < 20;
  if (type % 10 === 1) return pointOf(view, hasZ, pool);
  if (type % 10 === 8) return multipointOf(view, hasZ, pool);
  return partsOf(view, hasZ, kind, pool);
}

function pointOf(view: DataView, hasZ: boolean, pool: CoordinatePool): Shape {
  if (view.byteLength < (hasZ ? 28 : 20)) return faulty(tooShort(view, hasZ ? 28 : 20));
  const xy = pool.take(2);
  xy[0] = view.getFloat64(4, true);
  xy[1] = view.getFloat64(12, true);
  // Some programs write an empty point as two numbers of no data.
  if (isNothing(xy[0]) && isNothing(xy[1])) return NO_SHAPE;
  if (!allFinite(xy)) return faulty(notFinite());
  const z = hasZ ? levels(view, 20, 1, pool) : null;
  return { geometry: { kind: 'point', xy, z }, fault: null, mended: [] };
}

function multipointOf(view: DataView, hasZ: boolean, pool: CoordinatePool): Shape {
  const head = 4 + BOX_BYTES + 4;
  if (view.byteLength < head) return faulty(tooShort(view, head));
  const count = view.getInt32(head - 4, true);
  if (count === 0) return NO_SHAPE;
  const wanted = head + count * 16 + (hasZ ? 16 + count * 8 : 0);
  if (count < 0 || view.byteLength < wanted) return faulty(`says it holds ${count} points; ${tooShort(view, wanted)}`);
  const xy = coordinates(view, head, count, pool);
  if (!allFinite(xy)) return faulty(notFinite());
  const z = hasZ ? levels(view, head + count * 16 + 16, count, pool) : null;
  return { geometry: { kind: 'point', xy, z }, fault: null, mended: [] };
}

function partsOf(view: DataView, hasZ: boolean, kind: RawGeometry['kind'], pool: CoordinatePool): Shape {
  const head = 4 + BOX_BYTES + 8;
  if (view.byteLength < head) return faulty(tooShort(view, head));
  const partCount = view.getInt32(head - 8, true);
  const count = view.getInt32(head - 4, true);
  if (count === 0 && partCount >= 0) return NO_SHAPE;
  const start = head + partCount * 4;
  const wanted = start + count * 16 + (hasZ ? 16 + count * 8 : 0);
  if (partCount < 1 || count < 0 || view.byteLength < wanted) {
    return faulty(`says it holds ${partCount} parts of ${count} points; ${tooShort(view, wanted)}`);
  }
  const zAt = start + count * 16 + 16;
  const parts: RawPart[] = [];
  for (let i = 0; i < partCount; i++) {
    const first = view.getInt32(head + i * 4, true);
    const after = i + 1 < partCount ? view.getInt32(head + i * 4 + 4, true) : count;
    if (first < 0 || after < first || after > count || (i === 0 && first !== 0)) {
      return faulty('names parts that begin or end outside its points');
    }
    if (after === first) continue;
    const xy = coordinates(view, start + first * 16, after - first, pool);
    if (!allFinite(xy)) return faulty(notFinite());
    parts.push({ xy, z: hasZ ? levels(view, zAt + first * 8, after - first, pool) : null });
  }
  return kind === 'polygon' ? polygonShape(parts) : lineShape(parts);
}

function lineShape(parts: readonly RawPart[]): Shape {
  const lines = parts.filter(({ xy }) => xy.length >= 4);
  if (lines.length === 0) return faulty('is a line of one point; wanted are two at least');
  const mended = lines.length < parts.length ? ['parts of one point were left out'] : [];
  return { geometry: { kind: 'line', lines }, fault: null, mended };
}

function polygonShape(parts: readonly RawPart[]): Shape {
  const { polygons, mended, tooMany } = polygonsOf(parts);
  if (tooMany) return faulty('has so many rings that it cannot be told which lies in which');
  if (polygons.length === 0) return faulty('has no ring of three corners or more that encloses anything');
  return { geometry: { kind: 'polygon', polygons }, fault: null, mended };
}

function coordinates(view: DataView, at: number, count: number, pool: CoordinatePool): Float64Array {
  const xy = pool.take(count * 2);
  for (let i = 0; i < count * 2; i++) xy[i] = view.getFloat64(at + i * 8, true);
  return xy;
}

/** Levels, NaN where there is none; `null` when there is none at all. */
function levels(view: DataView, at: number, count: number, pool: CoordinatePool): Float64Array | null {
  const z = pool.take(count);
  let known = 0;
  for (let i = 0; i < count; i++) {
    const level = view.getFloat64(at + i * 8, true);
    if (Number.isFinite(level) && level > NO_DATA) {
      z[i] = level;
      known++;
    } else {
      z[i] = Number.NaN;
    }
  }
  return known === 0 ? null : z;
}

function isNothing(value: number | undefined): boolean {
  return value === undefined || Number.isNaN(value) || value < NO_DATA;
}

function allFinite(xy: Float64Array): boolean {
  for (let i = 0; i < xy.length; i++) {
    const value = xy[i] ?? Number.NaN;
    if (!Number.isFinite(value) || value < NO_DATA) return false;
  }
  return true;
}

function notFinite(): string {
  return 'has a coordinate that is no number';
}

function tooShort(view: DataView, wanted: number): string {
  return `that takes ${wanted} bytes, it has ${view.byteLength}`;
}

function faulty(fault: string): Shape {
  return { geometry: null, fault, mended: [] };
}
