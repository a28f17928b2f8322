import { Cartesian2, Cartesian3, type Scene, SceneTransforms } from '@cesium/engine';
import type { Automation, Picked } from './automation.ts';
import { cameraPlace, setCameraPlace } from './camera-place.ts';

export interface GlobeAutomationOptions {
  readonly scene: Scene;
  readonly geoidOffsetM: number;
  readonly pickAt: (place: Cartesian2) => Picked | null;
  readonly mapSpent: Automation['mapSpent'];
  readonly unitsSpent: Automation['unitsSpent'];
}

/** What tests ask of the 3D view, in pixels of the page. */
export function globeAutomation(options: GlobeAutomationOptions): Omit<Automation, 'show' | 'moveUnits'> {
  const { scene, geoidOffsetM, pickAt, mapSpent, unitsSpent } = options;
  const offset = (): DOMRect => scene.canvas.getBoundingClientRect();
  const { camera } = scene;
  return {
    pickAt(x, y) {
      const { left, top } = offset();
      return pickAt(new Cartesian2(x - left, y - top));
    },
    project(lon, lat, levelM) {
      const { left, top } = offset();
      const point = Cartesian3.fromDegrees(lon, lat, levelM + geoidOffsetM);
      const place = SceneTransforms.worldToWindowCoordinates(scene, point);
      return place === undefined ? null : { x: place.x + left, y: place.y + top };
    },
    camera: () => cameraPlace(camera),
    mapSpent,
    unitsSpent,
    setCamera(place) {
      camera.cancelFlight();
      setCameraPlace(camera, place);
      scene.requestRender();
    },
  };
}
