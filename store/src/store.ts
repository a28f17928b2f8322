import type { DataMoment, NearLink, NearRows } from '@undercroft/core/analysis/near-rows';
import type { TileBuilding } from '@undercroft/core/building/building-columns';
import type { TileFurniture } from '@undercroft/core/furniture/furniture-tile';
import type { ImageryExtent, ImageryTile } from '@undercroft/core/map/imagery-tile';
import type { MapRow } from '@undercroft/core/map/map-layers';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { CityPoint, CityPointKind } from '@undercroft/core/model/city-point';
import type { GridCell } from '@undercroft/core/model/grid-cell';
import type { Issue } from '@undercroft/core/model/issue';
import type { Link } from '@undercroft/core/model/link';
import type { Building, Furniture, LandUse, MapFamily, Place, Road, Water } from '@undercroft/core/model/map-feature';
import type { NetworkNode, NodeForm, NodeRole } from '@undercroft/core/model/network-node';
import type { Utility } from '@undercroft/core/model/utility';
import type { NetworkRows } from '@undercroft/core/network/network-rows';
import type { Feature, FeaturesIn, SearchAnswer, Summary } from '@undercroft/core/protocol/answers';
import type { CaseSummary, Cases, CasesByCell } from '@undercroft/core/protocol/cases';
import type { FeatureHistory, IssuePage } from '@undercroft/core/protocol/data-page';
import type { ImportRecord, ImportReport } from '@undercroft/core/protocol/import-answers';
import type { CaseDays } from '@undercroft/core/protocol/live/replay';
import type { CountedConduit } from '@undercroft/core/statistics/counted-conduit';
import type { HeightBlock, HeightPyramid, HeightSource } from '@undercroft/core/terrain/height-source';
import type { CellSummary, TileRows } from '@undercroft/core/tiling/tile-rows';
import type { CasesDuring } from './cases-during.ts';
import type { EditRepository } from './edit-store.ts';
import type { AlarmRepository, CaseRecordRepository, LiveRepository } from './live-store.ts';
import type { EncodedRows } from './rows/encoded-rows.ts';
import type { SentRows } from './sent-rows.ts';
import type { Sql } from './sql.ts';

/** Everything the rest of the project asks of a database. `openStore` makes one. */
export interface Store {
  readonly sql: Sql;
  readonly imports: ImportRepository;
  readonly features: FeatureRepository;
  readonly tiles: TileRepository;
  readonly map: MapRepository;
  readonly terrain: TerrainRepository;
  readonly imagery: ImageryRepository;
  readonly cases: CaseRepository;
  readonly analysis: AnalysisRepository;
  readonly live: LiveRepository;
  readonly alarms: AlarmRepository;
  readonly caseRecords: CaseRecordRepository;
  readonly edits: EditRepository;
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
  /** Who brings it, in their own words; null when nobody said. */
  readonly by: string | null;
  /** What the layer is called from its publication on; null keeps what it is called. */
  readonly title: { readonly en: string; readonly zh: string } | null;
}

export interface ImportRepository {
  /** The published import of a layer, beneath any edits of its rows; null when there is none. */
  current(scene: string, layer: string): Promise<(ImportRecord & { readonly readerVersion: string }) | null>;
  /**
   * Starts loading a layer. Rows written stay invisible until `publish`. Takes the layer's lease: a second import of
   * the same layer is refused (`layer-busy`) unless the first one's process is gone. Leavings of dead imports go first.
   */
  begin(source: ImportSource): Promise<ImportSession>;
  list(scene: string): Promise<readonly ImportRecord[]>;
  /** One import of any scene; null when there is none of that id. */
  find(importId: number): Promise<(ImportRecord & { readonly scene: string }) | null>;
  /**
   * Publishes a draft, in any process and however long after it was held. Durable before it resolves.
   *
   * @throws StoreError `unknown-import`; `import-ended` when it is no draft; `draft-refused` when its report holds errors;
   * `draft-outdated` when what the layer shows has changed since the draft was begun; `layer-busy`.
   */
  publish(importId: number): Promise<ImportRecord>;
  /** Removes a draft's rows; it is then `failed`. Throws `unknown-import`, `import-ended`, `layer-busy`. */
  discard(importId: number): Promise<void>;
  /**
   * Takes the newest published import of a layer back: the layer shows what it showed before it, or nothing. The
   * next import starts from there. What an undone import showed is not kept for history.
   *
   * @throws StoreError `unknown-import`; `not-newest` for any other import than the one the layer shows; `layer-busy`.
   */
  undo(importId: number): Promise<ImportRecord>;
  /** A page of what an import found, in the order it was written; null when there is no such import. */
  issues(importId: number, page: IssueQuery): Promise<IssuePage | null>;
}

export interface IssueQuery {
  readonly offset: number;
  readonly limit: number;
  readonly code?: string | undefined;
  readonly severity?: Issue['severity'] | undefined;
}

/** An import under way. Its calls take turns: they may be made without waiting for one another. */
export interface ImportSession {
  readonly importId: number;
  readonly layerId: number;
  /** Writes one batch. Rows equal to the live version are recognised and not written again. */
  write(features: readonly CityFeature[]): Promise<void>;
  /** Writes rows that `featureEncoder` made for this import, perhaps in another process. Otherwise as `write`. */
  writeEncoded(rows: readonly EncodedRows[]): Promise<void>;
  /** Keeps issues word for word, at most 100,000 an import; beyond that they are counted. */
  writeIssues(issues: readonly Issue[]): Promise<void>;
  /** Writes what describes the layer's elevation model. Once an import; without it no block is shown. */
  writePyramid(pyramid: HeightPyramid): Promise<void>;
  /** Writes blocks of the elevation model, any of its levels in any order; those equal to the live ones are recognised. */
  writeBlocks(blocks: readonly HeightBlock[]): Promise<void>;
  /** Writes what describes the layer's pictures. Once an import; without it no picture is shown. */
  writeImagery(extent: ImageryExtent): Promise<void>;
  /** Writes pictures of tiles, any zoom in any order; those equal to the live ones are recognised. */
  writeTiles(tiles: readonly ImageryTile[]): Promise<void>;
  /**
   * Makes the new rows live and retires what is no longer in the source, in one transaction. The report in the record it
   * resolves to has `changes` and `recheck` filled in.
   */
  publish(report: ImportReport): Promise<ImportRecord>;
  /**
   * Ends loading without publishing: the import is then a draft that nobody sees, for `ImportRepository.publish` or
   * `discard`. The layer is free again; the next import of it discards the draft. `changes` and `recheck` as in `publish`.
   */
  hold(report: ImportReport): Promise<ImportRecord>;
  /** Ends the import without effect on what is visible; the rows written are removed. */
  discard(report: ImportReport | null): Promise<void>;
}

/** A moment of a scene: right after an import was published, or a time in ISO 8601. */
export type AsOf = { readonly importId: number } | { readonly time: string };

export interface FeatureRepository {
  /** Another after every publish and undo in the scene, never one that was before; null while nothing is published. */
  revision(scene: string): Promise<string | null>;
  summary(scene: string): Promise<Summary>;
  /** One feature as it is, or as it was at a moment; null when there is, or was then, none of that id. */
  feature(scene: string, id: string, asOf?: AsOf): Promise<Feature | null>;
  /** Every version of a feature that was ever shown and not undone, newest first; null when there is none. */
  history(scene: string, id: string): Promise<FeatureHistory | null>;
  /** Layers that show something, by name, with the title their imports gave them. */
  layers(scene: string): Promise<readonly { readonly layer: string; readonly title: ImportSource['title'] }[]>;
  /**
   * Case-insensitive search by part of the source id, of city points and grid cells also of name and code; source ids
   * that start with it come first.
   */
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
  /** One summary per occupied cell at `zoom`, of all links and nodes with a place; of these cells only, where they are told. */
  cells(scene: string, zoom: number, only?: readonly number[]): Promise<readonly CellSummary[]>;
  /** The rows whose cell lies in `[fromCell, toCell)`, in no order. */
  rows(scene: string, fromCell: number, toCell: number, signal?: AbortSignal): Promise<TileRows>;
  /** The same and more, as the database sends them. */
  sent(scene: string): SentNetwork;
  /** The least rank among the `most` trunks of `SentNetwork`; null where all conduits there are among them. */
  trunkThreshold(scene: string, fromCell: number, toCell: number, most: number): Promise<number | null>;
  /** Which state of the network was published at an instant, milliseconds since 1970 UTC. */
  networkAt(scene: string, atMs: number): Promise<NetworkAt>;
  /** The network of that name; null when the scene never had it, or an import that it showed was undone. */
  pastNetwork(scene: string, revision: string): Promise<PastNetwork | null>;
}

/** A state of the network of a scene: that of all its layers that ever held a link or a node, and of no others. */
export interface NetworkAt {
  /** Its name for good; null while nothing of the network was published. */
  readonly revision: string | null;
  /** Since when it was published, milliseconds since 1970 UTC; null where there is none. */
  readonly fromMs: number | null;
  /** When the next one was; null when there is none to this day. */
  readonly untilMs: number | null;
}

/** The rows of the network as they were published; each method as that of `TileRepository`. */
export interface PastNetwork {
  cells(zoom: number): Promise<readonly CellSummary[]>;
  /** Throws `store-unreachable` when an import that it showed was undone meanwhile. */
  rows(fromCell: number, toCell: number): Promise<TileRows>;
  /** These are read to the end, whoever has gone. */
  readonly sent: SentNetwork;
}

/** Rows of tiles of one scene, not yet read (`tileRowsOf`); given up when nobody waits for them. */
export interface SentNetwork {
  /** The rows whose cell lies in `[fromCell, toCell)`, in no order. */
  rows(fromCell: number, toCell: number, signal?: AbortSignal): Promise<SentRows>;
  /**
   * The links in `[fromCell, toCell)` but for conduits known to be narrow and short (`isDrawnAfar` leaves those out of the
   * mains, and some more); no nodes, and nodes at the ends only of those of unknown level.
   */
  mains(fromCell: number, toCell: number, signal?: AbortSignal): Promise<SentRows>;
  /**
   * The `most` conduits of the greatest `trunkRank` among those whose cell lies in `[fromCell, toCell)`, equal ones by
   * layer and name; no nodes, and nodes at the ends only of those of unknown level.
   */
  trunks(fromCell: number, toCell: number, most: number, signal?: AbortSignal): Promise<SentRows>;
}

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** What a vector tile is made of; every row in the order of its layer and source id. */
export interface MapRows {
  readonly landUse: readonly MapRow<LandUse>[];
  readonly water: readonly MapRow<Water>[];
  readonly roads: readonly MapRow<Road>[];
  readonly buildings: readonly MapRow<Omit<Building, 'solid'>>[];
  readonly places: readonly MapRow<Place>[];
  readonly conduits: readonly ConduitLine[];
  readonly devices: readonly DeviceLine[];
  readonly cityPoints: readonly MapRow<CityPoint>[];
  readonly gridCells: readonly MapRow<GridCell>[];
  readonly furniture: readonly MapRow<Furniture>[];
  readonly nodes: readonly NodePoint[];
}

/** A point of the network as a map draws it. */
export interface NodePoint {
  readonly featureId: string;
  /** Row number, the same in every tile. */
  readonly id: number;
  readonly position: readonly [lon: number, lat: number];
  readonly kind: NetworkNode['kind'];
  readonly form: NodeForm | null;
  readonly role: NodeRole | null;
  readonly utility: Utility;
  readonly status: NetworkNode['status'];
  /** Metres above the height datum; `null` is unknown. */
  readonly coverLevelM: number | null;
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

/** A link that is no conduit (pump, weir, orifice, outlet, valve) as a map draws it. */
export interface DeviceLine {
  readonly featureId: string;
  /** Row number, the same in every tile. */
  readonly id: number;
  /** From node to node; both ends in one place where the source gives it no length. */
  readonly path: Float64Array;
  readonly kind: Exclude<Link['kind'], 'conduit'>;
  readonly utility: Utility;
  readonly status: Link['status'];
}

/** How many buildings, or trees and lamps, lie in a cell and how tall they are drawn at most. */
export interface BuildingCell {
  /** Morton index of the cell at the zoom asked for. */
  readonly cell: number;
  readonly count: number;
  readonly bbox: Bounds;
  readonly tallestM: number;
  /** Lowest and highest level of surveyed surfaces, metres; `null` where there are none. */
  readonly surveyedLowM: number | null;
  readonly surveyedHighM: number | null;
}

export interface MapRepository {
  /** The extent of everything a map draws: map features, conduits, city points, the grid; null when there is nothing. */
  bounds(scene: string): Promise<Bounds | null>;
  /** The families of map features that the scene has any of. */
  families(scene: string): Promise<readonly MapFamily[]>;
  /**
   * What lies in a rectangle and is large and important enough for a zoom of 512-pixel tiles. Below the zoom of full
   * detail what is smaller than a pixel is left out, and of conduits that are many those that the map's own rule leaves
   * out of a tile (`CONDUIT_THINNING`): never one of unknown width.
   */
  rows(scene: string, bounds: Bounds, zoom: number, signal?: AbortSignal): Promise<MapRows>;
  /** One summary per cell at `zoom` that holds a building. */
  buildingCells(scene: string, zoom: number): Promise<readonly BuildingCell[]>;
  /** The buildings whose cell lies in `[fromCell, toCell)`. */
  buildings(scene: string, fromCell: number, toCell: number, signal?: AbortSignal): Promise<readonly TileBuilding[]>;
  /** Every city point of some kinds, in the order of its layer and source id. */
  cityPoints(scene: string, kinds: readonly CityPointKind[]): Promise<readonly MapRow<CityPoint>[]>;
  /** One summary per cell at `zoom` that holds a tree or a lamp. */
  furnitureCells(scene: string, zoom: number): Promise<readonly BuildingCell[]>;
  /** The trees and lamps whose cell lies in `[fromCell, toCell)`. */
  furniture(scene: string, fromCell: number, toCell: number, signal?: AbortSignal): Promise<readonly TileFurniture[]>;
}

/** The elevation model a scene shows. */
export interface Elevation {
  readonly layer: string;
  /** Its blocks as of the layer's revision at the moment it was asked for. */
  readonly source: HeightSource;
}

/** A layer of draped pictures that a scene has. */
export interface ImageryLayer {
  readonly layer: string;
  readonly extent: ImageryExtent;
}

export interface ImageryRepository {
  /** The scene's published layers of pictures, in the order they were made. */
  layers(scene: string): Promise<readonly ImageryLayer[]>;
  /** PNG of a tile; null where the layer has nothing. */
  tile(scene: string, layer: string, address: Pick<ImageryTile, 'zoom' | 'x' | 'y'>): Promise<Uint8Array | null>;
}

/** Which cases a question is about; what is absent sets no limit. */
export interface CaseQuery {
  /** Reported from here on, until before there: milliseconds since 1970 UTC. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Code of the management grid cell they lie in. */
  readonly gridCell?: string | undefined;
}

/** Answers are null while nothing is published. */
export interface CaseRepository {
  /** Counts and times; hours, weekdays and months by a clock that is so many minutes ahead of UTC. */
  summary(scene: string, query: CaseQuery, utcOffsetMinutes: number): Promise<CaseSummary | null>;
  byCell(scene: string, query: CaseQuery): Promise<CasesByCell | null>;
  /** Those in a rectangle, newest report first. */
  within(scene: string, query: CaseQuery, bounds: Bounds, limit: number): Promise<Cases | null>;
  /** Those that were under way at some time of `[fromMs, toMs]`, as the tables know them now, newest report first. */
  during(scene: string, fromMs: number, toMs: number, limit: number): Promise<CasesDuring | null>;
  /** Reports of each day that has any, by a clock that is so many minutes ahead of UTC. */
  byDay(scene: string, utcOffsetMinutes: number): Promise<CaseDays | null>;
}

/** Links that have a place, batch by batch, all of one moment. */
export interface ConduitReading extends DataMoment {
  /** Links of the scene and the utilities asked for that have no place in plan: they are in no batch, and not clear. */
  readonly unplacedCount: number;
  /** Each link once, in no order that means anything. Throws, at the latest at its end, when the batches are not whole. */
  batches(): AsyncIterable<readonly NearLink[]>;
}

/** Every link, with a place or without, batch by batch, all of one moment. */
export interface CountedReading extends DataMoment {
  /** Each link once, in no order that means anything. Throws, at the latest at its end, when the batches are not whole. */
  batches(): AsyncIterable<readonly CountedConduit[]>;
}

/** What analyses read: whole or an error. Answers are null while nothing is shown. */
export interface AnalysisRepository {
  /**
   * Links and nodes whose bounding box meets the rectangle, now or as of a time, all of one snapshot. Boxes are of axes:
   * the caller widens the rectangle by how far outer walls and rules reach, and keeps it to what one answer can hold. The databases compare boxes with a slack of
   * 1e-6 degrees, so a neighbour 0.1 m outside may come along.
   */
  near(scene: string, bounds: Bounds, asOf?: { readonly time: string }): Promise<NearRows | null>;
  /** The network of a scene, or the links of some utilities with the nodes of these utilities and those they end at. */
  network(scene: string, utilities?: readonly Utility[]): Promise<NetworkRows | null>;
  /** Every link that has a place, or those of some utilities. */
  conduits(scene: string, utilities?: readonly Utility[]): Promise<ConduitReading | null>;
  /** Every link, or those of some utilities, as statistics count it: its length, and the ground at its ends. No roads. */
  counted(scene: string, utilities?: readonly Utility[]): Promise<CountedReading | null>;
}

export interface TerrainRepository {
  /** The scene's published elevation model (of several layers the one published last); null when it has none. */
  elevation(scene: string): Promise<Elevation | null>;
}
