import type { Issue } from '@undercroft/core/model/issue';
import type { RawRow } from './table-format.ts';

/** Gathers rows into batches for `TableFile.rows`. */
export interface RowBatches {
  /** Takes a row that `bytes` of the source went into; gives a batch when one is full. */
  add(row: RawRow, bytes: number): readonly RawRow[] | null;
  /**
   * The batches that are left, with what the end of the source told among the issues of the last row; of a row with nothing
   * in its `columns` columns where there was none, since a source that breaks off at once must not look empty.
   */
  rest(closing: readonly Issue[], columns: number): readonly (readonly RawRow[])[];
}

/** Few enough that the objects of a batch die young: with 1000 a third of the time that a GeoJSON took went into collecting them. */
const BATCH_ROWS = 200;
/** Geometries may be of many megabytes each: a batch of them is a short one. */
const BATCH_BYTES = 4 * 1024 ** 2;

/** One batch is always held back: whether a row is the last is known only when there is no other. */
export function rowBatches(): RowBatches {
  let held: readonly RawRow[] | null = null;
  let batch: RawRow[] = [];
  let gathered = 0;
  return {
    add(row, bytes) {
      batch.push(row);
      gathered += bytes;
      if (batch.length < BATCH_ROWS && gathered < BATCH_BYTES) return null;
      const full = held;
      held = batch;
      batch = [];
      gathered = 0;
      return full;
    },
    rest(closing, columns) {
      const left = [held ?? [], batch].filter((rows) => rows.length > 0);
      const last = left.at(-1);
      const row = last?.at(-1);
      if (closing.length === 0) return left;
      if (last === undefined || row === undefined) {
        return [[{ row: 1, values: Array.from({ length: columns }, () => null), geometry: null, issues: closing }]];
      }
      const told = { ...row, issues: [...row.issues, ...closing] };
      return [...left.slice(0, -1), [...last.slice(0, -1), told]];
    },
  };
}
