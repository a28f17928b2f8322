import { type Cartesian3, Math as CesiumMath, Matrix4, type Scene } from '@cesium/engine';

/** A place on the canvas, CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** From the world to CSS pixels of the canvas; `null` for what is behind the camera or well off the screen. */
export type Project = (point: Cartesian3) => Spot | null;

export interface ScreenProjector {
  readonly project: Project;
  /** The stretch from one point to another as far as it lies before the camera; `null` for one that does not. */
  readonly stretch: (from: Cartesian3, to: Cartesian3) => readonly [Spot, Spot] | null;
}

/** Nearest that a stretch is drawn, metres before the camera. */
const NEAREST_M = 0.5;

/** A projector for the camera as it stands now. */
export function screenProjector(scene: Scene): ScreenProjector {
  const { camera, canvas } = scene;
  const matrix = Matrix4.toArray(Matrix4.multiply(camera.frustum.projectionMatrix, camera.viewMatrix, new Matrix4()));
  const { clientWidth, clientHeight } = canvas;
  const row = (i: number, { x, y, z }: Cartesian3): number =>
    (matrix[i] ?? 0) * x + (matrix[i + 4] ?? 0) * y + (matrix[i + 8] ?? 0) * z + (matrix[i + 12] ?? 0);
  const spotOf = (x: number, y: number, w: number): Spot => ({
    x: (x / w / 2 + 0.5) * clientWidth,
    y: (0.5 - y / w / 2) * clientHeight,
  });
  return {
    project(point) {
      const w = row(3, point);
      if (w <= 0) return null;
      const spot = spotOf(row(0, point), row(1, point), w);
      const isNear =
        spot.x > -clientWidth / 2 &&
        spot.x < clientWidth * 1.5 &&
        spot.y > -clientHeight / 2 &&
        spot.y < clientHeight * 1.5;
      return isNear ? spot : null;
    },
    stretch(from, to) {
      const a = { x: row(0, from), y: row(1, from), w: row(3, from) };
      const b = { x: row(0, to), y: row(1, to), w: row(3, to) };
      if (a.w < NEAREST_M && b.w < NEAREST_M) return null;
      return [clipped(a, b), clipped(b, a)];
    },
  };

  function clipped(end: Clip, other: Clip): Spot {
    if (end.w >= NEAREST_M) return spotOf(end.x, end.y, end.w);
    const t = (NEAREST_M - end.w) / (other.w - end.w);
    return spotOf(end.x + (other.x - end.x) * t, end.y + (other.y - end.y) * t, NEAREST_M);
  }
}

interface Clip {
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

/** Metres a CSS pixel is wide at a distance of one metre. */
export function pixelSizeM(scene: Scene): number {
  const { frustum } = scene.camera;
  const fovy = 'fovy' in frustum && typeof frustum.fovy === 'number' ? frustum.fovy : CesiumMath.toRadians(60);
  return (2 * Math.tan(fovy / 2)) / Math.max(scene.canvas.clientHeight, 1);
}

/** Height of a picture on a desk, CSS pixels, and how many times larger names and signs may become beyond it. */
const DESK_HEIGHT_PX = 1100;
const LARGEST = 2;

/** The least type of names in the picture, CSS pixels. */
const LEAST_NAME_PX = 11;

/** What a wall needs that declares from how far it is read. */
let leastScale = 1;

/** Sets the size of the least type that names in the picture may have, CSS pixels. */
export function setLeastNames(leastPx: number): void {
  leastScale = Math.max(1, leastPx / LEAST_NAME_PX);
}

/** Names and signs grow with a wall: a person stands farther from a picture that is higher. */
export function signScale(heightPx: number): number {
  return Math.max(leastScale, Math.min(LARGEST, heightPx / DESK_HEIGHT_PX));
}
