import type { CityFeature } from '@undercroft/core/model/city-feature';
import { type Furniture, UNNAMED } from '@undercroft/core/model/map-feature';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { importSample } from './testing/sample-features.ts';
import { sampleBuilding } from './testing/sample-map.ts';

const WORLD = cellRange({ z: 0, x: 0, y: 0 });

function furniture(sourceId: string, changes: Partial<Furniture> = {}): CityFeature {
  const value: Furniture = {
    sourceId,
    kind: 'tree',
    name: { zh: '国槐', en: 'pagoda tree' },
    position: [10.3, 55.3],
    heightM: 9,
    widthM: 6,
    headingDeg: 40,
    raw: { id: sourceId },
  };
  return { family: 'furniture', value: { ...value, ...changes } };
}

const LAMP: Partial<Furniture> = { kind: 'lamp', name: UNNAMED, widthM: null, heightM: 11 };

describeStores('trees and lamps', (using) => {
  test('come back as they went in, unknowns included, and are no buildings', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      furniture('T1'),
      furniture('D1', LAMP),
      furniture('T2', { heightM: null, widthM: null, headingDeg: null }),
      sampleBuilding('house'),
    ]);
    const rows = await store.map.furniture(scene, WORLD.from, WORLD.to);
    expect(rows.map(({ featureId }) => featureId)).toEqual(['sewer.D1', 'sewer.T1', 'sewer.T2']);
    expect(rows[0]?.furniture).toEqual({
      sourceId: 'D1',
      kind: 'lamp',
      name: UNNAMED,
      position: [10.3, 55.3],
      heightM: 11,
      widthM: null,
      headingDeg: 40,
    });
    expect(rows[2]?.furniture).toMatchObject({ kind: 'tree', heightM: null, widthM: null, headingDeg: null });
    expect(await store.map.families(scene)).toEqual(['building', 'furniture']);
    expect(await store.map.buildings(scene, WORLD.from, WORLD.to)).toHaveLength(1);
  });

  test('a cell tells how many stand in it and the size of the greatest: 11 m; where no size is known, 8 m', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      furniture('T1'),
      furniture('D1', LAMP),
      furniture('T3', { position: [10.4, 55.3], heightM: null, widthM: null }),
    ]);
    const cells = await store.map.furnitureCells(scene, 18);
    expect(cells.map(({ count, tallestM }) => [count, tallestM])).toEqual([
      [2, 11],
      [1, 8],
    ]);
    expect(cells[0]?.bbox).toEqual([10.3, 55.3, 10.3, 55.3]);
  });
});
