import { Cartesian3, type Scene } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { type Ray3, rayGround } from '../geometry/ray-ground.ts';
import { dragFacing, dragLevel, turnAbout, zoomAbout } from './camera-moves.ts';

/**
 * Hands on the camera: left drag slides, right or middle drag (or with Ctrl or Shift) turns about the point under the
 * pointer, the wheel goes nearer to it, two fingers do all three.
 *
 * The engine's own controller is not used: it looks for what is under the pointer in a depth buffer that is wrong below
 * a see-through ground, and throws the camera across a continent from there. Here the point comes from the ray and the
 * coarse ground alone.
 */
export interface CameraControls {
  /** How far below the ground the point under the pointer is looked for: 0 on solid ground, else at the pipes, metres. */
  setAnchorDepth(depthM: number): void;
  destroy(): void;
}

const WHEEL_PER_UNIT = 0.0012;
const RADIANS_PER_PX = 0.0055;
/** A wheel notch or a pinch never changes the distance by more than this factor. */
const MOST_ZOOM = 2.2;
const FARTHEST_M = 60_000;
/** Where the ray meets no ground near by, the anchor is this far ahead, metres. */
const AHEAD_M = 30;
const REACH_M = 40_000;

interface Touch {
  x: number;
  y: number;
}

export function cameraControls(
  scene: Scene,
  ground: GroundSurface,
  geoidOffsetM: number,
  rayAt: (x: number, y: number) => Ray3 | null,
): CameraControls {
  const { canvas, camera } = scene;
  scene.screenSpaceCameraController.enableInputs = false;
  scene.screenSpaceCameraController.enableCollisionDetection = false;
  const touches = new Map<number, Touch>();
  const stop = new AbortController();
  let depthM = 0;
  let anchor = new Cartesian3();
  let turns = false;

  const local = (event: MouseEvent): Touch => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const anchorAt = ({ x, y }: Touch): Cartesian3 => {
    const ray = rayAt(x, y);
    if (ray === null) return Cartesian3.clone(camera.positionWC);
    const hit = rayGround(ray, lowered(ground, depthM), geoidOffsetM, REACH_M);
    const distanceM = hit?.distanceM ?? AHEAD_M;
    const point = new Cartesian3(...ray.direction);
    Cartesian3.multiplyByScalar(point, distanceM, point);
    return Cartesian3.add(point, new Cartesian3(...ray.origin), point);
  };
  const moved = (): void => scene.requestRender();

  const slide = (from: Touch, to: Touch): void => {
    const ray = rayAt(to.x, to.y);
    if (ray !== null && camera.pitch < FACING_PITCH && dragLevel(camera, anchor, ray)) return;
    const metresPerPixel =
      (2 * Cartesian3.distance(camera.positionWC, anchor) * Math.tan(fovyOf(scene) / 2)) / canvas.clientHeight;
    dragFacing(camera, (from.x - to.x) * metresPerPixel, (to.y - from.y) * metresPerPixel);
  };

  const pinch = (from: Touch, to: Touch, other: Touch): void => {
    const middle = { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 };
    const about = anchorAt(middle);
    const before = Math.hypot(from.x - other.x, from.y - other.y);
    const after = Math.hypot(to.x - other.x, to.y - other.y);
    const angle = Math.atan2(to.y - other.y, to.x - other.x) - Math.atan2(from.y - other.y, from.x - other.x);
    if (before > 0 && after > 0) zoomAbout(camera, about, within(before / after), FARTHEST_M);
    turnAbout(camera, about, -Math.atan2(Math.sin(angle), Math.cos(angle)), 0);
  };

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      camera.cancelFlight();
      canvas.setPointerCapture(event.pointerId);
      const touch = local(event);
      touches.set(event.pointerId, touch);
      turns = event.button !== 0 || event.ctrlKey || event.shiftKey;
      anchor = anchorAt(touch);
    },
    { signal: stop.signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const from = touches.get(event.pointerId);
      if (from === undefined) return;
      const to = local(event);
      const other = [...touches].find(([id]) => id !== event.pointerId)?.[1];
      if (other !== undefined) pinch(from, to, other);
      else if (turns) turnAbout(camera, anchor, (to.x - from.x) * RADIANS_PER_PX, (from.y - to.y) * RADIANS_PER_PX);
      else slide(from, to);
      touches.set(event.pointerId, to);
      moved();
    },
    { signal: stop.signal },
  );
  const release = (event: PointerEvent): void => {
    touches.delete(event.pointerId);
    const [left] = touches.values();
    if (left !== undefined) anchor = anchorAt(left);
  };
  canvas.addEventListener('pointerup', release, { signal: stop.signal });
  canvas.addEventListener('pointercancel', release, { signal: stop.signal });
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      camera.cancelFlight();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
      const factor = within(Math.exp(event.deltaY * lines * WHEEL_PER_UNIT));
      zoomAbout(camera, anchorAt(local(event)), factor, FARTHEST_M);
      moved();
    },
    { passive: false, signal: stop.signal },
  );

  return {
    setAnchorDepth(next) {
      depthM = next;
    },
    destroy: () => stop.abort(),
  };
}

const LINE_PX = 30;

/** Flatter than this, a drag moves the picture rather than the ground, radians. */
const FACING_PITCH = -0.2;

function within(factor: number): number {
  return Math.max(1 / MOST_ZOOM, Math.min(MOST_ZOOM, factor));
}

function lowered(ground: GroundSurface, depthM: number): GroundSurface {
  return depthM === 0 ? ground : { ...ground, levelAt: (lon, lat) => ground.levelAt(lon, lat) - depthM };
}

function fovyOf(scene: Scene): number {
  const { frustum } = scene.camera;
  return 'fovy' in frustum && typeof frustum.fovy === 'number' ? frustum.fovy : 1;
}
