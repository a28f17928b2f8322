import { z } from 'zod';
import type { FindingLog } from './finding-log.ts';
import type { ContentFiles } from './gltf-buffers.ts';
import type { MetadataSchema } from './metadata-schema.ts';
import { readMetadataTable, tableSchema } from './metadata-tables.ts';
import { jsonOf, parsePart } from './parse-part.ts';
import type { ImplicitTiling } from './tileset-schema.ts';

const MAGIC = 0x74627573;
const HEADER_BYTES = 24;

const index = z.int().min(0);

const availabilitySchema = z
  .object({
    bitstream: index.optional(),
    availableCount: index.optional(),
    constant: z.union([z.literal(0), z.literal(1)]).optional(),
  })
  .refine(({ bitstream, constant }) => (bitstream === undefined) !== (constant === undefined), {
    message: 'either a bitstream or a constant was wanted',
  });

const subtreeSchema = z.object({
  buffers: z.array(z.object({ uri: z.string().optional(), byteLength: z.int().min(1) })).default([]),
  bufferViews: z.array(z.object({ buffer: index, byteOffset: index, byteLength: z.int().min(1) })).default([]),
  tileAvailability: availabilitySchema,
  contentAvailability: z.array(availabilitySchema).default([]),
  childSubtreeAvailability: availabilitySchema,
  propertyTables: z.array(tableSchema).default([]),
});

type Availability = z.infer<typeof availabilitySchema>;

/** The document of a subtree with the bytes that came beside it. */
export interface SubtreeFile {
  readonly document: z.infer<typeof subtreeSchema>;
  readonly binary: Uint8Array;
}

/** Which tiles, contents and subtrees there are, by their number within the subtree. */
export interface Subtree {
  /** Level by level, in Morton order within a level. */
  readonly tiles: readonly boolean[];
  /** One for each content of a tile. */
  readonly contents: readonly (readonly boolean[])[];
  /** Below the last level, in Morton order. */
  readonly children: readonly boolean[];
}

/** Takes a subtree file apart, binary or JSON; null with a finding when it cannot be. */
export function readSubtreeFile(bytes: Uint8Array, log: FindingLog, place: string): SubtreeFile | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isJson = bytes[0] === 0x7b;
  let json = bytes;
  let binary = bytes.subarray(bytes.length);
  if (!isJson) {
    const isSubtree =
      bytes.length >= HEADER_BYTES && view.getUint32(0, true) === MAGIC && view.getUint32(4, true) === 1;
    const jsonLength = isSubtree ? Number(view.getBigUint64(8, true)) : 0;
    const binaryLength = isSubtree ? Number(view.getBigUint64(16, true)) : 0;
    if (!isSubtree || HEADER_BYTES + jsonLength + binaryLength !== bytes.length || jsonLength % 8 !== 0) {
      log.add('SUBTREE_HEADER', place, 'A header "subt", version 1, with the lengths of what follows was wanted.');
      return null;
    }
    json = bytes.subarray(HEADER_BYTES, HEADER_BYTES + jsonLength);
    binary = bytes.subarray(HEADER_BYTES + jsonLength);
  }
  const document = parsePart(subtreeSchema, jsonOf(json) ?? null, log, 'SUBTREE_JSON', place);
  return document === null ? null : { document, binary };
}

/** Number of tiles of the levels above level `levels`, of a quadtree or an octree. */
export function tilesAbove(branches: number, levels: number): number {
  return (branches ** levels - 1) / (branches - 1);
}

export function branchesOf({ subdivisionScheme }: ImplicitTiling): 4 | 8 {
  return subdivisionScheme === 'QUADTREE' ? 4 : 8;
}

/** Reads and checks what a subtree whose root lies at `level` makes available; null with findings when it cannot be read. */
export function readSubtree(
  { document, binary }: SubtreeFile,
  files: ContentFiles,
  implicit: ImplicitTiling,
  level: number,
  schema: MetadataSchema | null,
  log: FindingLog,
  place: string,
): Subtree | null {
  const buffers = document.buffers.map(({ uri }) => (uri === undefined ? binary : (files.get(uri) ?? null)));
  const views = document.bufferViews.map(({ buffer, byteOffset, byteLength }) => {
    const bytes = buffers[buffer] ?? null;
    return bytes === null || byteOffset + byteLength > bytes.length
      ? null
      : bytes.subarray(byteOffset, byteOffset + byteLength);
  });
  for (const [i, table] of document.propertyTables.entries()) {
    if (schema === null)
      log.add('METADATA_SCHEMA', place, 'The subtree has property tables and the tileset no schema.');
    else readMetadataTable(table, schema, views, log, `${place} propertyTables/${i}`);
  }
  const branches = branchesOf(implicit);
  const count = tilesAbove(branches, implicit.subtreeLevels);
  const bits = (availability: Availability, length: number, name: string) =>
    readBits(availability, length, views, log, `${place} ${name}`);
  const tiles = bits(document.tileAvailability, count, 'tileAvailability');
  const children = bits(
    document.childSubtreeAvailability,
    branches ** implicit.subtreeLevels,
    'childSubtreeAvailability',
  );
  const contents = document.contentAvailability.map((each, i) => bits(each, count, `contentAvailability/${i}`));
  if (tiles === null || children === null || contents.includes(null)) return null;
  const subtree = { tiles, children, contents: contents.filter((each) => each !== null) };
  checkSubtree(subtree, branches, implicit, level, log, place);
  return subtree;
}

function readBits(
  { bitstream, constant, availableCount }: Availability,
  length: number,
  views: readonly (Uint8Array | null)[],
  log: FindingLog,
  place: string,
): readonly boolean[] | null {
  if (bitstream === undefined) return Array.from({ length }, () => constant === 1);
  const bytes = views[bitstream] ?? null;
  const wanted = Math.ceil(length / 8);
  if (bytes === null || bytes.length < wanted) {
    log.add('SUBTREE_BITSTREAM', place, `${length} bits are ${wanted} bytes; ${bytes?.length ?? 'none'} came.`);
    return null;
  }
  const bits = Array.from({ length }, (_, i) => (((bytes[i >> 3] ?? 0) >> (i & 7)) & 1) === 1);
  const set = bits.filter(Boolean).length;
  if (availableCount !== undefined && availableCount !== set) {
    log.add('SUBTREE_COUNT', place, `availableCount says ${availableCount} and ${set} bits are set.`);
  }
  return bits;
}

/** Whoever is there has a parent that is there (3D Tiles 1.1, "Availability"). */
function checkSubtree(
  { tiles, contents, children }: Subtree,
  branches: number,
  { subtreeLevels, availableLevels }: ImplicitTiling,
  level: number,
  log: FindingLog,
  place: string,
): void {
  const once = (code: Parameters<FindingLog['add']>[0], first: number, sentence: string): void => {
    if (first >= 0) log.add(code, place, `${sentence} ${first}.`);
  };
  const parentOf = (tile: number): number => Math.floor((tile - 1) / branches);
  once(
    'SUBTREE_ORPHAN',
    tiles.findIndex((isThere, i) => isThere && i > 0 && tiles[parentOf(i)] !== true),
    'A tile is there whose parent is not: number',
  );
  for (const content of contents) {
    once(
      'SUBTREE_CONTENT_WITHOUT_TILE',
      content.findIndex((isThere, i) => isThere && tiles[i] !== true),
      'A content is there whose tile is not: number',
    );
  }
  const lastLevel = tilesAbove(branches, subtreeLevels - 1);
  once(
    'SUBTREE_CHILD_WITHOUT_TILE',
    children.findIndex((isThere, i) => isThere && tiles[lastLevel + Math.floor(i / branches)] !== true),
    'A subtree is there whose parent is not: number',
  );
  const levelsLeft = availableLevels - level;
  const tooDeep = tiles.findIndex((isThere, i) => isThere && i >= tilesAbove(branches, levelsLeft));
  once('SUBTREE_TOO_DEEP', tooDeep, `A tile lies below the ${availableLevels} levels there are: number`);
  if (tooDeep < 0 && levelsLeft <= subtreeLevels) {
    once(
      'SUBTREE_TOO_DEEP',
      children.indexOf(true),
      `A subtree lies below the ${availableLevels} levels there are: number`,
    );
  }
}
