import { Math as CesiumMath, type Scene } from '@cesium/engine';
import type { MarkGround, PointMark } from './city-point-marks.ts';
import type { FlightTarget } from './flight.ts';

/** A group is opened from this part of the distance, and from no nearer than metres. */
const OPEN_FROM = 0.4;
const OPEN_NEAREST_M = 60;

/** The way to where signs that are one sign now stand apart: as steep as one looks, but neither flat nor straight down. */
export function groupFlight(
  scene: Scene,
  { lon, lat, distanceM }: Pick<PointMark, 'lon' | 'lat' | 'distanceM'>,
  ground: Pick<MarkGround, 'heightAt'>,
): FlightTarget {
  return {
    lon,
    lat,
    heightM: ground.heightAt(lon, lat),
    distanceM: Math.max(OPEN_NEAREST_M, distanceM * OPEN_FROM),
    headingDeg: null,
    pitchDeg: Math.max(-75, Math.min(-35, CesiumMath.toDegrees(scene.camera.pitch))),
  };
}
