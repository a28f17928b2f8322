import type { Quantity } from '@undercroft/core/protocol/profile-fields';
import type { Placement } from '../placing/placement.ts';
import type { BoundTable, TableReadContext } from '../profiles/bound-table.ts';
import type { CodeListName } from '../profiles/codes/code-lists.ts';
import type { CodeReader } from '../profiles/codes/code-reader.ts';
import { measureReader } from '../profiles/values/measure-reader.ts';
import { isUnknownText } from '../profiles/values/unknown-text.ts';
import type { CellValue } from '../tables/table-format.ts';
import type { RowReport } from './row-report.ts';

type Values = readonly CellValue[];

/** Where a field stands in a table: a column, or the same text in every row; `null` where neither holds it. */
export interface Cell {
  readonly field: string;
  /** What issues call it. */
  readonly heading: string;
  readonly of: (values: Values) => CellValue;
}

export function cellOf(bound: BoundTable, field: string): Cell | null {
  const column = bound.columns.get(field);
  if (column !== undefined) {
    const { index, heading } = column;
    return { field, heading, of: (values) => values[index] ?? null };
  }
  const constant = bound.constants[field];
  return constant === undefined ? null : { field, heading: field, of: () => constant };
}

/** The cell's text; `null` for an empty one. Numbers read as they are written: 12, not 12.0. */
export function textOf(value: CellValue): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return value === null ? null : String(value);
}

/** Levels beyond the deepest mine and the highest mountain are fillers, or in another unit. */
const LOWEST_LEVEL_M = -5000;
const HIGHEST_LEVEL_M = 9000;

/** Reads a number in the quantity's own unit; NaN is unknown. What is no number is reported. */
export type NumberCell = (values: Values) => number;

export function numberCell(
  bound: BoundTable,
  field: string,
  quantity: Quantity,
  context: Pick<TableReadContext, 'profile' | 'placement'>,
  report: RowReport,
): NumberCell | null {
  const cell = cellOf(bound, field);
  if (cell === null) return null;
  const unit = bound.columns.get(field)?.unit ?? levelUnit(quantity, context.placement);
  const read = measureReader({ field, quantity, unit, profile: context.profile });
  return (values) => {
    const value = read(cell.of(values));
    if (typeof value === 'number') {
      if (quantity !== 'level' || (value > LOWEST_LEVEL_M && value < HIGHEST_LEVEL_M)) return value;
      report.say('implausible-level', cell.heading, `no ground lies at ${value} m; the level is taken as unknown.`);
      return Number.NaN;
    }
    if (value !== null) report.say('not-a-number', cell.heading, `a number was wanted. ${value}`);
    return Number.NaN;
  };
}

/** Levels and depths of a source in feet are in feet where their column says nothing else. */
function levelUnit(quantity: Quantity, { metresPerLevelUnit }: Placement): 'ft' | 'us-ft' | null {
  if ((quantity !== 'level' && quantity !== 'depth') || metresPerLevelUnit === 1) return null;
  return metresPerLevelUnit === 0.3048 ? 'ft' : 'us-ft';
}

/** A word of a code list as it stood in a cell. */
export interface Word {
  /** What stood there; `null` for nothing and for "not known". */
  readonly text: string | null;
  /** The canonical word; `null` for one that no list knows. */
  readonly word: string | null;
}

const NO_WORD: Word = { text: null, word: null };

/** Distinct words of a column that are kept; a column of more is no column of codes. */
const MAX_WORDS = 20_000;

/** Reads a column of codes, each distinct word once. */
export interface WordCell {
  readonly heading: string;
  readonly of: (values: Values) => Word;
}

export function wordCell(bound: BoundTable, field: string, list: CodeListName, codes: CodeReader): WordCell | null {
  const cell = cellOf(bound, field);
  if (cell === null) return null;
  const words = new Map<CellValue, Word>();
  return {
    heading: cell.heading,
    of(values) {
      const value = cell.of(values);
      if (value === null || value === '') return NO_WORD;
      const known = words.get(value);
      if (known !== undefined) {
        // The reader of codes counts how often a word came that it does not know.
        if (known.word === null && known.text !== null) codes.read(list, value);
        return known;
      }
      const text = String(value);
      const word: Word = isUnknownText(text) ? NO_WORD : { text, word: codes.read(list, value) };
      if (words.size < MAX_WORDS) words.set(value, word);
      return word;
    },
  };
}

/** NaN, which is unknown in columns, as the `null` of the model. */
export function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
