import { MeshoptDecoder } from 'meshoptimizer/decoder';
import type { FindingLog } from './finding-log.ts';
import { type MeshoptView, meshoptViewSchema } from './gltf-schema.ts';
import { parsePart } from './parse-part.ts';

/** The extension's two names; the second is the ratified one. */
export const MESHOPT_EXTENSIONS = ['EXT_meshopt_compression', 'KHR_meshopt_compression'] as const;

/** No view is decoded to more than this, bytes: a stream of a few bytes can claim any size. */
const MOST_BYTES = 1 << 28;

/** Wait for it once before anything is decoded: the decoder is compiled as the program starts. */
export const meshoptReady: Promise<void> = MeshoptDecoder.ready;

/** The meshopt extension of a buffer view, unparsed; undefined where the view is plain. */
export function meshoptOf(extensions: Readonly<Record<string, unknown>>): unknown {
  return MESHOPT_EXTENSIONS.map((name) => extensions[name]).find((value) => value !== undefined);
}

/** Decodes a view behind meshopt; null with a finding when its layout or its stream is broken. */
export function decodeMeshoptView(
  extension: unknown,
  wantedBytes: number,
  buffers: readonly (Uint8Array | null)[],
  log: FindingLog,
  place: string,
): Uint8Array<ArrayBuffer> | null {
  const view = parsePart(meshoptViewSchema, extension, log, 'MESHOPT_LAYOUT', place);
  if (view === null) return null;
  const fault = layoutFault(view, wantedBytes, buffers);
  if (fault !== null) {
    log.add('MESHOPT_LAYOUT', place, fault);
    return null;
  }
  const source = buffers[view.buffer]?.slice(view.byteOffset, view.byteOffset + view.byteLength);
  const target = new Uint8Array(view.count * view.byteStride);
  try {
    MeshoptDecoder.decodeGltfBuffer(target, view.count, view.byteStride, source ?? target, view.mode, view.filter);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.add('MESHOPT_STREAM', place, `The ${view.mode.toLowerCase()} stream of ${view.count} does not decode: ${why}.`);
    return null;
  }
  return target;
}

/** What the extension demands of a layout (EXT_meshopt_compression, "JSON schema updates" and "Filters"). */
function layoutFault(view: MeshoptView, wantedBytes: number, buffers: readonly (Uint8Array | null)[]): string | null {
  const { mode, filter, byteStride, count } = view;
  const buffer = buffers[view.buffer];
  if (buffer === undefined || buffer === null) return `There is no buffer ${view.buffer} to decode from.`;
  const end = view.byteOffset + view.byteLength;
  if (end > buffer.length) return `The stream ends at byte ${end} of a buffer of ${buffer.length}.`;
  if (count * byteStride > MOST_BYTES) return `${count} x ${byteStride} bytes are more than ${MOST_BYTES}.`;
  if (count * byteStride !== wantedBytes) {
    return `${count} x ${byteStride} bytes decode to another length than the ${wantedBytes} of the view.`;
  }
  if (mode === 'ATTRIBUTES' && byteStride % 4 !== 0)
    return `A stride of vertices is a multiple of 4 and got ${byteStride}.`;
  if (mode !== 'ATTRIBUTES' && byteStride !== 2 && byteStride !== 4)
    return `A stride of indices is 2 or 4 and got ${byteStride}.`;
  if (mode === 'TRIANGLES' && count % 3 !== 0) return `Indices of triangles come by three and there are ${count}.`;
  if (mode !== 'ATTRIBUTES' && filter !== 'NONE') return `Indices have no filter and this has ${filter}.`;
  if ((filter === 'OCTAHEDRAL' || filter === 'COLOR') && byteStride !== 4 && byteStride !== 8) {
    return `The filter ${filter} wants a stride of 4 or 8 and got ${byteStride}.`;
  }
  if (filter === 'QUATERNION' && byteStride !== 8)
    return `The filter QUATERNION wants a stride of 8 and got ${byteStride}.`;
  return null;
}
