import type { Issue } from '@undercroft/core/model/issue';
import type { ByteWindow } from '../byte-window.ts';
import type { CellValue, RawRow } from '../table-format.ts';
import { ByteCursor } from './byte-cursor.ts';
import { type CellColumns, FeatureReader } from './feature-reader.ts';
import { TOGETHER_BYTES } from './parse-slices.ts';

/*
 * How rows are made of features, on 160 MB of OpenStreetMap buildings (420,000 of them) checked whole by one process with the
 * profile of buildings; processor seconds once the code is compiled, the least of two to four runs on a machine that was busy
 * otherwise, each with what stands above it:
 *   JSON.parse of 24 kB together, rows of its objects, 1000 a batch     7.0
 *   rows read straight out of the bytes                                 4.8   a third of it collecting garbage
 *   200 rows a batch, ids in typed arrays, no previews made in vain     2.9
 *   no new array a ring or a point where coordinates stay as they are,
 *   convex rings told at a glance                                       1.9
 *   the file read into two buffers that take turns                      1.6
 * The same in 1 GB (1025 MB), no digest taken, 300 to 320 MB resident; seconds by the clock and of the processor:
 *   as above, on a machine nearly at rest                               8.4   9.5
 *   young objects collected by one thread, not by several               7.8   8.6
 *   names told by those of the feature before, texts four bytes at once       0.8 less in the profile, 1.0 of 1.8
 * What is left: texts and numbers 16 %, ids 9 %, collecting garbage 5 %, and nothing else above 4 %.
 *
 * Not done: cutting at the ends of features and parsing in two worker threads. Rows would have to be copied from thread to
 * thread, ids and numbers of rows be settled behind both, and reading processes be allowed threads.
 */

/** Makes rows of the features at the start of a window. */
export interface RowTaker {
  /**
   * Takes sound features as they stand in the window one after the other, some of them at once; the window then starts
   * behind the last one. None where the first one is odd or not yet whole in the window. Features are told apart by this
   * byte; where that is a comma they are elements of an array.
   */
  readonly take: (window: ByteWindow, delimiter: number) => readonly RawRow[];
  /** Bytes of features that are best parsed together where none can be taken: the more, the more odd ones came in a row. */
  readonly togetherBytes: number;
}

const ROWS_AT_ONCE = 128;
/** Longer features are counted before they are parsed. */
const LONGEST_READ_BYTES = 1 << 20;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const NO_ISSUES: readonly Issue[] = [];

/** `nextRow` gives a new row its number. */
export function rowTaker(layout: CellColumns & { readonly columns: number }, nextRow: () => number): RowTaker {
  const reader = new FeatureReader(layout);
  const cursor = new ByteCursor();
  const blank: readonly CellValue[] = Array.from({ length: layout.columns }, () => null);
  let oddInARow = 0;
  return {
    get togetherBytes() {
      return Math.min(TOGETHER_BYTES, 2 ** oddInARow);
    },
    take(window, delimiter) {
      const rows: RawRow[] = [];
      cursor.turnTo(window.bytes, window.end);
      let start = window.at;
      while (rows.length < ROWS_AT_ONCE) {
        cursor.at = start;
        cursor.sawLineFeed = false;
        const values = blank.slice();
        if (!reader.read(cursor, values) || cursor.at - start > LONGEST_READ_BYTES) break;
        const after = cursor.at;
        const next = nextFeature(window, after, delimiter, cursor.sawLineFeed);
        if (next < 0) break;
        rows.push({ row: nextRow(), values, geometry: reader.geometry, issues: NO_ISSUES });
        window.at = after;
        if (next === after) break;
        start = next;
      }
      oddInARow = rows.length > 0 ? 0 : oddInARow + 1;
      return rows;
    },
  };
}

/** Where the next feature begins, `after` where none does; -1 where the one that ends there is not plainly a whole one. */
function nextFeature({ bytes, end }: ByteWindow, after: number, delimiter: number, sawLineFeed: boolean): number {
  if (after > end || (delimiter === LINE_FEED && sawLineFeed)) return -1;
  let at = after;
  while (at < end && (bytes[at] ?? 0) <= SPACE && bytes[at] !== delimiter) at++;
  const isDelimited = at < end && bytes[at] === delimiter;
  // The end of an array is found by whoever reads it; a line without one may go on.
  return isDelimited ? at + 1 : delimiter === COMMA ? after : -1;
}
