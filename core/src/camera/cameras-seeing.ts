import { boxIndex } from '../geometry/box-index.ts';
import type { CameraWorld } from './camera-world.ts';
import type { PlacedCamera } from './placed-camera.ts';
import { type SightTarget, type SightVerdict, sees } from './sees.ts';

/** So far a camera of unknown range is asked after, metres: farther ones would all be "unknown" and help nobody. */
export const UNKNOWN_RANGE_M = 250;

/** Cameras with an index of how far each reaches. */
export interface CameraIndex {
  /** Cameras that may reach a place, in no order. */
  reaching(x: number, y: number): readonly PlacedCamera[];
}

export function cameraIndex(cameras: readonly PlacedCamera[]): CameraIndex {
  const boxes = new Float64Array(cameras.length * 4);
  for (const [i, { x, y, rangeM }] of cameras.entries()) {
    const reachM = rangeM ?? UNKNOWN_RANGE_M;
    boxes.set([x - reachM, y - reachM, x + reachM, y + reachM], i * 4);
  }
  const index = boxIndex(boxes);
  return {
    reaching(x, y) {
      const found: PlacedCamera[] = [];
      index.search(x, y, x, y, (item) => {
        const camera = cameras[item];
        const reachM = camera?.rangeM ?? UNKNOWN_RANGE_M;
        if (camera !== undefined && Math.hypot(camera.x - x, camera.y - y) <= reachM) found.push(camera);
        return undefined;
      });
      return found;
    },
  };
}

export interface CameraSight {
  readonly camera: PlacedCamera;
  readonly sight: SightVerdict;
}

/** Cameras about a place, with how many there are of each verdict. */
export interface CamerasOfPlace {
  /** Those that see it, then those that may; nearer ones first. Those that do not are only counted. */
  readonly cameras: readonly CameraSight[];
  /** Of cameras within whose range it lies, or near it where their range is not stated. */
  readonly counts: Readonly<Record<SightVerdict['verdict'], number>>;
}

/** Which cameras see a place, the most useful first, at most so many. */
export function camerasSeeing(
  target: SightTarget,
  cameras: readonly PlacedCamera[],
  world: CameraWorld,
  most: number,
): CamerasOfPlace {
  const counts = { yes: 0, no: 0, unknown: 0 };
  const found: CameraSight[] = [];
  for (const camera of cameras) {
    const sight = sees(camera, target, world);
    counts[sight.verdict]++;
    if (sight.verdict !== 'no') found.push({ camera, sight });
  }
  found.sort(byUse);
  return { cameras: found.slice(0, most), counts };
}

function byUse(a: CameraSight, b: CameraSight): number {
  if (a.sight.verdict !== b.sight.verdict) return a.sight.verdict === 'yes' ? -1 : 1;
  if (a.sight.distanceM !== b.sight.distanceM) return a.sight.distanceM - b.sight.distanceM;
  return a.camera.featureId < b.camera.featureId ? -1 : 1;
}
