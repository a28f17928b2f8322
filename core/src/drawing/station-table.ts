import type { DrawingItem } from './drawing.ts';
import { box, centred, GREY, INK, line, MEDIUM_MM, PALE, SMALL_MM, THIN_MM } from './items.ts';
import { textWidthMm } from './text-width.ts';

/** A figure of a row at a column's place, or between two of them. */
export interface TableCell {
  readonly x: number;
  readonly words: string;
  /** Room it may take across; null: as much as its upright letters need. */
  readonly roomMm: number | null;
  readonly colour?: string;
}

export interface TableRow {
  readonly label: string;
  readonly cells: readonly TableCell[];
  /** Draws the borders between cells with room, as for the lengths of a path. */
  readonly borders: readonly number[];
  /** Between which figures at columns may lie level; null: there is room beyond them. */
  readonly edges: readonly [left: number, right: number] | null;
}

/** Least distance of two columns whose figures stand upright, mm. */
export const COLUMN_MM = SMALL_MM + 2;

const LEVEL_ROW_MM = 4.2;

/** Height of a row; figures lie level where they fit, else they stand. */
export function rowHeightMm(row: TableRow): number {
  const standing = row.cells.filter((cell) => cellTurn(row, cell) !== 0);
  return Math.max(LEVEL_ROW_MM, ...standing.map(({ words }) => 2 + textWidthMm(words, SMALL_MM)));
}

export function tableHeightMm(rows: readonly TableRow[]): number {
  return rows.reduce((sum, row) => sum + rowHeightMm(row), 0);
}

/** Room that the labels of rows need, mm. */
export function labelWidthMm(rows: readonly TableRow[]): number {
  return 2 + Math.max(0, ...rows.map(({ label }) => textWidthMm(label, SMALL_MM)));
}

/** A table under a drawing: labels left of `left`, figures between it and `right`, at the columns of the drawing. */
export function stationTable(
  rows: readonly TableRow[],
  left: number,
  right: number,
  top: number,
  labelMm: number,
): readonly DrawingItem[] {
  const items: DrawingItem[] = [];
  let y = top;
  for (const row of rows) {
    const height = rowHeightMm(row);
    items.push(centred(left - labelMm / 2, y + height / 2, row.label, { sizeMm: SMALL_MM }));
    for (const x of row.borders) items.push(line([x, y, x, y + height], GREY, THIN_MM));
    for (const cell of row.cells) {
      const { x, words, colour = INK } = cell;
      const turnDeg = cellTurn(row, cell);
      items.push(centred(x, y + height / 2, words, { sizeMm: SMALL_MM, turnDeg, colour }));
    }
    y += height;
    items.push(line([left - labelMm, y, right, y], PALE, THIN_MM));
  }
  items.push(box(left - labelMm, top, right - left + labelMm, y - top, { stroke: INK, strokeMm: MEDIUM_MM }));
  items.push(line([left, top, left, y], INK, THIN_MM));
  return items;
}

/** A cell with room of its own turns by itself; figures at columns turn all together. */
function cellTurn({ cells, edges }: TableRow, cell: TableCell): 0 | -90 {
  const widthOf = ({ words }: TableCell) => textWidthMm(words, SMALL_MM) + 0.8;
  if (cell.roomMm !== null) return widthOf(cell) <= cell.roomMm ? 0 : -90;
  const rising = cells.toSorted((a, b) => a.x - b.x);
  const fits = rising.every((one, i) => {
    if (edges !== null && (one.x - widthOf(one) / 2 < edges[0] || one.x + widthOf(one) / 2 > edges[1])) return false;
    const next = rising[i + 1];
    return next === undefined || (widthOf(one) + widthOf(next)) / 2 <= next.x - one.x;
  });
  return fits ? 0 : -90;
}
