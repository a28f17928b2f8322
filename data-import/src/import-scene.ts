import type { ImportProgress } from '@undercroft/core/protocol/answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { importLayer, type LayerResult } from './import-layer.ts';
import type { LayerInputContext } from './layer-input.ts';
import { openLayerInput } from './open-layer-input.ts';

const PERCENT = 100;

export interface ImportContext extends Omit<LayerInputContext, 'onRead'> {
  readonly store: Store;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Imports layers whose source has not changed as well. */
  readonly force?: boolean;
}

/**
 * Imports every layer of a scene, one after the other; each is published whole or not at all. Throws `ImportError` at
 * the first layer that is refused; layers before it stay published.
 */
export async function importScene(scene: Scene, context: ImportContext): Promise<readonly LayerResult[]> {
  const { store, onProgress, signal, force } = context;
  const results: LayerResult[] = [];
  for (const source of scene.sources) {
    signal?.throwIfAborted();
    const onRead = (percent: number) =>
      onProgress?.({ event: 'progress', layer: source.layer, phase: 'read', done: percent, total: PERCENT });
    onRead(0);
    const input = await openLayerInput(source, { ...context, onRead });
    try {
      const target = { store, scene: scene.id, layer: source.layer, onProgress, signal, force };
      const result = await importLayer(input, target);
      onProgress?.({ event: 'layer', ...result });
      results.push(result);
    } finally {
      if (input.kind === 'terrain') await input.close();
    }
  }
  return results;
}
