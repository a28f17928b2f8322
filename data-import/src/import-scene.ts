import type { ImportProgress } from '@undercroft/core/protocol/import-answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import type { ReadingCaps } from './child/reading-process.ts';
import { importLayer } from './import-layer.ts';
import type { LayerInputContext } from './layer-input.ts';
import type { LayerResult } from './load-files.ts';
import { openLayerInput } from './open-layer-input.ts';

export interface ImportContext extends LayerInputContext {
  readonly store: Store;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Imports layers whose source has not changed as well. */
  readonly force?: boolean;
  /** Who brings it, in their own words. */
  readonly by?: string | null;
  readonly caps?: Partial<ReadingCaps> | undefined;
}

/**
 * Imports every layer of a scene, one after the other; each is published whole or not at all. Throws `ImportError` at
 * the first layer that is refused; layers before it stay published.
 */
export async function importScene(scene: Scene, context: ImportContext): Promise<readonly LayerResult[]> {
  const { store, onProgress, signal, force, by = null, caps } = context;
  const results: LayerResult[] = [];
  for (const source of scene.sources) {
    signal?.throwIfAborted();
    const { layer, title } = source;
    const { frame, utcOffsetMinutes } = scene;
    const input = await openLayerInput(source, { near: frame.origin, utcOffsetMinutes, ...context });
    const target = { store, scene: scene.id, layer, title, by, onProgress, signal, force, caps };
    const result = await importLayer(input, target);
    onProgress?.({ event: 'layer', ...result });
    results.push(result);
  }
  return results;
}
