import {
  BoundingSphere,
  Cartesian3,
  Math as CesiumMath,
  HeadingPitchRange,
  Matrix4,
  type PerspectiveFrustum,
  type Scene,
  Transforms,
} from '@cesium/engine';

/** Screen pixels at the edges that panels cover: what is flown to is put in the middle of the rest. */
export interface CoveredEdges {
  readonly leftPx: number;
  readonly rightPx: number;
}

export interface FlightTarget {
  readonly lon: number;
  readonly lat: number;
  /** Ellipsoidal height, metres. */
  readonly heightM: number;
  /** Distance to look from, metres. */
  readonly distanceM: number;
  /** Degrees; `null` keeps the heading there is. */
  readonly headingDeg: number | null;
  readonly pitchDeg: number;
}

const FLIGHT_SECONDS = 1.4;

/** Flies to look at a point, for so many seconds; at once when `instant`. */
export function flyTo(
  scene: Scene,
  target: FlightTarget,
  covered: CoveredEdges,
  instant: boolean,
  seconds: number = FLIGHT_SECONDS,
): void {
  const { camera } = scene;
  const heading = target.headingDeg === null ? camera.heading : CesiumMath.toRadians(target.headingDeg);
  const centre = aside(scene, target, heading, covered);
  camera.flyToBoundingSphere(new BoundingSphere(centre, 1), {
    offset: new HeadingPitchRange(heading, CesiumMath.toRadians(target.pitchDeg), target.distanceM),
    duration: instant ? 0 : seconds,
  });
  scene.requestRender();
}

/** The point to look at so that the target stands in the middle of what no panel covers. */
function aside(scene: Scene, target: FlightTarget, heading: number, { leftPx, rightPx }: CoveredEdges): Cartesian3 {
  const point = Cartesian3.fromDegrees(target.lon, target.lat, target.heightM);
  const { fovy } = scene.camera.frustum as PerspectiveFrustum;
  const height = scene.canvas.clientHeight;
  if (height === 0 || fovy === undefined) return point;
  const metresPerPixel = (2 * target.distanceM * Math.tan(fovy / 2)) / height;
  const shiftM = ((rightPx - leftPx) / 2) * metresPerPixel;
  const right = new Cartesian3(Math.cos(heading) * shiftM, -Math.sin(heading) * shiftM, 0);
  return Matrix4.multiplyByPoint(Transforms.eastNorthUpToFixedFrame(point), right, new Cartesian3());
}

/** Of a heading and its opposite, the one nearer to `current`, degrees. */
export function sideOn(headingDeg: number, current: number): number {
  const turn = (((headingDeg - current) % 360) + 360) % 360;
  return turn > 90 && turn < 270 ? headingDeg + 180 : headingDeg;
}
