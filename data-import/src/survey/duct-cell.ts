import type { Ducts } from '@undercroft/core/model/section-shape';
import type { Utility } from '@undercroft/core/model/utility';
import type { BoundTable } from '../profiles/bound-table.ts';
import { readSize } from '../profiles/values/read-size.ts';
import type { DuctBankSize, NominalSize } from '../profiles/values/size.ts';
import type { CellValue } from '../tables/table-format.ts';
import { remembered } from './remembered.ts';
import { cellOf, textOf } from './row-cells.ts';
import type { RowReport } from './row-report.ts';

/** A number of ducts; a grid of them, which a column of numbers of ducts may hold too (`3x4`, `3×4孔`). */
const COUNT = /^(\d{1,3})(?:\.0+)?孔?$/u;
const GRID = /^(\d{1,2})\s*[xX×*╳хХ]\s*(\d{1,2})孔?$/u;

/** Reads what a row says of its ducts: in its size (`3x4/110`) and in the column of the number of ducts (孔数). */
export function ductCell(
  bound: BoundTable,
  report: RowReport,
): (
  values: readonly CellValue[],
  size: NominalSize | null,
  utility: Utility,
  embedding: string | null,
) => Ducts | null {
  const at = cellOf(bound, 'holeCount');
  const read = remembered(readDucts);
  return (values, size, utility, embedding) => {
    const bySize = size?.bank == null ? null : ductsOf(size.bank);
    // A culvert has 孔数 too: its barrels are no ducts.
    const isCable = utility === 'power' || utility === 'telecom';
    if (at === null || !(isCable || embedding === 'ductBank')) return bySize;
    const text = textOf(at.of(values));
    const byCount = text === null ? null : read(text);
    const { ducts, isContradicted } = agreed(bySize, byCount);
    if (isContradicted) {
      report.say(
        'unreadable-size',
        at.heading,
        `its size names ${bySize?.count} ducts and this column ${byCount?.count}: neither is taken.`,
      );
    }
    return ducts;
  };
}

/** What a cell of a column of numbers of ducts says; null for nothing, for zero and for what is no number of ducts. */
export function readDucts(text: string): Ducts | null {
  const plain = text.normalize('NFKC').trim();
  const count = COUNT.exec(plain);
  if (count !== null) return ductsOf({ rows: null, columns: null, holes: Number(count[1]), holeMm: null });
  const grid = GRID.exec(plain);
  if (grid !== null) {
    const [rows, columns] = [Number(grid[1]), Number(grid[2])];
    return ductsOf({ rows, columns, holes: rows * columns, holeMm: null });
  }
  const { size } = readSize(plain);
  return size?.bank == null ? null : ductsOf(size.bank);
}

/** Two statements about the same ducts as one; where they contradict each other, none. Public for its arithmetic. */
export function agreed(
  one: Ducts | null,
  other: Ducts | null,
): { readonly ducts: Ducts | null; readonly isContradicted: boolean } {
  if (one === null || other === null) return { ducts: one ?? other, isContradicted: false };
  const isSameGrid = one.rows === null || other.rows === null || one.rows === other.rows;
  if (one.count !== other.count || !isSameGrid) return { ducts: null, isContradicted: true };
  const ducts: Ducts = {
    count: one.count,
    rows: one.rows ?? other.rows,
    columns: one.columns ?? other.columns,
    boreMm: one.boreMm ?? other.boreMm,
  };
  return { ducts, isContradicted: false };
}

function ductsOf({ rows, columns, holes, holeMm }: DuctBankSize): Ducts | null {
  return holes === 0 ? null : { count: holes, rows, columns, boreMm: holeMm };
}
