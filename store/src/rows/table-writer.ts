import type { VersionTable } from './feature-tables.ts';
import type { RowPlace } from './place.ts';
import type { RowBuffer } from './row-buffer.ts';

/** Adds the value of one column. The column's type in the database must be that which the buffer's method is named after. */
export type ColumnWriter<Value> = (out: RowBuffer, value: Value, place: RowPlace | null) => void;

/** A writer a column; they are written in this order. */
export type ColumnWriters<Column extends string, Value> = Readonly<Record<Column, ColumnWriter<Value>>>;

/** How things of one kind become rows of their table. */
export interface TableWriter<Value> {
  readonly table: VersionTable;
  /** The canonical columns: everything that a row's hash covers. `source_id` comes first. */
  readonly columns: ColumnWriters<string, Value>;
  /** What the hash of a row covers instead, where the columns do not spell its content the same way each time. */
  readonly content?: (value: Value) => string;
}

/** As `TableWriter`, for a table whose rows lie somewhere. */
export interface PlacedTableWriter<Value> extends TableWriter<Value> {
  /** Where it lies; null when it has no place. */
  readonly placeOf: (value: Value) => RowPlace | null;
}
