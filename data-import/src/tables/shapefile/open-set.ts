import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import { type ByteSource, headOf } from '../../readers/byte-source.ts';
import { decodeText } from '../../text/decode.ts';
import type { ColumnInfo, DeclaredCrs, TableInfo, TableOptions } from '../table-format.ts';
import { uniqueNames } from '../unique-names.ts';
import { columnTypeOf } from './dbf-cell.ts';
import { type DbfEncoding, dbfEncoding } from './dbf-encoding.ts';
import { type DbfHeader, dbfHeader } from './dbf-header.ts';
import type { FileSet } from './file-sets.ts';
import { prjCrs } from './prj-crs.ts';
import { type ShpHeader, shpHeader } from './shp-records.ts';
import { kindOfShape } from './shp-shape.ts';

/** One shapefile, ready to be read. */
export interface ShapefileTable {
  readonly info: TableInfo;
  readonly shp: ByteSource | null;
  readonly attributes: Attributes | null;
}

export interface Attributes {
  readonly source: ByteSource;
  readonly header: DbfHeader;
  readonly encoding: DbfEncoding;
}

const HEAD_BYTES = 100;
const INDEX_ENTRY_BYTES = 8;
const LONGEST_PRJ = 1 << 16;

/**
 * Looks at the files of one shapefile. One that is not read (multipatch, a damaged header) has no table and an error; it
 * does not keep the others of an archive from being read.
 */
export async function openSet(
  set: FileSet,
  name: string,
  options: TableOptions,
): Promise<{ readonly table: ShapefileTable | null; readonly issues: readonly Issue[] }> {
  const issues: Issue[] = [];
  const note = (found: Issue) => issues.push({ ...found, where: { ...found.where, table: name } });
  try {
    const shape = set.shp === null ? null : await readableHeader(set.shp, note);
    const attributes = set.dbf === null ? null : await attributesOf(set, set.dbf, options, note);
    if (set.shp !== null && set.dbf === null) {
      const message = `"${set.shp.name}" came without its .dbf file: its rows have no attributes. Choose both files, or a zip of them.`;
      note(issue('missing-companion', null, null, message));
    }
    const info: TableInfo = {
      name,
      file: set.shp?.name ?? set.dbf?.name ?? name,
      columns: attributes === null ? [] : columnsOf(attributes, note),
      geometry: shape === null ? null : kindOfShape(shape.shapeType),
      crs: set.prj === null || set.shp === null ? null : await declared(set.prj),
      rowCount: rowCountOf(set, attributes),
      encodings: attributes?.encoding.choices ?? [],
    };
    return { table: { info, shp: set.shp, attributes }, issues };
  } catch (failure) {
    if (!(failure instanceof ImportError) || failure.code === 'unsafe-file' || failure.code === 'unknown-encoding') {
      throw failure;
    }
    note(issue('unreadable-table', null, null, failure.message));
    return { table: null, issues };
  }
}

async function readableHeader(shp: ByteSource, note: (found: Issue) => void): Promise<ShpHeader> {
  const header = shpHeader(await headOf(shp, HEAD_BYTES));
  if (header === null) {
    throw new ImportError('damaged-file', `"${shp.name}" does not begin as a .shp file does, or ends at once.`);
  }
  if (header.shapeType === 31) {
    throw new ImportError(
      'unsupported-content',
      `"${shp.name}" holds multipatches (surfaces in space), which are not read; wanted are points, lines or polygons.`,
    );
  }
  if (header.saidBytes !== shp.sizeBytes) {
    const message = `The header of "${shp.name}" says it is ${header.saidBytes} bytes long; it is ${shp.sizeBytes}. All of it is read.`;
    note(issue('header-differs', null, null, message));
  }
  return header;
}

async function attributesOf(
  set: FileSet,
  source: ByteSource,
  options: TableOptions,
  note: (found: Issue) => void,
): Promise<Attributes> {
  const header = await dbfHeader(source);
  if (header.saidRecords !== header.heldRecords) {
    const message = `The header of "${source.name}" says it holds ${header.saidRecords} records; there is room for ${header.heldRecords}. All that are there are read.`;
    note(issue(header.saidRecords > header.heldRecords ? 'truncated-file' : 'header-differs', null, null, message));
  }
  const encoding = await dbfEncoding(source, header, set.cpg, options.encoding, options.signal);
  encoding.issues.forEach(note);
  return { source, header, encoding };
}

function columnsOf({ header, encoding, source }: Attributes, note: (found: Issue) => void): readonly ColumnInfo[] {
  const names = header.fields.map(({ nameBytes }, i) => {
    // Ten bytes hold three Chinese characters of UTF-8 and the beginning of a fourth.
    const name = decodeText(nameBytes, encoding.encoding)
      .replace(/\uFFFD+$/, '')
      .trim();
    return name === '' ? `column ${i + 1}` : name;
  });
  const skipped = header.fields.flatMap((field, i) => (columnTypeOf(field) === null ? [names[i]] : []));
  if (skipped.length > 0) {
    const list = skipped.map((name) => `"${name}"`).join(', ');
    const message = `Fields of "${source.name}" whose values stand in other files, or in no known form, are left out: ${list}.`;
    note(issue('fields-left-out', null, null, message));
  }
  const kept = header.fields.flatMap((field, i) => {
    const type = columnTypeOf(field);
    return type === null ? [] : [{ name: names[i] ?? '', type }];
  });
  const unique = uniqueNames(kept.map(({ name }) => name));
  return kept.map(({ type }, i) => ({ name: unique[i] ?? '', type }));
}

async function declared(prj: ByteSource): Promise<DeclaredCrs | null> {
  const text = decodeText(await prj.bytes(0, LONGEST_PRJ), 'utf-8');
  return text.trim() === '' ? null : prjCrs(text);
}

/** The index and the table must agree; deleted records are counted by reading only. */
function rowCountOf(set: FileSet, attributes: Attributes | null): number | null {
  const byIndex = set.shx === null ? null : (set.shx.sizeBytes - HEAD_BYTES) / INDEX_ENTRY_BYTES;
  const byTable = attributes === null ? null : attributes.header.heldRecords;
  if (byIndex === null || set.shp === null) return byTable;
  if (!Number.isInteger(byIndex) || byIndex < 0) return null;
  return byTable === null || byTable === byIndex ? byIndex : null;
}
