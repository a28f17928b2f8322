/**
 * One terrain tile of the quantized-mesh 1.0 format, as Cesium draws it.
 *
 * ```
 *   v 32767 +----------------+      u, v, h are 0 .. 32767: u from west to east, v from south to north,
 *           |  \        /    |      h from `minimumHeightM` to `maximumHeightM` (ellipsoidal heights, metres).
 *           |     \  /       |      Triangles run counter-clockwise seen from above. The vertices on each
 *         0 +----------------+      edge are listed so that the viewer can hang skirts on them.
 *           0        u     32767
 * ```
 */
export interface QuantizedMesh {
  readonly header: QuantizedMeshHeader;
  readonly u: Uint16Array;
  readonly v: Uint16Array;
  readonly height: Uint16Array;
  /** Three vertices a triangle. */
  readonly indices: Uint16Array | Uint32Array;
  readonly edges: MeshEdges;
  /** Extension 1: two bytes a vertex, a unit vector in ECEF, octahedron-encoded (`oct-normal.ts`). */
  readonly octNormals: Uint8Array | null;
  /** Extension 2: one byte for the whole tile, or 256 x 256 of them from north to south; 255 is water. */
  readonly waterMask: Uint8Array | null;
  /** Extension 4: JSON text. Cesium reads it only where `layer.json` has `metadataAvailability`, else it fails. */
  readonly metadata: string | null;
}

export interface MeshEdges {
  readonly west: Uint16Array | Uint32Array;
  readonly south: Uint16Array | Uint32Array;
  readonly east: Uint16Array | Uint32Array;
  readonly north: Uint16Array | Uint32Array;
}

type Triple = readonly [number, number, number];

export interface QuantizedMeshHeader {
  /** Centre of the tile, ECEF metres. */
  readonly centre: Triple;
  readonly minimumHeightM: number;
  readonly maximumHeightM: number;
  readonly sphereCentre: Triple;
  readonly sphereRadiusM: number;
  /** The point that stands for the tile in horizon culling, in ECEF divided by the ellipsoid's radii. */
  readonly horizonOcclusionPoint: Triple;
}

export const QUANTIZED_MAX = 32767;
export const HEADER_SIZE_BYTES = 88;
/** More vertices than this need 32-bit indices. */
export const MAX_SHORT_VERTICES = 65536;

export const EXTENSION_OCT_NORMALS = 1;
export const EXTENSION_WATER_MASK = 2;
export const EXTENSION_METADATA = 4;

/**
 * Writes a tile. Vertices are renumbered in the order in which triangles first use them, as the high-water-mark coding
 * of the indices demands; vertices that no triangle uses are dropped.
 */
export function encodeQuantizedMesh(mesh: QuantizedMesh): Uint8Array<ArrayBuffer> {
  const order = firstUseOrder(mesh);
  const count = order.vertices.length;
  const wide = count > MAX_SHORT_VERTICES;
  const indexBytes = wide ? 4 : 2;
  const edges = [mesh.edges.west, mesh.edges.south, mesh.edges.east, mesh.edges.north].map((edge) =>
    renumberedEdge(edge, order.newIndex),
  );
  const metadata = mesh.metadata === null ? null : new TextEncoder().encode(mesh.metadata);
  const vertexEnd = HEADER_SIZE_BYTES + 4 + count * 6;
  const indexStart = Math.ceil(vertexEnd / indexBytes) * indexBytes;
  let size = indexStart + 4 + mesh.indices.length * indexBytes;
  for (const edge of edges) size += 4 + edge.length * indexBytes;
  if (mesh.octNormals !== null) size += 5 + count * 2;
  if (mesh.waterMask !== null) size += 5 + mesh.waterMask.length;
  if (metadata !== null) size += 9 + metadata.length;

  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  writeHeader(view, mesh.header);
  view.setUint32(HEADER_SIZE_BYTES, count, true);
  let at = HEADER_SIZE_BYTES + 4;
  for (const values of [mesh.u, mesh.v, mesh.height]) at = writeDeltas(view, at, values, order.vertices);
  at = writeIndices(view, indexStart, order.codes, wide);
  for (const edge of edges) at = writeIndices(view, at, edge, wide, true);
  if (mesh.octNormals !== null) {
    at = writeExtensionHead(view, at, EXTENSION_OCT_NORMALS, count * 2);
    for (const vertex of order.vertices) {
      bytes[at++] = mesh.octNormals[vertex * 2] ?? 0;
      bytes[at++] = mesh.octNormals[vertex * 2 + 1] ?? 0;
    }
  }
  if (mesh.waterMask !== null) {
    at = writeExtensionHead(view, at, EXTENSION_WATER_MASK, mesh.waterMask.length);
    bytes.set(mesh.waterMask, at);
    at += mesh.waterMask.length;
  }
  if (metadata !== null) {
    at = writeExtensionHead(view, at, EXTENSION_METADATA, metadata.length + 4);
    view.setUint32(at, metadata.length, true);
    bytes.set(metadata, at + 4);
  }
  return bytes;
}

interface VertexOrder {
  /** Old index of each new vertex. */
  readonly vertices: Uint32Array;
  /** New index of each old vertex, or -1. */
  readonly newIndex: Int32Array;
  /** High-water-mark codes of the triangles' vertices. */
  readonly codes: Uint32Array;
}

function firstUseOrder(mesh: QuantizedMesh): VertexOrder {
  const newIndex = new Int32Array(mesh.u.length).fill(-1);
  const vertices = new Uint32Array(mesh.u.length);
  const codes = new Uint32Array(mesh.indices.length);
  let highest = 0;
  for (let i = 0; i < codes.length; i++) {
    const old = mesh.indices[i] ?? 0;
    const known = newIndex[old] ?? -1;
    if (known >= 0) {
      codes[i] = highest - known;
      continue;
    }
    newIndex[old] = highest;
    vertices[highest] = old;
    highest++;
  }
  return { vertices: vertices.subarray(0, highest), newIndex, codes };
}

function renumberedEdge(edge: Uint16Array | Uint32Array, newIndex: Int32Array): Uint32Array {
  const renumbered = Uint32Array.from(edge, (old) => (newIndex[old] ?? -1) + 1).filter((index) => index > 0);
  return renumbered.map((index) => index - 1);
}

function writeHeader(view: DataView, header: QuantizedMeshHeader): void {
  header.centre.forEach((value, axis) => {
    view.setFloat64(axis * 8, value, true);
  });
  view.setFloat32(24, header.minimumHeightM, true);
  view.setFloat32(28, header.maximumHeightM, true);
  header.sphereCentre.forEach((value, axis) => {
    view.setFloat64(32 + axis * 8, value, true);
  });
  view.setFloat64(56, header.sphereRadiusM, true);
  header.horizonOcclusionPoint.forEach((value, axis) => {
    view.setFloat64(64 + axis * 8, value, true);
  });
}

function writeDeltas(view: DataView, start: number, values: Uint16Array, order: Uint32Array): number {
  let at = start;
  let previous = 0;
  for (const vertex of order) {
    const value = values[vertex] ?? 0;
    const delta = value - previous;
    view.setUint16(at, (delta << 1) ^ (delta >> 31), true);
    previous = value;
    at += 2;
  }
  return at;
}

/** The count (of triangles, or of single vertices for an edge), then the indices. */
function writeIndices(view: DataView, start: number, values: Uint32Array, wide: boolean, single = false): number {
  view.setUint32(start, single ? values.length : values.length / 3, true);
  let at = start + 4;
  for (const value of values) {
    if (wide) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    at += wide ? 4 : 2;
  }
  return at;
}

function writeExtensionHead(view: DataView, at: number, id: number, length: number): number {
  view.setUint8(at, id);
  view.setUint32(at + 1, length, true);
  return at + 5;
}
