import type { ImageryLayer, ImageryLayerCollection } from '@cesium/engine';
import { describe, expect, it } from 'vitest';
import { layImagery } from './imagery-order.ts';

/** The part of the engine's list that is used. */
class Layers {
  readonly all: ImageryLayer[] = [];
  get length(): number {
    return this.all.length;
  }
  get(index: number): ImageryLayer {
    const layer = this.all[index];
    if (layer === undefined) throw new RangeError(`There is no layer ${index}.`);
    return layer;
  }
  add(layer: ImageryLayer, index: number): void {
    this.all.splice(index, 0, layer);
  }
}

const picture = (name: string): ImageryLayer => ({ name }) as unknown as ImageryLayer;

describe('pictures on the ground', () => {
  it('lie map below aerial pictures below grid, whatever comes first, and a newer map below all', () => {
    const layers = new Layers();
    const scene = { imageryLayers: layers as unknown as ImageryLayerCollection };
    const [grid, upper, lower, map, again] = ['grid', 'upper', 'lower', 'map', 'again'].map(picture) as [
      ImageryLayer,
      ImageryLayer,
      ImageryLayer,
      ImageryLayer,
      ImageryLayer,
    ];
    layImagery(scene, grid, 'grid');
    layImagery(scene, upper, 'draped', 1);
    layers.add(map, 0);
    layImagery(scene, lower, 'draped', 0);
    layImagery(scene, again, 'draped', 0);
    expect(layers.all).toEqual([map, lower, again, upper, grid]);
  });
});
