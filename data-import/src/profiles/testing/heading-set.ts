import type { ColumnUnit } from '@undercroft/core/protocol/profile';
import type { ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import type { RawRow, TableInfo } from '../../tables/table-format.ts';
import { MADE_UP_ROWS, madeUpColumn } from './made-up-values.ts';

/** The headings of one table, what each column truly holds, and values as such a table would have them. */
export interface HeadingSet {
  readonly name: string;
  readonly target: ProfileTarget;
  readonly table: TableInfo;
  readonly rows: readonly RawRow[];
  readonly truth: readonly ColumnTruth[];
  /** What the depths and levels of the table refer to; `null` where it cannot be told from the table. */
  readonly depthReference: 'outerTop' | 'invert' | null;
}

export interface ColumnTruth {
  readonly heading: string;
  /** `null` for a column that holds none of the target's fields. */
  readonly field: string | null;
  /** The unit it is in, where it is another than its field's own. */
  readonly unit: ColumnUnit | null;
  /** True for a column that misleads: it must be confirmed, or left out. */
  readonly trap: boolean;
}

export interface HeadingSetOptions {
  readonly geometry?: TableInfo['geometry'];
  readonly depthReference?: 'outerTop' | 'invert';
}

/**
 * Builds a set from lines of `heading ~ field ~ values`: `管径(mm) ~ size ~ w:200|300`. A field of `-` is none; `depth[cm]`
 * is a depth in centimetres, and `!` behind the heading marks a trap.
 */
export function headingSet(
  name: string,
  target: ProfileTarget,
  tableName: string,
  columns: string,
  options: HeadingSetOptions = {},
): HeadingSet {
  const lines = columns
    .trim()
    .split('\n')
    .map((line) => line.split(' ~ ').map((part) => part.trim()))
    .map(([heading = '', ...rest]) => ({ heading: heading.replace(/!$/, ''), trap: heading.endsWith('!'), rest }));
  const values = lines.map(({ rest: [, kind = ''] }, index) => madeUpColumn(kind, index * 7919 + name.length * 131));
  return {
    name,
    target,
    table: {
      name: tableName,
      file: `${tableName}.csv`,
      columns: lines.map(({ heading }) => ({ name: heading, type: 'text' })),
      geometry: options.geometry ?? null,
      crs: null,
      rowCount: MADE_UP_ROWS,
      encodings: [],
    },
    rows: Array.from({ length: MADE_UP_ROWS }, (_, row) => ({
      row: row + 2,
      values: values.map((column) => column[row] ?? null),
      geometry: null,
      issues: [],
    })),
    truth: lines.map(({ heading, trap, rest: [field = '-'] }) => truthOf(heading, field, trap)),
    depthReference: options.depthReference ?? null,
  };
}

function truthOf(heading: string, text: string, trap: boolean): ColumnTruth {
  if (text === '-') return { heading, field: null, unit: null, trap };
  const parts = /^([A-Za-z]+)(?:\[(.+)\])?$/u.exec(text);
  return { heading, field: parts?.[1] ?? text, unit: (parts?.[2] as ColumnUnit | undefined) ?? null, trap };
}
