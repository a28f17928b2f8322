import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { READ_LIMITS_DEFAULTS } from '../../readers/reader.ts';
import type { TableFormat } from '../table-format.ts';
import { uniqueNames } from '../unique-names.ts';
import { namesInHead } from '../zip/names-in-head.ts';
import { looksLikeZip } from '../zip/open-zip.ts';
import { type UnpackedFiles, unpackArchives } from '../zip/unpack-archives.ts';
import { fileSets, PART_ENDINGS } from './file-sets.ts';
import { openSet, type ShapefileTable } from './open-set.ts';
import { shapefileRows } from './shapefile-rows.ts';
import { shpHeader } from './shp-records.ts';

/**
 * Shapefiles, loose or in archives, several at once: points, lines, polygons and multipoints with their levels; attributes
 * of the `.dbf` in whatever encoding they are; a `.dbf` alone is a table without geometry. Read here rather than by a
 * library because those at hand drop levels, read GBK as rubbish or fail as a whole on one bad record.
 */
export const SHAPEFILE_FORMAT: TableFormat = {
  format: 'shapefile',
  title: 'Shapefile',
  version: '1',
  sniff(head, name) {
    if (looksLikeZip(head)) return zipCertainty(head, name);
    if (/\.shp$/i.test(name)) return shpHeader(head) === null ? 0.3 : 0.95;
    if (/\.(dbf|shx|prj|cpg)$/i.test(name)) return 0.6;
    return shpHeader(head) === null ? 0 : 0.8;
  },
  async open(files, options) {
    const unpacked = await unpackArchives(files, PART_ENDINGS);
    try {
      const sets = fileSets(unpacked.files);
      if (sets.length === 0) throw nothingThere(files.map(({ name }) => name));
      const names = uniqueNames(sets.map(({ stem }) => stem.slice(stem.lastIndexOf('/') + 1)));
      const tables: ShapefileTable[] = [];
      const issues: Issue[] = [...unpacked.issues];
      for (const [i, set] of sets.entries()) {
        const opened = await openSet(set, names[i] ?? set.stem, options);
        issues.push(...opened.issues);
        if (opened.table !== null) tables.push(opened.table);
      }
      if (tables.length === 0) throw noneReadable(issues);
      return tableFile(tables, issues, unpacked, options.limits.maxRows ?? READ_LIMITS_DEFAULTS.maxRows);
    } catch (failure) {
      await unpacked.close();
      throw failure;
    }
  },
};

function tableFile(
  tables: readonly ShapefileTable[],
  issues: readonly Issue[],
  unpacked: UnpackedFiles,
  maxRows: number,
): Awaited<ReturnType<TableFormat['open']>> {
  return {
    tables: tables.map(({ info }) => info),
    issues,
    rows(info, signal) {
      const table = tables.find((candidate) => candidate.info.name === info.name);
      if (table === undefined) throw new RangeError(`There is no table "${info.name}".`);
      return shapefileRows(table, maxRows, signal);
    },
    close: () => unpacked.close(),
  };
}

function zipCertainty(head: Uint8Array, name: string): number {
  const names = namesInHead(head);
  if (names.some((entry) => /\.(shp|shx)$/i.test(entry))) return 0.9;
  if (names.some((entry) => PART_ENDINGS.test(entry))) return 0.8;
  // Its first entry may be a long one of another kind; office files are archives too and have their own endings.
  return /\.zip$/i.test(name) && !names.some((entry) => entry.startsWith('[Content_Types]')) ? 0.15 : 0;
}

function nothingThere(names: readonly string[]): ImportError {
  const list = names.map((name) => `"${name}"`).join(', ');
  return new ImportError('unsupported-content', `There is no .shp and no .dbf file in ${list}.`);
}

function noneReadable(issues: readonly Issue[]): ImportError {
  const message = issues.find(({ severity }) => severity === 'error')?.message ?? 'No table could be read.';
  return new ImportError('unsupported-content', message, { issues });
}
