import type { Issue } from '@undercroft/core/model/issue';
import type { ByteSource } from '../readers/byte-source.ts';
import type { ReadLimits } from '../readers/reader.ts';
import type { RawGeometry } from './raw-geometry.ts';

/**
 * The seam of every format that holds tables: CSV, workbooks, databases, shapefiles, GeoJSON, drawings. A table format
 * turns bytes into rows of values and geometries in the source's own coordinates; what a column means is a profile's to
 * say. To add one: write one of these and add it to `table-formats.ts`.
 */
export interface TableFormat {
  /** Short name in scenes and reports: `csv`. */
  readonly format: string;
  /** What people call it. */
  readonly title: string;
  /** Changes whenever the same file would give different rows. */
  readonly version: string;
  /** How sure it is, 0 to 1, that a file is its own, from its first bytes (64 kB at most) and its name. Below 0.1 it is not. */
  sniff(head: Uint8Array, name: string): number;
  /**
   * Opens the files of one source and tells its tables; whoever opens closes. Throws `ImportError` for a file that cannot
   * be read at all.
   */
  open(files: readonly ByteSource[], options: TableOptions): Promise<TableFile>;
}

export interface TableOptions {
  /** Encoding a person chose for text, by its WHATWG label (`gb18030`); `null` leaves it to the format. */
  readonly encoding: string | null;
  readonly limits: ReadLimits;
  readonly signal?: AbortSignal | undefined;
}

/** Tables of one source, opened. */
export interface TableFile {
  readonly tables: readonly TableInfo[];
  /** What was found about the source as a whole. */
  readonly issues: readonly Issue[];
  /**
   * The rows of a table in the order they stand in, in batches of a few hundred to a few thousand; any table, any number of
   * times, one at a time. A bad row is a row with issues, never an exception.
   */
  rows(table: TableInfo, signal?: AbortSignal): AsyncIterable<readonly RawRow[]>;
  close(): Promise<void>;
}

export interface TableInfo {
  /** Sheet, table or layer; the file's name without its ending where it holds one table. Unique in the source. */
  readonly name: string;
  /** Name of the file it stands in. */
  readonly file: string;
  readonly columns: readonly ColumnInfo[];
  /** `null` when rows have no geometry of their own. */
  readonly geometry: RawGeometry['kind'] | 'mixed' | null;
  readonly crs: DeclaredCrs | null;
  /** `null` when it is not known before all are read. */
  readonly rowCount: number | null;
  /** Encodings its text was tried in, the one in use first; empty where the format leaves no choice. */
  readonly encodings: readonly EncodingChoice[];
}

export interface ColumnInfo {
  /** As it stands in the source, trimmed. */
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean' | 'date';
}

/** What a source says about its own coordinates. */
export interface DeclaredCrs {
  /** `EPSG:<number>` when it could be told and is in our table. */
  readonly code: string | null;
  /** What it says, word for word (cut at 300 characters): a name, the first words of WKT. */
  readonly text: string;
  /** Order of a coordinate pair in `RawGeometry`; formats turn theirs to `eastNorth` where their rules are plain. */
  readonly axes: 'eastNorth' | 'northEast';
}

export interface EncodingChoice {
  /** WHATWG label. */
  readonly encoding: string;
  /** How likely, 0 to 1. */
  readonly score: number;
  /** A text of the source that tells them apart, as this encoding reads it. */
  readonly sample: string;
}

/** A text is trimmed; `null` is an empty cell. Dates are ISO 8601 text (`2024-05-31`). */
export type CellValue = string | number | boolean | null;

export interface RawRow {
  /** 1-based: the line of a text file, the row of a sheet, the record's number elsewhere. */
  readonly row: number;
  /** One value a column of `TableInfo.columns`. */
  readonly values: readonly CellValue[];
  readonly geometry: RawGeometry | null;
  readonly issues: readonly Issue[];
}
