import type { CameraWorld } from '../camera-world.ts';
import type { PlacedCamera } from '../placed-camera.ts';
import { type SightBlock, sightBlocks } from '../sight-blocks.ts';

/** A camera at the origin, 6 m above level ground at 0 m, that looks north over 60 degrees and 100 m far. */
export const NORTH_LOOKING: PlacedCamera = {
  featureId: 'cameras.1',
  x: 0,
  y: 0,
  levelM: 6,
  heightM: 6,
  headingDeg: 0,
  fieldOfViewDeg: 60,
  rangeM: 100,
  turns: false,
  status: 'inUse',
};

/** A box with a flat roof at a known level. */
export function boxBlock(featureId: string, bounds: readonly number[], topM: number): SightBlock {
  const [west = 0, south = 0, east = 0, north = 0] = bounds;
  const ring = Float64Array.of(west, south, east, south, east, north, west, north);
  return { featureId, rings: [ring], lowTopM: topM, highTopM: topM };
}

/** Level ground at 0 m with what stands on it, all of it known. */
export function worldOf(blocks: readonly SightBlock[], changes: Partial<CameraWorld> = {}): CameraWorld {
  return { groundLevelM: () => 0, blocks: sightBlocks(blocks), knowsBuildings: () => true, ...changes };
}
