import { Cartesian2, Cartesian3, Cartographic, type Scene, SceneTransforms } from '@cesium/engine';
import type { Automation, Picked } from './automation.ts';
import { cameraPlace, setCameraPlace } from './camera-place.ts';
import { shownModels } from './external-models.ts';
import { watchPixel } from './watch-pixel.ts';

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
    modelLevelAt(model, lon, lat) {
      const drawn = shownModels(scene).find(({ id }) => id === model);
      const heightM = drawn?.tileset.getHeight(Cartographic.fromDegrees(lon, lat), scene);
      return heightM === undefined ? null : heightM - geoidOffsetM;
    },
    mapSpent,
    unitsSpent,
    watchPixel(x, y) {
      const { left, top } = offset();
      return watchPixel(scene, x - left, y - top);
    },
    setCamera(place) {
      camera.cancelFlight();
      setCameraPlace(camera, place);
      scene.requestRender();
    },
  };
}
