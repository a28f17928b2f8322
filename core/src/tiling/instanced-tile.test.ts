import { createHash } from 'node:crypto';
import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { type GltfSchema, readGlb } from '../../../tests/support/read-glb.ts';
import { conduit, manhole, ORIGIN, plane } from '../../../tests/support/small-network.ts';
import { ecefToLonLat } from '../geodesy/ellipsoid.ts';
import type { Link } from '../model/link.ts';
import { type NetworkTileOptions, networkSchema, networkTile } from './network-tile.ts';
import type { TileRows } from './tile-rows.ts';

type Xy = readonly [number, number];

function linkRows(...links: readonly Omit<Link, 'raw'>[]): TileRows {
  return {
    links: links.map((link) => ({ featureId: `net.${link.sourceId}`, link, fromNode: null, toNode: null })),
    nodes: [],
  };
}

function encode(rows: TileRows, options: Partial<NetworkTileOptions> = {}): Uint8Array<ArrayBuffer> {
  const bytes = networkTile(rows, { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 5, ...options });
  if (bytes === null) throw new Error('a tile was expected');
  return bytes;
}

/** Every vertex as metres east and north of the origin, and level. */
function placesOf(bytes: Uint8Array): readonly (readonly [number, number, number])[] {
  const xy = new Float64Array(2);
  return readGlb(bytes).primitives.flatMap(({ positions }) =>
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

const street: TileRows = {
  links: [
    ...linkRows(
      conduit(
        'bent',
        [
          [0, 0],
          [20, 3],
          [40, 0],
        ] satisfies Xy[],
        5,
        4.8,
      ),
      {
        ...conduit(
          'culvert',
          [
            [0, 8],
            [30, 9],
          ] satisfies Xy[],
          4,
          4,
        ),
        section: {
          shape: 'rectangular',
          widthMm: 2000,
          heightMm: 1500,
          wallMm: 200,
          floorWidthMm: null,
          open: false,
          barrels: 2,
        },
      },
      conduit(
        'unknown',
        [
          [0, -5],
          [40, -5],
        ] satisfies Xy[],
        null,
        null,
      ),
    ).links,
  ],
  nodes: [
    { featureId: 'net.a', node: manhole('a', 0, 0, 8, 4.8), incident: [] },
    { featureId: 'net.b', node: { ...manhole('b', 40, 0, null, null) }, incident: [] },
    {
      featureId: 'net.h',
      node: { ...manhole('h', 20, -8, 8, 6), kind: 'appurtenance', form: 'hydrant' },
      incident: [],
    },
    { featureId: 'net.c', node: { ...manhole('c', 20, 12, 8, 5), form: 'chamber' }, incident: [] },
  ],
};

describe('a compressed tile', () => {
  it('decodes to its uncompressed twin, which the glTF validator finds nothing in', async () => {
    const packed = readGlb(encode(street));
    const twinBytes = encode(street, { compression: 'none' });
    const twin = readGlb(twinBytes);
    expect(packed.tables).toEqual(twin.tables);
    expect(packed.primitives).toHaveLength(twin.primitives.length);
    let worstM = 0;
    packed.primitives.forEach(({ positions, featureIds }, i) => {
      const other = twin.primitives[i];
      expect(featureIds).toEqual(other?.featureIds);
      positions.forEach((value, k) => {
        worstM = Math.max(worstM, Math.abs(value - (other?.positions[k] ?? Number.NaN)));
      });
    });
    expect(worstM).toBeLessThan(0.001);
    const report = await validateBytes(twinBytes);
    expect(report.issues.messages.filter(({ severity }) => severity <= 1)).toEqual([]);
  });

  it('is less than half of its twin', () => {
    const many = linkRows(
      ...Array.from({ length: 800 }, (_, i) =>
        conduit(
          `p${1000 + i}`,
          [
            [i % 200, 0],
            [(i % 200) + 30, 3],
          ] satisfies Xy[],
          5,
          4.9,
        ),
      ),
    );
    expect(encode(many).length * 2).toBeLessThan(encode(many, { compression: 'none' }).length);
  });

  it('may leave its schema beside it, and is the same tile', () => {
    const beside = encode(street, { schemaUri: '../../schema.json' });
    expect(() => readGlb(beside)).toThrow('../../schema.json');
    const schema = networkSchema() as unknown as GltfSchema;
    expect(readGlb(beside, schema)).toEqual(readGlb(encode(street)));
  });

  it('leaves out figures that no feature has, which read as unknown, and tells the others to the millimetre', () => {
    const pipe = {
      ...conduit(
        'p',
        [
          [0, 0],
          [40, 0],
        ] satisfies Xy[],
        5.123,
        4.877,
      ),
      slope: 0.006_15,
      builtYear: 1998,
    };
    const [row] = readGlb(encode(linkRows(pipe))).tables.get('feature') ?? [];
    expect(row).toMatchObject({ sumpLevelM: null, coverLevelM: null, wallMm: null, builtYear: 1998, widthMm: 300 });
    expect(Number(row?.invertFromM).toFixed(3)).toBe('4.973');
    expect(Number(row?.invertToM).toFixed(3)).toBe('4.727');
    expect(Number(row?.slope).toFixed(5)).toBe('0.00615');
  });
});

describe('bytes before compression', () => {
  const hash = (rows: TileRows, options: Partial<NetworkTileOptions> = {}): string =>
    createHash('sha256')
      .update(encode(rows, { compression: 'none', ...options }))
      .digest('hex')
      .slice(0, 16);

  it.each([
    ['a street of all kinds', street, {}, '240c4f9f61f43627'],
    ['the same from afar', street, { detail: 'lines' }, '58b2bcadcc080c2e'],
    ['its mains alone', street, { detail: 'mains' }, '4fec439f213cdd93'],
    [
      'one straight pipe',
      linkRows(
        conduit(
          'p',
          [
            [0, 0],
            [40, 0],
          ] satisfies Xy[],
          5,
          4.8,
        ),
      ),
      {},
      '744a6bee8fcd68c4',
    ],
    ['a shaft', { links: [], nodes: street.nodes.slice(0, 1) }, {}, 'b8f8f0bd1d3d267e'],
  ] as const)('of %s are what they were', (_, rows, options, golden) => {
    expect(hash(rows, options)).toBe(golden);
  });
});

describe('what does not change the city', () => {
  it('moving the frame of the tile moves nothing by more than a millimetre', () => {
    const here = placesOf(encode(street));
    const there = placesOf(encode(street, { centre: [ORIGIN[0] + 0.002, ORIGIN[1] - 0.001], fallbackLevelM: 5 }));
    expect(there).toHaveLength(here.length);
    let worstM = 0;
    here.forEach(([x, y, z], i) => {
      const [tx, ty, tz] = there[i] ?? [0, 0, 0];
      worstM = Math.max(worstM, Math.hypot(tx - x, ty - y, tz - z));
    });
    expect(worstM).toBeLessThan(0.001);
  });

  it.each<[string, object]>([
    ['a pipe', {}],
    ['two pipes side by side', { barrels: 2 }],
    ['an egg', { shape: 'egg', widthMm: 600, heightMm: 900 }],
    ['an arch', { shape: 'arch', widthMm: 1500, heightMm: 1200 }],
    ['an open trapezoid', { shape: 'trapezoidal', widthMm: 2000, heightMm: 1000, floorWidthMm: 800, open: true }],
    ['a culvert of three', { shape: 'rectangular', widthMm: 2000, heightMm: 1500, wallMm: 200, barrels: 3 }],
    ['a pipe in its casing', { casingMm: 500 }],
  ])('drawing %s the other way round moves nothing by more than a millimetre', (_, changes) => {
    const path: readonly Xy[] = [
      [0, 0],
      [20, 3],
      [40, -2],
    ];
    const drawn = (way: readonly Xy[], from: number, to: number) => {
      const link = conduit('p', way, from, to);
      return placesOf(encode(linkRows({ ...link, section: link.section && { ...link.section, ...changes } })));
    };
    const forward = drawn(path, 5, 4.6);
    const backward = drawn(path.toReversed(), 4.6, 5);
    expect(backward).toHaveLength(forward.length);
    for (const [x, y, z] of forward) {
      const nearest = Math.min(...backward.map(([bx, by, bz]) => Math.hypot(bx - x, by - y, bz - z)));
      expect(nearest).toBeLessThan(0.001);
    }
  });
});

describe('bends', () => {
  const bend = (degrees: number): readonly (readonly [number, number, number])[] => {
    const turn = (degrees * Math.PI) / 180;
    const path: readonly Xy[] = [
      [-20, 0],
      [0, 0],
      [20 * Math.cos(turn), 20 * Math.sin(turn)],
    ];
    return placesOf(encode(linkRows(conduit('p', path, 5, 5))));
  };

  it('of 90 degrees are closed by a ball of the radius of the pipe, and no tube reaches beyond', () => {
    const vertices = bend(90);
    // The ball about the bend reaches 0.15 m to the east, where no tube of the first stretch may be.
    expect(Math.max(...vertices.map(([x]) => x))).toBeCloseTo(0.15, 2);
    expect(vertices.some(([x, y, z]) => x > 0.1 && y < -0.05 && Math.abs(Math.hypot(x, y, z - 5) - 0.15) < 0.002)).toBe(
      true,
    );
  });

  it('of 4 degrees are closed by lengthening both tubes to their mitre: 0.15 m * tan 2 degrees = 5 mm', () => {
    const vertices = bend(4);
    const along = vertices.map(([x, y]) => x * Math.cos((4 * Math.PI) / 180) + y * Math.sin((4 * Math.PI) / 180));
    const startOfSecond = Math.min(...along.filter((station) => station > -1));
    expect(startOfSecond).toBeCloseTo(-0.0052, 2);
    // Two tubes of 12 or 20 facets, closed at both ends, and nothing else.
    expect(vertices).toHaveLength(2 * (2 * 20 + 2 * 21));
  });
});
