import {
  decodeCoordinates,
  decodeRings,
  encodeLineString,
  encodePoint,
  encodePolygon,
} from '@undercroft/core/geometry/wkb';
import { decodeSolid, encodeSolid, solidLevels } from '@undercroft/core/model/building-solid';
import type {
  BilingualName,
  Building,
  Furniture,
  LandUse,
  MapFeature,
  Place,
  Road,
  Water,
} from '@undercroft/core/model/map-feature';
import { PLACE_WRITERS, placeAt, type RowPlace } from './place.ts';
import { storedRings } from './stored-rings.ts';
import type { ColumnWriters, PlacedTableWriter } from './table-writer.ts';

/** A map feature's row without its record. Columns that are not of its family are null. */
export interface MapFeatureRow {
  readonly source_id: string;
  readonly family: MapFeature['family'];
  /** Class of a road, use of a building, kind of the others. */
  readonly kind: string;
  readonly geom: Uint8Array | null;
  readonly name_zh: string | null;
  readonly name_en: string | null;
  readonly rank: number | null;
  readonly width_m: number | null;
  readonly level: number | null;
  readonly is_bridge: boolean | null;
  readonly height_m: number | null;
  readonly storeys: number | null;
  readonly use_basis: Building['useBasis'] | null;
  readonly roof: Building['roof'] | null;
  readonly built_year: number | null;
  readonly heading_deg: number | null;
  readonly roof_height_m: number | null;
}

/** A building's row with its surveyed surfaces, which only its own tileset asks for. */
export interface BuildingRow extends MapFeatureRow {
  readonly solid: Uint8Array | null;
}

/** Every column of a `MapFeatureRow`. */
export const MAP_ROW_COLUMNS: readonly (keyof MapFeatureRow)[] = [
  'source_id',
  'family',
  'kind',
  'geom',
  'name_zh',
  'name_en',
  'rank',
  'width_m',
  'level',
  'is_bridge',
  'height_m',
  'storeys',
  'use_basis',
  'roof',
  'built_year',
  'heading_deg',
  'roof_height_m',
];

type MapColumn = keyof BuildingRow | 'low_m' | 'high_m' | 'cell' | 'bbox' | 'raw';

/** Columns that are not of a feature's family are null. */
const COLUMNS: ColumnWriters<MapColumn, MapFeature> = {
  source_id: (out, { value }) => out.text(value.sourceId),
  family: (out, { family }) => out.text(family),
  kind: (out, feature) => out.text(kindOf(feature)),
  ...PLACE_WRITERS,
  geom: (out, feature) => out.bytea(geometryOf(feature)),
  name_zh: (out, { value }) => out.text(value.name.zh),
  name_en: (out, { value }) => out.text(value.name.en),
  rank: (out, { family, value }) => out.double(family === 'place' ? value.rank : null),
  width_m: (out, { family, value }) => out.double(family === 'road' || family === 'furniture' ? value.widthM : null),
  level: (out, { family, value }) => out.double(family === 'road' ? value.level : null),
  is_bridge: (out, { family, value }) => out.boolean(family === 'road' ? value.isBridge : null),
  height_m: (out, { family, value }) =>
    out.double(family === 'building' || family === 'furniture' ? value.heightM : null),
  storeys: (out, { family, value }) => out.double(family === 'building' ? value.storeys : null),
  use_basis: (out, { family, value }) => out.text(family === 'building' ? value.useBasis : null),
  roof: (out, { family, value }) => out.text(family === 'building' ? value.roof : null),
  built_year: (out, { family, value }) => out.double(family === 'building' ? value.builtYear : null),
  heading_deg: (out, feature) => out.double(headingOf(feature)),
  roof_height_m: (out, { family, value }) => out.double(family === 'building' ? value.roofHeightM : null),
  solid: (out, feature) => out.bytea(solidBytes(feature)),
  low_m: (out, feature) => out.double(solidRange(feature)?.lowM ?? null),
  high_m: (out, feature) => out.double(solidRange(feature)?.highM ?? null),
  raw: (out, { value }) => out.json(value.raw),
};

export const MAP_WRITER: PlacedTableWriter<MapFeature> = {
  table: 'map_feature',
  columns: COLUMNS,
  placeOf: placeOfMap,
};

/** Where the arm of a lamp points, or a roof falls to. */
function headingOf({ family, value }: MapFeature): number | null {
  if (family === 'furniture') return value.headingDeg;
  return family === 'building' ? value.roofDirectionDeg : null;
}

function solidBytes({ family, value }: MapFeature): Uint8Array | null {
  return family === 'building' && value.solid !== null ? encodeSolid(value.solid) : null;
}

function solidRange({ family, value }: MapFeature) {
  const isThere = family === 'building' && value.solid !== null && value.solid.vertices.length > 0;
  return isThere ? solidLevels(value.solid) : null;
}

function kindOf({ family, value }: MapFeature): string {
  switch (family) {
    case 'road':
      return value.class;
    case 'building':
      return value.use;
    case 'landUse':
    case 'water':
    case 'place':
    case 'furniture':
      return value.kind;
  }
}

/** A line needs two points and an outer ring four; with fewer the feature has no place. */
function geometryOf(feature: MapFeature): Uint8Array | null {
  switch (feature.family) {
    case 'road': {
      const { path } = feature.value;
      return path.length < 4 ? null : encodeLineString(path);
    }
    case 'place':
    case 'furniture': {
      const { position } = feature.value;
      return encodePoint(position[0], position[1]);
    }
    case 'landUse':
    case 'water':
    case 'building': {
      const rings = storedRings(feature.value.rings);
      return rings === null ? null : encodePolygon(rings);
    }
  }
}

function placeOfMap(feature: MapFeature): RowPlace | null {
  switch (feature.family) {
    case 'road': {
      const { path } = feature.value;
      return path.length < 4 ? null : placeAt(path);
    }
    case 'place':
    case 'furniture':
      return placeAt(feature.value.position);
    case 'landUse':
    case 'water':
    case 'building': {
      const rings = storedRings(feature.value.rings);
      return rings === null ? null : placeAt(rings[0]);
    }
  }
}

/** A map feature without its record: as tiles read it. */
type Drawn<Value> = Omit<Value, 'raw'>;

export function roadOf(row: MapFeatureRow): Drawn<Road> {
  return {
    sourceId: row.source_id,
    class: row.kind as Road['class'],
    name: nameOf(row),
    path: row.geom === null ? new Float64Array(0) : decodeCoordinates(row.geom),
    widthM: row.width_m,
    level: row.level,
    isBridge: row.is_bridge ?? false,
  };
}

export function landUseOf(row: MapFeatureRow): Drawn<LandUse> {
  return { sourceId: row.source_id, kind: row.kind as LandUse['kind'], name: nameOf(row), rings: ringsOf(row) };
}

export function waterOf(row: MapFeatureRow): Drawn<Water> {
  return { sourceId: row.source_id, kind: row.kind as Water['kind'], name: nameOf(row), rings: ringsOf(row) };
}

/** A building as a map draws it: without its surfaces. */
export function buildingOf(row: MapFeatureRow): Drawn<Omit<Building, 'solid'>> {
  return {
    sourceId: row.source_id,
    name: nameOf(row),
    rings: ringsOf(row),
    heightM: row.height_m,
    storeys: row.storeys,
    use: row.kind as Building['use'],
    useBasis: row.use_basis ?? 'unknown',
    roof: row.roof ?? 'unknown',
    roofHeightM: row.roof_height_m,
    roofDirectionDeg: row.heading_deg,
    builtYear: row.built_year,
  };
}

/** A building as its tileset draws it. */
export function shapedBuildingOf(row: BuildingRow): Drawn<Building> {
  return { ...buildingOf(row), solid: row.solid === null ? null : decodeSolid(row.solid) };
}

export function placeOf(row: MapFeatureRow): Drawn<Place> {
  const [lon = Number.NaN, lat = Number.NaN] = row.geom === null ? [] : decodeCoordinates(row.geom);
  return {
    sourceId: row.source_id,
    kind: row.kind as Place['kind'],
    name: nameOf(row),
    position: [lon, lat],
    rank: row.rank,
  };
}

export function furnitureOf(row: MapFeatureRow): Drawn<Furniture> {
  const [lon = Number.NaN, lat = Number.NaN] = row.geom === null ? [] : decodeCoordinates(row.geom);
  return {
    sourceId: row.source_id,
    kind: row.kind as Furniture['kind'],
    name: nameOf(row),
    position: [lon, lat],
    heightM: row.height_m,
    widthM: row.width_m,
    headingDeg: row.heading_deg,
  };
}

function nameOf({ name_zh, name_en }: MapFeatureRow): BilingualName {
  return { zh: name_zh, en: name_en };
}

function ringsOf({ geom }: MapFeatureRow): readonly Float64Array[] {
  return geom === null ? [] : decodeRings(geom);
}
