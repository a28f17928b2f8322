import { Cartesian3, type Scene } from '@cesium/engine';

/** Steps of the camera by keys and buttons, in parts of its distance to what is looked at. */
export interface CameraSteps {
  zoom(factor: number): void;
  /** Right and forwards over the ground. */
  pan(right: number, forwards: number): void;
}

export function cameraSteps(scene: Scene, lookDistanceM: () => number): CameraSteps {
  const { camera } = scene;
  return {
    zoom(factor) {
      camera.move(camera.direction, lookDistanceM() * (1 - factor));
      scene.requestRender();
    },
    pan(right, forwards) {
      const distanceM = lookDistanceM();
      const up = scene.ellipsoid.geodeticSurfaceNormal(camera.positionWC);
      const ahead = Cartesian3.normalize(Cartesian3.cross(up, camera.rightWC, new Cartesian3()), new Cartesian3());
      camera.move(camera.right, distanceM * right);
      camera.move(ahead, distanceM * forwards);
      scene.requestRender();
    },
  };
}
