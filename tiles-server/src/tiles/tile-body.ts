import type { Scene } from '@undercroft/core/protocol/scene';
import { emptyGlb } from '@undercroft/core/tiling/glb';
import type { Tile } from '@undercroft/core/tiling/tileset-json';
import { type Encoded, encoded } from './encoded.ts';
import type { Tileset } from './tileset.ts';

/**
 * The body of a tile that a tileset's document names. One whose rows have nothing to draw (mains, where there are only
 * nodes) is a model of nothing: a viewer takes a missing one for a failure.
 */
export async function tileBody(
  tileset: Tileset,
  { scene, tile, tree }: { readonly scene: Scene; readonly tile: Tile; readonly tree: Tile },
  signal: AbortSignal,
): Promise<Encoded> {
  const bytes = await tileset.content(scene, tile, tree, signal);
  return await encoded(bytes ?? emptyGlb(), 'model/gltf-binary');
}
