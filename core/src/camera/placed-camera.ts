import type { CityPoint } from '../model/city-point.ts';

/** A camera in a plane, metres: x east, y north. `null` is "the source does not say". */
export interface PlacedCamera {
  /** `<layer>.<sourceId>`. */
  readonly featureId: string;
  readonly x: number;
  readonly y: number;
  /** Level of the lens, metres above the datum. */
  readonly levelM: number | null;
  /** Height of the lens above the ground below it, metres. */
  readonly heightM: number | null;
  /** Where it looks, clockwise from the plane's y axis, degrees; of one that turns, where it rests. */
  readonly headingDeg: number | null;
  /** Horizontal angle of view, degrees. */
  readonly fieldOfViewDeg: number | null;
  /** How far it sees in plan, metres. */
  readonly rangeM: number | null;
  /** True for one whose kind says that it turns: it may look away from its heading, and beyond it. */
  readonly turns: boolean;
  readonly status: CityPoint['status'];
}

/** 球型, 云台 and 快球 in Chinese lists of cameras; PTZ, dome, pan and tilt in English ones. */
const TURNING = /球|云台|\bPTZ\b|\bdome\b|\bpan\b/i;

/** Whether a camera's category, word for word from its source, names a kind that turns. */
export function isTurningKind(category: string | null): boolean {
  return category !== null && TURNING.test(category);
}

/** Whether direction and angle of view are stated, or the angle is the whole circle and the direction is of no matter. */
export function looksAllRound(camera: Pick<PlacedCamera, 'fieldOfViewDeg'>): boolean {
  return camera.fieldOfViewDeg !== null && camera.fieldOfViewDeg >= 360;
}
