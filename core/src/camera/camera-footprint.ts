import { cameraEye, ON_WALL_M } from './camera-eye.ts';
import type { CameraWorld } from './camera-world.ts';
import { looksAllRound, type PlacedCamera } from './placed-camera.ts';
import { type PolarGrid, type PolarPolygon, polarOutlines } from './polar-outline.ts';
import { rayHorizon } from './ray-horizon.ts';
import { type MaybeSeenWhy, STEEPEST_DEG } from './sees.ts';

/** The ground that a camera sees, and the ground that it may see. */
export interface CameraFootprint {
  readonly seen: readonly PolarPolygon[];
  /** Not known: drawn otherwise, never as seen. */
  readonly maybe: readonly PolarPolygon[];
  /** What is not known, each once. */
  readonly unknown: readonly MaybeSeenWhy[];
}

/** Width and length of the cells that the ground is looked at by, metres; coarser where there would be too many. */
const CELL_M = 1;
const MOST_RAYS = 360;
const MOST_RINGS = 300;

/** Nobody knows whether the camera is there, or how high, or how far it sees: then there is nothing to draw. */
const NOTHING: Pick<CameraFootprint, 'seen' | 'maybe'> = { seen: [], maybe: [] };

/**
 * The ground that a camera sees: rays over its angle of view against the ground and the buildings, in cells of angle and
 * distance. Where heading or angle of view is not stated it is all the ground about that it could see, as "may"; where
 * range or height is not stated there is no footprint. Roofs are no ground. What a camera that turns could see beyond
 * the angle in which it rests is left out.
 */
export function cameraFootprint(camera: PlacedCamera, world: CameraWorld): CameraFootprint {
  if (camera.status === 'abandoned' || camera.status === 'planned') return { ...NOTHING, unknown: [] };
  const unknown = new Set<MaybeSeenWhy>();
  const { headingDeg, fieldOfViewDeg, rangeM } = camera;
  const isAllRound = looksAllRound(camera);
  if (rangeM === null) unknown.add('rangeUnknown');
  if (headingDeg === null && !isAllRound) unknown.add('headingUnknown');
  if (fieldOfViewDeg === null) unknown.add('fieldOfViewUnknown');
  const isSectorKnown = isAllRound || (headingDeg !== null && fieldOfViewDeg !== null);
  const eye = cameraEye(camera, world);
  if (!eye.ok) unknown.add(eye.why);
  if (rangeM === null || !eye.ok || !(rangeM > 0)) return { ...NOTHING, unknown: [...unknown] };
  const knowsHere = world.knowsBuildings(camera.x, camera.y);
  if (!knowsHere) unknown.add('buildingsUnknown');

  const isSector = headingDeg !== null && fieldOfViewDeg !== null && !isAllRound;
  const angleDeg = isSector ? fieldOfViewDeg : 360;
  const startDeg = isSector ? headingDeg - fieldOfViewDeg / 2 : 0;
  const arcM = (angleDeg / 180) * Math.PI * rangeM;
  const rayCount = Math.min(MOST_RAYS, Math.max(8, Math.ceil(arcM / CELL_M)));
  const ringCount = Math.min(MOST_RINGS, Math.max(4, Math.ceil(rangeM / CELL_M)));
  const grid: PolarGrid = { x: eye.x, y: eye.y, startDeg, angleDeg, rangeM, rayCount, ringCount };
  const seen = new Uint8Array(rayCount * ringCount);
  const maybe = new Uint8Array(rayCount * ringCount);
  const steepestSlope = Math.tan((STEEPEST_DEG * Math.PI) / 180);
  for (let ray = 0; ray < rayCount; ray++) {
    const angle = ((startDeg + ((ray + 0.5) * angleDeg) / rayCount) * Math.PI) / 180;
    const [ux, uy] = [Math.sin(angle), Math.cos(angle)];
    const horizon = rayHorizon(world, eye, ux, uy, rangeM, ON_WALL_M);
    for (let ring = 0; ring < ringCount; ring++) {
      const atM = ((ring + 0.5) * rangeM) / ringCount;
      const x = eye.x + ux * atM;
      const y = eye.y + uy * atM;
      const levelM = world.groundLevelM(x, y);
      const at = ray * ringCount + ring;
      if (levelM === null) {
        unknown.add('groundUnknown');
        maybe[at] = 1;
        continue;
      }
      const sight = horizon.sightOf(atM, levelM);
      if (sight.state === 'hidden') continue;
      const isUnderneath = eye.levelM - levelM > atM * steepestSlope;
      const knowsThere = knowsHere && world.knowsBuildings(x, y);
      if (!knowsThere) unknown.add('buildingsUnknown');
      if (sight.state === 'uncertain') unknown.add(sight.why);
      const isKnown = isSectorKnown && sight.state === 'clear' && !isUnderneath && knowsThere;
      (isKnown ? seen : maybe)[at] = 1;
    }
  }
  return { seen: polarOutlines(grid, seen), maybe: polarOutlines(grid, maybe), unknown: [...unknown] };
}
