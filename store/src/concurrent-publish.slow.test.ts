import type { CityFeature } from '@undercroft/core/model/city-feature';
import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { importSample, sampleLink, sampleNode } from './testing/sample-features.ts';

/** One state of the layer: every link is of the material, both covers stand at the level. */
function state(version: number): readonly CityFeature[] {
  const links = Array.from({ length: 20 }, (_, i) => sampleLink(`L${i}`, { builtYear: version }));
  return [...links, sampleNode('A', { coverLevelM: version }), sampleNode('B', { coverLevelM: version })];
}

describeStores('an answer of several statements', (using) => {
  test('is of one state, though imports are published meanwhile', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, state(0));
    let publishing = true;
    const publishes = (async () => {
      for (let version = 1; version <= 12; version++) await importSample(store, scene, state(version));
      publishing = false;
    })();
    const seen = new Set<number>();
    while (publishing) {
      const { links, nodes } = await store.tiles.rows(scene, 0, 4 ** CELL_ZOOM);
      const versions = new Set([
        ...links.flatMap(({ link, fromNode, toNode }) => [link.builtYear, fromNode?.coverLevelM, toNode?.coverLevelM]),
        ...nodes.map(({ node }) => node.coverLevelM),
      ]);
      expect([...versions]).toHaveLength(1);
      expect([links.length, nodes.length]).toEqual([20, 2]);
      for (const version of versions) seen.add(version ?? -1);
    }
    await publishes;
    expect(seen.size).toBeGreaterThan(1);
  }, 60_000);
});
