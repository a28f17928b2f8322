import type { RawRecord } from './link.ts';
import type { BilingualName, Rings } from './map-feature.ts';

/** Levels of the management grid (GB/T 30428.1), from the cell (单元网格) up; `duty` is a 责任网格 made of cells. */
export const GRID_LEVELS = ['cell', 'duty', 'community', 'street', 'district', 'unknown'] as const;

export type GridLevel = (typeof GRID_LEVELS)[number];

/** A polygon of the management grid. */
export interface GridCell {
  readonly sourceId: string;
  readonly level: GridLevel;
  /** Code of the standard: 15 digits for a cell, fewer for what holds it; `null` where there is none or it is broken. */
  readonly code: string | null;
  readonly name: BilingualName;
  /** One polygon or several, each an outer ring followed by its holes. */
  readonly polygons: readonly Rings[];
  /** Area the source declares, m2. */
  readonly statedAreaM2: number | null;
  /** Who answers for it (责任单位, 网格员). */
  readonly manager: string | null;
  readonly raw: RawRecord;
}
