import {
  decodeCoordinates,
  decodeRings,
  encodeLineString,
  encodePoint,
  encodePolygon,
} from '@undercroft/core/geometry/wkb';
import type {
  BilingualName,
  Building,
  LandUse,
  MapFeature,
  Place,
  Road,
  Water,
} from '@undercroft/core/model/map-feature';
import type { SqlValue } from '../sql.ts';
import { NO_PLACE, placeColumns } from './place.ts';
import type { VersionColumns } from './version-columns.ts';

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
];

type MapColumn = keyof MapFeatureRow | 'cell' | 'bbox' | 'raw';

const NOT_OF_THIS_FAMILY = {
  rank: null,
  width_m: null,
  level: null,
  is_bridge: null,
  height_m: null,
  storeys: null,
  use_basis: null,
  roof: null,
  built_year: null,
};

/** The canonical columns of a map feature: everything its hash covers. */
export function mapColumns(feature: MapFeature): Readonly<Record<MapColumn, SqlValue>> & VersionColumns {
  const { value, family } = feature;
  const base = {
    source_id: value.sourceId,
    family,
    kind: kindOf(feature),
    ...shapeColumns(feature),
    name_zh: value.name.zh,
    name_en: value.name.en,
    ...NOT_OF_THIS_FAMILY,
    raw: JSON.stringify(value.raw),
  };
  switch (family) {
    case 'road':
      return { ...base, width_m: value.widthM, level: value.level, is_bridge: value.isBridge };
    case 'building':
      return {
        ...base,
        height_m: value.heightM,
        storeys: value.storeys,
        use_basis: value.useBasis,
        roof: value.roof,
        built_year: value.builtYear,
      };
    case 'place':
      return { ...base, rank: value.rank };
    case 'landUse':
    case 'water':
      return base;
  }
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
      return value.kind;
  }
}

/** A line needs two points and an outer ring four; with fewer the feature has no place. */
function shapeColumns(feature: MapFeature): Readonly<Record<'cell' | 'bbox' | 'geom', SqlValue>> {
  switch (feature.family) {
    case 'road': {
      const { path } = feature.value;
      return path.length < 4 ? NO_SHAPE : { ...placeColumns(path), geom: encodeLineString(path) };
    }
    case 'place': {
      const { position } = feature.value;
      return { ...placeColumns(position), geom: encodePoint(position[0], position[1]) };
    }
    case 'landUse':
    case 'water':
    case 'building': {
      const [outer, ...holes] = feature.value.rings.map(closed);
      if (outer === undefined || outer.length < LEAST_RING) return NO_SHAPE;
      const rings = [outer, ...holes.filter((hole) => hole.length >= LEAST_RING)];
      return { ...placeColumns(outer), geom: encodePolygon(rings) };
    }
  }
}

/** Numbers of a closed triangle. */
const LEAST_RING = 8;

/** PostGIS refuses a ring that does not end where it began. */
function closed(ring: Float64Array): Float64Array {
  const [x = Number.NaN, y = Number.NaN] = ring;
  if (ring.length === 0 || (ring.at(-2) === x && ring.at(-1) === y)) return ring;
  return Float64Array.of(...ring, x, y);
}

const NO_SHAPE = { ...NO_PLACE, geom: null };

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

export function buildingOf(row: MapFeatureRow): Drawn<Building> {
  return {
    sourceId: row.source_id,
    name: nameOf(row),
    rings: ringsOf(row),
    heightM: row.height_m,
    storeys: row.storeys,
    use: row.kind as Building['use'],
    useBasis: row.use_basis ?? 'unknown',
    roof: row.roof ?? 'unknown',
    builtYear: row.built_year,
  };
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

function nameOf({ name_zh, name_en }: MapFeatureRow): BilingualName {
  return { zh: name_zh, en: name_en };
}

function ringsOf({ geom }: MapFeatureRow): readonly Float64Array[] {
  return geom === null ? [] : decodeRings(geom);
}
