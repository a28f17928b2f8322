import { tmpdir } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { READ_LIMITS_DEFAULTS } from '../../readers/reader.ts';
import type { RawGeometry } from '../raw-geometry.ts';
import type { TableFile, TableFormat, TableInfo } from '../table-format.ts';
import { uniqueNames } from '../unique-names.ts';
import { namesInHead } from '../zip/names-in-head.ts';
import { looksLikeZip } from '../zip/open-zip.ts';
import { temporaryShelf } from '../zip/temporary-shelf.ts';
import { unpackArchives } from '../zip/unpack-archives.ts';
import { findLayers, type Layer } from './find-layers.ts';
import { countRows, layerRows, sampleKinds } from './layer-rows.ts';
import { damagedDatabase, openDatabase } from './open-database.ts';

const NAMES = /\.gpkg$/i;
const MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_AT = 68;
const SAMPLED_ROWS = 200;

/** GeoPackages (OGC 12-128), loose or in an archive: layers of features and tables of attributes. */
export const GEOPACKAGE_FORMAT: TableFormat = {
  format: 'geopackage',
  title: 'GeoPackage',
  version: '1',
  sniff(head, name) {
    if (looksLikeZip(head)) return namesInHead(head).some((entry) => NAMES.test(entry)) ? 0.85 : 0;
    const text = new TextDecoder('latin1').decode(head.subarray(0, APPLICATION_ID_AT + 4));
    if (!text.startsWith(MAGIC)) return 0;
    return /^GP(KG|1\d)$/.test(text.slice(APPLICATION_ID_AT)) ? 0.95 : NAMES.test(name) ? 0.8 : 0.3;
  },
  async open(files, options) {
    const unpacked = await unpackArchives(files, NAMES);
    const shelf = temporaryShelf(tmpdir());
    const opened: OpenLayer[] = [];
    const issues: Issue[] = [...unpacked.issues];
    const databases: DatabaseSync[] = [];
    const close = async () => {
      for (const database of databases.splice(0)) database.close();
      await shelf.remove();
      await unpacked.close();
    };
    try {
      if (unpacked.files.length === 0) throw noGeoPackage(files);
      for (const file of unpacked.files) {
        const onDisk = file.localPath === null ? await shelf.put(file.name, file.stream(options.signal)) : file;
        const database = await openDatabase(onDisk);
        databases.push(database);
        const found = layersOf(database, file);
        issues.push(...found.issues);
        opened.push(...found.layers.map((layer) => ({ layer, database, file: file.name })));
      }
      return tableFile(opened, issues, options.limits.maxRows ?? READ_LIMITS_DEFAULTS.maxRows, close);
    } catch (failure) {
      await close();
      throw failure;
    }
  },
};

interface OpenLayer {
  readonly layer: Layer;
  readonly database: DatabaseSync;
  readonly file: string;
}

function tableFile(
  opened: readonly OpenLayer[],
  issues: readonly Issue[],
  maxRows: number,
  close: () => Promise<void>,
): TableFile {
  const names = uniqueNames(opened.map(({ layer }) => layer.table));
  const tables = opened.map((open, i) => infoOf(open, names[i] ?? open.layer.table, maxRows));
  return {
    tables,
    issues,
    rows(info, signal) {
      const open = opened[tables.findIndex((candidate) => candidate.name === info.name)];
      if (open === undefined) throw new RangeError(`There is no table "${info.name}".`);
      return layerRows(open.database, open.layer, info.name, open.file, maxRows, signal);
    },
    close,
  };
}

function infoOf({ layer, database, file }: OpenLayer, name: string, maxRows: number): TableInfo {
  return {
    name,
    file,
    columns: layer.columns,
    geometry: layer.geometryColumn === null ? null : kindOf(database, layer),
    crs: layer.crs,
    rowCount: countRows(database, layer, maxRows),
    encodings: [],
  };
}

function kindOf(database: DatabaseSync, layer: Layer): RawGeometry['kind'] | 'mixed' | null {
  switch (layer.geometryType?.replace(/^MULTI/, '') ?? '') {
    case 'POINT':
      return 'point';
    case 'LINESTRING':
      return 'line';
    case 'POLYGON':
      return 'polygon';
    default: {
      const [kind, second] = sampleKinds(database, layer, SAMPLED_ROWS);
      return second !== undefined ? 'mixed' : (kind ?? null);
    }
  }
}

function layersOf(database: DatabaseSync, file: ByteSource): ReturnType<typeof findLayers> {
  try {
    return findLayers(database, file.name);
  } catch (cause) {
    throw cause instanceof ImportError ? cause : damagedDatabase(file.name, cause);
  }
}

function noGeoPackage(files: readonly ByteSource[]): ImportError {
  const list = files.map(({ name }) => `"${name}"`).join(', ');
  return new ImportError('unsupported-content', `There is no .gpkg file in ${list}.`);
}
