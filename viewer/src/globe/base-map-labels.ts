import { Cartesian3, Cartographic, Matrix4, type Scene } from '@cesium/engine';
import { type PlacedLabel, placeLabels } from '@undercroft/core/map/place-labels';
import type { MapTheme } from '@undercroft/core/map/style';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import type { MapPainter } from '../map-painter/map-painter.ts';
import type { MapLabel, MapPicture } from '../map-painter/painter-protocol.ts';
import { labelSprites } from './base-map-label-sprite.ts';
import { labelTiles, labelZoom } from './base-map-label-tiles.ts';
import { type Project, pixelSizeM, screenProjector, signScale } from './screen-projector.ts';

/** What names stand on. */
export interface LabelGround {
  /** Ellipsoidal height of the drawn ground, metres. */
  heightAt(lon: number, lat: number): number;
  /** Ground in the middle of the view, and its distance; `null` where there is none. */
  middle(): { readonly lon: number; readonly lat: number; readonly distanceM: number } | null;
}

export interface BaseMapLabelsOptions {
  readonly painter: MapPainter;
  readonly ground: LabelGround;
  /** Device pixels a CSS pixel: names are as sharp as the whole picture, even over a draft. */
  readonly pixelRatio: () => number;
  /** Least and finest zoom of the data. */
  readonly zooms: readonly [number, number];
  readonly theme: MapTheme;
  readonly language: 'zh' | 'en';
  readonly onPending: () => void;
}

/** Names over the scene, drawn on a canvas of their own: sharp, upright, never on one another. */
export interface BaseMapLabels {
  /** Tiles whose names are under way. */
  readonly pending: number;
  /** Which names are written: those of the map, those of the grid. */
  setShown(shown: Readonly<Record<MapPicture, boolean>>): void;
  /** The feature whose name stands at a place of the canvas, CSS pixels; `null` for none that can be selected. */
  pick(x: number, y: number): string | null;
  setLook(theme: MapTheme, language: 'zh' | 'en'): void;
  destroy(): void;
}

/** Names are placed anew at most this often, milliseconds; between they move with the ground. */
const PLACE_EVERY_MS = 220;

/** Names farther away than this many times the middle of the view are left out: the far would be all text. */
const FARTHEST = 3.2;

/** Tiles whose names are kept. */
const MOST_TILES = 240;

/** Names drawn for the first time in one frame: the others wait for the next, so that no frame is late for them. */
const MOST_NEW_SPRITES = 8;

interface Placed {
  readonly label: MapLabel;
  readonly at: Cartesian3;
  /** Ends of the stretch it is written along. */
  readonly ends: readonly [Cartesian3, Cartesian3] | null;
}

export function baseMapLabels(scene: Scene, options: BaseMapLabelsOptions): BaseMapLabels {
  const { painter, ground, zooms, onPending } = options;
  const sprites = labelSprites();
  const canvas = document.createElement('canvas');
  canvas.className = 'map-labels';
  canvas.setAttribute('aria-hidden', 'true');
  scene.canvas.after(canvas);
  const context = canvas.getContext('2d');
  let { theme, language } = options;
  let shown: Readonly<Record<MapPicture, boolean>> = { map: true, grid: false };
  let stop = new AbortController();
  const held = new Map<string, readonly MapLabel[]>();
  const asked = new Set<string>();
  let inQuestion: readonly MapLabel[] = [];
  let settled: readonly MapLabel[] = [];
  let placed: readonly Placed[] = [];
  let placedAt = 0;
  let stale = true;
  let later: ReturnType<typeof setTimeout> | undefined;

  const ask = (address: TileAddress, key: string): void => {
    if (asked.has(key)) return;
    asked.add(key);
    painter
      .labels(address, theme, language, stop.signal)
      .then((labels) => {
        held.set(key, labels);
        for (const oldest of held.keys()) {
          if (held.size <= MOST_TILES) break;
          held.delete(oldest);
        }
        stale = true;
        scene.requestRender();
      })
      .catch(() => undefined)
      .finally(() => {
        asked.delete(key);
        onPending();
      });
    onPending();
  };

  const gather = (): void => {
    const middle = ground.middle();
    if (middle === null) return;
    const metresPerPixel = pixelSizeM(scene) * middle.distanceM;
    const zoom = labelZoom(metresPerPixel, middle.lat, zooms);
    const found: MapLabel[] = [];
    let isWhole = true;
    for (const address of labelTiles(middle.lon, middle.lat, zoom, zooms)) {
      const key = `${address.z}/${address.x}/${address.y}`;
      const labels = held.get(key);
      if (labels === undefined) {
        isWhole = false;
        ask(address, key);
      } else found.push(...labels);
    }
    // Until all names of the new view have come, those of the last one stay.
    if (isWhole) settled = found;
    inQuestion = isWhole ? found : [...new Set([...found, ...settled])];
  };

  const place = (): void => {
    gather();
    const { project } = screenProjector(scene);
    const farthestM = (ground.middle()?.distanceM ?? 0) * FARTHEST;
    const places = new Map<object, Placed>();
    const larger = signScale(scene.canvas.clientHeight);
    const candidates = inQuestion.flatMap((asWritten) => {
      if (!shown[asWritten.of]) return [];
      const label = { ...asWritten, sizePx: asWritten.sizePx * larger, haloPx: asWritten.haloPx * larger };
      const at = pointOf(ground, label.lon, label.lat);
      const distanceM = Cartesian3.distance(at, scene.camera.positionWC);
      if (distanceM > farthestM || underfoot(scene, at)) return [];
      const spot = project(at);
      if (spot === null) return [];
      const [west, south, east, north] = label.along ?? [0, 0, 0, 0];
      const ends =
        label.along === null ? null : ([pointOf(ground, west, south), pointOf(ground, east, north)] as const);
      const line = ends === null ? null : lineOnScreen(project, ends);
      if (ends !== null && line === null) return [];
      const candidate = {
        ...label,
        ...spot,
        angle: label.isLevel ? 0 : (line?.angle ?? 0),
        roomPx: line?.lengthPx ?? null,
      };
      places.set(candidate, { label, at, ends });
      return [candidate];
    });
    placed = placeLabels(candidates, (label) => sprites.measure(label), { marginPx: 4, repeatPx: 420 }).flatMap(
      ({ label }: PlacedLabel) => places.get(label) ?? [],
    );
    placedAt = performance.now();
    stale = false;
  };

  const draw = (): void => {
    if (context === null) return;
    const ratio = options.pixelRatio();
    const width = Math.round(scene.canvas.clientWidth * ratio);
    const height = Math.round(scene.canvas.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    } else context.clearRect(0, 0, width, height);
    if (!shown.map && !shown.grid) {
      placed = [];
      return;
    }
    const wait = placedAt + PLACE_EVERY_MS - performance.now();
    if (wait <= 0) place();
    else {
      // The view may come to rest before names are due: then one more frame is drawn for them.
      clearTimeout(later);
      if (stale || moved()) later = setTimeout(() => scene.requestRender(), wait);
    }
    const { project } = screenProjector(scene);
    let made = 0;
    for (const { label, at, ends } of placed) {
      if (!sprites.has(label, ratio) && ++made > MOST_NEW_SPRITES) {
        scene.requestRender();
        continue;
      }
      const spot = project(at);
      if (spot === null) continue;
      const angle = ends === null || label.isLevel ? 0 : (lineOnScreen(project, ends)?.angle ?? 0);
      const { image, widthPx, heightPx } = sprites.sprite(label, ratio);
      if (angle === 0) {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.drawImage(
          image,
          Math.round((spot.x - widthPx / 2) * ratio),
          Math.round((spot.y - heightPx / 2) * ratio),
        );
      } else {
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
        context.setTransform(cos, sin, -sin, cos, spot.x * ratio, spot.y * ratio);
        context.drawImage(image, (-widthPx * ratio) / 2, (-heightPx * ratio) / 2);
      }
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
  };

  const view = new Matrix4();
  const moved = (): boolean => {
    const changed = !Matrix4.equalsEpsilon(view, scene.camera.viewMatrix, 1e-9);
    Matrix4.clone(scene.camera.viewMatrix, view);
    return changed;
  };
  // The first text a page measures costs its font; it is paid before there is any to draw.
  sprites.measure({ text: '路 a', sizePx: 12, weight: 500 });
  const remove = scene.postRender.addEventListener(draw);
  scene.requestRender();

  return {
    get pending() {
      return asked.size;
    },
    setShown(next) {
      shown = next;
      stale = true;
      placedAt = 0;
      scene.requestRender();
    },
    pick(x, y) {
      const { project } = screenProjector(scene);
      const found = placed.find(({ label, at }) => {
        const spot = label.featureId === null ? null : project(at);
        if (spot === null) return false;
        const { widthPx, heightPx } = sprites.sprite(label, options.pixelRatio());
        return Math.abs(spot.x - x) <= widthPx / 2 && Math.abs(spot.y - y) <= heightPx / 2;
      });
      return found?.label.featureId ?? null;
    },
    setLook(nextTheme, nextLanguage) {
      if (nextTheme === theme && nextLanguage === language) return;
      theme = nextTheme;
      language = nextLanguage;
      stop.abort();
      stop = new AbortController();
      held.clear();
      asked.clear();
      settled = [];
      stale = true;
      placedAt = 0;
      scene.requestRender();
    },
    destroy() {
      stop.abort();
      clearTimeout(later);
      remove();
      canvas.remove();
    },
  };
}

/** Direction and length on screen of a stretch of ground; never upside down. */
function lineOnScreen(
  project: Project,
  [from, to]: readonly [Cartesian3, Cartesian3],
): { readonly angle: number; readonly lengthPx: number } | null {
  const a = project(from);
  const b = project(to);
  if (a === null || b === null) return null;
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  const upright = angle > Math.PI / 2 ? angle - Math.PI : angle <= -Math.PI / 2 ? angle + Math.PI : angle;
  return { angle: upright, lengthPx: Math.hypot(b.x - a.x, b.y - a.y) };
}

function pointOf(ground: LabelGround, lon: number, lat: number): Cartesian3 {
  return Cartesian3.fromDegrees(lon, lat, ground.heightAt(lon, lat));
}

/** Whether the ground at a point is seen from below, by a camera that is under it. */
function underfoot(scene: Scene, at: Cartesian3): boolean {
  const { height } = scene.camera.positionCartographic;
  return height < Cartographic.fromCartesian(at).height;
}
