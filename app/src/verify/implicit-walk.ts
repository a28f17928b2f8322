import { boundingVolume } from '@undercroft/core/verify/bounding-volume';
import type { FindingLog } from '@undercroft/core/verify/finding-log';
import {
  availableTiles,
  childSubtrees,
  filledTemplate,
  IMPLICIT_ROOT,
  type ImplicitAddress,
  implicitVolume,
  lineage,
  templateFault,
} from '@undercroft/core/verify/implicit-tile';
import { multiplied } from '@undercroft/core/verify/matrix';
import type { MetadataSchema } from '@undercroft/core/verify/metadata-schema';
import { readSubtree, readSubtreeFile, type Subtree } from '@undercroft/core/verify/subtree';
import type { ImplicitTiling, TileDocument } from '@undercroft/core/verify/tileset-schema';
import type { TileAbove, WalkedTile } from '@undercroft/core/verify/walked-tile';
import type { ReadBeside } from './content-check.ts';
import type { VerifyCounts } from './verify-report.ts';

/** An implicit tile written out as an explicit one. */
export interface ImplicitTile {
  readonly tile: TileDocument;
  readonly above: TileAbove;
  readonly place: string;
  readonly hasChildren: boolean;
  /** True for the root itself, which has been looked at before. */
  readonly isRoot: boolean;
}

/** Reads files that stand by their names in the tileset (`tileset`) or in a subtree of it (`subtree`, by its own name). */
export interface ReadForSubtrees {
  readonly tileset: ReadBeside;
  subtree(subtree: string, reference: string): Promise<Uint8Array | null>;
}

/** Goes through the tiles below an implicit root, subtree by subtree; one subtree is in memory at a time. */
export async function* implicitTiles(
  root: WalkedTile,
  above: TileAbove,
  schema: MetadataSchema | null,
  read: ReadForSubtrees,
  log: FindingLog,
  counts: VerifyCounts,
): AsyncGenerator<ImplicitTile> {
  const implicit = root.document.implicitTiling;
  if (implicit === undefined) return;
  const fault = rootFault(root.document, implicit);
  if (fault !== null) {
    log.add('TILESET_IMPLICIT', root.place, fault);
    return;
  }
  const open: ImplicitAddress[] = [IMPLICIT_ROOT];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const name = filledTemplate(implicit.subtrees.uri, next);
    const bytes = await read.tileset(name);
    const subtree = bytes === null ? null : await subtreeOf(bytes, implicit, next, schema, read, log, name);
    if (subtree === null) continue;
    counts.subtrees += 1;
    for (const { address, contents, hasChildren } of availableTiles(subtree, implicit, next)) {
      const own = written(root.document, implicit, address, contents, above);
      yield { ...own, place: placeOf(root, address), hasChildren, isRoot: address.level === 0 };
    }
    open.push(...childSubtrees(subtree, implicit, next).toReversed());
  }
}

function rootFault(root: TileDocument, implicit: ImplicitTiling): string | null {
  if (root.children !== undefined) return 'A root of implicit tiles has no children of its own; this one has.';
  if (root.boundingVolume.region === undefined && root.boundingVolume.box === undefined) {
    return 'Only a region or a box can be divided into implicit tiles.';
  }
  const contents = root.contents ?? (root.content === undefined ? [] : [root.content]);
  const templates = [implicit.subtrees.uri, ...contents.map(({ uri, url }) => uri ?? url ?? '')];
  return templates.map((template) => templateFault(template, implicit)).find((each) => each !== null) ?? null;
}

async function subtreeOf(
  bytes: Uint8Array,
  implicit: ImplicitTiling,
  at: ImplicitAddress,
  schema: MetadataSchema | null,
  read: ReadForSubtrees,
  log: FindingLog,
  place: string,
): Promise<Subtree | null> {
  const file = readSubtreeFile(bytes, log, place);
  if (file === null) return null;
  const files = new Map<string, Uint8Array>();
  for (const { uri } of file.document.buffers) {
    const buffer = uri === undefined ? null : await read.subtree(place, uri);
    if (uri !== undefined && buffer !== null) files.set(uri, buffer);
  }
  return readSubtree(file, files, implicit, at.level, schema, log, place);
}

/** Each level halves the geometric error and the volume (3D Tiles 1.1, "Subdivision Rules"). */
function written(
  root: TileDocument,
  implicit: ImplicitTiling,
  address: ImplicitAddress,
  contents: readonly number[],
  above: TileAbove,
): Pick<ImplicitTile, 'tile' | 'above'> {
  const { content, contents: several, implicitTiling: _implicit, metadata: _metadata, ...rest } = root;
  const templates = several ?? (content === undefined ? [] : [content]);
  const own = templates.flatMap((template, i) => {
    if (!contents.includes(i)) return [];
    const { boundingVolume: _volume, ...kept } = template;
    return [{ ...kept, uri: filledTemplate(template.uri ?? template.url ?? '', address) }];
  });
  const volumeOf = (each: ImplicitAddress) =>
    implicitVolume(root.boundingVolume, implicit, each) ?? root.boundingVolume;
  const transform = root.transform === undefined ? above.transform : multiplied(above.transform, root.transform);
  const below = lineage(address).slice(0, -1);
  const errorOf = (level: number) => root.geometricError / 2 ** level;
  return {
    tile: {
      ...rest,
      boundingVolume: volumeOf(address),
      geometricError: errorOf(address.level),
      ...(own.length === 0 ? {} : { contents: own }),
    },
    above: {
      ...above,
      geometricErrorM: address.level === 0 ? above.geometricErrorM : errorOf(address.level - 1),
      volumes: [...above.volumes, ...below.map((each) => boundingVolume(volumeOf(each), transform))],
    },
  };
}

function placeOf({ place }: WalkedTile, { level, x, y, z }: ImplicitAddress): string {
  return `${place} tile ${level}/${x}/${y}${z === 0 ? '' : `/${z}`}`;
}
