import type { ImageryLayer, Scene } from '@cesium/engine';

/** From the ground up: the map or a base map of another service, then pictures of the scene, then cells coloured by a value, then the grid's outlines. */
export type ImageryPlace = 'map' | 'draped' | 'cells' | 'grid';

const PLACES: readonly ImageryPlace[] = ['map', 'draped', 'cells', 'grid'];

/** What is known of layers by those who laid them; all others are maps. */
const laid = new WeakMap<ImageryLayer, readonly [place: ImageryPlace, order: number]>();

/** Lays a picture over all of lower places, and over those of its own place with a lower or the same order. */
export function layImagery(
  scene: Pick<Scene, 'imageryLayers'>,
  layer: ImageryLayer,
  place: ImageryPlace,
  order = 0,
): void {
  laid.set(layer, [place, order]);
  const { imageryLayers } = scene;
  let index = 0;
  while (index < imageryLayers.length && !isAbove(laid.get(imageryLayers.get(index)) ?? ['map', 0], [place, order])) {
    index++;
  }
  imageryLayers.add(layer, index);
}

function isAbove(a: readonly [ImageryPlace, number], b: readonly [ImageryPlace, number]): boolean {
  const places = PLACES.indexOf(a[0]) - PLACES.indexOf(b[0]);
  return places > 0 || (places === 0 && a[1] > b[1]);
}
