import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { LocalGrids } from '@undercroft/core/protocol/georeference';
import type { Profile } from '@undercroft/core/protocol/profile';
import type { SourceSpec } from '@undercroft/core/protocol/reading';
import type { HeightBlock, HeightPyramid } from '@undercroft/core/terrain/height-source';
import type { GeneratedFiles } from './demo-city/generated-files.ts';
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

/** Files of features or of pixels, which are read in a process of their own: only there is found what identifies them. */
export interface FileInput {
  readonly kind: 'files';
  /** Name shown to people. */
  readonly source: string;
  readonly spec: SourceSpec;
  /** Digest of the content where it is known already. */
  readonly sha256: string | null;
}

/** An elevation model that the program makes itself. */
export interface GroundInput extends AnyInput {
  readonly kind: 'ground';
  readonly pyramid: HeightPyramid;
  /** The blocks of every level in which something is known, levels above the scene's datum. */
  blocks(signal?: AbortSignal): AsyncIterable<HeightBlock>;
}

/** Features that the program makes itself, which another process has made rows of already. */
export interface RowsInput extends AnyInput {
  readonly kind: 'rows';
  /** Hands the file of rows to `use` as soon as it is whole. */
  withRows<T>(use: (path: string) => Promise<T>): Promise<T>;
}

/** A layer's source made ready. */
export type LayerInput = FeatureInput | FileInput | GroundInput | RowsInput;

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
  /** Files that the scene's generator wrote. */
  readonly generated?: GeneratedFiles | undefined;
  /** Rows of features that the scene's generator makes in a process of its own, by the name of the features' generator. */
  readonly generatedRows?: Readonly<Record<string, RowsInput['withRows']>> | undefined;
  /** Tells versions of the generators from each other; absent: what they make does. */
  readonly generatorVersion?: string | undefined;
  /** The profile a scene names. Throws `ImportError` when there is none; absent: built-in ones alone. */
  readonly profileOf?: ((name: string) => Promise<Profile>) | undefined;
  /** Cities' own grids. */
  readonly localGrids?: LocalGrids | undefined;
  /** Longitude and latitude about which the scene lies. */
  readonly near?: readonly [lon: number, lat: number] | undefined;
  /** Minutes that the city's clock is ahead of UTC. */
  readonly utcOffsetMinutes?: number | undefined;
  readonly limits?: ReadLimits;
  readonly signal?: AbortSignal | undefined;
}
