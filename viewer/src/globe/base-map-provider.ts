import {
  Credit,
  Event,
  type ImageryProvider,
  type ImageryTypes,
  Rectangle,
  type Proxy as RequestProxy,
  type TileDiscardPolicy,
  WebMercatorTilingScheme,
} from '@cesium/engine';
import type { MapTheme } from '@undercroft/core/map/style';
import type { LonLatRectangle } from '@undercroft/core/terrain/terrain-tiling';
import type { MapPainter } from '../map-painter/map-painter.ts';
import type { PaintedPicture } from '../map-painter/painter-protocol.ts';

export interface BaseMapProviderOptions {
  readonly painter: MapPainter;
  readonly picture: PaintedPicture;
  readonly theme: MapTheme;
  /** What is painted; beyond it lies plain land. */
  readonly rectangle: LonLatRectangle;
  /** Device pixels of a picture's side, a power of two. */
  readonly sizePx: number;
  readonly signal: AbortSignal;
  /** Told whenever the number of pictures under way changes. */
  readonly onPending: (pending: number) => void;
}

/** Sharpest zoom: at 512 px a tile a pixel is 6 cm there at 40 degrees of latitude. */
const FINEST_ZOOM = 21;

/** Most pictures asked of the painter at a time: what is no longer in view is then never begun. */
const MOST_PENDING = 18;

/**
 * How wide the engine is told a picture is. It draws terrain at one to two pixels of error and chooses pictures whose
 * pixels are as large as that error; of pictures that are really 512 wide it then takes those of 0.6 to 1.6 screen pixels
 * (at 256 it took four times as many, at 512 they were blurred).
 */
const STATED_PX = 320;

/** The base map, or the grid over it, as imagery: pictures of our own vector tiles. */
export class BaseMapProvider implements ImageryProvider {
  readonly errorEvent = new Event();
  readonly credit = new Credit('');
  readonly tilingScheme = new WebMercatorTilingScheme();
  readonly tileWidth = STATED_PX;
  readonly tileHeight = STATED_PX;
  readonly minimumLevel = 0;
  readonly maximumLevel = FINEST_ZOOM;
  readonly hasAlphaChannel: boolean;
  readonly rectangle: Rectangle;
  // The engine asks for neither, and its types want both.
  readonly tileDiscardPolicy = undefined as unknown as TileDiscardPolicy;
  readonly proxy: RequestProxy = undefined as unknown as RequestProxy;
  readonly #options: BaseMapProviderOptions;
  #pending = 0;

  constructor(options: BaseMapProviderOptions) {
    this.#options = options;
    this.hasAlphaChannel = options.picture !== 'map';
    this.rectangle = Rectangle.fromDegrees(...options.rectangle);
  }

  getTileCredits(): Credit[] {
    return [];
  }

  pickFeatures(): undefined {
    return undefined;
  }

  requestImage(x: number, y: number, level: number): Promise<ImageryTypes> | undefined {
    if (this.#pending >= MOST_PENDING) return undefined;
    const { painter, picture, theme, sizePx, signal } = this.#options;
    this.#count(1);
    return painter.paint(picture, { z: level, x, y }, theme, sizePx, signal).finally(() => this.#count(-1));
  }

  #count(change: 1 | -1): void {
    this.#pending += change;
    this.#options.onPending(this.#pending);
  }
}
