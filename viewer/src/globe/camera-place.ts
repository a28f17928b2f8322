import { type Camera, Cartesian3, Math as CesiumMath } from '@cesium/engine';
import type { CameraPlace } from '../state/view-state.ts';

export function cameraPlace(camera: Camera): CameraPlace {
  const { longitude, latitude, height } = camera.positionCartographic;
  return {
    lon: CesiumMath.toDegrees(longitude),
    lat: CesiumMath.toDegrees(latitude),
    heightM: height,
    headingDeg: CesiumMath.toDegrees(camera.heading) % 360,
    pitchDeg: CesiumMath.toDegrees(camera.pitch),
  };
}

export function setCameraPlace(camera: Camera, place: CameraPlace): void {
  camera.setView({
    destination: Cartesian3.fromDegrees(place.lon, place.lat, place.heightM),
    orientation: {
      heading: CesiumMath.toRadians(place.headingDeg),
      pitch: CesiumMath.toRadians(place.pitchDeg),
      roll: 0,
    },
  });
}
