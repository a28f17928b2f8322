import type { FindingLog } from './finding-log.ts';
import { joinGlb, readGlbContainer } from './glb-container.ts';
import { type ContentFiles, decodeViews } from './gltf-buffers.ts';
import { gltfSchema } from './gltf-schema.ts';
import { MESHOPT_EXTENSIONS, meshoptOf } from './meshopt-view.ts';
import { parsePart } from './parse-part.ts';

/** Views of property tables begin on it, and nothing in a glb wants more. */
const ALIGNMENT_BYTES = 8;

/**
 * The same glb with every view decoded and without the meshopt extensions, for validators that see nothing behind them.
 * The glb itself where nothing in it is compressed; null where it cannot be decoded (the log says why).
 */
export function uncompressedTwin(
  bytes: Uint8Array,
  files: ContentFiles,
  log: FindingLog,
  place: string,
): Uint8Array | null {
  const container = readGlbContainer(bytes, log, place);
  const gltf = container === null ? null : parsePart(gltfSchema, container.json, log, 'GLB_SCHEMA', place);
  if (container === null || gltf === null) return null;
  if (gltf.bufferViews.every(({ extensions }) => meshoptOf(extensions) === undefined)) return bytes;
  const views = decodeViews(gltf, container.binary, files, log, place);
  const offsets: number[] = [];
  let length = 0;
  for (const view of views) {
    if (view === null) return null;
    offsets.push(length);
    length += Math.ceil(view.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  }
  const binary = new Uint8Array(length);
  views.forEach((view, i) => {
    binary.set(view ?? [], offsets[i]);
  });
  const json = container.json as Readonly<Record<string, unknown>>;
  const bufferViews = json.bufferViews as readonly Readonly<Record<string, unknown>>[];
  const used = without(gltf.extensionsUsed);
  const required = without(gltf.extensionsRequired);
  const { extensionsUsed: _used, extensionsRequired: _required, ...rest } = json;
  return joinGlb(
    {
      ...rest,
      ...(used.length === 0 ? {} : { extensionsUsed: used }),
      ...(required.length === 0 ? {} : { extensionsRequired: required }),
      buffers: [{ byteLength: length }],
      bufferViews: bufferViews.map((view, i) => plainView(view, offsets[i] ?? 0)),
    },
    binary,
  );
}

function without(names: readonly string[]): readonly string[] {
  return names.filter((name) => !MESHOPT_EXTENSIONS.some((each) => each === name));
}

function plainView(view: Readonly<Record<string, unknown>>, byteOffset: number): Record<string, unknown> {
  const { extensions, ...rest } = view;
  const others = Object.entries(extensions ?? {}).filter(([name]) => without([name]).length > 0);
  const kept = others.length === 0 ? {} : { extensions: Object.fromEntries(others) };
  return { ...rest, ...kept, buffer: 0, byteOffset };
}
