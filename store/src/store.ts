import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Feature, ImportRecord, ImportReport, SearchAnswer, Summary } from '@undercroft/core/protocol/answers';
import type { CellSummary, TileRows } from '@undercroft/core/tiling/tile-rows';
import type { Sql } from './sql.ts';

/** Everything the rest of the project asks of a database. `openStore` makes one. */
export interface Store {
  readonly sql: Sql;
  readonly imports: ImportRepository;
  readonly features: FeatureRepository;
  readonly tiles: TileRepository;
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
  /** Position and level of every known cover: flat longitude, latitude, level. */
  covers(scene: string): Promise<Float64Array>;
}

export interface TileRepository {
  /** One summary per occupied cell at `zoom`, of all links and nodes with a place. */
  cells(scene: string, zoom: number): Promise<readonly CellSummary[]>;
  /** The rows whose cell lies in `[fromCell, toCell)`. */
  rows(scene: string, fromCell: number, toCell: number, signal?: AbortSignal): Promise<TileRows>;
}
