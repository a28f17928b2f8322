import { Cartesian3, Math as CesiumMath, type PerspectiveFrustum } from '@cesium/engine';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { StillView } from '../cameras/still-view.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { livePositions } from '../live/live-positions.ts';
import type { Theme } from '../state/view-state.ts';
import { developedPicture } from './developed-picture.ts';
import { createEngine } from './engine.ts';
import { groundCover } from './ground-cover.ts';
import { groundMaterial } from './ground-material.ts';
import type { StatusSign } from './live/status-sign.ts';
import type { ScenePalette } from './palette.ts';
import { readDrawn, untilDrawn } from './read-drawn.ts';
import type { TilesProgress } from './retrying-tileset.ts';
import { sceneLayers } from './scene-layers.ts';
import { drawSigns } from './sign-overlay.ts';
import { StillError } from './still-error.ts';
import { sun } from './sun.ts';
import { defaultSunTime } from './sun-position.ts';
import { unitFigures } from './unit-figures.ts';

/**
 * Draws pictures of a scene from any place, beside the view that people look at and without touching it. One at a time.
 * Rejects with a `StillError` when a picture cannot be drawn, or as aborted.
 */
export interface StillStudio {
  /** Resolves to the address of a JPEG: the city without what moves in it. */
  take(view: StillView, look: StillLook, signal: AbortSignal): Promise<string>;
  /**
   * Draws one frame of a moving picture onto a canvas. The first one from a place waits until all of the city has come
   * that is seen from there; `moving` is asked for when the frame is begun. True while something in it is on its way.
   */
  film(
    view: StillView,
    look: StillLook,
    moving: () => Moving,
    onto: HTMLCanvasElement,
    signal: AbortSignal,
  ): Promise<boolean>;
  destroy(): void;
}

/** What moves in a city beside its units. */
export interface Moving {
  readonly signs: readonly StatusSign[];
  /** The instant shown, milliseconds since 1970 UTC: units fade by it. */
  readonly cityMs: number;
}

export interface StillLook {
  readonly theme: Theme;
  /** Null for the hour a scene is drawn for by itself. */
  readonly sunTimeMs: number | null;
}

const WIDE_PX = 480;
const HIGH_PX = 270;

/** A picture of which parts have not come by then is none, milliseconds: a street without its houses would be a lie. */
const PATIENCE_MS = 90_000;

/** Time between two frames while tiles come, milliseconds. */
const STEP_MS = 80;

/** Tiles that are wanted show in the progress a moment after the view has changed, milliseconds. */
const SETTLE_MS = 400;

/** How finely the ground is drawn, pixels of error: a still is small. */
const GROUND_ERROR_PX = 8;

/** So far is drawn, metres, and no tile beyond is asked for: a street seen level reaches to the horizon. */
const FARTHEST_M = 2500;

const JPEG_QUALITY = 0.85;

/**
 * A second, small engine that shows ground, map, houses and trees. The same engine could draw the picture between two
 * frames of the main view; its tiles, its camera events and its labels would all have to be kept from noticing, and tiles
 * that one of two views does not want are given up each frame. The second one costs a graphics context while it lives.
 */
export function stillStudio(scene: PublicScene, coarse: GroundSurface): StillStudio {
  const host = document.createElement('div');
  host.className = 'still-studio';
  host.setAttribute('aria-hidden', 'true');
  host.style.cssText = `position:fixed;left:-10000px;top:0;width:${WIDE_PX}px;height:${HIGH_PX}px;pointer-events:none`;
  document.body.append(host);
  const widget = createEngine(host);
  for (const element of [widget.canvas.parentElement, widget.canvas]) {
    if (element !== null) element.style.cssText += `width:${WIDE_PX}px;height:${HIGH_PX}px`;
  }
  const engine = widget.scene;
  const { geoidOffsetM } = scene.heightDatum;
  const paint = groundMaterial(engine, coarse, geoidOffsetM, scene.terrain, scene.frame.reachM);
  let progress: TilesProgress = { state: 'pending', waiting: 0, failing: 0 };
  let groundWaiting = 0;
  let brokenBy: string | null = null;
  const city = sceneLayers(engine, {
    scene,
    operations: { kinds: [], grid: false },
    pointWords: { point: () => '', group: () => '' },
    onGroup: () => undefined,
    coarse,
    theme: 'light',
    language: 'zh',
    without: ['labels'],
    imagery: null,
    onExternal: () => undefined,
    middle: () => null,
    pixelRatio: () => 1,
    onGroundLook: (look) => paint.setLook(look),
    onProgress: (next) => {
      progress = next;
    },
  });
  const cover = groundCover(
    engine,
    city.ground,
    geoidOffsetM,
    () => 'above',
    () => undefined,
  );
  const heightAt = (lon: number, lat: number): number => city.ground.levelAt(lon, lat) + geoidOffsetM;
  const figures = unitFigures(engine, livePositions, heightAt);
  const light = sun(engine, scene.camera.target, 'light', defaultSunTime(...scene.camera.target));
  engine.renderError.addEventListener((_scene: unknown, error: unknown) => {
    brokenBy = String(error);
  });
  engine.globe.tileLoadProgressEvent.addEventListener((waiting: number) => {
    groundWaiting = waiting;
  });
  engine.globe.maximumScreenSpaceError = GROUND_ERROR_PX;
  engine.globe.preloadSiblings = false;
  engine.screenSpaceCameraController.enableInputs = false;
  engine.screenSpaceCameraController.enableCollisionDetection = false;
  widget.useDefaultRenderLoop = false;
  widget.resize();

  let dressed: { readonly key: string; readonly palette: ScenePalette } | null = null;
  const dress = ({ theme, sunTimeMs }: StillLook): ScenePalette => {
    const key = `${theme} ${sunTimeMs}`;
    if (dressed?.key === key) return dressed.palette;
    light.set(theme, sunTimeMs ?? defaultSunTime(...scene.camera.target));
    const { palette, day } = light.look;
    paint.setPalette(palette);
    cover.setPalette(palette);
    city.setTheme(theme);
    city.setDay(day);
    figures.setDay(day);
    dressed = { key, palette };
    return palette;
  };
  const stand = ({ lon, lat, levelM, headingDeg, pitchDeg, fieldOfViewDeg }: StillView): void => {
    const { camera } = engine;
    camera.setView({
      destination: Cartesian3.fromDegrees(lon, lat, levelM + geoidOffsetM),
      orientation: {
        heading: CesiumMath.toRadians(headingDeg),
        pitch: CesiumMath.toRadians(pitchDeg),
        roll: 0,
      },
    });
    const frustum = camera.frustum as PerspectiveFrustum;
    // The angle of a picture that is wider than high is its horizontal one.
    frustum.fov = CesiumMath.toRadians(fieldOfViewDeg);
    frustum.far = FARTHEST_M;
  };
  /** Draws until all that is seen from there has come. */
  const settle = async (view: StillView, signal: AbortSignal): Promise<void> => {
    stand(view);
    const startedMs = performance.now();
    let quietSinceMs = startedMs;
    for (;;) {
      if (performance.now() - startedMs > PATIENCE_MS)
        throw new StillError('tilesMissing', 'The picture could not be drawn: tiles are missing.');
      await nextFrame(STEP_MS, signal);
      widget.render();
      await untilDrawn(widget.canvas, signal);
      refuseBroken();
      const nowMs = performance.now();
      if (progress.state !== 'idle' || groundWaiting > 0 || !engine.globe.tilesLoaded) quietSinceMs = nowMs;
      // While the ground was coarse it may have stood over the lens and lifted it.
      stand(view);
      if (nowMs - quietSinceMs > SETTLE_MS) return;
      // Only while something comes is there anything new to draw.
      engine.requestRender();
    }
  };
  const refuseBroken = (): void => {
    if (widget.canvas.getContext('webgl2')?.isContextLost() !== false)
      throw new StillError('contextLost', 'The picture could not be drawn: the graphics card let go of it.');
    if (brokenBy !== null) throw new StillError('broken', `The picture could not be drawn: ${brokenBy}`);
  };
  const drawOnto = async (
    canvas: HTMLCanvasElement,
    palette: ScenePalette,
    view: StillView,
    signal: AbortSignal,
  ): Promise<CanvasRenderingContext2D> => {
    engine.requestRender();
    widget.render();
    const drawn = await readDrawn(widget.canvas, signal);
    refuseBroken();
    // Kept in memory: the pixels come from there, and who compares pictures reads them from there.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (drawn === null || context === null)
      throw new StillError('broken', 'The picture could not be drawn: no canvas.');
    if (canvas.width !== WIDE_PX || canvas.height !== HIGH_PX) [canvas.width, canvas.height] = [WIDE_PX, HIGH_PX];
    const hazeRow = HIGH_PX / 2 + (pixelsPerRadian(view) * view.pitchDeg * Math.PI) / 180;
    const sky = { zenith: palette.zenith, haze: palette.haze, hazeRow, zenithRow: hazeRow - HIGH_PX * 0.7 };
    context.putImageData(new ImageData(developedPicture(drawn, WIDE_PX, HIGH_PX, sky), WIDE_PX, HIGH_PX), 0, 0);
    return context;
  };
  /** What the engine has stood before long enough; null while it looks at a still. */
  let filmed: StillView | null = null;
  return {
    async take(view, look, signal) {
      filmed = null;
      figures.standAt(null);
      figures.place(0, 1);
      const palette = dress(look);
      await settle(view, signal);
      const canvas = document.createElement('canvas');
      await drawOnto(canvas, palette, view, signal);
      return canvas.toDataURL('image/jpeg', JPEG_QUALITY);
    },
    async film(view, look, moving, onto, signal) {
      const palette = dress(look);
      if (filmed !== view) {
        filmed = null;
        figures.standAt(null);
        figures.place(0, 1);
        await settle(view, signal);
        // Only now the ground is known that they stand on.
        figures.standAt(view);
        filmed = view;
      }
      const { signs, cityMs } = moving();
      stand(view);
      const isMoving = figures.place(cityMs, pixelsPerRadian(view));
      const context = await drawOnto(onto, palette, view, signal);
      drawSigns(context, engine, signs, heightAt);
      return isMoving;
    },
    destroy() {
      figures.destroy();
      cover.destroy();
      city.destroy();
      paint.destroy();
      light.destroy();
      const gl = widget.canvas.getContext('webgl2');
      widget.destroy();
      // A browser has few contexts to give; this one is free at once.
      gl?.getExtension('WEBGL_lose_context')?.loseContext();
      host.remove();
    },
  };
}

function pixelsPerRadian({ fieldOfViewDeg }: StillView): number {
  return WIDE_PX / 2 / Math.tan(CesiumMath.toRadians(fieldOfViewDeg) / 2);
}

/** Between frames the page is left to the view that people look at; one in the background draws none, and it waits. */
async function nextFrame(afterMs: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  signal.throwIfAborted();
  let frame = 0;
  let onAbort: () => void = () => undefined;
  await new Promise<void>((resolve) => {
    frame = requestAnimationFrame(() => resolve());
    onAbort = resolve;
    signal.addEventListener('abort', onAbort);
  });
  cancelAnimationFrame(frame);
  signal.removeEventListener('abort', onAbort);
  signal.throwIfAborted();
}
