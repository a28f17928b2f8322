import type { GridCell } from '@undercroft/core/model/grid-cell';
import { cellFinder, type FoundCell } from './cell-finder.ts';

/**
 * Cells of the management grid that points are assigned to: those already in the store, handed in, and those that an import
 * brings. One directory may serve several tables in several coordinate systems; what is added later is found later.
 */
export interface GridDirectory {
  readonly isEmpty: boolean;
  add(cells: readonly GridCell[]): void;
  /** The cell that a place belongs to; see `FoundCell`. */
  find(lon: number, lat: number): FoundCell;
}

/** Cells are assigned to on the finest level that there is. */
const FINEST_FIRST = ['cell', 'unknown', 'community', 'street', 'district'] as const;

/** `known` are cells that the store holds; one of the same code that is added takes its place. */
export function gridDirectory(known: readonly GridCell[] = []): GridDirectory {
  const byCode = new Map(known.map((cell) => [cell.sourceId, cell]));
  let find: FoundCellOf | null = null;
  return {
    get isEmpty() {
      return byCode.size === 0;
    },
    add(cells) {
      for (const cell of cells) byCode.set(cell.sourceId, cell);
      find = null;
    },
    find(lon, lat) {
      find ??= cellFinder(finest([...byCode.values()]));
      return find(lon, lat);
    },
  };
}

type FoundCellOf = (lon: number, lat: number) => FoundCell;

function finest(cells: readonly GridCell[]): readonly GridCell[] {
  for (const wanted of FINEST_FIRST) {
    const found = cells.filter(({ level }) => level === wanted);
    if (found.length > 0) return found;
  }
  // Duty grids alone: better than none.
  return cells;
}
