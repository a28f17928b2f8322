import { decodePolygons, encodeMultiPolygon } from '@undercroft/core/geometry/wkb';
import type { GridCell } from '@undercroft/core/model/grid-cell';
import { PLACE_WRITERS, placeAt } from './place.ts';
import { storedRings } from './stored-rings.ts';
import type { ColumnWriters, PlacedTableWriter } from './table-writer.ts';

/** A grid cell's row without its record. */
export interface GridCellRow {
  readonly source_id: string;
  readonly level: GridCell['level'];
  readonly code: string | null;
  readonly name_zh: string | null;
  readonly name_en: string | null;
  readonly geom: Uint8Array | null;
  readonly stated_area_m2: number | null;
  readonly manager: string | null;
}

/** Every column of a `GridCellRow`. */
export const GRID_CELL_ROW_COLUMNS: readonly (keyof GridCellRow)[] = [
  'source_id',
  'level',
  'code',
  'name_zh',
  'name_en',
  'geom',
  'stated_area_m2',
  'manager',
];

/** Select list of a `GridCellRow` from the alias `f`. */
export const GRID_CELL_SELECT: string = GRID_CELL_ROW_COLUMNS.map((column) => `f.${column}`).join(', ');

type GridCellColumn = keyof GridCellRow | 'cell' | 'bbox' | 'raw';

const COLUMNS: ColumnWriters<GridCellColumn, GridCell> = {
  source_id: (out, gridCell) => out.text(gridCell.sourceId),
  level: (out, gridCell) => out.text(gridCell.level),
  ...PLACE_WRITERS,
  geom: (out, gridCell) => {
    const polygons = storedPolygons(gridCell);
    out.bytea(polygons.length === 0 ? null : encodeMultiPolygon(polygons));
  },
  code: (out, gridCell) => out.text(gridCell.code),
  name_zh: (out, gridCell) => out.text(gridCell.name.zh),
  name_en: (out, gridCell) => out.text(gridCell.name.en),
  stated_area_m2: (out, gridCell) => out.double(gridCell.statedAreaM2),
  manager: (out, gridCell) => out.text(gridCell.manager),
  raw: (out, gridCell) => out.json(gridCell.raw),
};

export const GRID_CELL_WRITER: PlacedTableWriter<GridCell> = {
  table: 'grid_cell',
  columns: COLUMNS,
  placeOf: (gridCell) => placeAt(joined(storedPolygons(gridCell).map(([outer]) => outer))),
};

function storedPolygons({ polygons }: GridCell): readonly (readonly [Float64Array, ...Float64Array[]])[] {
  return polygons.map(storedRings).filter((rings) => rings !== null);
}

export function gridCellOf(row: GridCellRow): Omit<GridCell, 'raw'> {
  return {
    sourceId: row.source_id,
    level: row.level,
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    polygons: row.geom === null ? [] : decodePolygons(row.geom),
    statedAreaM2: row.stated_area_m2,
    manager: row.manager,
  };
}

function joined(rings: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(rings.reduce((length, ring) => length + ring.length, 0));
  let at = 0;
  for (const ring of rings) {
    all.set(ring, at);
    at += ring.length;
  }
  return all;
}
