import type { CasesByCell } from '@undercroft/core/protocol/cases';
import type { CellTints } from '../map-painter/painter-protocol.ts';
import type { Theme } from '../state/view-state.ts';
import { CELL_TONES } from './case-tones.ts';

/** What cells are coloured by. */
export const CELL_MEASURES = ['count', 'late'] as const;

export type CellMeasure = (typeof CELL_MEASURES)[number];

/** Digits of a cell's code and of what holds it: community, street, district (GB/T 30428.1). */
export const CODE_LENGTHS = [15, 12, 9, 6] as const;

/** What is known of the cases of a cell. `late` is meant of the `known` ones. */
export interface CellValue {
  readonly total: number;
  readonly open: number;
  readonly known: number;
  readonly late: number;
}

/** A colour of the legend: counts or shares from `from` up to and with `to`; `null` is without end. */
export interface CellClass {
  readonly tone: string;
  readonly from: number;
  readonly to: number | null;
}

export interface CellPicture {
  readonly tints: CellTints;
  /** Classes for each length of a code, since a street has more cases than a cell. */
  readonly classes: ReadonlyMap<number, readonly CellClass[]>;
  /** By code, cells and what holds them. */
  readonly values: ReadonlyMap<string, CellValue>;
  /** Cases that no cell is known of. */
  readonly without: number;
  /** Whether a share of some cell is unknown. */
  readonly hasUnknown: boolean;
}

type Tones = readonly [string, ...string[]];

/** Upper ends of the classes of the share that was handled late. */
const LATE_ENDS = [0, 0.02, 0.05, 0.1, null] as const;

/** Colours of cells by how many cases they have, in five classes of about as many cells, or by the share that was late. */
export function cellPicture(cells: CasesByCell['cells'], measure: CellMeasure, theme: Theme): CellPicture {
  const tones = CELL_TONES[measure][theme];
  const values = cellValues(cells);
  const tints = new Map<string, string | null>();
  const classes = new Map<number, readonly CellClass[]>();
  for (const length of new Set([...values.keys()].map((code) => code.length))) {
    const entries = [...values].filter(([code]) => code.length === length);
    const own =
      measure === 'late'
        ? lateClasses(tones)
        : countClasses(
            entries.map(([, { total }]) => total),
            tones,
          );
    classes.set(length, own);
    for (const [code, value] of entries) {
      const figure = measure === 'late' ? lateShare(value) : value.total;
      tints.set(code, figure === null ? null : toneOf(figure, own));
    }
  }
  return {
    tints,
    classes,
    values,
    without: cells.reduce((sum, { gridCell, total }) => sum + (gridCell === null ? total : 0), 0),
    hasUnknown: [...tints.values()].includes(null),
  };
}

/** The share of cases handled after their time; `null` where of none both times are known. */
export function lateShare({ known, late }: CellValue): number | null {
  return known === 0 ? null : late / known;
}

/** Cells, and the sums of what holds those whose code is whole. */
function cellValues(cells: CasesByCell['cells']): ReadonlyMap<string, CellValue> {
  const values = new Map<string, CellValue>();
  for (const cell of cells) {
    const { gridCell } = cell;
    if (gridCell === null) continue;
    const [whole] = CODE_LENGTHS;
    const codes = gridCell.length === whole ? CODE_LENGTHS.map((length) => gridCell.slice(0, length)) : [gridCell];
    for (const code of codes) {
      const { total = 0, open = 0, known = 0, late = 0 } = values.get(code) ?? {};
      values.set(code, {
        total: total + cell.total,
        open: open + cell.open,
        known: known + cell.known,
        late: late + cell.late,
      });
    }
  }
  return values;
}

/** Fifths of the counts; where many cells have the same count there are fewer classes. */
function countClasses(counts: readonly number[], tones: Tones): readonly CellClass[] {
  const sorted = counts.toSorted((a, b) => a - b);
  const parts = tones.length;
  const ends = new Set(
    Array.from({ length: parts }, (_, i) => sorted[Math.ceil(((i + 1) / parts) * sorted.length) - 1] ?? 0),
  );
  let from = sorted[0] ?? 0;
  return [...ends].map((to, i) => {
    const tone = tones[ends.size === 1 ? 2 : Math.round((i / (ends.size - 1)) * (parts - 1))] ?? tones[0];
    const own = { tone, from, to };
    from = to + 1;
    return own;
  });
}

function lateClasses(tones: Tones): readonly CellClass[] {
  return LATE_ENDS.map((to, i) => ({ tone: tones[i] ?? tones[0], from: LATE_ENDS[i - 1] ?? 0, to }));
}

function toneOf(value: number, classes: readonly CellClass[]): string | null {
  return (classes.find(({ to }) => to === null || value <= to) ?? classes.at(-1))?.tone ?? null;
}
