import type { ColumnInfo, RawRow } from '../../tables/table-format.ts';
import { readDate } from '../values/read-date.ts';
import { writtenNumber } from '../values/read-number.ts';
import { readSize } from '../values/read-size.ts';
import type { SizeReading } from '../values/size.ts';
import { isUnknownText } from '../values/unknown-text.ts';

/** What the sampled values of one column look like. Shares are of the cells that hold something. */
export interface ColumnStats {
  readonly column: ColumnInfo;
  readonly rows: number;
  readonly filled: number;
  /** Each cell as text, `null` where it is empty or says "not known". */
  readonly texts: readonly (string | null)[];
  /** Each cell as a number, NaN where it is none. */
  readonly numbers: Float64Array;
  /** Each different text and how often it stands there. */
  readonly counts: ReadonlyMap<string, number>;
  readonly numericShare: number;
  readonly integerShare: number;
  /** Most decimals written. */
  readonly decimals: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly zeroShare: number;
  readonly isUnique: boolean;
  /** 1, 2, 3: a number of the row and no identifier. */
  readonly isSequence: boolean;
  readonly dateShare: number;
  /** Share read as a size (`DN300`, `1200X800`), and of those that are more than a plain number. */
  readonly sizeShare: number;
  readonly sizeWordShare: number;
  /** Share whose numbers can only be metres (`1.2×0.8`). */
  readonly metreSizeShare: number;
  /** Widest pipe and widest channel, read as millimetres; 0 where there is none. */
  readonly widestPipeMm: number;
  readonly widestChannelMm: number;
  readonly hanShare: number;
}

/** Fillers that are no values: they would pull ranges apart. */
const FILLERS = new Set([-9999, -99999, -999]);

export function columnStats(column: ColumnInfo, index: number, rows: readonly RawRow[]): ColumnStats {
  const texts = rows.map(({ values }) => {
    const cell = values[index] ?? null;
    const text = cell === null ? '' : String(cell);
    return isUnknownText(text) ? null : text;
  });
  const counts = countsOf(texts);
  const words = [...counts].map(([text, count]) => ({ text, count, number: numberOf(text), reading: readSize(text) }));
  const filled = words.reduce((sum, { count }) => sum + count, 0);
  const numberByText = new Map(words.map(({ text, number }) => [text, number]));
  const numbers = Float64Array.from(texts, (text) => numberByText.get(text ?? '') ?? Number.NaN);
  const known = numbers.filter((value) => !Number.isNaN(value) && !FILLERS.has(value)).sort();
  const share = (test: (word: Word) => boolean) => {
    const count = words.reduce((sum, word) => sum + (test(word) ? word.count : 0), 0);
    return filled === 0 ? 0 : count / filled;
  };
  const widest = (shape: string) =>
    Math.max(0, ...words.map(({ reading: { size } }) => (size?.shape === shape ? (size.widthMm ?? 0) : 0)));
  return {
    column,
    rows: rows.length,
    filled,
    texts,
    numbers,
    counts,
    numericShare: share(({ number }) => !Number.isNaN(number)),
    integerShare: known.length === 0 ? 0 : known.filter(Number.isInteger).length / known.length,
    decimals: Math.max(0, ...words.map(({ text }) => /^-?\d*\.(\d+)$/.exec(text)?.[1]?.length ?? 0)),
    min: known[0] ?? Number.NaN,
    median: known[known.length >> 1] ?? Number.NaN,
    max: known[known.length - 1] ?? Number.NaN,
    zeroShare: share(({ number }) => number === 0),
    isUnique: filled > 0 && counts.size === filled,
    isSequence:
      known.length > 2 && known.length === filled && known.every((value, at) => value === (known[0] ?? 0) + at),
    dateShare: share(({ text }) => isDate(text)),
    sizeShare: share(({ reading }) => reading.size !== null),
    sizeWordShare: share(({ text, reading }) => reading.size !== null && !/^[\d.]+$/.test(text)),
    metreSizeShare: share(({ reading }) => reading.issue === 'metres-by-magnitude'),
    widestPipeMm: widest('circular'),
    widestChannelMm: widest('rectangular'),
    hanShare: share(({ text }) => /\p{Script=Han}/u.test(text)),
  };
}

/** One text of a column, looked at once however often it stands there. */
interface Word {
  readonly text: string;
  readonly count: number;
  readonly number: number;
  readonly reading: SizeReading;
}

function countsOf(texts: readonly (string | null)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function numberOf(text: string): number {
  const written = writtenNumber(text);
  return written === null || typeof written === 'string' ? Number.NaN : written.value;
}

function isDate(text: string): boolean {
  const date = readDate(text);
  if (date === null || typeof date === 'string') return false;
  const year = Number(date.date.slice(0, 4));
  return year >= 1850 && year <= 2100;
}
