import type { CoordinatePool } from '../coordinate-pool.ts';
import type { RawGeometry, RawPart } from '../raw-geometry.ts';

/** A geometry read from GeoJSON, and what had to be said about it. */
export interface GeometryReading {
  readonly geometry: RawGeometry | null;
  /** What is wrong, as the end of a sentence; `null` when nothing is. */
  readonly fault: string | null;
  /** True when a ring was not closed and was closed. */
  readonly ringClosed: boolean;
}

const NOTHING: GeometryReading = { geometry: null, fault: null, ringClosed: false };
const LEAST_RING = 4;

/** Turns a GeoJSON geometry into flat coordinates. What is empty has no geometry; what is wrong has none and says why. */
export function geometryOf(value: unknown, pool: CoordinatePool): GeometryReading {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value !== 'object' || !('type' in value)) return faulty('is no object with a "type"');
  if (value.type === 'GeometryCollection') {
    return faulty('is a GeometryCollection; wanted are points, lines or polygons, one kind in a feature');
  }
  const coordinates = 'coordinates' in value ? value.coordinates : undefined;
  if (!Array.isArray(coordinates)) return faulty('has no array of "coordinates"');
  if (coordinates.length === 0) return NOTHING;
  switch (value.type) {
    case 'Point':
      return points([coordinates], pool);
    case 'MultiPoint':
      return points(coordinates, pool);
    case 'LineString':
      return lines([coordinates], pool);
    case 'MultiLineString':
      return lines(coordinates, pool);
    case 'Polygon':
      return polygons([coordinates], pool);
    case 'MultiPolygon':
      return polygons(coordinates, pool);
    default:
      return faulty(`is of type "${String(value.type).slice(0, 40)}", which is none of GeoJSON`);
  }
}

function points(positions: readonly unknown[], pool: CoordinatePool): GeometryReading {
  const part = partOf(positions, pool);
  if (part === null) return badPositions();
  return { geometry: { kind: 'point', xy: part.xy, z: part.z }, fault: null, ringClosed: false };
}

function lines(paths: readonly unknown[], pool: CoordinatePool): GeometryReading {
  const parts: RawPart[] = [];
  for (const path of paths) {
    if (!Array.isArray(path)) return badPositions();
    if (path.length === 0) continue;
    if (path.length === 1) return faulty('is a line of one position; wanted are two at least');
    const part = partOf(path, pool);
    if (part === null) return badPositions();
    parts.push(part);
  }
  return parts.length === 0 ? NOTHING : { geometry: { kind: 'line', lines: parts }, fault: null, ringClosed: false };
}

function polygons(values: readonly unknown[], pool: CoordinatePool): GeometryReading {
  const all: RawPart[][] = [];
  let ringClosed = false;
  for (const rings of values) {
    if (!Array.isArray(rings)) return badPositions();
    const polygon: RawPart[] = [];
    for (const ring of rings) {
      if (!Array.isArray(ring)) return badPositions();
      if (ring.length === 0 && rings.length === 1) continue;
      const closed = isClosed(ring) ? ring : [...ring, ring[0]];
      if (closed !== ring) ringClosed = true;
      if (closed.length < LEAST_RING) return faulty('has a ring of fewer than three corners');
      const part = partOf(closed, pool);
      if (part === null) return badPositions();
      polygon.push(part);
    }
    if (polygon.length > 0) all.push(polygon);
  }
  return all.length === 0 ? NOTHING : { geometry: { kind: 'polygon', polygons: all }, fault: null, ringClosed };
}

/** Flat coordinates of positions, `null` when one of them is none. Levels are kept where a position has a third number. */
function partOf(positions: readonly unknown[], pool: CoordinatePool): RawPart | null {
  const count = positions.length;
  const xy = pool.take(count * 2);
  let z: Float64Array | null = null;
  for (let i = 0; i < count; i++) {
    const position = positions[i];
    if (!Array.isArray(position)) return null;
    const x: unknown = position[0];
    const y: unknown = position[1];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) return null;
    xy[2 * i] = x;
    xy[2 * i + 1] = y;
    if (position.length === 2) continue;
    z ??= pool.take(count).fill(Number.NaN);
    const level: unknown = position[2];
    if (typeof level === 'number' && Number.isFinite(level)) z[i] = level;
  }
  return { xy, z };
}

function isClosed(ring: readonly unknown[]): boolean {
  const first = ring[0];
  const last = ring.at(-1);
  if (!Array.isArray(first) || !Array.isArray(last)) return true;
  return first[0] === last[0] && first[1] === last[1];
}

function badPositions(): GeometryReading {
  return faulty('has a position that is not two or three numbers');
}

function faulty(fault: string): GeometryReading {
  return { geometry: null, fault, ringClosed: false };
}
