import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { ExportedFile } from './export-record.ts';
import { directories, type PmtilesEntry, pmtilesId } from './pmtiles-directory.ts';
import { type PmtilesTileType, pmtilesHeader } from './pmtiles-header.ts';
import { writeFileWhole } from './write-file-whole.ts';

const gunzipped = promisify(gunzip);

/** `<folders>/<z>/<x>/<y>.<ending>` */
const TILE_PATH = /^(.+)\/(\d+)\/(\d+)\/(\d+)\.(pbf|terrain|png)$/;
const DOCUMENT_PATH = /\/(tiles|layer)\.json$/;

const TYPES: Readonly<Record<string, PmtilesTileType>> = { pbf: 'mvt', terrain: 'other', png: 'png' };

const documentSchema = z.looseObject({
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});

interface StagedTile {
  readonly id: number;
  readonly z: number;
  readonly file: ExportedFile;
}

/**
 * Puts the one part of an exported folder into a PMTiles archive of version 3, tiles in the order of their ids, equal
 * ones once. The metadata is the part's own document. Terrain, whose two tiles of level 0 are no square, lies one zoom
 * deeper: level, x, y are tile level + 1, x, y, with y counted from the south as in `layer.json`.
 */
export async function writePmtiles(
  out: string,
  folder: string,
  files: readonly ExportedFile[],
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const tiles = files.flatMap(stagedTile).sort((a, b) => a.id - b.id);
  const [first] = tiles;
  const document = files.find(({ path }) => DOCUMENT_PATH.test(path));
  if (first === undefined || document === undefined)
    throw new RangeError('A PMTiles archive wants a tile and a document.');
  const metadata = await readPlain(folder, document);
  const { bounds } = documentSchema.parse(JSON.parse(String(metadata)));
  const { entries, contents, dataBytes } = laidOut(tiles);
  const { root, leaves } = directories(entries);
  const packedMetadata = gzipSync(metadata);
  const ending = TILE_PATH.exec(first.file.path)?.[5] ?? '';
  const zooms = tiles.map(({ z: zoom }) => zoom);
  return await writeFileWhole(out, async (sink) => {
    await sink.write(
      pmtilesHeader({
        rootBytes: root.length,
        metadataBytes: packedMetadata.length,
        leafBytes: leaves.length,
        dataBytes,
        addressedTiles: tiles.length,
        entries: entries.length,
        contents: contents.length,
        tileCompression: first.file.encoding ?? 'none',
        tileType: TYPES[ending] ?? 'other',
        minZoom: zooms.reduce((a, b) => Math.min(a, b)),
        maxZoom: zooms.reduce((a, b) => Math.max(a, b)),
        bounds,
      }),
    );
    await sink.write(root);
    await sink.write(packedMetadata);
    await sink.write(leaves);
    for (const { path } of contents) await sink.write(await readFile(join(folder, path)));
  });
}

/** Whether there is anything among the files that a PMTiles archive is for. */
export function hasTile(files: readonly ExportedFile[]): boolean {
  return files.some(({ path }) => TILE_PATH.test(path));
}

function stagedTile(file: ExportedFile): readonly StagedTile[] {
  const found = TILE_PATH.exec(file.path);
  if (found === null) return [];
  const zoom = Number(found[2]) + (found[5] === 'terrain' ? 1 : 0);
  return [{ id: pmtilesId(zoom, Number(found[3]), Number(found[4])), z: zoom, file }];
}

/** Where each content lies, and the entries that name them: equal tiles behind one another are one entry. */
function laidOut(tiles: readonly StagedTile[]): {
  readonly entries: readonly PmtilesEntry[];
  readonly contents: readonly ExportedFile[];
  readonly dataBytes: number;
} {
  const offsets = new Map<string, number>();
  const contents: ExportedFile[] = [];
  const entries: PmtilesEntry[] = [];
  let dataBytes = 0;
  for (const { id, file } of tiles) {
    let offset = offsets.get(file.sha256);
    if (offset === undefined) {
      offset = dataBytes;
      offsets.set(file.sha256, offset);
      contents.push(file);
      dataBytes += file.bytes;
    }
    const last = entries.at(-1);
    if (last !== undefined && last.offset === offset && last.tileId + last.runLength === id) {
      entries[entries.length - 1] = { ...last, runLength: last.runLength + 1 };
    } else entries.push({ tileId: id, offset, length: file.bytes, runLength: 1 });
  }
  return { entries, contents, dataBytes };
}

async function readPlain(folder: string, { path, encoding }: ExportedFile): Promise<Buffer> {
  const bytes = await readFile(join(folder, path));
  return encoding === 'gzip' ? await gunzipped(bytes) : bytes;
}
