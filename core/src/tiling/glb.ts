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

export interface BufferView {
  readonly buffer: 0;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly byteStride?: number;
  readonly target?: 34962 | 34963;
}

/** Collects buffer views; `glb` lays them behind one another. */
export class BinaryChunk {
  readonly views: BufferView[] = [];
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  get byteLength(): number {
    return this.#length;
  }

  /** Adds the bytes of an array (kept, not copied) and returns the index of its view. */
  add(array: ArrayBufferView, layout: { readonly byteStride?: number; readonly target?: 34962 | 34963 } = {}): number {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    this.views.push({ buffer: 0, byteOffset: this.#length, byteLength: bytes.length, ...layout });
    this.#parts.push(bytes);
    this.#length = aligned(this.#length + bytes.length);
    return this.views.length - 1;
  }

  writeTo(out: Uint8Array, offset: number): void {
    this.#parts.forEach((part, i) => {
      out.set(part, offset + (this.views[i]?.byteOffset ?? 0));
    });
  }
}

/** Joins a glTF document and its binary chunk. The document's `buffers` and `bufferViews` are filled in here. */
export function glb(document: Readonly<Record<string, unknown>>, binary: BinaryChunk): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(
    JSON.stringify({ ...document, buffers: [{ byteLength: binary.byteLength }], bufferViews: binary.views }),
  );
  // The binary chunk's content starts on 8 bytes: 12 + 8 + json + 8.
  const jsonLength =
    aligned(HEADER_BYTES + 2 * CHUNK_HEADER_BYTES + json.length) - HEADER_BYTES - 2 * CHUNK_HEADER_BYTES;
  const total = HEADER_BYTES + 2 * CHUNK_HEADER_BYTES + jsonLength + binary.byteLength;
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, total, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, JSON_CHUNK, true);
  out.set(json, 20);
  out.fill(0x20, 20 + json.length, 20 + jsonLength);
  view.setUint32(20 + jsonLength, binary.byteLength, true);
  view.setUint32(24 + jsonLength, BINARY_CHUNK, true);
  binary.writeTo(out, 28 + jsonLength);
  return out;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}
