import type { TilesProgress } from './retrying-tileset.ts';

/** What keeps a city model of others from being drawn whole. */
export type ModelFault =
  | { readonly kind: 'noToken' }
  /** Nothing comes from its address. */
  | { readonly kind: 'away' }
  /** What comes is none; the words are the engine's. */
  | { readonly kind: 'unreadable'; readonly words: string }
  | { readonly kind: 'partly'; readonly tiles: number };

export interface ModelState extends TilesProgress {
  readonly fault: ModelFault | null;
}

/** What comes of imagery, terrain and city models of others. */
export interface ExternalState {
  /** The service answered that it has no picture for some places that were in view. */
  readonly imageryMissing: boolean;
  /** Whether terrain of another service is the ground that is drawn. */
  readonly terrainDrawn: boolean;
  /** By their ids; one that was never shown is not there. */
  readonly models: Readonly<Record<string, ModelState>>;
}

export const NOTHING_EXTERNAL: ExternalState = { imageryMissing: false, terrainDrawn: false, models: {} };
