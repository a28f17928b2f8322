/**
 * Well-known binary (OGC 06-103r4, ISO 19125 type codes), little endian, for the shapes the city model needs.
 *
 * ```
 *   byte order 1 | type u32 | body
 *   Point          1: x y
 *   LineString     2: n u32, n * (x y)
 *   Polygon        3: rings u32, then for each n u32, n * (x y); the outer ring first, then its holes
 *   MultiPolygon   6: polygons u32, then each as a Polygon with its own byte order and type
 *   PointZ      1001: x y z
 *   LineStringZ 1002: n u32, n * (x y z)
 * ```
 *
 * An unknown z is NaN, never 0.
 */
export type WkbGeometry =
  | { readonly type: 'point'; readonly coordinates: Float64Array }
  | { readonly type: 'lineString'; readonly coordinates: Float64Array }
  | { readonly type: 'polygon'; readonly rings: readonly Float64Array[] }
  | { readonly type: 'multiPolygon'; readonly polygons: readonly (readonly Float64Array[])[] }
  | { readonly type: 'pointZ'; readonly coordinates: Float64Array }
  | { readonly type: 'lineStringZ'; readonly coordinates: Float64Array };

const POINT = 1;
const LINE_STRING = 2;
const POLYGON = 3;
const MULTI_POLYGON = 6;
const POINT_Z = 1001;
const LINE_STRING_Z = 1002;

const HEADER_SIZE_BYTES = 5;
const COUNT_SIZE_BYTES = 4;
const DOUBLE_SIZE_BYTES = 8;

export const POINT_Z_SIZE_BYTES: number = HEADER_SIZE_BYTES + 3 * DOUBLE_SIZE_BYTES;

/** A point with its level; `z` NaN when unknown. */
export function encodePointZ(x: number, y: number, z: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(POINT_Z_SIZE_BYTES));
  putPointZ(view, 0, x, y, z);
  return new Uint8Array(view.buffer);
}

/** `encodePointZ` into bytes that are there: `POINT_Z_SIZE_BYTES` of them from `offset`. */
export function putPointZ(view: DataView, offset: number, x: number, y: number, z: number): void {
  putHeader(view, offset, POINT_Z);
  const start = offset + HEADER_SIZE_BYTES;
  view.setFloat64(start, x, true);
  view.setFloat64(start + 8, y, true);
  view.setFloat64(start + 16, z, true);
}

/** Of a line with so many vertices. */
export function lineStringZSizeBytes(vertices: number): number {
  return HEADER_SIZE_BYTES + COUNT_SIZE_BYTES + vertices * 3 * DOUBLE_SIZE_BYTES;
}

/** A line from flat `x, y` pairs and one level a vertex (NaN when unknown). */
export function encodeLineStringZ(path: Float64Array, levels: Float64Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(lineStringZSizeBytes(path.length / 2)));
  putLineStringZ(view, 0, path, levels);
  return new Uint8Array(view.buffer);
}

/** `encodeLineStringZ` into bytes that are there: `lineStringZSizeBytes` of them from `offset`. */
export function putLineStringZ(view: DataView, offset: number, path: Float64Array, levels: Float64Array): void {
  const count = path.length / 2;
  putHeader(view, offset, LINE_STRING_Z);
  view.setUint32(offset + HEADER_SIZE_BYTES, count, true);
  let at = offset + HEADER_SIZE_BYTES + COUNT_SIZE_BYTES;
  for (let i = 0; i < count; i++) {
    view.setFloat64(at, path[i * 2] ?? Number.NaN, true);
    view.setFloat64(at + 8, path[i * 2 + 1] ?? Number.NaN, true);
    view.setFloat64(at + 16, levels[i] ?? Number.NaN, true);
    at += 24;
  }
}

/** A point of the plane. */
export function encodePoint(x: number, y: number): Uint8Array<ArrayBuffer> {
  const view = startWkb(POINT, 2 * DOUBLE_SIZE_BYTES);
  writeDoubles(view, HEADER_SIZE_BYTES, [x, y]);
  return new Uint8Array(view.buffer);
}

/** A line of the plane from flat `x, y` pairs. */
export function encodeLineString(path: Float64Array): Uint8Array<ArrayBuffer> {
  const view = startWkb(LINE_STRING, COUNT_SIZE_BYTES + path.length * DOUBLE_SIZE_BYTES);
  view.setUint32(HEADER_SIZE_BYTES, path.length / 2, true);
  writeDoubles(view, HEADER_SIZE_BYTES + COUNT_SIZE_BYTES, path);
  return new Uint8Array(view.buffer);
}

/** A polygon from closed rings of flat `x, y` pairs: the outer ring, then its holes. */
export function encodePolygon(rings: readonly Float64Array[]): Uint8Array<ArrayBuffer> {
  const view = startWkb(POLYGON, polygonBodySize(rings));
  writeRings(view, HEADER_SIZE_BYTES, rings);
  return new Uint8Array(view.buffer);
}

/** Polygons, each from closed rings of flat `x, y` pairs as `encodePolygon` takes them. */
export function encodeMultiPolygon(polygons: readonly (readonly Float64Array[])[]): Uint8Array<ArrayBuffer> {
  const size = polygons.reduce((sum, rings) => sum + HEADER_SIZE_BYTES + polygonBodySize(rings), COUNT_SIZE_BYTES);
  const view = startWkb(MULTI_POLYGON, size);
  view.setUint32(HEADER_SIZE_BYTES, polygons.length, true);
  let offset = HEADER_SIZE_BYTES + COUNT_SIZE_BYTES;
  for (const rings of polygons) {
    view.setUint8(offset, 1);
    view.setUint32(offset + 1, POLYGON, true);
    offset = writeRings(view, offset + HEADER_SIZE_BYTES, rings);
  }
  return new Uint8Array(view.buffer);
}

function polygonBodySize(rings: readonly Float64Array[]): number {
  return rings.reduce((size, ring) => size + COUNT_SIZE_BYTES + ring.length * DOUBLE_SIZE_BYTES, COUNT_SIZE_BYTES);
}

/** The count of rings and the rings; gives where they end. */
function writeRings(view: DataView, start: number, rings: readonly Float64Array[]): number {
  view.setUint32(start, rings.length, true);
  let offset = start + COUNT_SIZE_BYTES;
  for (const ring of rings) {
    view.setUint32(offset, ring.length / 2, true);
    writeDoubles(view, offset + COUNT_SIZE_BYTES, ring);
    offset += COUNT_SIZE_BYTES + ring.length * DOUBLE_SIZE_BYTES;
  }
  return offset;
}

/**
 * Reads what the encoders above write: flat `x, y, z` triples (`x, y` pairs without levels).
 *
 * @throws RangeError when the bytes are big endian, of another type, or of another length than their count says.
 */
export function decodeWkb(bytes: Uint8Array): WkbGeometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_SIZE_BYTES || view.getUint8(0) !== 1) {
    throw new RangeError(`WKB must be little endian with a header of 5 bytes; got ${bytes.byteLength} bytes.`);
  }
  const type = view.getUint32(1, true);
  switch (type) {
    case POINT:
      return { type: 'point', coordinates: readDoubles(view, HEADER_SIZE_BYTES, 2) };
    case LINE_STRING:
      return { type: 'lineString', coordinates: readDoubles(view, 9, readCount(view, HEADER_SIZE_BYTES) * 2) };
    case POLYGON:
      return { type: 'polygon', rings: readRings(view) };
    case MULTI_POLYGON:
      return { type: 'multiPolygon', polygons: readPolygons(view) };
    case POINT_Z:
      return { type: 'pointZ', coordinates: readDoubles(view, HEADER_SIZE_BYTES, 3) };
    case LINE_STRING_Z:
      return { type: 'lineStringZ', coordinates: readDoubles(view, 9, readCount(view, HEADER_SIZE_BYTES) * 3) };
    default:
      throw new RangeError(
        `WKB type must be Point 1, LineString 2, Polygon 3, MultiPolygon 6, PointZ 1001 or LineStringZ 1002; got ${type}.`,
      );
  }
}

/** The flat coordinates of a geometry of one part: a point or a line. Throws `RangeError` for polygons. */
export function decodeCoordinates(bytes: Uint8Array): Float64Array {
  const geometry = decodeWkb(bytes);
  if (geometry.type === 'polygon' || geometry.type === 'multiPolygon') {
    throw new RangeError(`WKB must be a point or a line; got a ${geometry.type}.`);
  }
  return geometry.coordinates;
}

/** The rings of a polygon, the outer one first. Throws `RangeError` for anything else. */
export function decodeRings(bytes: Uint8Array): readonly Float64Array[] {
  const geometry = decodeWkb(bytes);
  if (geometry.type !== 'polygon') throw new RangeError(`WKB must be a polygon; got a ${geometry.type}.`);
  return geometry.rings;
}

/** Polygons, each its outer ring and then its holes. Throws `RangeError` for anything but a multipolygon. */
export function decodePolygons(bytes: Uint8Array): readonly (readonly Float64Array[])[] {
  const geometry = decodeWkb(bytes);
  if (geometry.type !== 'multiPolygon') throw new RangeError(`WKB must be a multipolygon; got a ${geometry.type}.`);
  return geometry.polygons;
}

/** The `x, y` pairs of a `LineStringZ`, without its levels. Throws `RangeError` for anything else. */
export function decodePath(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = HEADER_SIZE_BYTES + COUNT_SIZE_BYTES;
  if (view.byteLength < start || view.getUint8(0) !== 1 || view.getUint32(1, true) !== LINE_STRING_Z) {
    throw new RangeError(`WKB must be a little endian LineStringZ; got ${bytes.byteLength} bytes of something else.`);
  }
  const count = view.getUint32(HEADER_SIZE_BYTES, true);
  mustHold(view, start, count * 3);
  const path = new Float64Array(count * 2);
  for (let i = 0, at = start; i < path.length; i += 2, at += 3 * DOUBLE_SIZE_BYTES) {
    path[i] = view.getFloat64(at, true);
    path[i + 1] = view.getFloat64(at + DOUBLE_SIZE_BYTES, true);
  }
  return path;
}

function startWkb(type: number, bodySizeBytes: number): DataView<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(HEADER_SIZE_BYTES + bodySizeBytes));
  putHeader(view, 0, type);
  return view;
}

function putHeader(view: DataView, offset: number, type: number): void {
  view.setUint8(offset, 1);
  view.setUint32(offset + 1, type, true);
}

function writeDoubles(view: DataView, start: number, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    view.setFloat64(start + i * DOUBLE_SIZE_BYTES, values[i] ?? Number.NaN, true);
  }
}

function readCount(view: DataView, offset: number): number {
  if (view.byteLength < offset + COUNT_SIZE_BYTES) throw new RangeError('WKB ends before its count.');
  return view.getUint32(offset, true);
}

function readRings(view: DataView): readonly Float64Array[] {
  const { rings, end } = readRingsAt(view, HEADER_SIZE_BYTES);
  refuseRest(view, end);
  return rings;
}

function readPolygons(view: DataView): readonly (readonly Float64Array[])[] {
  const count = readCount(view, HEADER_SIZE_BYTES);
  if (count * (HEADER_SIZE_BYTES + COUNT_SIZE_BYTES) > view.byteLength) {
    throw new RangeError(`WKB of ${count} polygons ends before them.`);
  }
  const polygons: (readonly Float64Array[])[] = [];
  let offset = HEADER_SIZE_BYTES + COUNT_SIZE_BYTES;
  for (let i = 0; i < count; i++) {
    if (view.byteLength < offset + HEADER_SIZE_BYTES) throw new RangeError(`WKB ends before polygon ${i}.`);
    if (view.getUint8(offset) !== 1 || view.getUint32(offset + 1, true) !== POLYGON) {
      throw new RangeError(`WKB polygon ${i} of a multipolygon must be a little-endian Polygon 3.`);
    }
    const { rings, end } = readRingsAt(view, offset + HEADER_SIZE_BYTES);
    polygons.push(rings);
    offset = end;
  }
  refuseRest(view, offset);
  return polygons;
}

function readRingsAt(view: DataView, start: number): { readonly rings: readonly Float64Array[]; readonly end: number } {
  const count = readCount(view, start);
  if (count * COUNT_SIZE_BYTES > view.byteLength) throw new RangeError(`WKB of ${count} rings ends before them.`);
  const rings: Float64Array[] = [];
  let offset = start + COUNT_SIZE_BYTES;
  for (let i = 0; i < count; i++) {
    const numbers = readCount(view, offset) * 2;
    const end = offset + COUNT_SIZE_BYTES + numbers * DOUBLE_SIZE_BYTES;
    if (end > view.byteLength) throw new RangeError(`WKB ring ${i} must end at byte ${end}; got ${view.byteLength}.`);
    rings.push(doublesAt(view, offset + COUNT_SIZE_BYTES, numbers));
    offset = end;
  }
  return { rings, end: offset };
}

function refuseRest(view: DataView, end: number): void {
  if (end !== view.byteLength) throw new RangeError(`WKB must have ${end} bytes; got ${view.byteLength}.`);
}

function readDoubles(view: DataView, start: number, count: number): Float64Array {
  mustHold(view, start, count);
  return doublesAt(view, start, count);
}

function mustHold(view: DataView, start: number, numbers: number): void {
  const sizeBytes = start + numbers * DOUBLE_SIZE_BYTES;
  if (view.byteLength === sizeBytes) return;
  throw new RangeError(`WKB of ${numbers} numbers must have ${sizeBytes} bytes; got ${view.byteLength}.`);
}

function doublesAt(view: DataView, start: number, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = view.getFloat64(start + i * DOUBLE_SIZE_BYTES, true);
  return values;
}
