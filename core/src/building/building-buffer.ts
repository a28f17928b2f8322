import { MeshoptEncoder } from 'meshoptimizer/encoder';

const ALIGNMENT_BYTES = 8;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;
const EXTENSION = 'EXT_meshopt_compression';

/** Levels above the first cost time and save nothing in the format the extension names. */
const LEVEL = 1;
const VERTEX_FORMAT = 0;

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
const HEADERS_BYTES = 28;

/** Resolves when vertices can be compressed. */
export const compressorReady: Promise<void> = MeshoptEncoder.ready;

/**
 * The binary part of a glb whose vertices and indices are packed with EXT_meshopt_compression, or not: then it is the
 * same tile, to be read by whoever does not unpack. Every view starts on 8 bytes with its exact length, as
 * EXT_structural_metadata asks for.
 *
 * ```
 *   buffer 0: what is in the file: packed views, and as they are those of property tables and pictures
 *   buffer 1: not there (`fallback`): where the packed views would lie
 * ```
 */
export class BuildingBuffer {
  readonly isPacked: boolean;
  readonly #views: Record<string, unknown>[] = [];
  readonly #parts: { readonly bytes: Uint8Array; readonly at: number }[] = [];
  #length = 0;
  #unpackedLength = 0;

  constructor(isPacked: boolean) {
    this.isPacked = isPacked;
  }

  /** Adds bytes as they are and returns the index of their view. */
  plain(array: ArrayBufferView): number {
    const bytes = bytesOf(array);
    return this.#add({ buffer: 0, byteOffset: this.#keep(bytes), byteLength: bytes.length });
  }

  /** Adds rising numbers: the offsets of a column of texts. */
  offsets(array: Uint32Array): number {
    if (!this.isPacked) return this.plain(array);
    const packed = MeshoptEncoder.encodeVertexBufferLevel(bytesOf(array), array.length, 4, LEVEL, VERTEX_FORMAT);
    return this.#packed(packed, array.byteLength, {}, { byteStride: 4, count: array.length, mode: 'ATTRIBUTES' });
  }

  /** Adds vertices of `byteStride` bytes each, a multiple of four. */
  vertices(array: ArrayBufferView, byteStride: number): number {
    const bytes = bytesOf(array);
    const layout = { byteStride, target: ARRAY_BUFFER };
    if (!this.isPacked) return this.#unpacked(bytes, layout);
    const count = bytes.length / byteStride;
    const packed = MeshoptEncoder.encodeVertexBufferLevel(bytes, count, byteStride, LEVEL, VERTEX_FORMAT);
    return this.#packed(packed, bytes.length, layout, { byteStride, count, mode: 'ATTRIBUTES' });
  }

  /** Adds x, y, z in whole steps of 2 to the power of `exponent`, as floats. */
  positions(steps: Int32Array, exponent: number): number {
    const layout = { byteStride: 12, target: ARRAY_BUFFER };
    if (!this.isPacked) {
      const unit = 2 ** exponent;
      return this.#unpacked(bytesOf(Float32Array.from(steps, (value) => value * unit)), layout);
    }
    const filtered = new Int32Array(steps.length);
    for (let i = 0; i < steps.length; i++) filtered[i] = ((steps[i] ?? 0) & 0xff_ffff) | (exponent << 24);
    const count = steps.length / 3;
    const packed = MeshoptEncoder.encodeVertexBufferLevel(bytesOf(filtered), count, 12, LEVEL, VERTEX_FORMAT);
    const extension = { byteStride: 12, count, mode: 'ATTRIBUTES', filter: 'EXPONENTIAL' };
    return this.#packed(packed, 4 * steps.length, layout, extension);
  }

  /** Adds indices: of triangles, or of pairs. */
  indices(array: Uint16Array | Uint32Array, mode: 'TRIANGLES' | 'INDICES'): number {
    const bytes = bytesOf(array);
    const layout = { target: ELEMENT_ARRAY_BUFFER };
    if (!this.isPacked) return this.#unpacked(bytes, layout);
    const byteStride = array.BYTES_PER_ELEMENT;
    const packed =
      mode === 'TRIANGLES'
        ? MeshoptEncoder.encodeIndexBuffer(bytes, array.length, byteStride)
        : MeshoptEncoder.encodeIndexSequence(bytes, array.length, byteStride);
    return this.#packed(packed, bytes.length, layout, { byteStride, count: array.length, mode });
  }

  /** The glb of a document; `buffers`, `bufferViews` and the extension's name are filled in here. */
  glb(document: Readonly<Record<string, unknown>>, used: readonly string[]): Uint8Array<ArrayBuffer> {
    const unpacked = { byteLength: this.#unpackedLength, extensions: { [EXTENSION]: { fallback: true } } };
    const json = new TextEncoder().encode(
      JSON.stringify({
        ...document,
        extensionsUsed: this.isPacked ? [...used, EXTENSION] : used,
        extensionsRequired: this.isPacked ? ['KHR_mesh_quantization', EXTENSION] : ['KHR_mesh_quantization'],
        buffers: this.isPacked ? [{ byteLength: this.#length }, unpacked] : [{ byteLength: this.#length }],
        bufferViews: this.#views,
      }),
    );
    const jsonLength = aligned(HEADERS_BYTES + json.length) - HEADERS_BYTES;
    const total = HEADERS_BYTES + jsonLength + this.#length;
    const out = new Uint8Array(total);
    const view = new DataView(out.buffer);
    view.setUint32(0, MAGIC, true);
    view.setUint32(4, 2, true);
    view.setUint32(8, total, true);
    view.setUint32(12, jsonLength, true);
    view.setUint32(16, JSON_CHUNK, true);
    out.set(json, 20);
    out.fill(0x20, 20 + json.length, 20 + jsonLength);
    view.setUint32(20 + jsonLength, this.#length, true);
    view.setUint32(24 + jsonLength, BINARY_CHUNK, true);
    for (const { bytes, at } of this.#parts) out.set(bytes, HEADERS_BYTES + jsonLength + at);
    return out;
  }

  #unpacked(bytes: Uint8Array, layout: Readonly<Record<string, unknown>>): number {
    return this.#add({ buffer: 0, byteOffset: this.#keep(bytes), byteLength: bytes.length, ...layout });
  }

  #packed(
    packed: Uint8Array,
    byteLength: number,
    layout: Readonly<Record<string, unknown>>,
    extension: Readonly<Record<string, unknown>>,
  ): number {
    const byteOffset = this.#unpackedLength;
    this.#unpackedLength = aligned(byteOffset + byteLength);
    const own = { buffer: 0, byteOffset: this.#keep(packed), byteLength: packed.length, ...extension };
    return this.#add({ buffer: 1, byteOffset, byteLength, ...layout, extensions: { [EXTENSION]: own } });
  }

  #keep(bytes: Uint8Array): number {
    const at = this.#length;
    this.#parts.push({ bytes, at });
    this.#length = aligned(at + bytes.length);
    return at;
  }

  #add(view: Record<string, unknown>): number {
    return this.#views.push(view) - 1;
  }
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}
