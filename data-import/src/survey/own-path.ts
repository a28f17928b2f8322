import type { RawPart } from '../tables/raw-geometry.ts';
import type { CellValue, RawRow } from '../tables/table-format.ts';
import type { LineCells } from './line-cells.ts';

const NO_PARTS: readonly RawPart[] = [];

/**
 * The coordinates a line's row has of its own, in the source's order: the parts of its geometry, else one part from the
 * columns of its ends. Empty where there are none, or where some are missing.
 */
export function ownParts(row: RawRow, cells: LineCells): readonly RawPart[] {
  if (row.geometry?.kind === 'line') return row.geometry.lines.filter(({ xy }) => xy.length >= 4);
  const xy = columnPath(row.values, cells);
  return xy === null ? NO_PARTS : [{ xy, z: null }];
}

function columnPath(values: readonly CellValue[], { from, to }: LineCells): Float64Array | null {
  if (from.x === null || from.y === null || to.x === null || to.y === null) return null;
  const xy = Float64Array.of(from.x(values), from.y(values), to.x(values), to.y(values));
  return xy.some(Number.isNaN) ? null : xy;
}
