import type { FindingLog } from './finding-log.ts';
import { jsonOf } from './parse-part.ts';

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BINARY_CHUNK = 0x004e4942;
const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const CHUNK_ALIGNMENT_BYTES = 4;

/** A glb taken apart. */
export interface GlbContainer {
  readonly json: unknown;
  /** Content of the binary chunk; empty where there is none. */
  readonly binary: Uint8Array;
}

/** Takes a glb (glTF 2.0, section 4) apart; null with a finding when it cannot be. */
export function readGlbContainer(bytes: Uint8Array, log: FindingLog, place: string): GlbContainer | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) {
    log.add('GLB_HEADER', place, `A glb begins with "glTF" and has ${HEADER_BYTES} bytes of header; this does not.`);
    return null;
  }
  const version = view.getUint32(4, true);
  const length = view.getUint32(8, true);
  if (version !== 2 || length !== bytes.length) {
    log.add(
      'GLB_HEADER',
      place,
      `Version 2 and a length of ${bytes.length} bytes were wanted; the header says version ${version}, ${length} bytes.`,
    );
    return null;
  }
  const chunks: { readonly type: number; readonly bytes: Uint8Array }[] = [];
  for (let at = HEADER_BYTES; at < bytes.length; ) {
    const end = at + CHUNK_HEADER_BYTES <= bytes.length ? at + CHUNK_HEADER_BYTES + view.getUint32(at, true) : Infinity;
    if (end > bytes.length || end % CHUNK_ALIGNMENT_BYTES !== 0) {
      log.add('GLB_CHUNK', place, `The chunk at byte ${at} ends beyond the file or not on 4 bytes.`);
      return null;
    }
    chunks.push({ type: view.getUint32(at + 4, true), bytes: bytes.subarray(at + CHUNK_HEADER_BYTES, end) });
    at = end;
  }
  const [first, second] = chunks;
  if (first?.type !== JSON_CHUNK) {
    log.add('GLB_CHUNK', place, 'The first chunk of a glb is its JSON; this one is not.');
    return null;
  }
  const json = jsonOf(first.bytes);
  if (json === undefined) {
    log.add('GLB_JSON', place, 'The JSON chunk is no JSON in UTF-8.');
    return null;
  }
  return { json, binary: second?.type === BINARY_CHUNK ? second.bytes : new Uint8Array(0) };
}

/** Joins a document and its binary chunk (none when empty) to a glb, with nothing added and nothing checked. */
export function joinGlb(json: unknown, binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const chunks = [
    { type: JSON_CHUNK, bytes: text, filler: 0x20 },
    ...(binary.length === 0 ? [] : [{ type: BINARY_CHUNK, bytes: binary, filler: 0 }]),
  ];
  const lengths = chunks.map(({ bytes }) => Math.ceil(bytes.length / CHUNK_ALIGNMENT_BYTES) * CHUNK_ALIGNMENT_BYTES);
  const total = lengths.reduce((sum, length) => sum + CHUNK_HEADER_BYTES + length, HEADER_BYTES);
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  [MAGIC, 2, total].forEach((value, i) => {
    view.setUint32(i * 4, value, true);
  });
  let at = HEADER_BYTES;
  chunks.forEach(({ type, bytes, filler }, i) => {
    const length = lengths[i] ?? 0;
    view.setUint32(at, length, true);
    view.setUint32(at + 4, type, true);
    at += CHUNK_HEADER_BYTES;
    out.fill(filler, at, at + length);
    out.set(bytes, at);
    at += length;
  });
  return out;
}
