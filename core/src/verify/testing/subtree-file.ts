import { type Json, jsonBytes } from './sound-tileset.ts';

/** A binary subtree of a document and the bytes of its bitstreams, one view each. */
export function subtreeFile(document: Record<string, Json>, bitstreams: readonly (readonly number[])[]): Uint8Array {
  const binary = new Uint8Array(bitstreams.length * 8);
  bitstreams.forEach((bytes, i) => {
    binary.set(bytes, i * 8);
  });
  const bufferViews = bitstreams.map((bytes, i) => ({ buffer: 0, byteOffset: i * 8, byteLength: bytes.length }));
  const buffers = bitstreams.length === 0 ? {} : { buffers: [{ byteLength: binary.length }], bufferViews };
  const json = jsonBytes({ ...buffers, ...document });
  const padded = Math.ceil(json.length / 8) * 8;
  const out = new Uint8Array(24 + padded + binary.length).fill(0x20, 24);
  const view = new DataView(out.buffer);
  view.setUint32(0, 0x74627573, true);
  view.setUint32(4, 1, true);
  view.setBigUint64(8, BigInt(padded), true);
  view.setBigUint64(16, BigInt(binary.length), true);
  out.set(json, 24);
  out.set(binary, 24 + padded);
  return out;
}
