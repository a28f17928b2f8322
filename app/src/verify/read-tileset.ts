import type { FindingLog } from '@undercroft/core/verify/finding-log';
import { metadataSchema } from '@undercroft/core/verify/metadata-schema';
import { jsonOf, parsePart } from '@undercroft/core/verify/parse-part';
import { type TilesetDocument, tilesetSchema } from '@undercroft/core/verify/tileset-schema';
import { aboveRoot, type TileAbove, type TilesetFacts } from '@undercroft/core/verify/walked-tile';
import type { ReadBeside } from './content-check.ts';

/** A tileset document that has been read. */
export interface ReadTileset {
  readonly file: string;
  readonly document: TilesetDocument;
  readonly facts: TilesetFacts;
  readonly above: TileAbove;
}

/** Extensions of tilesets that this checker knows; each has become a part of 3D Tiles 1.1. */
const KNOWN_EXTENSIONS = [
  '3DTILES_content_gltf',
  '3DTILES_multiple_contents',
  '3DTILES_implicit_tiling',
  '3DTILES_metadata',
];

/** Reads a tileset document; null with a finding when it is none. `above` is the tile whose content it is, if any. */
export async function readTileset(
  bytes: Uint8Array,
  file: string,
  readBeside: ReadBeside,
  above: TileAbove | null,
  log: FindingLog,
): Promise<ReadTileset | null> {
  const json = jsonOf(bytes);
  if (json === undefined) {
    log.add('TILESET_JSON', file, 'The tileset document is no JSON in UTF-8.');
    return null;
  }
  const document = parsePart(tilesetSchema, json, log, 'TILESET_SCHEMA', file);
  if (document === null) return null;
  const { version } = document.asset;
  if (version !== '1.0' && version !== '1.1') {
    log.add('TILESET_VERSION', file, `Version 1.0 or 1.1 was wanted; asset.version says "${version}".`);
  }
  for (const name of document.extensionsRequired.filter((each) => !KNOWN_EXTENSIONS.includes(each))) {
    log.add('TILESET_EXTENSION', file, `The extension ${name} is required and not looked into.`);
  }
  if (document.asset.gltfUpAxis !== undefined && document.asset.gltfUpAxis.toUpperCase() !== 'Y') {
    log.add('TILESET_EXTENSION', file, `Models that are ${document.asset.gltfUpAxis} up are not looked into.`);
  }
  const schema = await schemaOf(document, file, readBeside, log);
  const isSchemaBroken = schema === null && (document.schema !== undefined || document.schemaUri !== undefined);
  const facts = { schema, isSchemaBroken, groups: document.groups?.length ?? 0 };
  return { file, document, facts, above: aboveOf(document.geometricError, above, file, log) };
}

async function schemaOf(
  { schema, schemaUri }: TilesetDocument,
  file: string,
  readBeside: ReadBeside,
  log: FindingLog,
): Promise<TilesetFacts['schema']> {
  if (schema !== undefined) return parsePart(metadataSchema, schema, log, 'METADATA_SCHEMA', file);
  if (schemaUri === undefined) return null;
  const bytes = await readBeside(schemaUri);
  return bytes === null
    ? null
    : parsePart(metadataSchema, jsonOf(bytes), log, 'METADATA_SCHEMA', `${file} ${schemaUri}`);
}

/** A tileset within a tile is as fine as that tile at least, and says itself how its root is refined. */
function aboveOf(geometricErrorM: number, above: TileAbove | null, file: string, log: FindingLog): TileAbove {
  if (above === null) return aboveRoot(geometricErrorM);
  if (geometricErrorM > above.geometricErrorM) {
    const message = `Its geometric error is ${geometricErrorM} m and that of the tile it stands in ${above.geometricErrorM} m.`;
    log.add('TILESET_ERROR_RISES', file, message);
  }
  return { ...above, geometricErrorM, refine: null };
}
