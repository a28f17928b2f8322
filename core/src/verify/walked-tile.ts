import { type BoundingVolume, boundingVolume, boundingVolumeFault } from './bounding-volume.ts';
import type { FindingLog } from './finding-log.ts';
import { determinant, IDENTITY, type Matrix, multiplied } from './matrix.ts';
import { metadataEntityFaults } from './metadata-entity.ts';
import type { MetadataSchema } from './metadata-schema.ts';
import { parsePart } from './parse-part.ts';
import { type MetadataEntity, type TileContent, type TileDocument, tileSchema } from './tileset-schema.ts';
import { containment } from './volume-in-volume.ts';

/** What a tile takes over from those above it. */
export interface TileAbove {
  /** Geometric error of the tile above, of the tileset for a root, metres. */
  readonly geometricErrorM: number;
  /** Null above the root of the outermost tileset. */
  readonly refine: 'ADD' | 'REPLACE' | null;
  /** From the frame of the tile above to that of the tileset. */
  readonly transform: Matrix;
  /** Volumes above, from the root down, that the content must lie in. */
  readonly volumes: readonly BoundingVolume[];
}

/** A content of a tile, with the volumes that must hold it. */
export interface WalkedContent {
  readonly uri: string;
  /** Its own volume, else the tile's. */
  readonly volume: BoundingVolume;
  /** Volumes of the tile and of those above it that are not proven to hold `volume`: the content is held against each. */
  readonly alsoWithin: readonly BoundingVolume[];
  readonly place: string;
}

/** A tile that has been looked at. */
export interface WalkedTile {
  readonly document: TileDocument;
  readonly place: string;
  /** For its children. */
  readonly below: TileAbove;
  readonly contents: readonly WalkedContent[];
}

/** What a tileset says for all of its tiles. */
export interface TilesetFacts {
  readonly schema: MetadataSchema | null;
  /** True where there is a schema that cannot be read, which has been said: nothing can then be held against it. */
  readonly isSchemaBroken: boolean;
  readonly groups: number;
}

/** Nothing stands above the root of a tileset but its own geometric error. */
export function aboveRoot(geometricErrorM: number): TileAbove {
  return { geometricErrorM, refine: null, transform: IDENTITY, volumes: [] };
}

/** Looks at one tile: its form, volume, errors, metadata and contents. Null with a finding when it has no lawful form. */
export function walkTile(
  json: unknown,
  above: TileAbove,
  facts: TilesetFacts,
  log: FindingLog,
  place: string,
): WalkedTile | null {
  const tile = parsePart(tileSchema, json, log, 'TILESET_SCHEMA', place);
  if (tile === null) return null;
  if (tile.transform !== undefined && !isLawful(tile.transform)) {
    log.add('TILESET_TRANSFORM', place, 'The transform flattens space or its last row is not 0, 0, 0, 1.');
    return null;
  }
  const fault = boundingVolumeFault(tile.boundingVolume);
  if (fault !== null) {
    log.add('TILESET_VOLUME', place, fault);
    return null;
  }
  const transform = tile.transform === undefined ? above.transform : multiplied(above.transform, tile.transform);
  const volume = boundingVolume(tile.boundingVolume, transform);
  const parent = above.volumes.at(-1);
  if (parent !== undefined && containment(volume, parent) === 'outside') {
    log.add(
      'TILESET_VOLUME_OUTSIDE_PARENT',
      place,
      `Its ${volume.kind} reaches out of the ${parent.kind} of the tile above.`,
    );
  }
  if (tile.geometricError > above.geometricErrorM) {
    log.add(
      'TILESET_ERROR_RISES',
      place,
      `Its geometric error is ${tile.geometricError} m and that of the tile above ${above.geometricErrorM} m.`,
    );
  }
  if (above.refine === null && tile.refine === undefined) {
    log.add('TILESET_REFINE', place, 'A root says whether it is refined by ADD or by REPLACE; this one does not.');
  }
  checkEntity(tile.metadata, facts, log, place);
  const refine = refineOf(tile.refine) ?? above.refine ?? 'ADD';
  const below = { geometricErrorM: tile.geometricError, refine, transform, volumes: [...above.volumes, volume] };
  return { document: tile, place, below, contents: walkContents(tile, below, facts, log, place) };
}

function refineOf(refine: TileDocument['refine']): 'ADD' | 'REPLACE' | null {
  if (refine === undefined) return null;
  return refine === 'ADD' || refine === 'add' ? 'ADD' : 'REPLACE';
}

function isLawful(transform: Matrix): boolean {
  const isAffine = [3, 7, 11].every((i) => transform[i] === 0) && transform[15] === 1;
  return isAffine && determinant(transform) !== 0;
}

function walkContents(
  tile: TileDocument,
  { volumes, transform }: TileAbove,
  facts: TilesetFacts,
  log: FindingLog,
  place: string,
): readonly WalkedContent[] {
  if (tile.content !== undefined && tile.contents !== undefined) {
    log.add('TILESET_CONTENT_TWICE', place, 'A tile has a content or contents; this one has both.');
  }
  const all = tile.contents ?? (tile.content === undefined ? [] : [tile.content]);
  return all.flatMap((content, i): WalkedContent[] => {
    const at = `${place}/contents/${i}`;
    checkContent(content, facts, log, at);
    const uri = content.uri ?? content.url;
    if (uri === undefined) return [];
    const fault = content.boundingVolume === undefined ? null : boundingVolumeFault(content.boundingVolume);
    if (fault !== null) log.add('TILESET_VOLUME', at, fault);
    const json = content.boundingVolume === undefined || fault !== null ? tile.boundingVolume : content.boundingVolume;
    const volume = boundingVolume(json, transform);
    return [{ uri, volume, alsoWithin: volumes.filter((each) => containment(volume, each) !== 'within'), place: at }];
  });
}

function checkContent(content: TileContent, facts: TilesetFacts, log: FindingLog, place: string): void {
  checkEntity(content.metadata, facts, log, place);
  if (content.uri === undefined && content.url === undefined) {
    log.add('TILESET_SCHEMA', place, 'A content has a uri; this one has none.');
  }
  if (content.group !== undefined && content.group >= facts.groups) {
    log.add('TILESET_GROUP', place, `There is no group ${content.group}; there are ${facts.groups}.`);
  }
}

/** Reports what is wrong in the metadata of a thing, if it has any. */
export function checkEntity(
  entity: MetadataEntity | undefined,
  { schema, isSchemaBroken }: TilesetFacts,
  log: FindingLog,
  place: string,
): void {
  if (entity === undefined || isSchemaBroken) return;
  for (const fault of metadataEntityFaults(entity, schema)) log.add('TILESET_METADATA', place, fault);
}
