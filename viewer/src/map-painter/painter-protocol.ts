import type { MapTheme } from '@undercroft/core/map/style';
import type { CityPointKind } from '@undercroft/core/model/city-point';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';

/** The scene's own map, or its management grid alone, clear where there is none. */
export type MapPicture = 'map' | 'grid';

/** Cells of the grid coloured by a value lie between the map and the outlines of the grid. */
export type PaintedPicture = MapPicture | 'cells';

/** The colour of each cell by its code; `null` is a value that is unknown, which is hatched. */
export type CellTints = ReadonlyMap<string, string | null>;

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
      readonly picture: PaintedPicture;
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
  | { readonly kind: 'point'; readonly id: number; readonly address: TileAddress; readonly language: 'zh' | 'en' }
  /** Colours for the pictures of cells that are asked for after it. */
  | { readonly kind: 'tint'; readonly tints: CellTints }
  | { readonly kind: 'cancel'; readonly id: number };

export type PainterAnswer =
  | { readonly kind: 'painted'; readonly id: number; readonly picture: ImageBitmap; readonly paintMs: number }
  | { readonly kind: 'labelled'; readonly id: number; readonly labels: readonly MapLabel[] }
  | { readonly kind: 'pointed'; readonly id: number; readonly points: readonly MapPoint[] }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  /** Tiles that fail now and are asked for again. */
  | { readonly kind: 'failing'; readonly count: number };

/** A camera, sensor or other point the city is run by, as its tile tells of it; `null` is unknown. */
export interface MapPoint {
  /** Feature id. */
  readonly id: string;
  readonly kind: CityPointKind;
  readonly name: string | null;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** Metres above the height datum. */
  readonly levelM: number | null;
  /** Metres above the ground. */
  readonly heightM: number | null;
  /** Degrees clockwise from north. */
  readonly headingDeg: number | null;
}

/** A name with its place on the ground. */
export interface MapLabel {
  readonly text: string;
  /** What it belongs to: names of the map and of the grid are shown apart. */
  readonly of: MapPicture;
  /** Feature it selects when it is clicked; `null` for none. */
  readonly featureId: string | null;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /**
   * Both ends of the straight stretch it may be written along: longitude, latitude, longitude, latitude; `null` for a
   * name at a point.
   */
  readonly along: readonly [number, number, number, number] | null;
  /** Level on the screen even where the stretch, which then is no more than its room, is not. */
  readonly isLevel: boolean;
  readonly rank: number;
  readonly sizePx: number;
  readonly weight: 400 | 500 | 600;
  readonly colour: string;
  readonly halo: string;
  readonly haloPx: number;
}
