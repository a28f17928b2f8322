import { z } from 'zod';
import { decodeGltf } from './decode-gltf.ts';
import type { DecodedContent } from './decoded-content.ts';
import type { FindingLog } from './finding-log.ts';
import { readGlbContainer } from './glb-container.ts';
import type { ContentFiles } from './gltf-buffers.ts';
import { type LegacyContent, readLegacyContent } from './legacy-content.ts';
import { IDENTITY, type Matrix, translation } from './matrix.ts';

/** What a content is, told by its first bytes. */
export const CONTENT_KINDS = ['glb', 'b3dm', 'i3dm', 'pnts', 'cmpt', 'json', 'unknown'] as const;

export type ContentKind = (typeof CONTENT_KINDS)[number];

/** A content that was looked into. */
export interface ExaminedContent {
  readonly decoded: DecodedContent;
  /** From the content's frame to the tile's: where a content of 3D Tiles 1.0 has a centre of its own. */
  readonly toTile: Matrix;
  /** The glb, alone or out of its wrapping; null where there is none. */
  readonly glb: Uint8Array | null;
  /** False where vertices stand elsewhere than was decoded: no volume is held against them. */
  readonly isPlaced: boolean;
}

export function contentKind(bytes: Uint8Array): ContentKind {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic === 'glTF') return 'glb';
  const named = CONTENT_KINDS.find((kind) => kind === magic);
  if (named !== undefined) return named;
  return /^\s*\{/.test(String.fromCharCode(...bytes.subarray(0, 64))) ? 'json' : 'unknown';
}

const referencesSchema = z.object({
  buffers: z.array(z.object({ uri: z.string().optional() })).catch([]),
  images: z.array(z.object({ uri: z.string().optional() })).catch([]),
  extensions: z
    .object({ EXT_structural_metadata: z.object({ schemaUri: z.string().optional() }).optional() })
    .catch({}),
});

/** Files that a glb names beside itself, data addresses excepted: they are fetched before it is examined. */
export function referencesOf(bytes: Uint8Array, log: FindingLog, place: string): readonly string[] {
  const container = readGlbContainer(bytes, log, place);
  const parsed = referencesSchema.safeParse(container?.json);
  if (!parsed.success) return [];
  const { buffers, images, extensions } = parsed.data;
  const all = [...buffers, ...images].map(({ uri }) => uri);
  return [...all, extensions.EXT_structural_metadata?.schemaUri].filter((uri) => uri !== undefined);
}

/** The glb of a content of any kind; null where it has none (the log of `examineContent` says why). */
export function glbOf(bytes: Uint8Array, log: FindingLog, place: string): Uint8Array | null {
  const kind = contentKind(bytes);
  if (kind === 'glb') return bytes;
  return kind === 'b3dm' || kind === 'i3dm' ? (readLegacyContent(bytes, kind, log, place)?.glb ?? null) : null;
}

/** Looks into a content; null with findings where nothing could be decoded. `files` hold what it names beside itself. */
export function examineContent(
  bytes: Uint8Array,
  files: ContentFiles,
  log: FindingLog,
  place: string,
): ExaminedContent | null {
  const kind = contentKind(bytes);
  switch (kind) {
    case 'glb':
      return examineGlb(bytes, files, log, place);
    case 'b3dm':
    case 'i3dm':
    case 'pnts':
      return examineLegacy(bytes, kind, files, log, place);
    case 'cmpt':
      log.add(
        'CONTENT_COMPOSITE',
        place,
        'Composite contents are not looked into: list their parts as contents of the tile.',
      );
      return null;
    case 'json':
      log.add('CONTENT_FORMAT', place, 'A glTF in JSON is not looked into: pack it as a glb.');
      return null;
    case 'unknown':
      log.add(
        'CONTENT_UNKNOWN',
        place,
        'A glb, b3dm, i3dm, pnts or tileset was wanted; this begins like none of them.',
      );
      return null;
  }
}

function examineGlb(bytes: Uint8Array, files: ContentFiles, log: FindingLog, place: string): ExaminedContent | null {
  const container = readGlbContainer(bytes, log, place);
  if (container === null) return null;
  const decoded = decodeGltf(container.json, container.binary, files, log, place);
  return decoded === null ? null : { decoded, toTile: IDENTITY, glb: bytes, isPlaced: true };
}

function examineLegacy(
  bytes: Uint8Array,
  kind: LegacyContent['kind'],
  files: ContentFiles,
  log: FindingLog,
  place: string,
): ExaminedContent | null {
  const legacy = readLegacyContent(bytes, kind, log, place);
  if (legacy === null) return null;
  const toTile = translation(...legacy.rtcCentre);
  if (legacy.glb === null) {
    const positions = Float64Array.from(legacy.positions ?? []);
    if (positions.some((value) => !Number.isFinite(value))) {
      log.add('GLB_NOT_FINITE', place, 'A position is no finite number.');
      return null;
    }
    return { decoded: { primitives: [points(positions, place)], tables: [] }, toTile, glb: null, isPlaced: true };
  }
  const container = readGlbContainer(legacy.glb, log, place);
  const decoded = container === null ? null : decodeGltf(container.json, container.binary, files, log, place);
  if (decoded === null) return null;
  if (kind === 'i3dm') {
    log.add('CONTENT_FORMAT', place, 'Where the instances of an i3dm stand is not looked into; its model is.');
    return { decoded, toTile, glb: legacy.glb, isPlaced: false };
  }
  for (const { batchIds, place: at } of decoded.primitives) {
    const beyond = batchIds?.findIndex((id) => id < 0 || id >= legacy.count || !Number.isInteger(id)) ?? -1;
    if (beyond < 0) continue;
    log.add('LEGACY_BATCH_ID', at, `Vertex ${beyond} is of batch ${batchIds?.[beyond]} and there are ${legacy.count}.`);
  }
  return { decoded, toTile, glb: legacy.glb, isPlaced: true };
}

function points(positions: Float64Array, place: string): DecodedContent['primitives'][number] {
  return {
    place,
    mode: 0,
    positions,
    indices: null,
    matrices: [IDENTITY],
    isInstanced: false,
    vertexFeatures: null,
    instanceFeatures: null,
    batchIds: null,
    table: null,
  };
}
