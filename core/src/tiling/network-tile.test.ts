import { createHash } from 'node:crypto';
import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { readGlb } from '../../../tests/support/read-glb.ts';
import { conduit, manhole, ORIGIN, plane } from '../../../tests/support/small-network.ts';
import { ecefToLonLat } from '../geodesy/ellipsoid.ts';
import type { Link } from '../model/link.ts';
import type { NetworkNode } from '../model/network-node.ts';
import { networkTile } from './network-tile.ts';
import type { TileLink, TileNode, TileNodeEnd, TileRows } from './tile-rows.ts';

const GEOID_M = 1.49;

function row(
  link: Omit<Link, 'raw'>,
  fromNode: TileNodeEnd | null = null,
  toNode: TileNodeEnd | null = null,
): TileLink {
  return { featureId: `net.${link.sourceId}`, link, fromNode, toNode };
}

function nodeRow(value: Omit<NetworkNode, 'raw'>): TileNode {
  return { featureId: `net.${value.sourceId}`, node: value, incident: [] };
}

function encode(rows: TileRows): Uint8Array<ArrayBuffer> {
  const bytes = networkTile(rows, { centre: ORIGIN, geoidOffsetM: GEOID_M, fallbackLevelM: 5 });
  if (bytes === null) throw new Error('a tile was expected');
  return bytes;
}

/** Vertices of one feature as metres east and north of the origin and level. */
function verticesOf(bytes: Uint8Array, id: string): (readonly [number, number, number])[] {
  const glb = readGlb(bytes);
  const feature = glb.tables.get('feature')?.findIndex((each) => each.id === id) ?? -1;
  const out: (readonly [number, number, number])[] = [];
  const xy = new Float64Array(2);
  for (const primitive of glb.primitives) {
    primitive.featureIds.forEach((each, i) => {
      if (each !== feature) return;
      const p = (axis: number) => primitive.positions[i * 3 + axis] ?? 0;
      const [lon, lat, height] = ecefToLonLat(p(0), p(1), p(2));
      plane.forward(lon, lat, xy);
      out.push([xy[0] ?? 0, xy[1] ?? 0, height - GEOID_M]);
    });
  }
  return out;
}

describe('networkTile', () => {
  const a = manhole('a', 0, 0, 8, 4.8);
  const b = manhole('b', 40, 0, 8, 4.5);
  const rows: TileRows = {
    links: [
      row(
        conduit(
          'p1',
          [
            [0, 0],
            [40, 0],
          ],
          5,
          4.8,
        ),
        a,
        b,
      ),
    ],
    nodes: [nodeRow(a), nodeRow(b)],
  };

  it('passes the glTF validator without errors', async () => {
    const report = await validateBytes(encode(rows));
    expect(report.issues.messages.filter(({ severity }) => severity <= 1)).toEqual([]);
  });

  it('ends a conduit at the inner wall of a 1000 mm manhole and keeps its radius', () => {
    const vertices = verticesOf(encode(rows), 'net.p1');
    const xs = vertices.map(([x]) => x);
    // Both shafts have an inner radius of 0.5 m: of 40 m, 0.5 to 39.5 remain.
    expect(Math.min(...xs)).toBeCloseTo(0.5, 2);
    expect(Math.max(...xs)).toBeCloseTo(39.5, 2);
    for (const [x, y, level] of vertices) {
      const axis = 5 - (0.2 * x) / 40;
      // Places are told to 1 mm, directions to 1 mm at the end of 60 m.
      expect(Math.abs(Math.hypot(y, level - axis) - 0.15)).toBeLessThan(0.001);
    }
  });

  it('carries a kilometre of level pipe along the level surface, not along the chord', () => {
    const long = {
      links: [
        row(
          conduit(
            'long',
            [
              [-500, 0],
              [500, 0],
            ],
            3,
            3,
          ),
        ),
      ],
      nodes: [],
    };
    for (const [, y, level] of verticesOf(encode(long), 'net.long')) {
      expect(Math.hypot(y, level - 3)).toBeLessThan(0.15 + 0.002);
    }
  });

  it('writes unknown as no data, never as zero, and draws it translucent', () => {
    const unknown = {
      ...conduit(
        'u',
        [
          [0, 0],
          [40, 0],
        ],
        null,
        null,
      ),
      section: null,
    };
    const glb = readGlb(encode({ links: [row(unknown, { ...a, coverLevelM: null }, null)], nodes: [] }));
    const table = glb.tables.get('feature')?.[0];
    expect(table).toMatchObject({
      id: 'net.u',
      invertFromM: null,
      outerTopToM: null,
      widthMm: null,
      material: null,
      drawnAs: 'unknownLevel',
    });
    expect(glb.primitives.map((each) => each.materialName)).toEqual(['assumed']);
  });

  it('has one table for links and nodes, so that the number of a node never names a link', () => {
    const { tables, primitives } = readGlb(encode(rows));
    expect([...tables.keys()]).toEqual(['feature']);
    const table = tables.get('feature') ?? [];
    expect(table.map(({ family }) => family)).toEqual([
      ...rows.links.map(() => 'link'),
      ...rows.nodes.map(() => 'node'),
    ]);
    expect(table.find(({ id }) => id === 'net.a')).toMatchObject({ family: 'node', kind: 'manhole', widthMm: null });
    for (const { featureIds } of primitives) {
      expect(new Set([...featureIds].map((feature) => table[feature]?.family)).size).toBe(1);
    }
  });

  it('draws a shaft from its sump to its cover', () => {
    const levels = verticesOf(encode(rows), 'net.a').map(([, , level]) => level);
    // 0.1 m of floor under the sump, a cover 12 mm proud.
    expect(Math.min(...levels)).toBeCloseTo(4.7, 3);
    expect(Math.max(...levels)).toBeCloseTo(8.012, 3);
  });

  it('is a function of its rows: their order does not matter', () => {
    const more = {
      ...rows,
      links: [
        ...rows.links,
        row(
          conduit(
            'p0',
            [
              [0, 5],
              [40, 5],
            ],
            5,
            4.8,
          ),
        ),
      ],
    };
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(encode({ ...more, links: more.links.toReversed() }))).toBe(hash(encode(more)));
  });

  it('draws nothing of a link without extent', () => {
    expect(
      networkTile(
        {
          links: [
            row(
              conduit(
                'dot',
                [
                  [0, 0],
                  [0, 0],
                ],
                5,
                5,
              ),
            ),
          ],
          nodes: [],
        },
        { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 0 },
      ),
    ).toBeNull();
  });

  it('draws a riser, one place in plan and two levels', () => {
    const levels = verticesOf(
      encode({
        links: [
          row(
            conduit(
              'riser',
              [
                [0, 0],
                [0, 0],
              ],
              2,
              6,
            ),
          ),
        ],
        nodes: [],
      }),
      'net.riser',
    ).map(([, , level]) => level);
    expect(Math.min(...levels)).toBeCloseTo(2, 3);
    expect(Math.max(...levels)).toBeCloseTo(6, 3);
  });
});
