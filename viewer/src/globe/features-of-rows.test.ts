import { networkTile } from '@undercroft/core/tiling/network-tile';
import { expect, test } from 'vitest';
import { readGlb } from '../../../tests/support/read-glb.ts';
import { conduit, manhole, ORIGIN } from '../../../tests/support/small-network.ts';
import { featuresOfRows } from './features-of-rows.ts';

const NAMES = ['a', 'b', 'é', 'Z', '10', '9', '管', 'aa', ''];

function contentOf(links: number, nodes: number) {
  const bytes = networkTile(
    {
      links: NAMES.slice(0, links).map((name, i) => ({
        featureId: `net.${name}`,
        link: conduit(
          name,
          [
            [0, i],
            [20, i],
          ],
          5,
          5,
        ),
        fromNode: null,
        toNode: null,
      })),
      nodes: NAMES.slice(0, nodes).map((name, i) => ({
        featureId: `node.${name}`,
        node: manhole(name, 0, 3 * i, 8, 5),
        incident: [],
      })),
    },
    { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 5 },
  );
  if (bytes === null) throw new Error('a tile was expected');
  const rows = [...readGlb(bytes).tables.values()].flat();
  return {
    rows,
    featuresLength: rows.length,
    getFeature: (i: number) => ({ getProperty: (name: string): unknown => rows[i]?.[name] }),
  };
}

test.each([
  [9, 9],
  [1, 0],
  [0, 1],
  [5, 8],
])('of %i links and %i nodes each is found by its id, and nothing else', (links, nodes) => {
  const content = contentOf(links, nodes);
  expect(content.featuresLength).toBe(links + nodes);
  const names = content.rows.map(
    ({ id, family }) => ({ id: String(id), family: family === 'node' ? 'node' : 'link' }) as const,
  );
  for (const [i, name] of names.entries()) expect(featuresOfRows(content, [name])).toEqual([i]);
  expect([...featuresOfRows(content, names)].sort((a, b) => a - b)).toEqual(names.map((_, i) => i));
  for (const family of ['link', 'node'] as const) {
    const others = ['net.0', 'node.~', '', 'net.aaa'].map((id) => ({ id, family }));
    expect(featuresOfRows(content, others)).toEqual([]);
  }
});

test('of a link and a node of one id the one that is meant is found', () => {
  const rows = [
    { id: 'a', family: 'link' },
    { id: 'b', family: 'link' },
    { id: 'a', family: 'node' },
  ];
  const content = {
    featuresLength: 3,
    getFeature: (i: number) => ({ getProperty: (name: string) => (name === 'id' ? rows[i]?.id : rows[i]?.family) }),
  };
  expect(featuresOfRows(content, [{ id: 'a', family: 'link' }])).toEqual([0]);
  expect(featuresOfRows(content, [{ id: 'a', family: 'node' }])).toEqual([2]);
});
