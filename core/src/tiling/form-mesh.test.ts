import { describe, expect, it } from 'vitest';
import { readGlb } from '../../../tests/support/read-glb.ts';
import { conduit, manhole, ORIGIN, plane } from '../../../tests/support/small-network.ts';
import { ecefToLonLat } from '../geodesy/ellipsoid.ts';
import { type NetworkNode, NODE_FORMS, type NodeForm } from '../model/network-node.ts';
import { networkTile } from './network-tile.ts';
import { region, tileTree } from './tileset-json.ts';

/** The drawn node's vertices as metres east and north of the origin, and level; a conduit leaves it to the north-east. */
function drawn(node: Omit<NetworkNode, 'raw'>): (readonly [number, number, number])[] {
  const link = conduit(
    'p',
    [
      [0, 0],
      [30, 30],
    ],
    2,
    2,
  );
  const end = { axisM: 2.15, invertM: 2, outerTopM: 2.3, widthMm: 300, heightMm: 300 };
  const bytes = networkTile(
    {
      links: [{ featureId: 'net.p', link, fromNode: null, toNode: null }],
      nodes: [{ featureId: 'net.n', node, incident: [end] }],
    },
    { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 3 },
  );
  if (bytes === null) throw new Error('a tile was expected');
  const xy = new Float64Array(2);
  return readGlb(bytes)
    .primitives.filter(({ featureIds }) => featureIds[0] === 1)
    .flatMap(({ positions }) =>
      Array.from({ length: positions.length / 3 }, (_, i) => {
        const [lon, lat, level] = ecefToLonLat(
          positions[i * 3] ?? 0,
          positions[i * 3 + 1] ?? 0,
          positions[i * 3 + 2] ?? 0,
        );
        plane.forward(lon, lat, xy);
        return [xy[0] ?? 0, xy[1] ?? 0, level] as const;
      }),
    );
}

function device(form: NodeForm): Omit<NetworkNode, 'raw'> {
  return { ...manhole('n', 0, 0, 4, 2), kind: 'appurtenance', form, sumpLevelM: null, shaftDiameterMm: null };
}

const highest = (vertices: readonly (readonly [number, number, number])[]) =>
  Math.max(...vertices.map(([, , level]) => level));

describe('forms of nodes', () => {
  it('stand on the ground at level 4: a hydrant 0.82 m high, a cabinet 1.53 m with plinth and roof', () => {
    expect(highest(drawn(device('hydrant')))).toBeCloseTo(4.82, 3);
    expect(highest(drawn(device('cabinet')))).toBeCloseTo(4 + 0.12 + 1.35 + 0.06, 3);
  });

  it.each(NODE_FORMS)('are within the bounds of a tile that holds nothing but the node: %s', (form) => {
    const [lon, lat] = ORIGIN;
    const cell = { cell: 0, count: 1, bbox: [lon, lat, lon, lat], minLevelM: 4, maxLevelM: 4, maxSizeM: 0 } as const;
    const tree = tileTree([cell]);
    if (tree === null) throw new Error('a tile was expected');
    const [, , east = 0, north = 0, , top = 0] = region(tree, tree, 0);
    const corner = new Float64Array(2);
    plane.forward((east * 180) / Math.PI, (north * 180) / Math.PI, corner);
    const vertices = drawn(device(form));
    expect(Math.max(...vertices.map(([x]) => Math.abs(x)))).toBeLessThan(corner[0] ?? 0);
    expect(Math.max(...vertices.map(([, y]) => Math.abs(y)))).toBeLessThan(corner[1] ?? 0);
    expect(highest(vertices)).toBeLessThan(top);
  });

  it('a pole is 5 m high, with an arm of 1.2 m along its conduit', () => {
    const vertices = drawn(device('pole'));
    expect(highest(vertices)).toBeCloseTo(9, 3);
    const arm = vertices.filter(([, , level]) => level > 8.5 && level < 8.7);
    // Along a conduit to the north-east: 0.6 m there and back.
    expect(Math.max(...arm.map(([x, y]) => (x + y) * Math.SQRT1_2))).toBeCloseTo(0.6, 2);
  });

  it('a valve has a hand wheel over its body, a meter a counter over its box, as long as they lie below the ground', () => {
    // The body of DN300 has a radius of 0.8 * 0.3 m about the axis at 2.15 m.
    const under = (form: NodeForm, coverLevelM: number) =>
      highest(drawn({ ...device(form), coverLevelM }).filter(([x, y]) => Math.hypot(x, y) > 0.13));
    expect(under('valve', 4)).toBeCloseTo(2.15 + 1.9 * 0.24, 2);
    expect(under('valve', 2.5)).toBeLessThan(2.15 + 0.24);
    expect(under('meter', 4)).toBeCloseTo(2.15 + 1.25 * 0.24, 2);
  });

  it('a gully lies under its grate, which is 12 mm proud as covers are', () => {
    expect(highest(drawn(device('gully')))).toBeCloseTo(4.012, 3);
  });

  it('a device whose ground is unknown is drawn as a joint at its conduit, not at a guessed ground', () => {
    expect(highest(drawn({ ...device('hydrant'), coverLevelM: null }))).toBeLessThan(2.6);
  });

  it('a hand hole is square and turned along its conduit: at 45 degrees its corners lie east, north, west and south', () => {
    const node = { ...manhole('n', 0, 0, 4, 2), form: 'handhole' as const, shaftDiameterMm: 800 };
    const vertices = drawn(node);
    // Half of 0.8 m and 0.1 m of wall: corners are 0.5 * sqrt(2) m from the middle.
    expect(Math.max(...vertices.map(([x]) => x))).toBeCloseTo(Math.SQRT1_2, 2);
    expect(Math.max(...vertices.map(([x, y]) => Math.hypot(x, y)))).toBeCloseTo(Math.SQRT1_2, 2);
    expect(highest(vertices)).toBeCloseTo(4.012, 3);
  });

  it('a chamber has a roof under its round neck and cover', () => {
    const node = { ...manhole('n', 0, 0, 4, 1), form: 'chamber' as const, shaftDiameterMm: 1600 };
    const far = drawn(node).filter(([x, y]) => Math.hypot(x, y) > 0.8);
    // The walls end 0.35 m under the cover.
    expect(highest(far)).toBeCloseTo(3.65, 3);
  });
});
