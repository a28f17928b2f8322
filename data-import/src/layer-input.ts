import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { HeightBlock, HeightPyramid } from '@undercroft/core/terrain/height-source';
import type { ReadItem, ReadLimits } from './readers/reader.ts';

interface AnyInput {
  readonly format: string;
  readonly crs: string | null;
  /** Name shown to people. */
  readonly source: string;
  readonly sha256: string;
  /** Everything besides the content that decides what is read: the reader, the CRS, the utility rule. */
  readonly readerVersion: string;
}

/** Features of a network or of a base map. */
export interface FeatureInput extends AnyInput {
  readonly kind: 'features';
  items(signal?: AbortSignal): AsyncIterable<ReadItem>;
}

/** An elevation model. */
export interface TerrainInput extends AnyInput {
  readonly kind: 'terrain';
  readonly pyramid: HeightPyramid;
  /** The blocks of every level in which something is known, levels above the scene's datum. */
  blocks(signal?: AbortSignal): AsyncIterable<HeightBlock>;
  close(): Promise<void>;
}

/** A layer's source made ready: what identifies its content, and what it holds. */
export type LayerInput = FeatureInput | TerrainInput;

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
  readonly limits?: ReadLimits;
  readonly signal?: AbortSignal | undefined;
  /** Told how much of the source has been read, in per cent, whenever that changes. */
  readonly onRead?: ((percent: number) => void) | undefined;
}
