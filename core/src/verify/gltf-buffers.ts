import type { FindingLog } from './finding-log.ts';
import type { Gltf } from './gltf-schema.ts';
import { decodeMeshoptView, MESHOPT_EXTENSIONS, meshoptOf } from './meshopt-view.ts';

/** Files beside a content by the reference that stands in it. A reference that is not here could not be read. */
export type ContentFiles = ReadonlyMap<string, Uint8Array>;

/** The bytes of every buffer view, decoded; null where they cannot be had (a finding says why). */
export type DecodedViews = readonly (Uint8Array | null)[];

/** Lays out the buffers of a glTF and decodes every view of them. */
export function decodeViews(
  gltf: Gltf,
  binary: Uint8Array,
  files: ContentFiles,
  log: FindingLog,
  place: string,
): DecodedViews {
  const buffers = gltf.buffers.map((buffer, i) => {
    // A buffer that only stands for what meshopt decodes to has no bytes of its own.
    if (MESHOPT_EXTENSIONS.some((name) => buffer.extensions[name] !== undefined)) return null;
    const bytes = buffer.uri === undefined ? (i === 0 ? binary : null) : (files.get(buffer.uri) ?? null);
    if (bytes === null) {
      // A file that is missing has been said by whoever looked for it.
      if (buffer.uri === undefined) log.add('GLB_REFERENCE', `${place} buffers/${i}`, 'The buffer has no bytes.');
      return null;
    }
    if (bytes.length < buffer.byteLength) {
      log.add(
        'GLB_VIEW_RANGE',
        `${place} buffers/${i}`,
        `${buffer.byteLength} bytes were wanted, ${bytes.length} came.`,
      );
    }
    return bytes;
  });
  return gltf.bufferViews.map((view, i) => {
    const at = `${place} bufferViews/${i}`;
    const meshopt = meshoptOf(view.extensions);
    if (meshopt !== undefined) return decodeMeshoptView(meshopt, view.byteLength, buffers, log, at);
    const buffer = buffers[view.buffer];
    if (buffer === undefined) {
      log.add('GLB_REFERENCE', at, `There is no buffer ${view.buffer}.`);
      return null;
    }
    if (buffer === null) return null;
    const end = view.byteOffset + view.byteLength;
    if (end > buffer.length) {
      log.add('GLB_VIEW_RANGE', at, `The view ends at byte ${end} of a buffer of ${buffer.length}.`);
      return null;
    }
    return buffer.subarray(view.byteOffset, end);
  });
}
