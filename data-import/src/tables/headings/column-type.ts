import type { CellValue, ColumnInfo } from '../table-format.ts';
import { isDateText, isPlainNumber } from './looks-like.ts';

/** Type of a column by a sample of its cells; text where they disagree or all are empty. */
export function columnType(cells: Iterable<CellValue>): ColumnInfo['type'] {
  const types = new Set<ColumnInfo['type']>();
  for (const cell of cells) if (cell !== null) types.add(cellType(cell));
  const [only] = types;
  return types.size === 1 && only !== undefined ? only : 'text';
}

function cellType(cell: string | number | boolean): ColumnInfo['type'] {
  if (typeof cell === 'number') return 'number';
  if (typeof cell === 'boolean') return 'boolean';
  if (isPlainNumber(cell)) return 'number';
  if (isDateText(cell)) return 'date';
  return cell === 'true' || cell === 'false' ? 'boolean' : 'text';
}
