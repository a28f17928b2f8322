import type { Scene } from '@undercroft/core/protocol/scene';
import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import type { Bounds } from '@undercroft/store/store';
import { groundRange, type LevelRange } from './ground-range.ts';
import type { GroundService } from './ground-service.ts';

/** Summaries of cells whose content stands on the drawn ground; `null` is handed over where no ground is known. */
export async function cellsOnGround<Cell extends { readonly bbox: Bounds }>(
  scene: Scene,
  grounds: GroundService,
  cells: readonly Cell[],
  summary: (cell: Cell, ground: LevelRange | null) => CellSummary,
): Promise<readonly CellSummary[]> {
  const ground = cells.length === 0 ? null : await grounds.of(scene);
  if (ground === null) return cells.map((cell) => summary(cell, null));
  const summaries: CellSummary[] = [];
  for (const cell of cells) summaries.push(summary(cell, groundRange(await ground.samplerIn(cell.bbox), cell.bbox)));
  return summaries;
}
