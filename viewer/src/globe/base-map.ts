import { ImageryLayer, type Scene, TextureMinificationFilter } from '@cesium/engine';
import type { MapTheme } from '@undercroft/core/map/style';
import { type TileJson, tileJsonSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import type { LonLatRectangle } from '@undercroft/core/terrain/terrain-tiling';
import { type MapPainter, mapPainter } from '../map-painter/map-painter.ts';
import { waitMs } from './back-off.ts';
import { type BaseMapLabels, baseMapLabels, type LabelGround } from './base-map-labels.ts';
import { BaseMapProvider } from './base-map-provider.ts';
import { failingRequests } from './failing-requests.ts';
import { RetryingResource } from './retrying-resource.ts';

export interface BaseMapOptions {
  readonly sceneId: string;
  readonly theme: MapTheme;
  readonly language: 'zh' | 'en';
  readonly rectangle: LonLatRectangle;
  readonly ground: LabelGround;
  /** Told of what is under way and of what fails. */
  readonly onProgress: (pending: number, failing: number) => void;
}

/** Roads, water, land use and names of a scene, painted here from its vector tiles. */
export interface BaseMap {
  setShown(map: boolean, labels: boolean): void;
  setTheme(theme: MapTheme): void;
  setLanguage(language: 'zh' | 'en'): void;
  /** 1 by day, 0 at night: then the dark map is drawn in either theme. */
  setDay(day: number): void;
  /** Pictures painted so far, and the painter's milliseconds that went into them. */
  readonly spent: MapPainter['spent'];
  destroy(): void;
}

/** Device pixels of a picture: sharp on a screen of two device pixels a pixel, and no more. */
const PICTURE_SIZES = { single: 512, double: 1024 } as const;

/** Share of daylight below which it counts as night. */
const NIGHT_BELOW = 0.4;

export function baseMap(scene: Scene, options: BaseMapOptions): BaseMap {
  let { theme, language } = options;
  let shown = { map: true, labels: true };
  let day = 1;
  let destroyed = false;
  let painter: MapPainter | null = null;
  let labels: BaseMapLabels | null = null;
  let layer: ImageryLayer | null = null;
  let stop = new AbortController();
  let pending = 0;
  let failingTiles = 0;
  const report = (): void => {
    if (!destroyed) options.onProgress(pending + (labels?.pending ?? 0), failingTiles + failing.size);
  };
  const failing = failingRequests(report);

  const drawnTheme = (): MapTheme => (day < NIGHT_BELOW ? 'dark' : theme);
  const repaint = (before: MapTheme): void => {
    if (drawnTheme() === before) return;
    if (painter !== null) lay(painter);
    labels?.setLook(drawnTheme(), language);
  };

  const lay = (map: MapPainter): void => {
    const before = layer;
    const stopBefore = stop;
    stop = new AbortController();
    const provider = new BaseMapProvider({
      painter: map,
      theme: drawnTheme(),
      rectangle: options.rectangle,
      sizePx: scene.drawingBufferWidth > 1.25 * scene.canvas.clientWidth ? PICTURE_SIZES.double : PICTURE_SIZES.single,
      signal: stop.signal,
      onPending: (count) => {
        pending = count;
        report();
        scene.requestRender();
      },
    });
    layer = new ImageryLayer(provider, { show: shown.map, minificationFilter: TextureMinificationFilter.LINEAR });
    scene.imageryLayers.add(layer, 0);
    stopBefore.abort();
    if (before !== null) scene.imageryLayers.remove(before);
    scene.requestRender();
  };

  const open = async (): Promise<void> => {
    const document = await tileDocument(options.sceneId, failing, () => !destroyed);
    if (destroyed) return;
    painter = mapPainter({
      sceneId: options.sceneId,
      version: document.version,
      finestZoom: document.maxzoom,
      onFailing: (count) => {
        failingTiles = count;
        report();
      },
    });
    lay(painter);
    labels = baseMapLabels(scene, {
      painter,
      ground: options.ground,
      zooms: [document.minzoom, document.maxzoom],
      theme: drawnTheme(),
      language,
      onPending: report,
    });
    labels.setShown(shown.labels);
  };
  // It ends by itself when the scene goes; everything else is repeated within.
  open().catch(() => undefined);

  return {
    setShown(map, names) {
      shown = { map, labels: names };
      if (layer !== null) layer.show = map;
      labels?.setShown(names);
      scene.requestRender();
    },
    setTheme(next) {
      const before = drawnTheme();
      theme = next;
      repaint(before);
    },
    setLanguage(next) {
      language = next;
      labels?.setLook(drawnTheme(), language);
    },
    get spent() {
      return painter?.spent ?? { pictures: 0, paintMs: 0 };
    },
    setDay(next) {
      const before = drawnTheme();
      day = next;
      repaint(before);
    },
    destroy() {
      destroyed = true;
      stop.abort();
      labels?.destroy();
      painter?.destroy();
    },
  };
}

/** The document of a scene's vector tiles; asked for until it comes and reads as one. */
async function tileDocument(
  sceneId: string,
  failing: ReturnType<typeof failingRequests>,
  isWanted: () => boolean,
): Promise<TileJson> {
  const url = routePath('vectorTiles', { scene: sceneId });
  const key = `document ${url}`;
  for (;;) {
    const parsed = tileJsonSchema.safeParse(await new RetryingResource({ url }, { failing, isWanted }).fetchJson());
    if (parsed.success) {
      failing.settled(key);
      return parsed.data;
    }
    const wait = waitMs(failing.failed(key), Math.random());
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (!isWanted()) throw new Error(`${url} is no longer wanted.`);
  }
}
