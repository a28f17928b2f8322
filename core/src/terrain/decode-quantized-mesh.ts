import {
  EXTENSION_METADATA,
  EXTENSION_OCT_NORMALS,
  EXTENSION_WATER_MASK,
  HEADER_SIZE_BYTES,
  MAX_SHORT_VERTICES,
  type MeshEdges,
  QUANTIZED_MAX,
  type QuantizedMesh,
  type QuantizedMeshHeader,
} from './quantized-mesh.ts';
import { TerrainError } from './terrain-error.ts';

/**
 * Reads a quantized-mesh 1.0 tile. Throws `TerrainError` for bytes that are no whole, consistent tile: every count is
 * held against the bytes that are left before anything is allocated, every index against the number of vertices.
 * Unknown extensions are skipped, as the format wants.
 */
export function decodeQuantizedMesh(bytes: Uint8Array): QuantizedMesh {
  const reader = new TileReader(bytes);
  const header = readHeader(reader);
  const count = reader.count('vertices', 6);
  const u = readDeltas(reader, count, 'u');
  const v = readDeltas(reader, count, 'v');
  const height = readDeltas(reader, count, 'height');
  const wide = count > MAX_SHORT_VERTICES;
  if (wide) reader.align(4);
  const triangles = reader.count('triangles', wide ? 12 : 6);
  const indices = readTriangles(reader, triangles * 3, count, wide);
  const edges: MeshEdges = {
    west: readEdge(reader, 'west', count, wide),
    south: readEdge(reader, 'south', count, wide),
    east: readEdge(reader, 'east', count, wide),
    north: readEdge(reader, 'north', count, wide),
  };
  return { header, u, v, height, indices, edges, ...readExtensions(reader, count) };
}

/** A cursor that cannot leave the bytes. */
class TileReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(length: number, what: string): number {
    if (length > this.left) {
      throw new TerrainError(
        'truncated',
        `The tile ends inside its ${what}: ${length} bytes wanted, ${this.left} left.`,
      );
    }
    const start = this.#at;
    this.#at += length;
    return start;
  }

  float64(what: string): number {
    return this.#view.getFloat64(this.take(8, what), true);
  }

  float32(what: string): number {
    return this.#view.getFloat32(this.take(4, what), true);
  }

  uint32(what: string): number {
    return this.#view.getUint32(this.take(4, what), true);
  }

  uint8(what: string): number {
    return this.#view.getUint8(this.take(1, what));
  }

  index(wide: boolean): number {
    return wide ? this.uint32('indices') : this.#view.getUint16(this.take(2, 'indices'), true);
  }

  /** A number of items, refused when that many cannot follow. */
  count(what: string, itemBytes: number): number {
    const count = this.uint32(`number of ${what}`);
    if (count * itemBytes > this.left) {
      throw new TerrainError('truncated', `The tile declares ${count} ${what}, but only ${this.left} bytes follow.`);
    }
    return count;
  }

  align(size: number): void {
    this.take((size - (this.#at % size)) % size, 'padding');
  }

  slice(length: number, what: string): Uint8Array {
    const start = this.take(length, what);
    // A copy of its own; a Buffer's slice would be a view.
    return new Uint8Array(this.#bytes.subarray(start, start + length));
  }
}

function readHeader(reader: TileReader): QuantizedMeshHeader {
  if (reader.left < HEADER_SIZE_BYTES) {
    throw new TerrainError('truncated', `A tile has a header of ${HEADER_SIZE_BYTES} bytes; this has ${reader.left}.`);
  }
  const triple = () => [reader.float64('header'), reader.float64('header'), reader.float64('header')] as const;
  const header: QuantizedMeshHeader = {
    centre: triple(),
    minimumHeightM: reader.float32('header'),
    maximumHeightM: reader.float32('header'),
    sphereCentre: triple(),
    sphereRadiusM: reader.float64('header'),
    horizonOcclusionPoint: triple(),
  };
  const numbers = [
    ...header.centre,
    ...header.sphereCentre,
    header.minimumHeightM,
    header.maximumHeightM,
    header.sphereRadiusM,
    ...header.horizonOcclusionPoint,
  ];
  if (!numbers.every(Number.isFinite) || header.maximumHeightM < header.minimumHeightM || header.sphereRadiusM < 0) {
    throw new TerrainError(
      'bad-header',
      `The header holds numbers that are not finite or out of order: heights ${header.minimumHeightM} to ` +
        `${header.maximumHeightM} m, radius ${header.sphereRadiusM} m.`,
    );
  }
  return header;
}

function readDeltas(reader: TileReader, count: number, what: string): Uint16Array {
  const values = new Uint16Array(count);
  let value = 0;
  for (let i = 0; i < count; i++) {
    const code = reader.index(false);
    value += (code >> 1) ^ -(code & 1);
    if (value < 0 || value > QUANTIZED_MAX) {
      throw new TerrainError('bad-index', `Vertex ${i} has ${what} ${value}; wanted 0 to ${QUANTIZED_MAX}.`);
    }
    values[i] = value;
  }
  return values;
}

function readTriangles(reader: TileReader, length: number, count: number, wide: boolean): Uint16Array | Uint32Array {
  const indices = wide ? new Uint32Array(length) : new Uint16Array(length);
  let highest = 0;
  for (let i = 0; i < length; i++) {
    const code = reader.index(wide);
    const index = highest - code;
    if (index < 0 || index >= count) {
      throw new TerrainError('bad-index', `Index ${i} points at vertex ${index} of ${count}.`);
    }
    indices[i] = index;
    if (code === 0) highest++;
  }
  return indices;
}

function readEdge(reader: TileReader, name: string, count: number, wide: boolean): Uint16Array | Uint32Array {
  const length = reader.count(`${name} edge vertices`, wide ? 4 : 2);
  const edge = wide ? new Uint32Array(length) : new Uint16Array(length);
  for (let i = 0; i < length; i++) {
    const index = reader.index(wide);
    if (index >= count) {
      throw new TerrainError('bad-edge', `The ${name} edge points at vertex ${index} of ${count}.`);
    }
    edge[i] = index;
  }
  return edge;
}

type Extensions = Pick<QuantizedMesh, 'octNormals' | 'waterMask' | 'metadata'>;

function readExtensions(reader: TileReader, count: number): Extensions {
  let octNormals: Uint8Array | null = null;
  let waterMask: Uint8Array | null = null;
  let metadata: string | null = null;
  while (reader.left > 0) {
    const id = reader.uint8('extension');
    const length = reader.count(`bytes of extension ${id}`, 1);
    const body = reader.slice(length, 'extension');
    if (id === EXTENSION_OCT_NORMALS) {
      if (length !== count * 2) throw badExtension('vertex normals', `${count * 2} bytes`, length);
      octNormals = body;
    } else if (id === EXTENSION_WATER_MASK) {
      if (length !== 1 && length !== 256 * 256) throw badExtension('water mask', '1 or 65536 bytes', length);
      waterMask = body;
    } else if (id === EXTENSION_METADATA) {
      metadata = metadataText(body);
    }
  }
  return { octNormals, waterMask, metadata };
}

function metadataText(body: Uint8Array): string {
  if (body.length < 4) throw badExtension('metadata', 'at least 4 bytes', body.length);
  const length = new DataView(body.buffer, body.byteOffset).getUint32(0, true);
  if (length > body.length - 4) throw badExtension('metadata', `${length + 4} bytes`, body.length);
  return new TextDecoder('utf-8').decode(body.subarray(4, 4 + length));
}

function badExtension(name: string, wanted: string, length: number): TerrainError {
  return new TerrainError('bad-extension', `The ${name} extension wants ${wanted}; it has ${length}.`);
}
