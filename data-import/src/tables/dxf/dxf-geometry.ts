import type { RawGeometry, RawPart } from '../raw-geometry.ts';
import { type DxfEntity, groupOf, numberOf } from './dxf-entities.ts';

/** Chords leave an arc by no more than this part of its radius: 40 to the full circle. */
const STEPS_PER_TURN = 40;
const CLOSED = 1;
/** Bits of a vertex that is no point of the line: control points of splines, faces of meshes. */
const NO_POINT = 16 | 128;
/** Bits of a polyline that is a mesh. */
const MESH = 16 | 64;

/** The geometry of an object, in drawing coordinates; `null` when it has none that is read, or a broken one. */
export function dxfGeometry(entity: DxfEntity): RawGeometry | null {
  switch (entity.type) {
    case 'POINT':
    case 'TEXT':
    case 'MTEXT':
    case 'INSERT':
      return pointOf(entity, entity.type === 'POINT' || entity.type === 'INSERT');
    case 'LINE':
      return lineOf(entity);
    case 'LWPOLYLINE':
      return lightPolyline(entity);
    case 'POLYLINE':
      return polyline(entity);
    case 'ARC':
    case 'CIRCLE':
      return arcOf(entity);
    default:
      return null;
  }
}

/** The types that `dxfGeometry` reads. */
export const DXF_TYPES: ReadonlySet<string> = new Set([
  'POINT',
  'TEXT',
  'MTEXT',
  'INSERT',
  'LINE',
  'LWPOLYLINE',
  'POLYLINE',
  'ARC',
  'CIRCLE',
]);

/** Objects of a plane seen from below are drawn mirrored. */
function mirror(entity: DxfEntity): number {
  const up = numberOf(entity, 230);
  return up !== null && up < 0 ? -1 : 1;
}

function pointOf(entity: DxfEntity, hasLevel: boolean): RawGeometry | null {
  const x = numberOf(entity, 10);
  const y = numberOf(entity, 20);
  if (x === null || y === null) return null;
  const z = hasLevel ? numberOf(entity, 30) : null;
  return { kind: 'point', xy: Float64Array.of(mirror(entity) * x, y), z: levels(z === null ? [] : [z]) };
}

function lineOf(entity: DxfEntity): RawGeometry | null {
  const [x1, y1, x2, y2] = [10, 20, 11, 21].map((code) => numberOf(entity, code));
  if (x1 == null || y1 == null || x2 == null || y2 == null) return null;
  const z1 = numberOf(entity, 30);
  const z2 = numberOf(entity, 31);
  return line(Float64Array.of(x1, y1, x2, y2), levels(z1 === null || z2 === null ? [] : [z1, z2]));
}

interface Corner {
  readonly x: number;
  readonly y: number;
  readonly z: number | null;
  /** Tangent of a quarter of the angle of the arc to the next corner. */
  readonly bulge: number;
}

function lightPolyline(entity: DxfEntity): RawGeometry | null {
  const corners: { x: number; y: number; z: number | null; bulge: number }[] = [];
  const elevation = numberOf(entity, 38);
  const side = mirror(entity);
  for (const { code, value } of entity.groups) {
    if (code === 10) corners.push({ x: Number(value) * side, y: Number.NaN, z: elevation, bulge: 0 });
    const corner = corners.at(-1);
    if (corner === undefined) continue;
    if (code === 20) corner.y = Number(value);
    else if (code === 42) corner.bulge = Number(value) * side;
  }
  return path(corners, (flag(entity) & CLOSED) !== 0);
}

function polyline(entity: DxfEntity): RawGeometry | null {
  const flags = flag(entity);
  if ((flags & MESH) !== 0) return null;
  const is3d = (flags & 8) !== 0;
  const elevation = numberOf(entity, 30);
  const side = mirror(entity);
  const corners: Corner[] = [];
  for (const vertex of entity.parts) {
    if (vertex.type !== 'VERTEX' || (flag(vertex) & NO_POINT) !== 0) continue;
    const x = numberOf(vertex, 10);
    const y = numberOf(vertex, 20);
    if (x === null || y === null) return null;
    const z = is3d ? numberOf(vertex, 30) : elevation;
    corners.push({ x: side * x, y, z, bulge: side * (numberOf(vertex, 42) ?? 0) });
  }
  return path(corners, (flags & CLOSED) !== 0);
}

function path(corners: readonly Corner[], isClosed: boolean): RawGeometry | null {
  const xy: number[] = [];
  const zs: (number | null)[] = [];
  const last = isClosed ? corners.length : corners.length - 1;
  corners.forEach((corner, index) => {
    xy.push(corner.x, corner.y);
    zs.push(corner.z);
    const next = corners[(index + 1) % corners.length];
    if (index >= last || next === undefined || corner.bulge === 0) return;
    bulged(corner, next, xy, zs);
  });
  const [first] = corners;
  if (isClosed && first !== undefined) {
    xy.push(first.x, first.y);
    zs.push(first.z);
  }
  if (xy.length < 4 || !xy.every(Number.isFinite)) return null;
  const known = zs.filter((z): z is number => z !== null && Number.isFinite(z));
  const z = levels(known.length === zs.length ? known : []);
  const flat = Float64Array.from(xy);
  if (!isClosed || corners.length < 3) return line(flat, z);
  return { kind: 'polygon', polygons: [[{ xy: flat, z }]] };
}

/** Points of the arc between two corners, both left out. */
function bulged(from: Corner, to: Corner, xy: number[], zs: (number | null)[]): void {
  const angle = 4 * Math.atan(from.bulge);
  const steps = Math.ceil((Math.abs(angle) / (2 * Math.PI)) * STEPS_PER_TURN);
  const chord = Math.hypot(to.x - from.x, to.y - from.y);
  if (!(chord > 0) || !Number.isFinite(angle)) return;
  const radius = chord / 2 / Math.sin(angle / 2);
  const toCentre = Math.atan2(to.y - from.y, to.x - from.x) + Math.PI / 2 - angle / 2;
  const cx = from.x + radius * Math.cos(toCentre);
  const cy = from.y + radius * Math.sin(toCentre);
  for (let step = 1; step < steps; step++) {
    const turned = (angle * step) / steps;
    const [dx, dy] = [from.x - cx, from.y - cy];
    xy.push(cx + dx * Math.cos(turned) - dy * Math.sin(turned), cy + dx * Math.sin(turned) + dy * Math.cos(turned));
    zs.push(from.z);
  }
}

function arcOf(entity: DxfEntity): RawGeometry | null {
  const [x, y, radius] = [10, 20, 40].map((code) => numberOf(entity, code));
  if (x == null || y == null || radius == null || radius <= 0) return null;
  const side = mirror(entity);
  const isCircle = entity.type === 'CIRCLE';
  const start = isCircle ? 0 : (numberOf(entity, 50) ?? 0);
  const end = isCircle ? 360 : (numberOf(entity, 51) ?? 360);
  const sweep = isCircle ? 360 : (((end - start) % 360) + 360) % 360 || 360;
  const steps = Math.max(2, Math.ceil((sweep / 360) * STEPS_PER_TURN));
  const xy = new Float64Array((steps + 1) * 2);
  for (let step = 0; step <= steps; step++) {
    const angle = ((start + (sweep * step) / steps) * Math.PI) / 180;
    xy[step * 2] = side * (x + radius * Math.cos(angle));
    xy[step * 2 + 1] = y + radius * Math.sin(angle);
  }
  if (!isCircle) return line(xy, null);
  xy.set(xy.subarray(0, 2), steps * 2);
  return { kind: 'polygon', polygons: [[{ xy, z: null }]] };
}

function line(xy: Float64Array, z: Float64Array | null): RawGeometry {
  const part: RawPart = { xy, z };
  return { kind: 'line', lines: [part] };
}

/** A flat drawing has 0 for every level: that is no level. */
function levels(values: readonly number[]): Float64Array | null {
  return values.some((value) => value !== 0) ? Float64Array.from(values) : null;
}

function flag(entity: DxfEntity): number {
  return Number(groupOf(entity, 70) ?? 0) | 0;
}
