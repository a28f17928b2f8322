import { Cartesian3, Matrix4, type Scene } from '@cesium/engine';
import type { LivePositions } from '../../live/live-positions.ts';
import type { Theme } from '../../state/view-state.ts';
import { pixelSizeM, signScale } from '../screen-projector.ts';
import { type UnitCanvas, type UnitFrame, type UnitTones, unitCanvas } from './unit-canvas.ts';
import { UnitMotion } from './unit-motion.ts';

export interface UnitLayerOptions {
  readonly positions: LivePositions;
  /** Longitude and latitude of the middle of the scene, degrees. */
  readonly middle: readonly [number, number];
  /** Ellipsoidal height of the drawn ground, metres. */
  readonly heightAt: (lon: number, lat: number) => number;
  readonly pixelRatio: () => number;
  readonly theme: Theme;
  /** Nothing glides: tests, and people who asked for calm. */
  readonly instant: boolean;
  /** The instant shown, milliseconds since 1970: units fade by it. */
  readonly cityNowMs: () => number;
}

/** Units on duty: dots that point where they go, with the way that they came. */
export interface UnitLayer {
  setShown(shown: boolean): void;
  setTheme(theme: Theme): void;
  /** One is selected, some are marked (they are on their way to a case). */
  setMarks(selected: string | null, marked: ReadonlySet<string>): void;
  /** Id of the unit that is drawn there, CSS pixels of the canvas. */
  pick(x: number, y: number): string | null;
  /** Where a unit is drawn, CSS pixels; `null` when it is not in view or not known. */
  spotOf(id: string): { readonly x: number; readonly y: number } | null;
  /** Milliseconds of script that updates and frames took. */
  spent(): UnitsSpent;
  destroy(): void;
}

export interface UnitsSpent {
  readonly units: number;
  readonly updates: number;
  readonly lastUpdateMs: number;
  readonly updateMs: number;
  readonly frames: number;
  readonly frameMs: number;
}

/** From fresh to old news, seconds: a unit reports every few seconds to some tens of them. */
const STALE_S = [90, 420] as const;
/** Signs stand so far above the ground, metres. */
const ABOVE_M = 1.2;
/** Where there are more, only marked ones have a trail. */
const MOST_TRAILS = 400;
const TRAILS_EVERY_MS = 250;
/** A glide is drawn so often at most, milliseconds. */
const FRAME_MS = 33;
/** Units that stand still fade too. */
const FADE_EVERY_MS = 5000;
const TOLERANCE_PX = 11;

const TONES: Readonly<Record<Theme, UnitTones>> = {
  light: {
    plain: [0.07, 0.38, 0.72],
    marked: [0.85, 0.36, 0.05],
    selected: [1, 0.62, 0],
    rim: [1, 1, 1],
    stale: [0.52, 0.55, 0.58],
  },
  dark: {
    plain: [0.36, 0.72, 1],
    marked: [1, 0.6, 0.25],
    selected: [1, 0.75, 0.2],
    rim: [0.08, 0.1, 0.12],
    stale: [0.5, 0.53, 0.56],
  },
};

/** `null` where the browser has no second graphics context to give: lists still tell of the units. */
export function unitLayer(scene: Scene, options: UnitLayerOptions): UnitLayer | null {
  const middle = Cartesian3.fromDegrees(...options.middle);
  const made = unitCanvas(() => putAll());
  if (made === null) return null;
  const canvas: UnitCanvas = made;
  scene.canvas.parentElement?.append(canvas.element);
  const { positions } = options;
  const scratch = new Cartesian3();
  const motion = new UnitMotion(positions, {
    toLocal(lon, lat, heightM, out, at) {
      const { x, y, z } = Cartesian3.fromDegrees(lon, lat, heightM, undefined, scratch);
      out[at] = x - middle.x;
      out[at + 1] = y - middle.y;
      out[at + 2] = z - middle.z;
    },
    heightAt: (lon, lat) => options.heightAt(lon, lat) + ABOVE_M,
  });
  const [east, north] = axesAt(...options.middle);
  const toClip = new Float32Array(16);
  const toClipExact = new Matrix4();
  const startedAt = performance.now();
  let { theme } = options;
  let isShown = true;
  let isBlank = true;
  let selected: string | null = null;
  let marked: ReadonlySet<string> = new Set();
  let stretches = 0;
  let trailsAt = 0;
  let frame: number | null = null;
  let drawnAt = 0;
  /** Rows before this have their mark. */
  let markedRows = 0;
  const spent = { updates: 0, lastUpdateMs: 0, updateMs: 0, frames: 0, frameMs: 0 };
  const clock = (): number => (performance.now() - startedAt) / 1000;

  const markOf = (id: string): 0 | 1 | 2 => (id === selected ? 2 : marked.has(id) ? 1 : 0);
  const look = (): void => {
    const { camera } = scene;
    Matrix4.multiplyByTranslation(camera.viewMatrix, middle, toClipExact);
    Matrix4.multiply(camera.frustum.projectionMatrix, toClipExact, toClipExact);
    Matrix4.toArray(toClipExact, exact);
    toClip.set(exact);
  };
  const exact: number[] = Array.from({ length: 16 }, () => 0);
  const drawNow = (): void => {
    const began = performance.now();
    const ratio = options.pixelRatio();
    const { clientWidth, clientHeight } = scene.canvas;
    canvas.resize(Math.round(clientWidth * ratio), Math.round(clientHeight * ratio));
    if (!isShown || positions.count === 0) {
      if (!isBlank) canvas.clear();
      isBlank = true;
      return;
    }
    isBlank = false;
    canvas.draw(frameOf(ratio * signScale(clientHeight)));
    drawnAt = began;
    spent.frames += 1;
    spent.frameMs += performance.now() - began;
  };
  const frameOf = (ratio: number): UnitFrame => ({
    toClip,
    east,
    north,
    ratio,
    now: clock(),
    cityNow: (options.cityNowMs() - motion.baseMs) / 1000,
    stale: STALE_S,
    metresPerPixelAtOne: pixelSizeM(scene),
    tones: TONES[theme],
    units: positions.count,
    stretches,
  });
  const glide = (): void => {
    frame = null;
    if (performance.now() - drawnAt >= FRAME_MS - 4) drawNow();
    if (clock() < motion.movingUntil) again();
  };
  const again = (): void => {
    frame ??= requestAnimationFrame(glide);
  };
  const putTrails = (): void => {
    trailsAt = performance.now();
    const all = positions.count <= MOST_TRAILS;
    const rows = all
      ? Array.from({ length: positions.count }, (_, row) => row)
      : [...marked, ...(selected === null ? [] : [selected])].flatMap((id) => positions.rowOf(id) ?? []);
    const trails = motion.trailsOf(rows, rows.length);
    stretches = trails.stretches;
    if (stretches > 0) canvas.putTrails(trails.floats, stretches);
  };
  function putAll(): void {
    motion.reserve();
    canvas.reserve(motion.capacity);
    const now = clock();
    for (let row = 0; row < positions.count; row++) {
      motion.report(row, now, true);
      motion.setMark(row, markOf(positions.ids[row] ?? ''));
    }
    markedRows = positions.count;
    if (positions.count > 0) canvas.putUnits(motion.floats, 0, positions.count);
    putTrails();
    drawNow();
  }
  const onRows = (rows: Uint32Array): void => {
    const began = performance.now();
    if (motion.reserve()) {
      putAll();
    } else {
      putRows(rows);
      if (began - trailsAt >= TRAILS_EVERY_MS) putTrails();
      if (document.hidden || options.instant) drawNow();
      else again();
    }
    spent.updates += 1;
    spent.lastUpdateMs = performance.now() - began;
    spent.updateMs += spent.lastUpdateMs;
  };
  const putRows = (rows: Uint32Array): void => {
    const now = clock();
    const isInstant = options.instant || document.hidden;
    let least = Number.POSITIVE_INFINITY;
    let most = -1;
    for (const row of rows) {
      const isNew = row >= markedRows;
      motion.report(row, now, isInstant);
      if (isNew) motion.setMark(row, markOf(positions.ids[row] ?? ''));
      if (row < least) least = row;
      if (row > most) most = row;
    }
    markedRows = positions.count;
    if (most >= 0) canvas.putUnits(motion.floats, least, most - least + 1);
  };
  const spot = new Float64Array(3);
  const spotOfRow = (row: number, now: number): { readonly x: number; readonly y: number } | null => {
    motion.placeOf(row, now, spot);
    const [x = 0, y = 0, z = 0] = spot;
    const line = (i: number): number =>
      (exact[i] ?? 0) * x + (exact[i + 4] ?? 0) * y + (exact[i + 8] ?? 0) * z + (exact[i + 12] ?? 0);
    const w = line(3);
    if (w <= 0) return null;
    const { clientWidth, clientHeight } = scene.canvas;
    return { x: (line(0) / w / 2 + 0.5) * clientWidth, y: (0.5 - line(1) / w / 2) * clientHeight };
  };
  const removals = [
    scene.postRender.addEventListener(() => {
      look();
      drawNow();
    }),
    positions.listen(onRows),
  ];
  const fading = setInterval(() => {
    if (frame === null && !document.hidden && performance.now() - drawnAt > FADE_EVERY_MS / 2) drawNow();
  }, FADE_EVERY_MS);
  look();
  putAll();
  return {
    setShown(shown) {
      isShown = shown;
      drawNow();
    },
    setTheme(next) {
      theme = next;
      drawNow();
    },
    setMarks(nextSelected, nextMarked) {
      selected = nextSelected;
      marked = nextMarked;
      positions.ids.forEach((id, row) => {
        motion.setMark(row, markOf(id));
      });
      if (positions.count > 0 && motion.capacity >= positions.count) {
        canvas.putUnits(motion.floats, 0, positions.count);
      }
      putTrails();
      drawNow();
    },
    pick(x, y) {
      if (!isShown) return null;
      const now = clock();
      let best: string | null = null;
      let bestPx = TOLERANCE_PX;
      for (let row = 0; row < positions.count; row++) {
        const place = spotOfRow(row, now);
        const away = place === null ? Number.POSITIVE_INFINITY : Math.hypot(place.x - x, place.y - y);
        if (away >= bestPx) continue;
        bestPx = away;
        best = positions.ids[row] ?? null;
      }
      return best;
    },
    spotOf(id) {
      const row = positions.rowOf(id);
      return row === null || !isShown ? null : spotOfRow(row, clock());
    },
    spent: () => ({ units: positions.count, ...spent }),
    destroy() {
      if (frame !== null) cancelAnimationFrame(frame);
      clearInterval(fading);
      for (const remove of removals) remove();
      canvas.destroy();
    },
  };
}

/** East and north on the ground, as unit vectors of the earth. */
function axesAt(
  lonDeg: number,
  latDeg: number,
): readonly [readonly [number, number, number], readonly [number, number, number]] {
  const lon = (lonDeg * Math.PI) / 180;
  const lat = (latDeg * Math.PI) / 180;
  return [
    [-Math.sin(lon), Math.cos(lon), 0],
    [-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat)],
  ];
}
