import type { ImageryExtent, ImageryTile } from '@undercroft/core/map/imagery-tile';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { LocalGrids } from '@undercroft/core/protocol/georeference';
import type { Profile } from '@undercroft/core/protocol/profile';
import type { SourceSpec } from '@undercroft/core/protocol/reading';
import type { HeightBlock, HeightPyramid } from '@undercroft/core/terrain/height-source';
import type { ReadItem, ReadLimits } from './readers/reader.ts';

interface AnyInput {
  readonly format: string;
  readonly crs: string | null;
  /** Name shown to people. */
  readonly source: string;
  readonly sha256: string;
  /** Everything besides the content that decides what is read. */
  readonly readerVersion: string;
}

/** Features that the program makes itself. */
export interface FeatureInput extends AnyInput {
  readonly kind: 'features';
  items(signal?: AbortSignal): AsyncIterable<ReadItem>;
}

/** Files, which are read in a process of their own: only there is found what identifies them. */
export interface FileInput {
  readonly kind: 'files';
  /** Name shown to people. */
  readonly source: string;
  readonly spec: SourceSpec;
  /** Digest of the content where it is known already. */
  readonly sha256: string | null;
}

/** An elevation model. */
export interface TerrainInput extends AnyInput {
  readonly kind: 'terrain';
  readonly pyramid: HeightPyramid;
  /** The blocks of every level in which something is known, levels above the scene's datum. */
  blocks(signal?: AbortSignal): AsyncIterable<HeightBlock>;
  close(): Promise<void>;
}

/** Pictures to be draped over the ground. */
export interface ImageryInput extends AnyInput {
  readonly kind: 'imagery';
  readonly extent: ImageryExtent;
  /** Every tile that has anything on it. */
  tiles(signal?: AbortSignal): AsyncIterable<ImageryTile>;
  close(): Promise<void>;
}

/** A layer's source made ready. */
export type LayerInput = FeatureInput | FileInput | TerrainInput | ImageryInput;

/** A seeded model of a city: the same seed gives the same features. */
export type Generator = (seed: number) => Iterable<CityFeature>;

/** A model of a ground: the same each time it is made. */
export interface GroundModel {
  readonly pyramid: HeightPyramid;
  readonly blocks: () => Iterable<HeightBlock>;
}

export interface LayerInputContext {
  readonly dataFolder: string;
  readonly generators?: Readonly<Record<string, Generator>>;
  readonly grounds?: Readonly<Record<string, (seed: number) => GroundModel>>;
  /** The profile a scene names. Throws `ImportError` when there is none; absent: built-in ones alone. */
  readonly profileOf?: ((name: string) => Promise<Profile>) | undefined;
  /** Cities' own grids. */
  readonly localGrids?: LocalGrids | undefined;
  /** Longitude and latitude about which the scene lies. */
  readonly near?: readonly [lon: number, lat: number] | undefined;
  readonly limits?: ReadLimits;
  readonly signal?: AbortSignal | undefined;
}
