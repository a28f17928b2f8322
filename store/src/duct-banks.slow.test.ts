import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { SAMPLE_REPORT, sampleLink, sampleNode, sampleSource } from './testing/sample-features.ts';

const BLOCK = {
  shape: 'envelope' as const,
  widthMm: 675,
  heightMm: 540,
  wallMm: null,
  floorWidthMm: null,
  open: false,
  barrels: 1,
  measured: 'outside' as const,
};

describeStores('the ducts of a bank', (using) => {
  test('are what was stated after they were stored, in answers and in tiles; what nobody stated is absent', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const banks = {
      grid: { ...BLOCK, ducts: { count: 12, rows: 3, columns: 4, boreMm: 110 } },
      number: { ...BLOCK, casingMm: 900, ducts: { count: 6, rows: null, columns: null, boreMm: null } },
      silent: BLOCK,
    };
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([
      sampleNode('A'),
      sampleNode('B'),
      ...Object.entries(banks).map(([id, section]) => sampleLink(id, { section })),
    ]);
    await session.publish(SAMPLE_REPORT);
    const { layer } = sampleSource(scene);
    const { links } = await store.tiles.rows(scene, 0, 4 ** CELL_ZOOM);
    for (const [id, section] of Object.entries(banks)) {
      const feature = await store.features.feature(scene, `${layer}.${id}`);
      expect(feature?.family === 'link' ? feature.section : null).toEqual(section);
      expect(links.find(({ featureId }) => featureId === `${layer}.${id}`)?.link.section).toEqual(section);
    }
  });
});
