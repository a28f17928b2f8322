import type { MapTheme } from '@undercroft/core/map/style';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';

/** What the page says to the painter, and what it answers. */
export type PainterRequest =
  | {
      readonly kind: 'open';
      readonly sceneId: string;
      /** Changes whenever a tile would. */
      readonly version: string;
      readonly finestZoom: number;
    }
  | {
      readonly kind: 'paint';
      readonly id: number;
      readonly address: TileAddress;
      readonly theme: MapTheme;
      /** Device pixels a side of the picture. */
      readonly sizePx: number;
    }
  | {
      readonly kind: 'label';
      readonly id: number;
      readonly address: TileAddress;
      readonly theme: MapTheme;
      readonly language: 'zh' | 'en';
    }
  | { readonly kind: 'cancel'; readonly id: number };

export type PainterAnswer =
  | { readonly kind: 'painted'; readonly id: number; readonly picture: ImageBitmap; readonly paintMs: number }
  | { readonly kind: 'labelled'; readonly id: number; readonly labels: readonly MapLabel[] }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  /** Tiles that fail now and are asked for again. */
  | { readonly kind: 'failing'; readonly count: number };

/** A name with its place on the ground. */
export interface MapLabel {
  readonly text: string;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /**
   * Both ends of the straight stretch it may be written along: longitude, latitude, longitude, latitude; `null` for a
   * name at a point.
   */
  readonly along: readonly [number, number, number, number] | null;
  readonly rank: number;
  readonly sizePx: number;
  readonly weight: 400 | 500 | 600;
  readonly colour: string;
  readonly halo: string;
  readonly haloPx: number;
}
