import type { CityPoint } from '@undercroft/core/model/city-point';
import { PLACE_WRITERS, placeAt } from './place.ts';
import type { ColumnWriters, PlacedTableWriter } from './table-writer.ts';

/** A city point's row without its record. */
export interface CityPointRow {
  readonly source_id: string;
  readonly kind: CityPoint['kind'];
  readonly name_zh: string | null;
  readonly name_en: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly level_m: number | null;
  readonly height_m: number | null;
  readonly code: string | null;
  readonly category: string | null;
  readonly heading_deg: number | null;
  readonly field_of_view_deg: number | null;
  readonly range_m: number | null;
  readonly grid_cell: string | null;
  readonly address: string | null;
  readonly owner: string | null;
  readonly status: CityPoint['status'];
}

/** Every column of a `CityPointRow`. */
export const CITY_POINT_ROW_COLUMNS: readonly (keyof CityPointRow)[] = [
  'source_id',
  'kind',
  'name_zh',
  'name_en',
  'lon',
  'lat',
  'level_m',
  'height_m',
  'code',
  'category',
  'heading_deg',
  'field_of_view_deg',
  'range_m',
  'grid_cell',
  'address',
  'owner',
  'status',
];

/** Select list of a `CityPointRow` from the alias `f`. */
export const CITY_POINT_SELECT: string = CITY_POINT_ROW_COLUMNS.map((column) => `f.${column}`).join(', ');

type CityPointColumn = keyof CityPointRow | 'cell' | 'bbox' | 'geom' | 'raw';

const COLUMNS: ColumnWriters<CityPointColumn, CityPoint> = {
  source_id: (out, point) => out.text(point.sourceId),
  kind: (out, point) => out.text(point.kind),
  ...PLACE_WRITERS,
  geom: (out, point) => out.pointZ(point.position[0], point.position[1], point.levelM ?? Number.NaN),
  name_zh: (out, point) => out.text(point.name.zh),
  name_en: (out, point) => out.text(point.name.en),
  lon: (out, point) => out.double(point.position[0]),
  lat: (out, point) => out.double(point.position[1]),
  level_m: (out, point) => out.double(point.levelM),
  height_m: (out, point) => out.double(point.heightM),
  code: (out, point) => out.text(point.code),
  category: (out, point) => out.text(point.category),
  heading_deg: (out, point) => out.double(point.headingDeg),
  field_of_view_deg: (out, point) => out.double(point.fieldOfViewDeg),
  range_m: (out, point) => out.double(point.rangeM),
  grid_cell: (out, point) => out.text(point.gridCell),
  address: (out, point) => out.text(point.address),
  owner: (out, point) => out.text(point.owner),
  status: (out, point) => out.text(point.status),
  raw: (out, point) => out.json(point.raw),
};

export const CITY_POINT_WRITER: PlacedTableWriter<CityPoint> = {
  table: 'city_point',
  columns: COLUMNS,
  placeOf: ({ position }) => placeAt(position),
};

export function cityPointOf(row: CityPointRow): Omit<CityPoint, 'raw'> {
  return {
    kind: row.kind,
    sourceId: row.source_id,
    name: { zh: row.name_zh, en: row.name_en },
    position: [row.lon, row.lat],
    levelM: row.level_m,
    heightM: row.height_m,
    code: row.code,
    category: row.category,
    headingDeg: row.heading_deg,
    fieldOfViewDeg: row.field_of_view_deg,
    rangeM: row.range_m,
    gridCell: row.grid_cell,
    address: row.address,
    owner: row.owner,
    status: row.status,
  };
}
