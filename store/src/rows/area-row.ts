import { decodeRings, encodePolygon } from '@undercroft/core/geometry/wkb';
import type { Area } from '@undercroft/core/model/area';
import { PLACE_WRITERS, placeAt } from './place.ts';
import type { ColumnWriters, PlacedTableWriter } from './table-writer.ts';

/** An area's row without its record. */
export interface AreaRow {
  readonly source_id: string;
  readonly kind: Area['kind'];
  readonly geom: Uint8Array | null;
  readonly stated_area_m2: number | null;
  readonly drains_to: string | null;
}

type AreaColumn = keyof AreaRow | 'cell' | 'bbox' | 'raw';

const COLUMNS: ColumnWriters<AreaColumn, Area> = {
  source_id: (out, area) => out.text(area.sourceId),
  kind: (out, area) => out.text(area.kind),
  ...PLACE_WRITERS,
  geom: (out, { ring }) => out.bytea(ring === null ? null : encodePolygon([ring])),
  stated_area_m2: (out, area) => out.double(area.statedAreaM2),
  drains_to: (out, area) => out.text(area.drainsTo),
  raw: (out, area) => out.json(area.raw),
};

export const AREA_WRITER: PlacedTableWriter<Area> = {
  table: 'area',
  columns: COLUMNS,
  placeOf: ({ ring }) => (ring === null ? null : placeAt(ring)),
};

/** Select list of an `AreaRow` from the alias `f`. */
export const AREA_SELECT = 'f.source_id, f.kind, f.geom, f.stated_area_m2, f.drains_to';

export function areaOf(row: AreaRow): Omit<Area, 'raw'> {
  return {
    kind: row.kind,
    sourceId: row.source_id,
    ring: row.geom === null ? null : (decodeRings(row.geom)[0] ?? null),
    statedAreaM2: row.stated_area_m2,
    drainsTo: row.drains_to,
  };
}
