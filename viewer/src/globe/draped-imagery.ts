import type { Scene } from '@cesium/engine';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { externalImagery } from './external-imagery.ts';
import { layImagery } from './imagery-order.ts';

/** The scene's own aerial pictures on the ground, above its map. */
export interface DrapedImagery {
  /** Which layers are drawn. */
  setShown(isShown: (layer: string) => boolean): void;
  destroy(): void;
}

/**
 * Each layer is drawn where it has pictures and nowhere else, and what fails of it is asked for again like the pictures of
 * any service. `onProgress` is told of pictures under way and failing, of all layers together.
 */
export function drapedImagery(
  engine: Scene,
  scene: Pick<PublicScene, 'draped' | 'layers'>,
  onProgress: (pending: number, failing: number) => void,
): DrapedImagery {
  const progress = scene.draped.map(() => ({ pending: 0, failing: 0 }));
  const sum = (of: (each: (typeof progress)[number]) => number): number =>
    progress.reduce((total, each) => total + of(each), 0);
  const layers = scene.draped.map(({ layer, url, bbox, minZoom, maxZoom }, order) => {
    const title = scene.layers.find((each) => each.layer === layer)?.title ?? { en: layer, zh: layer };
    const imagery = externalImagery(engine, {
      rectangle: bbox,
      lay: (picture) => layImagery(engine, picture, 'draped', order),
      onProgress(pending, failing) {
        progress[order] = { pending, failing };
        onProgress(
          sum((each) => each.pending),
          sum((each) => each.failing),
        );
      },
    });
    // Whom to thank for it the scene itself says.
    const attribution = { text: title.en, licence: '' };
    imagery.choose({ kind: 'xyz', title, url, minZoom, maxZoom, attribution, crs: 'WGS84' });
    return { layer, imagery };
  });
  return {
    setShown(isShown) {
      for (const { layer, imagery } of layers) imagery.setShown(isShown(layer));
    },
    destroy() {
      for (const { imagery } of layers) imagery.destroy();
    },
  };
}
