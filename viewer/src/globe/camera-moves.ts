import { type Camera, Cartesian3, Math as CesiumMath, Matrix4, Transforms } from '@cesium/engine';
import type { Ray3 } from '../geometry/ray-ground.ts';

/** Least and greatest pitch a hand can turn the camera to, radians: straight down to steeply up. */
const LOWEST_PITCH = CesiumMath.toRadians(-89.9);
const HIGHEST_PITCH = CesiumMath.toRadians(75);

/** Nearer than this to its anchor a zoom no longer shortens the way but walks on, so that one can pass through, metres. */
const WALK_WITHIN_M = 3;

/** Turns the camera about an anchor: clockwise from above, and upwards; radians. The anchor stays where it is on screen. */
export function turnAbout(camera: Camera, anchor: Cartesian3, clockwise: number, upwards: number): void {
  const { heading, pitch } = camera;
  const nextPitch = CesiumMath.clamp(pitch + upwards, LOWEST_PITCH, HIGHEST_PITCH);
  const frame = Transforms.eastNorthUpToFixedFrame(anchor);
  const toLocal = Matrix4.inverseTransformation(frame, new Matrix4());
  const offset = Matrix4.multiplyByPoint(toLocal, camera.positionWC, new Cartesian3());
  // Into the camera's own directions: right, forwards over the ground, up.
  const right = offset.x * Math.cos(heading) - offset.y * Math.sin(heading);
  const ahead = offset.x * Math.sin(heading) + offset.y * Math.cos(heading);
  const lift = nextPitch - pitch;
  const nextAhead = ahead * Math.cos(lift) - offset.z * Math.sin(lift);
  const nextUp = ahead * Math.sin(lift) + offset.z * Math.cos(lift);
  const nextHeading = heading + clockwise;
  const next = new Cartesian3(
    right * Math.cos(nextHeading) + nextAhead * Math.sin(nextHeading),
    -right * Math.sin(nextHeading) + nextAhead * Math.cos(nextHeading),
    nextUp,
  );
  stand(camera, Matrix4.multiplyByPoint(frame, next, new Cartesian3()), nextHeading, nextPitch);
}

/** Brings the camera nearer to an anchor (`factor` below 1) or away from it; at most `farthestM` away. */
export function zoomAbout(camera: Camera, anchor: Cartesian3, factor: number, farthestM: number): void {
  const away = Cartesian3.subtract(camera.positionWC, anchor, new Cartesian3());
  const distanceM = Cartesian3.magnitude(away);
  if (distanceM === 0) return;
  const wanted = distanceM * factor;
  const next =
    factor < 1 && wanted < WALK_WITHIN_M ? distanceM - Math.min(distanceM, WALK_WITHIN_M) * (1 - factor) : wanted;
  const walk = factor < 1 && distanceM < WALK_WITHIN_M ? WALK_WITHIN_M * (1 - factor) : distanceM - next;
  const step = Math.max(walk, distanceM - farthestM);
  const towards = Cartesian3.multiplyByScalar(away, -step / distanceM, new Cartesian3());
  stand(camera, Cartesian3.add(camera.positionWC, towards, towards), camera.heading, camera.pitch);
}

/**
 * Slides the camera level so that the anchor comes to lie on the ray. False when the ray runs too flat for it, or away
 * from the anchor's level.
 */
export function dragLevel(camera: Camera, anchor: Cartesian3, ray: Ray3): boolean {
  const up = Cartesian3.normalize(anchor, new Cartesian3());
  const origin = new Cartesian3(...ray.origin);
  const direction = new Cartesian3(...ray.direction);
  const fall = Cartesian3.dot(direction, up);
  const drop = Cartesian3.dot(Cartesian3.subtract(anchor, origin, new Cartesian3()), up);
  if (Math.abs(fall) < FLATTEST || drop / fall <= 0) return false;
  const met = Cartesian3.multiplyByScalar(direction, drop / fall, new Cartesian3());
  Cartesian3.add(origin, met, met);
  const shift = Cartesian3.subtract(anchor, met, met);
  stand(camera, Cartesian3.add(camera.positionWC, shift, shift), camera.heading, camera.pitch);
  return true;
}

/** Sine of the flattest ray a level drag follows: below it, a pixel is worth tens of metres. */
const FLATTEST = 0.08;

/** Slides the camera in the plane of the screen, metres. */
export function dragFacing(camera: Camera, rightM: number, upM: number): void {
  const shift = Cartesian3.multiplyByScalar(camera.rightWC, rightM, new Cartesian3());
  const lift = Cartesian3.multiplyByScalar(camera.upWC, upM, new Cartesian3());
  Cartesian3.add(shift, lift, shift);
  stand(camera, Cartesian3.add(camera.positionWC, shift, shift), camera.heading, camera.pitch);
}

function stand(camera: Camera, destination: Cartesian3, heading: number, pitch: number): void {
  camera.setView({ destination, orientation: { heading, pitch, roll: 0 } });
}
