import { Cartesian3, Math as CesiumMath, type PerspectiveFrustum } from '@cesium/engine';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { StillView } from '../cameras/still-view.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { Theme } from '../state/view-state.ts';
import { createEngine } from './engine.ts';
import { groundCover } from './ground-cover.ts';
import { groundMaterial } from './ground-material.ts';
import { cssColour, type ScenePalette } from './palette.ts';
import type { TilesProgress } from './retrying-tileset.ts';
import { sceneLayers } from './scene-layers.ts';
import { sun } from './sun.ts';
import { defaultSunTime } from './sun-position.ts';

/** Draws stills of a scene from any place, beside the view that people look at and without touching it. */
export interface StillStudio {
  /** Resolves to the address of a JPEG. Rejects when it cannot be drawn, or as aborted. One at a time. */
  take(view: StillView, look: StillLook, signal: AbortSignal): Promise<string>;
  destroy(): void;
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

/** How often it is asked whether a frame has been drawn, milliseconds. */
const FENCE_EVERY_MS = 10;

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

  const dress = ({ theme, sunTimeMs }: StillLook): ScenePalette => {
    light.set(theme, sunTimeMs ?? defaultSunTime(...scene.camera.target));
    const { palette, day } = light.look;
    paint.setPalette(palette);
    cover.setPalette(palette);
    city.setTheme(theme);
    city.setDay(day);
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
  return {
    async take(view, look, signal) {
      const palette = dress(look);
      stand(view);
      const startedMs = performance.now();
      let quietSinceMs = startedMs;
      for (;;) {
        if (performance.now() - startedMs > PATIENCE_MS)
          throw new Error('The still could not be drawn: tiles are missing.');
        await nextFrame(STEP_MS, signal);
        widget.render();
        await drawnBy(widget.canvas, signal);
        if (brokenBy !== null) throw new Error(`The still could not be drawn: ${brokenBy}`);
        const nowMs = performance.now();
        if (progress.state !== 'idle' || groundWaiting > 0 || !engine.globe.tilesLoaded) quietSinceMs = nowMs;
        // While the ground was coarse it may have stood over the lens and lifted it.
        stand(view);
        if (nowMs - quietSinceMs > SETTLE_MS) break;
        // Only while something comes is there anything new to draw.
        engine.requestRender();
      }
      engine.requestRender();
      widget.render();
      return developed(widget.canvas, palette, view);
    },
    destroy() {
      cover.destroy();
      city.destroy();
      paint.destroy();
      light.destroy();
      widget.destroy();
      host.remove();
    },
  };
}

/** The picture over the sky, which the engine leaves clear. Must follow the drawing at once: the buffer is not kept. */
function developed(drawn: HTMLCanvasElement, palette: ScenePalette, view: StillView): string {
  const canvas = document.createElement('canvas');
  canvas.width = WIDE_PX;
  canvas.height = HIGH_PX;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The still could not be drawn: no canvas.');
  const horizonPx = HIGH_PX / 2 + (pixelsPerRadian(view) * view.pitchDeg * Math.PI) / 180;
  const sky = context.createLinearGradient(0, horizonPx - HIGH_PX * 0.7, 0, Math.max(1, horizonPx));
  sky.addColorStop(0, cssColour(palette.zenith));
  sky.addColorStop(1, cssColour(palette.haze));
  context.fillStyle = sky;
  context.fillRect(0, 0, WIDE_PX, HIGH_PX);
  context.drawImage(drawn, 0, 0, WIDE_PX, HIGH_PX);
  return canvas.toDataURL('image/jpeg', JPEG_QUALITY);
}

function pixelsPerRadian({ fieldOfViewDeg }: StillView): number {
  return WIDE_PX / 2 / Math.tan(CesiumMath.toRadians(fieldOfViewDeg) / 2);
}

/**
 * Until the card has drawn what it was given. Nobody waits for frames that no one sees: on a weak card they pile up, and
 * reading the picture would then stop the page until all of them are drawn.
 */
async function drawnBy(canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  const gl = canvas.getContext('webgl2');
  const fence = gl?.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) ?? null;
  // A context that is lost gives no fence and draws nothing.
  if (gl === null || fence === null) return;
  gl.flush();
  try {
    while (gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED) {
      await new Promise((resolve) => setTimeout(resolve, FENCE_EVERY_MS));
      signal.throwIfAborted();
    }
  } finally {
    gl.deleteSync(fence);
  }
}

/** Between frames the page is left to the view that people look at; one in the background draws none, and the still waits. */
async function nextFrame(afterMs: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  signal.throwIfAborted();
  await new Promise((resolve) => requestAnimationFrame(resolve));
}
