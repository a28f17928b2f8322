import type { TileBuilding } from '@undercroft/core/building/building-columns';
import { NOMINAL_HEIGHT_M, STOREY_HEIGHTS_M } from '@undercroft/core/building/building-height';
import { NOMINAL_FURNITURE_M } from '@undercroft/core/furniture/furniture-size';
import type { TileFurniture } from '@undercroft/core/furniture/furniture-tile';
import { decodePath } from '@undercroft/core/geometry/wkb';
import {
  BUILDING_LAYER,
  FURNITURE_LAYER,
  LAND_USE_LAYER,
  type MapRow,
  WATER_LAYER,
} from '@undercroft/core/map/map-layers';
import type { CityPoint } from '@undercroft/core/model/city-point';
import { featureId } from '@undercroft/core/model/feature-id';
import type { MapFamily } from '@undercroft/core/model/map-feature';
import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import { leastShown, type SizeCounts, type ThinningRule } from '@undercroft/core/vector-tile/thin-rows';
import { cellRanges } from './cell-ranges.ts';
import { type LayerHeads, layerHeads } from './layer-heads.ts';
import {
  BOUNDS,
  BUILDING_CELLS,
  BUILDING_COLUMNS,
  BUILDINGS,
  CITY_POINT_COLUMNS,
  CITY_POINTS,
  CITY_POINTS_OF_KINDS,
  CONDUIT_COLUMNS,
  CONDUIT_WIDTHS,
  CONDUITS,
  DEVICE_COLUMNS,
  DEVICES,
  FAMILIES,
  FURNITURE,
  FURNITURE_CELLS,
  FURNITURE_IN,
  GRID_CELL_COLUMNS,
  GRID_CELLS,
  MAP_COLUMNS,
  NODE_POINT_COLUMNS,
  NODE_POINTS,
  PLACES,
  POLYGONS,
  ROADS,
} from './map-statements.ts';
import {
  CONDUIT_MIN_ZOOM,
  CONDUIT_THINNING,
  cityPointKinds,
  gridLevels,
  leastConduitSize,
  leastSize,
  NODE_MIN_ZOOM,
  placeRanks,
  roadClasses,
} from './map-zoom.ts';
import { type CityPointRow, cityPointOf } from './rows/city-point-row.ts';
import { type GridCellRow, gridCellOf } from './rows/grid-cell-row.ts';
import {
  type BuildingRow,
  buildingOf,
  furnitureOf,
  landUseOf,
  type MapFeatureRow,
  placeOf,
  roadOf,
  shapedBuildingOf,
  waterOf,
} from './rows/map-row.ts';
import type { Sql, SqlValue } from './sql.ts';
import type { BuildingCell, ConduitLine, DeviceLine, MapRepository, NodePoint } from './store.ts';
import { geomOf, type PackedRow, unpack } from './tile-statements.ts';

const MAP_FAMILIES: readonly MapFamily[] = ['road', 'landUse', 'water', 'building', 'place', 'furniture'];

/** The tallest usual storey, metres. */
const MOST_STOREY_M = Math.max(...Object.values(STOREY_HEIGHTS_M));

/** Map features of a database; `MapRepository` says what each method does. `thinning` is of conduits. */
export function mapRepository(sql: Sql, thinning: ThinningRule = CONDUIT_THINNING): MapRepository {
  return {
    async bounds(scene) {
      const { parameters } = await layerHeads(sql, scene);
      const [row] = await sql.query<BoundsRow>(BOUNDS, parameters);
      if (row === undefined || row.west === null || row.south === null) return null;
      return row.east === null || row.north === null ? null : [row.west, row.south, row.east, row.north];
    },

    async families(scene) {
      const { parameters } = await layerHeads(sql, scene);
      const rows = await sql.query<{ family: MapFamily }>(FAMILIES, [...parameters, MAP_FAMILIES]);
      const found = new Set(rows.map(({ family }) => family));
      return MAP_FAMILIES.filter((family) => found.has(family));
    },

    async rows(scene, bounds, zoom, signal) {
      signal?.throwIfAborted();
      const heads = await layerHeads(sql, scene);
      signal?.throwIfAborted();
      const size = leastSize(bounds, zoom);
      const cells = zoom < NODE_MIN_ZOOM ? null : cellRanges(bounds);
      const ask = async <Row extends object = PackedRow>(text: string, ...more: readonly SqlValue[]) =>
        await sql.query<Row>(text, [...heads.parameters, ...bounds, ...more]);
      const polygons = async <Value>(family: MapFamily, minZoom: number, read: (row: MapFeatureRow) => Value) => {
        const rows = zoom < minZoom ? [] : await ask(POLYGONS, ...size, family);
        return rows.map((row) => mapRowOf(heads, row, read));
      };
      const conduitRows = async () => {
        const large = leastConduitSize(bounds, zoom);
        if (zoom >= thinning.belowZoom) return await ask(CONDUITS, ...large, null);
        const widths = await ask<WidthCount>(CONDUIT_WIDTHS, ...large, thinning.steps);
        signal?.throwIfAborted();
        return await ask(CONDUITS, ...large, leastShown(sizeCounts(widths, thinning), thinning));
      };
      const [landUse, water, buildings, roads, places, conduits, cityPoints, gridCells, furniture, nodes, devices] =
        await Promise.all([
          polygons('landUse', LAND_USE_LAYER.minZoom, landUseOf),
          polygons('water', WATER_LAYER.minZoom, waterOf),
          polygons('building', BUILDING_LAYER.minZoom, buildingOf),
          roadClasses(zoom).length === 0 ? [] : ask(ROADS, ...size, roadClasses(zoom)),
          placeRanks(zoom).most < 0 ? [] : ask(PLACES, placeRanks(zoom).most, placeRanks(zoom).last),
          zoom < CONDUIT_MIN_ZOOM ? [] : conduitRows(),
          cityPointKinds(zoom).length === 0 ? [] : ask(CITY_POINTS, cityPointKinds(zoom)),
          gridLevels(zoom).length === 0 ? [] : ask(GRID_CELLS, ...size, gridLevels(zoom)),
          zoom < FURNITURE_LAYER.minZoom ? [] : ask(FURNITURE_IN),
          cells === null ? [] : ask(NODE_POINTS, cells.first, cells.past),
          zoom < NODE_MIN_ZOOM ? [] : ask(DEVICES),
        ]);
      signal?.throwIfAborted();
      return {
        landUse,
        water,
        buildings,
        roads: roads.map((row) => mapRowOf(heads, row, roadOf)),
        places: places.map((row) => mapRowOf(heads, row, placeOf)),
        conduits: conduits.map((row) => conduitOf(heads, row)),
        devices: devices.map((row) => deviceOf(heads, row)),
        cityPoints: cityPoints.map((packed) => pointRowOf(heads, packed)),
        gridCells: gridCells.map((packed) => {
          const row = unpack<Omit<GridCellRow, 'geom'> & WithGeom>(GRID_CELL_COLUMNS, packed);
          return { ...identityOf(heads, row), value: gridCellOf({ ...row, geom: geomOf(row.geom) }) };
        }),
        furniture: furniture.map((row) => mapRowOf(heads, row, furnitureOf)),
        nodes: nodes.map((row) => nodePointOf(heads, row)),
      };
    },

    async buildingCells(scene, zoom): Promise<readonly BuildingCell[]> {
      const { parameters } = await layerHeads(sql, scene);
      const shift = 2 * (CELL_ZOOM - zoom);
      const rows = await sql.query<CellRow>(BUILDING_CELLS, [...parameters, shift, MOST_STOREY_M, NOMINAL_HEIGHT_M]);
      return rows.map(cellSummaryOf);
    },

    async buildings(scene, fromCell, toCell, signal): Promise<readonly TileBuilding[]> {
      signal?.throwIfAborted();
      const heads = await layerHeads(sql, scene);
      const rows = await sql.query<PackedRow>(BUILDINGS, [...heads.parameters, fromCell, toCell]);
      signal?.throwIfAborted();
      return rows.map((packed) => {
        const row = unpack<Omit<BuildingRow, 'geom' | 'solid'> & WithGeom & { readonly solid: string | null }>(
          BUILDING_COLUMNS,
          packed,
        );
        const building = shapedBuildingOf({ ...row, geom: geomOf(row.geom), solid: geomOf(row.solid) });
        return { featureId: identityOf(heads, row).featureId, building };
      });
    },

    async cityPoints(scene, kinds): Promise<readonly MapRow<CityPoint>[]> {
      const heads = await layerHeads(sql, scene);
      const rows = await sql.query<PackedRow>(CITY_POINTS_OF_KINDS, [...heads.parameters, [...kinds]]);
      return rows.map((packed) => pointRowOf(heads, packed));
    },

    async furnitureCells(scene, zoom): Promise<readonly BuildingCell[]> {
      const { parameters } = await layerHeads(sql, scene);
      const shift = 2 * (CELL_ZOOM - zoom);
      const rows = await sql.query<CellRow>(FURNITURE_CELLS, [...parameters, shift, NOMINAL_FURNITURE_M]);
      return rows.map(cellSummaryOf);
    },

    async furniture(scene, fromCell, toCell, signal): Promise<readonly TileFurniture[]> {
      signal?.throwIfAborted();
      const heads = await layerHeads(sql, scene);
      const rows = await sql.query<PackedRow>(FURNITURE, [...heads.parameters, fromCell, toCell]);
      signal?.throwIfAborted();
      return rows.map((packed) => {
        const row = mapRowOf(heads, packed, furnitureOf);
        return { featureId: row.featureId, furniture: row.value };
      });
    },
  };
}

interface BoundsRow {
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
}

interface CellRow {
  readonly cell: number;
  readonly count: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly tallest_m: number;
  readonly low_m: number | null;
  readonly high_m: number | null;
}

function cellSummaryOf({ cell, count, west, south, east, north, tallest_m, low_m, high_m }: CellRow): BuildingCell {
  return {
    cell,
    count,
    bbox: [west, south, east, north],
    tallestM: tallest_m,
    surveyedLowM: low_m,
    surveyedHighM: high_m,
  };
}

interface Numbered {
  readonly layer_id: number;
  readonly row_id: number;
  readonly source_id: string;
}

interface WithGeom extends Numbered {
  readonly geom: string | null;
}

function mapRowOf<Value>(
  heads: LayerHeads,
  packed: PackedRow,
  read: (row: MapFeatureRow) => Value,
): { readonly featureId: string; readonly id: number; readonly value: Value } {
  const row = unpack<Omit<MapFeatureRow, 'geom'> & WithGeom>(MAP_COLUMNS, packed);
  return { ...identityOf(heads, row), value: read({ ...row, geom: geomOf(row.geom) }) };
}

function pointRowOf(heads: LayerHeads, packed: PackedRow) {
  const row = unpack<CityPointRow & Numbered>(CITY_POINT_COLUMNS, packed);
  return { ...identityOf(heads, row), value: cityPointOf(row) };
}

function identityOf(heads: LayerHeads, row: Numbered): Pick<MapRow<never>, 'featureId'> & { readonly id: number } {
  const layer = heads.layers.find(({ id }) => id === row.layer_id);
  return { featureId: featureId(layer?.name ?? '', row.source_id), id: row.row_id };
}

interface WidthCount {
  readonly reached: number | null;
  readonly count: number;
}

function sizeCounts(widths: readonly WidthCount[], { steps }: ThinningRule): SizeCounts {
  const countOf = (reached: number | null) => widths.find((each) => each.reached === reached)?.count ?? 0;
  return { unknown: countOf(null), reaching: Array.from({ length: steps.length + 1 }, (_, i) => countOf(i)) };
}

type ConduitRow = WithGeom & {
  readonly utility: ConduitLine['utility'];
  readonly width_mm: number | null;
  readonly height_mm: number | null;
  readonly status: ConduitLine['status'];
  readonly from_axis_m: number | null;
  readonly to_axis_m: number | null;
};

function conduitOf(heads: LayerHeads, packed: PackedRow): ConduitLine {
  const row = unpack<ConduitRow>(CONDUIT_COLUMNS, packed);
  const geom = geomOf(row.geom);
  return {
    ...identityOf(heads, row),
    path: geom === null ? new Float64Array(0) : decodePath(geom),
    utility: row.utility,
    widthMm: row.width_mm,
    heightMm: row.height_mm,
    status: row.status,
    isLevelKnown: row.from_axis_m !== null && row.to_axis_m !== null,
  };
}

type DeviceRow = WithGeom & Pick<DeviceLine, 'kind' | 'utility' | 'status'>;

function deviceOf(heads: LayerHeads, packed: PackedRow): DeviceLine {
  const row = unpack<DeviceRow>(DEVICE_COLUMNS, packed);
  const { kind, utility, status } = row;
  const geom = geomOf(row.geom);
  const path = geom === null ? new Float64Array(0) : decodePath(geom);
  return { ...identityOf(heads, row), path, kind, utility, status };
}

type NodePointRow = Numbered & {
  readonly kind: NodePoint['kind'];
  readonly form: NodePoint['form'];
  readonly role: NodePoint['role'];
  readonly utility: NodePoint['utility'];
  readonly status: NodePoint['status'];
  readonly lon: number;
  readonly lat: number;
  readonly cover_level_m: number | null;
};

function nodePointOf(heads: LayerHeads, packed: PackedRow): NodePoint {
  const row = unpack<NodePointRow>(NODE_POINT_COLUMNS, packed);
  const { kind, form, role, utility, status, lon, lat } = row;
  const identity = identityOf(heads, row);
  return { ...identity, kind, form, role, utility, status, position: [lon, lat], coverLevelM: row.cover_level_m };
}
