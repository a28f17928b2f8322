import { createHash } from 'node:crypto';
import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { type GlbPrimitive, readGlb } from '../../../tests/support/read-glb.ts';
import { localProjection } from '../geodesy/local-projection.ts';
import { type Building, UNNAMED } from '../model/map-feature.ts';
import type { TileBuilding } from './building-columns.ts';
import { buildingTile } from './building-tile.ts';

const ORIGIN = [119.6, 39.925] as const;
const plane = localProjection(ORIGIN);

type Plan = readonly (readonly [number, number])[];

function ring(points: Plan): Float64Array {
  return Float64Array.from([...points, points[0] ?? [0, 0]].flatMap(([x, y]) => plane.inverse(x, y)));
}

const box = (x: number, y: number, w: number, h: number): Plan => [
  [x, y],
  [x + w, y],
  [x + w, y + h],
  [x, y + h],
];

function building(id: string, rings: readonly Plan[], rest: Partial<Building> = {}): TileBuilding {
  const value = {
    sourceId: id,
    name: UNNAMED,
    rings: rings.map(ring),
    heightM: null,
    storeys: null,
    use: 'unknown',
    useBasis: 'unknown',
    roof: 'flat',
    builtYear: null,
    ...rest,
  } as const;
  return { featureId: `b.${id}`, building: value };
}

function encode(rows: readonly TileBuilding[], groundM: number | null = 5): Uint8Array<ArrayBuffer> {
  const bytes = buildingTile(rows, {
    centre: ORIGIN,
    geoidOffsetM: 1.49,
    groundLevelM: () => groundM,
    fallbackLevelM: 0,
  });
  if (bytes === null) throw new Error('a tile was expected');
  return bytes;
}

/** Corners of each triangle in metres about the first vertex. */
function trianglesOf(primitive: GlbPrimitive): (readonly [number, number, number])[][] {
  const at = (i: number): readonly [number, number, number] => [
    (primitive.positions[3 * i] ?? 0) + 2.4e6,
    (primitive.positions[3 * i + 1] ?? 0) - 4.2e6,
    (primitive.positions[3 * i + 2] ?? 0) - 4.07e6,
  ];
  return Array.from({ length: primitive.indices.length / 3 }, (_, t) =>
    [0, 1, 2].map((corner) => at(primitive.indices[3 * t + corner] ?? 0)),
  );
}

/** A sixth of the sum of triple products: positive when the triangles face outwards (divergence theorem). */
function volumeM3(primitives: readonly GlbPrimitive[]): number {
  let sum = 0;
  for (const triangle of primitives.flatMap(trianglesOf)) {
    const [a, b, c] = triangle;
    const v = (p: readonly number[] | undefined, i: number) => p?.[i] ?? 0;
    sum += v(a, 0) * (v(b, 1) * v(c, 2) - v(b, 2) * v(c, 1));
    sum += v(a, 1) * (v(b, 2) * v(c, 0) - v(b, 0) * v(c, 2));
    sum += v(a, 2) * (v(b, 0) * v(c, 1) - v(b, 1) * v(c, 0));
  }
  return sum / 6;
}

function areaM2(primitives: readonly GlbPrimitive[]): number {
  return primitives.flatMap(trianglesOf).reduce((sum, [a, b, c]) => {
    const u = [0, 1, 2].map((i) => (b?.[i] ?? 0) - (a?.[i] ?? 0)) as [number, number, number];
    const w = [0, 1, 2].map((i) => (c?.[i] ?? 0) - (a?.[i] ?? 0)) as [number, number, number];
    const cross = [u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]];
    return sum + Math.hypot(...cross) / 2;
  }, 0);
}

/** Every edge is walked as often one way as the other: the surface is closed and wound alike everywhere. */
function isClosed(primitives: readonly GlbPrimitive[]): boolean {
  const open = new Map<string, number>();
  for (const triangle of primitives.flatMap(trianglesOf)) {
    const corners = triangle.map((p) => p.map((value) => value.toFixed(4)).join(' '));
    for (const [i, from] of corners.entries()) {
      const to = corners[(i + 1) % 3] ?? '';
      open.set(`${from} > ${to}`, (open.get(`${from} > ${to}`) ?? 0) + 1);
      open.set(`${to} > ${from}`, (open.get(`${to} > ${from}`) ?? 0) - 1);
    }
  }
  return [...open.values()].every((count) => count === 0);
}

const SLAB = building('slab', [box(-5, -10, 10, 20)], { heightM: 9, storeys: 3, use: 'residential' });
const COURT = building('court', [box(40, 40, 30, 30), box(50, 50, 10, 10)], { heightM: 12, use: 'commercial' });

describe('buildingTile', () => {
  it('passes the glTF validator without errors', async () => {
    const rows = [SLAB, COURT, building('u', [box(100, 0, 8, 8)])];
    const report = await validateBytes(encode(rows));
    expect(report.issues.messages.filter(({ severity }) => severity <= 1)).toEqual([]);
  });

  it('draws a slab of 10 x 20 x 9 m as a closed solid of 1,800 m3, facing outwards', () => {
    const { primitives } = readGlb(encode([SLAB]));
    expect(isClosed(primitives)).toBe(true);
    // Corners are rounded to 8 mm: of 60 m of wall 9 m high that is 2 m3 at most.
    expect(Math.abs(volumeM3(primitives) - 1800)).toBeLessThan(2);
  });

  it('draws a courtyard of 30 x 30 with a hole of 10 x 10, 12 m high: 9,600 m3, roof 800 m2, walls 1,920 m2', () => {
    const { primitives } = readGlb(encode([COURT]));
    expect(isClosed(primitives)).toBe(true);
    expect(Math.abs(volumeM3(primitives) - 9600)).toBeLessThan(8);
    expect(Math.abs(areaM2(primitives.filter((each) => each.materialName === 'roof')) - 800)).toBeLessThan(1);
    // The wall's mesh has the floor too: (120 + 40) x 12 + 800.
    expect(Math.abs(areaM2(primitives.filter((each) => each.materialName === 'wall')) - 2720)).toBeLessThan(3);
  });

  it('a gabled roof 10 m wide rises 3 m over the eaves: 1,800 m3 below it and 300 m3 in it', () => {
    const { primitives } = readGlb(encode([building('gable', [box(-5, -10, 10, 20)], { heightM: 9, roof: 'gabled' })]));
    expect(isClosed(primitives)).toBe(true);
    expect(Math.abs(volumeM3(primitives) - 2100)).toBeLessThan(3);
    // Two slopes of 20 m by the root of 5 x 5 + 3 x 3; the ends are walls.
    const slopes = areaM2(primitives.filter((each) => each.materialName === 'roof'));
    expect(Math.abs(slopes - 2 * 20 * Math.sqrt(34))).toBeLessThan(1);
  });

  it('a hipped roof of 10 x 20 m has a ridge of 10 m: 10 x 3 x (2 x 20 + 10) / 6 = 250 m3', () => {
    const { primitives } = readGlb(encode([building('hip', [box(-5, -10, 10, 20)], { heightM: 9, roof: 'hipped' })]));
    expect(isClosed(primitives)).toBe(true);
    expect(Math.abs(volumeM3(primitives) - 2050)).toBeLessThan(3);
  });

  it('a roof rises 4 m at most, and a courtyard keeps a flat one', () => {
    const hall = building('hall', [box(-20, -30, 40, 60)], { heightM: 9, roof: 'gabled' });
    const court = building('court', [box(0, 0, 30, 30), box(10, 10, 10, 10)], { heightM: 12, roof: 'gabled' });
    // 40 x 60 x 9 and 40 x 60 x 4 / 2; corners are rounded to 8 mm.
    expect(Math.abs(volumeM3(readGlb(encode([hall])).primitives) - 26_400)).toBeLessThan(16);
    expect(Math.abs(volumeM3(readGlb(encode([court])).primitives) - 9600)).toBeLessThan(8);
  });

  it('gives the same bytes whichever way the rings are wound, and whatever the order of the rows', () => {
    const turned = {
      ...COURT,
      building: {
        ...COURT.building,
        rings: [box(40, 40, 30, 30), box(50, 50, 10, 10)].map((r) => ring(r.toReversed())),
      },
    };
    expect(Math.abs(volumeM3(readGlb(encode([turned])).primitives) - 9600)).toBeLessThan(8);
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(encode([COURT, SLAB]))).toBe(hash(encode([SLAB, COURT])));
  });

  it('leaves out repeated and needless vertices: a box with a point on each side is the same box', () => {
    const points: Plan = [
      [-5, -10],
      [0, -10],
      [5, -10],
      [5, -10],
      [5, 0],
      [5, 10],
      [-5, 10],
      [-5, 3],
    ];
    const { primitives } = readGlb(encode([building('same', [points], { heightM: 9 })]));
    expect(isClosed(primitives)).toBe(true);
    // 4 walls of 2, floor and roof of 2 each.
    expect(primitives.reduce((sum, each) => sum + each.indices.length / 3, 0)).toBe(12);
  });

  it('draws an L with a re-entrant corner closed: (20 x 20 - 10 x 10) x 6 = 1,800 m3', () => {
    const l: Plan = [
      [0, 0],
      [20, 0],
      [20, 10],
      [10, 10],
      [10, 20],
      [0, 20],
    ];
    const { primitives } = readGlb(encode([building('l', [l], { heightM: 6 })]));
    expect(isClosed(primitives)).toBe(true);
    expect(Math.abs(volumeM3(primitives) - 1800)).toBeLessThan(3);
  });

  it('takes a height from storeys where none is stated: 11 dwellings of 2.8 m, 5 offices of 3.6 m', () => {
    const rows = [
      building('a', [box(0, 0, 10, 10)], { storeys: 11, use: 'residential' }),
      building('b', [box(50, 0, 10, 10)], { storeys: 5, use: 'office' }),
    ];
    const glb = readGlb(encode(rows));
    expect(Math.abs(volumeM3(glb.primitives) - 100 * (30.8 + 18))).toBeLessThan(12);
    expect(glb.tables.get('building')).toMatchObject([
      { id: 'b.a', storeys: 11, heightM: null, drawnAs: 'storeys' },
      { id: 'b.b', storeys: 5, heightM: null, drawnAs: 'storeys' },
    ]);
  });

  it('draws an unknown height translucent at 6 m and writes it as no data, never as zero', () => {
    const glb = readGlb(
      encode([building('u', [box(0, 0, 10, 10)]), building('z', [box(50, 0, 10, 10)], { heightM: 0 })]),
    );
    expect(glb.primitives.map((each) => each.materialName)).toEqual(['wallAssumed', 'roofAssumed']);
    expect(Math.abs(volumeM3(glb.primitives) - 1200)).toBeLessThan(3);
    expect(glb.tables.get('building')).toMatchObject([
      { id: 'b.u', storeys: null, heightM: null, drawnAs: 'unknownHeight', name: null },
      { id: 'b.z', storeys: null, drawnAs: 'unknownHeight' },
    ]);
  });

  it('says so when the ground is not known', () => {
    const glb = readGlb(encode([SLAB], null));
    expect(glb.tables.get('building')?.[0]).toMatchObject({ heightM: 9, drawnAs: 'unknownGround' });
    expect(glb.primitives.map((each) => each.materialName)).toEqual(['wallAssumed', 'roofAssumed']);
  });

  it('draws nothing of a footprint without area or with a coordinate that is not a number, but keeps its row', () => {
    const line = building('line', [
      [
        [0, 0],
        [10, 0],
        [20, 0],
      ],
    ]);
    const nan = building('nan', [box(0, 0, 10, 10)]);
    nan.building.rings[0]?.fill(Number.NaN, 2, 3);
    expect(
      buildingTile([line, nan], { centre: ORIGIN, geoidOffsetM: 0, groundLevelM: () => 0, fallbackLevelM: 0 }),
    ).toBe(null);
    const glb = readGlb(encode([line, nan, SLAB]));
    expect(glb.tables.get('building')).toHaveLength(3);
    expect(new Set(glb.primitives.flatMap((each) => [...each.featureIds]))).toEqual(new Set([2]));
  });
});
