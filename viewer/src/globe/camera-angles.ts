import { type Camera, type Cartesian3, Matrix4, Transforms } from '@cesium/engine';

/** How a camera is turned, radians. */
export interface CameraAngles {
  /** Clockwise from north, 0 to 2 pi; of a view straight down, where the top of the picture points. */
  readonly heading: number;
  /** Above the horizon. */
  readonly pitch: number;
  /** Clockwise about the direction of the view, 0 to 2 pi; 0 of a view straight down. */
  readonly roll: number;
}

/** So near to the vertical, as a sine, a view has no bearing of its own: half a minute of arc. */
const VERTICAL = 1 - 1e-8;

/** The angles of a camera at its place. */
export function cameraAngles(camera: Pick<Camera, 'positionWC' | 'directionWC' | 'upWC' | 'rightWC'>): CameraAngles {
  const { positionWC, directionWC, upWC, rightWC } = camera;
  const frame = Transforms.eastNorthUpToFixedFrame(positionWC, undefined, scratchFrame);
  const along = (axis: 0 | 1 | 2, vector: Cartesian3): number => {
    const at = axis * 4;
    return vector.x * (frame[at] ?? 0) + vector.y * (frame[at + 1] ?? 0) + vector.z * (frame[at + 2] ?? 0);
  };
  const rise = Math.max(-1, Math.min(1, along(2, directionWC)));
  const isUpright = Math.abs(rise) >= VERTICAL;
  const towards = isUpright ? upWC : directionWC;
  return {
    heading: positive(Math.atan2(along(0, towards), along(1, towards))),
    pitch: Math.asin(rise),
    roll: isUpright ? 0 : positive(Math.atan2(-along(2, rightWC), along(2, upWC))),
  };
}

function positive(angle: number): number {
  return angle < 0 ? angle + 2 * Math.PI : angle;
}

const scratchFrame = new Matrix4();

/**
 * Lets a camera tell its angles without being moved. The engine's own getters turn it into the frame of its place and back,
 * which leaves it some 1e-15 off: near the vertical the engine takes that for a move and draws another frame, in which it
 * asks again (`camera.changed` does, and an `EntityCluster` always listens to it), so that a view at rest never rested.
 *
 * The getters know their camera by `this`: a closure over it would be kept by the shape that JavaScript engines share
 * between objects, and with it the scene and the graphics context of a globe that is long gone.
 */
export function steadyAngles(camera: Camera): void {
  Object.defineProperties(camera, STEADY_ANGLES);
}

const STEADY_ANGLES: PropertyDescriptorMap & ThisType<Camera> = {
  heading: {
    get() {
      return cameraAngles(this).heading;
    },
  },
  pitch: {
    get() {
      return cameraAngles(this).pitch;
    },
  },
  roll: {
    get() {
      return cameraAngles(this).roll;
    },
  },
};
