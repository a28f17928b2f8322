import { type MeshoptFilter, type MeshoptMode, meshoptEncoded, type PackedArray } from './meshopt-view.ts';

/**
 * Binary glTF 2.0 container: a JSON chunk and one binary chunk. Every buffer view starts on 8 bytes and carries its
 * exact length, as EXT_structural_metadata asks for.
 *
 * ```
 *   "glTF" | 2 | total bytes || length | "JSON" | json, padded with spaces to 8 || length | "BIN\0" | views, each on 8
 * ```
 */
const MAGIC = 0x46546c67;
const VERSION = 2;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
const ALIGNMENT_BYTES = 8;
const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const ARRAY_BUFFER = 34962;

/** A buffer view of the document; a compressed one stands in the fallback buffer, which has no bytes of its own. */
export interface BufferView {
  readonly buffer: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly byteStride?: number;
  readonly target?: 34962 | 34963;
  readonly extensions?: { readonly EXT_meshopt_compression: MeshoptView };
}

interface MeshoptView {
  readonly buffer: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly byteStride: number;
  readonly count: number;
  readonly mode: MeshoptMode;
  readonly filter?: MeshoptFilter;
}

interface ViewLayout {
  readonly byteStride?: number;
  readonly target?: 34962 | 34963;
}

/** Collects buffer views; `glb` lays them behind one another. */
export class BinaryChunk {
  readonly views: BufferView[] = [];
  readonly #compressed: boolean;
  readonly #parts: { readonly bytes: Uint8Array; readonly offset: number }[] = [];
  #length = 0;
  #fallbackLength = 0;

  /** With `meshopt`, packed arrays are compressed (EXT_meshopt_compression); else they are written as they decode. */
  constructor(compression: 'meshopt' | 'none' = 'none') {
    this.#compressed = compression === 'meshopt';
  }

  get byteLength(): number {
    return this.#length;
  }

  /** True when a view is compressed: then the document needs the extension. */
  get isCompressed(): boolean {
    return this.#fallbackLength > 0;
  }

  /** The document's buffers. */
  get buffers(): readonly Record<string, unknown>[] {
    const own = { byteLength: this.#length };
    if (!this.isCompressed) return [own];
    return [own, { byteLength: this.#fallbackLength, extensions: { EXT_meshopt_compression: { fallback: true } } }];
  }

  /** Adds the bytes of an array (kept, not copied) and returns the index of its view. */
  add(array: ArrayBufferView, layout: ViewLayout = {}): number {
    const bytes = bytesOf(array);
    const byteOffset = this.#place(bytes);
    this.views.push({ buffer: 0, byteOffset, byteLength: bytes.length, ...layout });
    return this.views.length - 1;
  }

  /** Adds an array in its packed form, compressed, or as it decodes; returns the index of its view. */
  addPacked({ packed, count, byteStride, mode, filter, target }: PackedArray, decoded: () => ArrayBufferView): number {
    const layout: ViewLayout = {
      ...(target === undefined ? {} : { target }),
      ...(target === ARRAY_BUFFER ? { byteStride } : {}),
    };
    if (!this.#compressed) return this.add(decoded(), layout);
    const bytes = meshoptEncoded(bytesOf(packed), count, byteStride, mode);
    const extension: MeshoptView = {
      buffer: 0,
      byteOffset: this.#place(bytes),
      byteLength: bytes.length,
      byteStride,
      count,
      mode,
      ...(filter === undefined ? {} : { filter }),
    };
    this.views.push({
      buffer: 1,
      byteOffset: this.#fallbackLength,
      byteLength: count * byteStride,
      ...layout,
      extensions: { EXT_meshopt_compression: extension },
    });
    this.#fallbackLength = aligned(this.#fallbackLength + count * byteStride);
    return this.views.length - 1;
  }

  writeTo(out: Uint8Array, offset: number): void {
    for (const part of this.#parts) out.set(part.bytes, offset + part.offset);
  }

  #place(bytes: Uint8Array): number {
    const offset = this.#length;
    this.#parts.push({ bytes, offset });
    this.#length = aligned(offset + bytes.length);
    return offset;
  }
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** A tile that draws nothing: a scene without nodes, and no binary chunk. */
export function emptyGlb(): Uint8Array<ArrayBuffer> {
  return glb({ asset: { version: '2.0', generator: 'undercroft' }, scene: 0, scenes: [{}] }, null);
}

/**
 * Joins a glTF document and its binary chunk, null for a document without one. The document's `buffers` and `bufferViews`
 * are filled in here.
 */
export function glb(document: Readonly<Record<string, unknown>>, binary: BinaryChunk | null): Uint8Array<ArrayBuffer> {
  const views = binary === null ? {} : { buffers: binary.buffers, bufferViews: binary.views };
  const json = new TextEncoder().encode(JSON.stringify({ ...document, ...views }));
  // The binary chunk's content starts on 8 bytes: 12 + 8 + json + 8.
  const jsonLength =
    aligned(HEADER_BYTES + 2 * CHUNK_HEADER_BYTES + json.length) - HEADER_BYTES - 2 * CHUNK_HEADER_BYTES;
  const total =
    HEADER_BYTES + CHUNK_HEADER_BYTES + jsonLength + (binary === null ? 0 : CHUNK_HEADER_BYTES + binary.byteLength);
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, total, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, JSON_CHUNK, true);
  out.set(json, 20);
  out.fill(0x20, 20 + json.length, 20 + jsonLength);
  if (binary === null) return out;
  view.setUint32(20 + jsonLength, binary.byteLength, true);
  view.setUint32(24 + jsonLength, BINARY_CHUNK, true);
  binary.writeTo(out, 28 + jsonLength);
  return out;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}
