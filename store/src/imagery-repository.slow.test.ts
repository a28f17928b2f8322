import type { ImageryExtent, ImageryTile } from '@undercroft/core/map/imagery-tile';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { Store } from './store.ts';
import { SAMPLE_REPORT, sampleSource } from './testing/sample-features.ts';

const EXTENT: ImageryExtent = { bbox: [119.5, 39.8, 119.6, 39.9], minZoom: 14, maxZoom: 15 };

function tile(x: number, byte: number): ImageryTile {
  return { zoom: 15, x, y: 1, png: Uint8Array.of(137, 80, 78, 71, byte) };
}

async function publish(store: Store, scene: string, tiles: readonly ImageryTile[]): Promise<number> {
  const session = await store.imports.begin(sampleSource(scene, { layer: 'air' }));
  await session.writeImagery(EXTENT);
  await session.writeTiles(tiles);
  await session.publish(SAMPLE_REPORT);
  return session.importId;
}

describeStores('draped pictures', (using) => {
  test('come back byte for byte, with their extent; where there is nothing there is null', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await publish(store, scene, [tile(1, 7), tile(2, 8)]);
    expect(await store.imagery.layers(scene)).toEqual([{ layer: 'air', extent: EXTENT }]);
    expect([...((await store.imagery.tile(scene, 'air', { zoom: 15, x: 2, y: 1 })) ?? [])]).toEqual([
      137, 80, 78, 71, 8,
    ]);
    expect(await store.imagery.tile(scene, 'air', { zoom: 15, x: 3, y: 1 })).toBeNull();
    expect(await store.imagery.tile(scene, 'other', { zoom: 15, x: 2, y: 1 })).toBeNull();
  });

  test('are replaced by a later import, and back again by its undo', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await publish(store, scene, [tile(1, 7), tile(2, 8)]);
    const second = await publish(store, scene, [tile(1, 9)]);
    const at = async (x: number) => (await store.imagery.tile(scene, 'air', { zoom: 15, x, y: 1 }))?.[4] ?? null;
    expect([await at(1), await at(2)]).toEqual([9, null]);
    await store.imports.undo(second);
    expect([await at(1), await at(2)]).toEqual([7, 8]);
  });
});
