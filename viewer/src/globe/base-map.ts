import { ImageryLayer, type Scene, TextureMinificationFilter } from '@cesium/engine';
import type { MapTheme } from '@undercroft/core/map/style';
import { type TileJson, tileJsonSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import type { LonLatRectangle } from '@undercroft/core/terrain/terrain-tiling';
import { CELL_OPACITY } from '../cases/case-tones.ts';
import { type MapPainter, mapPainter } from '../map-painter/map-painter.ts';
import type { CellTints, MapPicture, PaintedPicture } from '../map-painter/painter-protocol.ts';
import { waitMs } from './back-off.ts';
import { type BaseMapLabels, baseMapLabels, type LabelGround } from './base-map-labels.ts';
import { BaseMapProvider } from './base-map-provider.ts';
import { failingRequests } from './failing-requests.ts';
import { layImagery } from './imagery-order.ts';
import { RetryingResource } from './retrying-resource.ts';

export interface BaseMapOptions {
  /** What is painted: the map, the grid over it, or neither, where the tiles are wanted for their points alone. */
  readonly pictures: readonly MapPicture[];
  readonly sceneId: string;
  readonly theme: MapTheme;
  readonly language: 'zh' | 'en';
  readonly rectangle: LonLatRectangle;
  readonly ground: LabelGround;
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: () => number;
  /** Told once, when the tiles can be read. */
  readonly onOpen: (painter: MapPainter, zooms: readonly [least: number, finest: number]) => void;
  /** Told of what is under way and of what fails. */
  readonly onProgress: (pending: number, failing: number) => void;
}

/** What of the base map is drawn. */
export interface BaseMapShown {
  readonly map: boolean;
  readonly cells: boolean;
  readonly grid: boolean;
  readonly gridNames: boolean;
  readonly labels: boolean;
}

/** Roads, water, land use, management grid and names of a scene, painted here from its vector tiles. */
export interface BaseMap {
  setShown(shown: BaseMapShown): void;
  /** Colours the cells of the grid; `null` colours none. */
  setTints(tints: CellTints | null): void;
  /** The feature whose name stands at a place of the canvas, CSS pixels; `null` for none. */
  pickName(x: number, y: number): string | null;
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
  let shown: BaseMapShown = { map: true, cells: true, grid: true, gridNames: true, labels: true };
  let day = 1;
  let destroyed = false;
  let painter: MapPainter | null = null;
  let labels: BaseMapLabels | null = null;
  let tints: CellTints | null = null;
  const laid = new Map<PaintedPicture, Laid>();
  let failingTiles = 0;
  const report = (): void => {
    const pending = [...laid.values()].reduce((sum, each) => sum + each.pending, 0);
    if (!destroyed) options.onProgress(pending + (labels?.pending ?? 0), failingTiles + failing.size);
  };
  const failing = failingRequests(report);

  const namesShown = () => ({ map: shown.labels, grid: shown.gridNames });
  const drawnTheme = (): MapTheme => (day < NIGHT_BELOW ? 'dark' : theme);
  const pictures = (): readonly PaintedPicture[] =>
    tints === null ? options.pictures : [...options.pictures, 'cells'];
  const repaint = (before: MapTheme): void => {
    if (drawnTheme() === before) return;
    if (painter !== null) for (const picture of pictures()) lay(painter, picture);
    labels?.setLook(drawnTheme(), language);
  };

  const lay = (map: MapPainter, picture: PaintedPicture): void => {
    const before = laid.get(picture);
    const stop = new AbortController();
    const provider = new BaseMapProvider({
      painter: map,
      picture,
      theme: drawnTheme(),
      rectangle: options.rectangle,
      sizePx: options.pixelRatio() > 1.25 ? PICTURE_SIZES.double : PICTURE_SIZES.single,
      signal: stop.signal,
      onPending: (count) => {
        next.pending = count;
        report();
        scene.requestRender();
      },
    });
    const filter = TextureMinificationFilter.LINEAR;
    const layer = new ImageryLayer(provider, {
      show: shown[picture],
      minificationFilter: filter,
      ...(picture === 'cells' && { alpha: CELL_OPACITY }),
    });
    const next: Laid = { layer, stop, pending: 0 };
    laid.set(picture, next);
    if (picture === 'map') scene.imageryLayers.add(layer, 0);
    else layImagery(scene, layer, picture);
    if (before !== undefined) takeUp(before);
    scene.requestRender();
  };
  const takeUp = ({ layer, stop }: Laid): void => {
    stop.abort();
    scene.imageryLayers.remove(layer);
  };
  const tint = (map: MapPainter): void => {
    if (tints !== null) {
      map.tint(tints);
      lay(map, 'cells');
      return;
    }
    const before = laid.get('cells');
    if (before === undefined) return;
    laid.delete('cells');
    takeUp(before);
    report();
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
    for (const picture of options.pictures) lay(painter, picture);
    tint(painter);
    options.onOpen(painter, [document.minzoom, document.maxzoom]);
    labels = baseMapLabels(scene, {
      painter,
      ground: options.ground,
      pixelRatio: options.pixelRatio,
      zooms: [document.minzoom, document.maxzoom],
      theme: drawnTheme(),
      language,
      onPending: report,
    });
    labels.setShown(namesShown());
    // Of tiles that are wanted for their points alone nothing else would be told.
    report();
  };
  // It ends by itself when the scene goes; everything else is repeated within.
  open().catch(() => undefined);

  return {
    setShown(next) {
      shown = next;
      for (const [picture, { layer }] of laid) layer.show = shown[picture];
      labels?.setShown(namesShown());
      scene.requestRender();
    },
    setTints(next) {
      tints = next;
      if (painter !== null) tint(painter);
    },
    pickName: (x, y) => labels?.pick(x, y) ?? null,
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
      for (const { stop } of laid.values()) stop.abort();
      labels?.destroy();
      painter?.destroy();
    },
  };
}

/** One picture as it lies on the ground. */
interface Laid {
  readonly layer: ImageryLayer;
  readonly stop: AbortController;
  pending: number;
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
