import type { TileBuilding } from '@undercroft/core/building/building-columns';
import type { MapRow } from '@undercroft/core/map/map-layers';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Link } from '@undercroft/core/model/link';
import type { Building, LandUse, MapFamily, Place, Road, Water } from '@undercroft/core/model/map-feature';
import type { Utility } from '@undercroft/core/model/utility';
import type {
  Feature,
  FeaturesIn,
  ImportRecord,
  ImportReport,
  SearchAnswer,
  Summary,
} from '@undercroft/core/protocol/answers';
import type { HeightBlock, HeightPyramid, HeightSource } from '@undercroft/core/terrain/height-source';
import type { CellSummary, TileRows } from '@undercroft/core/tiling/tile-rows';
import type { Sql } from './sql.ts';

/** Everything the rest of the project asks of a database. `openStore` makes one. */
export interface Store {
  readonly sql: Sql;
  readonly imports: ImportRepository;
  readonly features: FeatureRepository;
  readonly tiles: TileRepository;
  readonly map: MapRepository;
  readonly terrain: TerrainRepository;
  close(): Promise<void>;
}

/** What an import is made from; the same `sha256` and `readerVersion` on a published layer mean nothing has changed. */
export interface ImportSource {
  readonly scene: string;
  readonly layer: string;
  /** Name shown to people: the file's path below the source folder, or the generator. Never an absolute path. */
  readonly source: string;
  readonly sha256: string;
  readonly readerVersion: string;
}

export interface ImportRepository {
  /** The published import of a layer, or null. */
  current(scene: string, layer: string): Promise<(ImportRecord & { readonly readerVersion: string }) | null>;
  /**
   * Starts loading a layer. Rows written stay invisible until `publish`. Takes the layer's lease: a second import of
   * the same layer is refused (`layer-busy`) unless the first one's process is gone. Leavings of dead imports go first.
   */
  begin(source: ImportSource): Promise<ImportSession>;
  list(scene: string): Promise<readonly ImportRecord[]>;
}

export interface ImportSession {
  readonly importId: number;
  /** Writes one batch in its own transaction. Rows equal to the live version are recognised and not written again. */
  write(features: readonly CityFeature[]): Promise<void>;
  /** Writes what describes the layer's elevation model. Once an import; without it no block is shown. */
  writePyramid(pyramid: HeightPyramid): Promise<void>;
  /** Writes blocks of the elevation model, any of its levels in any order; those equal to the live ones are recognised. */
  writeBlocks(blocks: readonly HeightBlock[]): Promise<void>;
  /** Makes the new rows live and retires what is no longer in the source, in one transaction. */
  publish(report: ImportReport): Promise<ImportRecord>;
  /** Ends the import without effect on what is visible; the rows written are removed. */
  discard(report: ImportReport | null): Promise<void>;
}

export interface FeatureRepository {
  /** Changes with every publish in the scene; null while nothing is published. */
  revision(scene: string): Promise<string | null>;
  summary(scene: string): Promise<Summary>;
  feature(scene: string, id: string): Promise<Feature | null>;
  /** Case-insensitive search by part of the source id; matches at the start come first. */
  search(scene: string, text: string, limit: number): Promise<SearchAnswer>;
  /**
   * Links and nodes whose bounding box meets the rectangle; `tooMany` when they are more than `most`, never a part of
   * them; null while nothing is published.
   */
  within(scene: string, bounds: Bounds, most: number): Promise<FeaturesIn | 'tooMany' | null>;
  /** Position and level of every known cover: flat longitude, latitude, level. */
  covers(scene: string): Promise<Float64Array>;
}

export interface TileRepository {
  /** One summary per occupied cell at `zoom`, of all links and nodes with a place. */
  cells(scene: string, zoom: number): Promise<readonly CellSummary[]>;
  /** The rows whose cell lies in `[fromCell, toCell)`. */
  rows(scene: string, fromCell: number, toCell: number, signal?: AbortSignal): Promise<TileRows>;
}

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** What a vector tile is made of; every row in the order of its layer and source id. */
export interface MapRows {
  readonly landUse: readonly MapRow<LandUse>[];
  readonly water: readonly MapRow<Water>[];
  readonly roads: readonly MapRow<Road>[];
  readonly buildings: readonly MapRow<Building>[];
  readonly places: readonly MapRow<Place>[];
  readonly conduits: readonly ConduitLine[];
}

/** A conduit as a map draws it. */
export interface ConduitLine {
  readonly featureId: string;
  /** Row number, the same in every tile. */
  readonly id: number;
  readonly path: Float64Array;
  readonly utility: Utility;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly status: Link['status'];
  /** True when the level of its axis is known at both ends. */
  readonly isLevelKnown: boolean;
}

/** How many buildings lie in a cell and how tall they are drawn at most. */
export interface BuildingCell {
  /** Morton index of the cell at the zoom asked for. */
  readonly cell: number;
  readonly count: number;
  readonly bbox: Bounds;
  readonly tallestM: number;
}

export interface MapRepository {
  /** The extent of everything a map draws: map features and conduits; null when there is nothing. */
  bounds(scene: string): Promise<Bounds | null>;
  /** The families of map features that the scene has any of. */
  families(scene: string): Promise<readonly MapFamily[]>;
  /**
   * What lies in a rectangle and is large and important enough for a zoom of 512-pixel tiles. Below the zoom of full
   * detail what is smaller than a pixel is left out.
   */
  rows(scene: string, bounds: Bounds, zoom: number, signal?: AbortSignal): Promise<MapRows>;
  /** One summary per cell at `zoom` that holds a building. */
  buildingCells(scene: string, zoom: number): Promise<readonly BuildingCell[]>;
  /** The buildings whose cell lies in `[fromCell, toCell)`. */
  buildings(scene: string, fromCell: number, toCell: number, signal?: AbortSignal): Promise<readonly TileBuilding[]>;
}

/** The elevation model a scene shows. */
export interface Elevation {
  readonly layer: string;
  /** Its blocks as of the layer's revision at the moment it was asked for. */
  readonly source: HeightSource;
}

export interface TerrainRepository {
  /** The scene's published elevation model (of several layers the one published last); null when it has none. */
  elevation(scene: string): Promise<Elevation | null>;
}
