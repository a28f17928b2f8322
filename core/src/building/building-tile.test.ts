import { createHash } from 'node:crypto';
import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { type ReadBuildingTile, readBuildingTile } from '../../../tests/support/read-building-tile.ts';
import type { TileBuilding } from './building-columns.ts';
import { buildingTile } from './building-tile.ts';
import { box, building, ORIGIN, type Plan, ring } from './testing/sample-buildings.ts';
import { areaM2, isClosed, volumeM3 } from './testing/tile-measures.ts';

function encode(rows: readonly TileBuilding[], groundM: number | null = 5, isPacked = true): Uint8Array<ArrayBuffer> {
  const bytes = buildingTile(rows, {
    centre: ORIGIN,
    geoidOffsetM: 1.49,
    groundLevelM: () => groundM,
    fallbackLevelM: 0,
    isPacked,
  });
  if (bytes === null) throw new Error('a tile was expected');
  return bytes;
}

async function read(rows: readonly TileBuilding[], groundM: number | null = 5): Promise<ReadBuildingTile> {
  return await readBuildingTile(encode(rows, groundM));
}

const SLAB = building('slab', [box(-5, -10, 10, 20)], { heightM: 9, storeys: 3, use: 'residential' });
const COURT = building('court', [box(40, 40, 30, 30), box(50, 50, 10, 10)], { heightM: 12, use: 'commercial' });

describe('buildingTile', () => {
  it('passes the glTF validator without errors, as its unpacked twin', async () => {
    const rows = [SLAB, COURT, building('u', [box(100, 0, 8, 8)])];
    const report = await validateBytes(encode(rows, 5, false));
    expect(report.issues.messages.filter(({ severity }) => severity <= 1)).toEqual([]);
  });

  it('draws a slab of 10 x 20 x 9 m as a closed solid of 1,800 m3, facing outwards', async () => {
    const tile = await read([SLAB]);
    expect(isClosed(tile)).toBe(true);
    // Corners are rounded to 8 mm: of 60 m of wall 9 m high that is 2 m3 at most.
    expect(Math.abs(volumeM3(tile) - 1800)).toBeLessThan(2);
  });

  it('draws a courtyard of 30 x 30 with a hole of 10 x 10, 12 m high: 9,600 m3, roof 800 m2, walls 1,920 m2', async () => {
    const tile = await read([COURT]);
    expect(isClosed(tile)).toBe(true);
    expect(Math.abs(volumeM3(tile) - 9600)).toBeLessThan(8);
    expect(Math.abs(areaM2(tile, true) - 800)).toBeLessThan(1);
    // With the floor: (120 + 40) x 12 + 800.
    expect(Math.abs(areaM2(tile, false) - 2720)).toBeLessThan(3);
  });

  it('a gabled roof 10 m wide rises 3 m over the eaves: 1,800 m3 below it and 300 m3 in it', async () => {
    const tile = await read([building('gable', [box(-5, -10, 10, 20)], { heightM: 9, roof: 'gabled' })]);
    expect(isClosed(tile)).toBe(true);
    expect(Math.abs(volumeM3(tile) - 2100)).toBeLessThan(3);
    // Two slopes of 20 m by the root of 5 x 5 + 3 x 3; the ends are walls.
    const slopes = areaM2(tile, true);
    expect(Math.abs(slopes - 2 * 20 * Math.sqrt(34))).toBeLessThan(1);
  });

  it('a hipped roof of 10 x 20 m has a ridge of 10 m: 10 x 3 x (2 x 20 + 10) / 6 = 250 m3', async () => {
    const tile = await read([building('hip', [box(-5, -10, 10, 20)], { heightM: 9, roof: 'hipped' })]);
    expect(isClosed(tile)).toBe(true);
    expect(Math.abs(volumeM3(tile) - 2050)).toBeLessThan(3);
  });

  it('a roof rises 4 m at most, and a courtyard keeps a flat one', async () => {
    const hall = building('hall', [box(-20, -30, 40, 60)], { heightM: 9, roof: 'gabled' });
    const court = building('court', [box(0, 0, 30, 30), box(10, 10, 10, 10)], { heightM: 12, roof: 'gabled' });
    // 40 x 60 x 9 and 40 x 60 x 4 / 2; corners are rounded to 8 mm.
    expect(Math.abs(volumeM3(await read([hall])) - 26_400)).toBeLessThan(16);
    expect(Math.abs(volumeM3(await read([court])) - 9600)).toBeLessThan(8);
  });

  it('gives the same bytes whichever way the rings are wound, and whatever the order of the rows', async () => {
    const turned = {
      ...COURT,
      building: {
        ...COURT.building,
        rings: [box(40, 40, 30, 30), box(50, 50, 10, 10)].map((r) => ring(r.toReversed())),
      },
    };
    expect(Math.abs(volumeM3(await read([turned])) - 9600)).toBeLessThan(8);
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(encode([COURT, SLAB]))).toBe(hash(encode([SLAB, COURT])));
  });

  it('leaves out repeated and needless vertices: a box with a point on each side is the same box', async () => {
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
    const tile = await read([building('same', [points], { heightM: 9 })]);
    expect(isClosed(tile)).toBe(true);
    // 4 walls of 2, floor and roof of 2 each.
    expect(tile.meshes.reduce((sum, each) => sum + each.indices.length / 3, 0)).toBe(12);
  });

  it('draws an L with a re-entrant corner closed: (20 x 20 - 10 x 10) x 6 = 1,800 m3', async () => {
    const l: Plan = [
      [0, 0],
      [20, 0],
      [20, 10],
      [10, 10],
      [10, 20],
      [0, 20],
    ];
    const tile = await read([building('l', [l], { heightM: 6 })]);
    expect(isClosed(tile)).toBe(true);
    expect(Math.abs(volumeM3(tile) - 1800)).toBeLessThan(3);
  });

  it('takes a height from storeys where none is stated: 11 dwellings of 2.8 m, 5 offices of 3.6 m', async () => {
    const rows = [
      building('a', [box(0, 0, 10, 10)], { storeys: 11, use: 'residential' }),
      building('b', [box(50, 0, 10, 10)], { storeys: 5, use: 'office' }),
    ];
    const tile = await read(rows);
    expect(Math.abs(volumeM3(tile) - 100 * (30.8 + 18))).toBeLessThan(12);
    expect(tile.rows).toMatchObject([
      { id: 'b.a', storeys: 11, drawnAs: 'storeys' },
      { id: 'b.b', storeys: 5, drawnAs: 'storeys' },
    ]);
    // Nobody's height is stated, nobody is named: the columns are left out, and what is not there is not known.
    expect(Object.keys(tile.rows[0] ?? {})).toEqual(['id', 'use', 'storeys', 'drawnAs', 'roof', 'roofDrawn']);
  });

  it('draws an unknown height translucent at 6 m and writes it as no data, never as zero', async () => {
    const named = { name: { zh: '钟楼', en: null }, heightM: 12.5 };
    const tile = await read([
      building('u', [box(0, 0, 10, 10)]),
      building('z', [box(50, 0, 10, 10)], { heightM: 0 }),
      building('t', [box(90, 0, 10, 10)], named),
    ]);
    expect(tile.meshes.map((each) => each.materialName)).toEqual(['building', 'buildingAssumed']);
    const [known, assumed] = tile.meshes;
    expect(known && Math.abs(volumeM3({ ...tile, meshes: [known] }) - 1250)).toBeLessThan(3);
    expect(assumed && Math.abs(volumeM3({ ...tile, meshes: [assumed] }) - 1200)).toBeLessThan(3);
    expect(tile.rows).toMatchObject([
      { id: 'b.t', name: '钟楼', heightM: 12.5, drawnAs: 'statedHeight' },
      { id: 'b.u', name: null, heightM: null, drawnAs: 'unknownHeight' },
      { id: 'b.z', heightM: 0, drawnAs: 'unknownHeight' },
    ]);
  });

  it('says so when the ground is not known', async () => {
    const tile = await read([SLAB], null);
    expect(tile.rows[0]).toMatchObject({ heightM: 9, drawnAs: 'unknownGround' });
    expect(tile.meshes.map((each) => each.materialName)).toEqual(['buildingAssumed']);
  });

  it('draws nothing of a footprint without area or with a coordinate that is not a number, but keeps its row', async () => {
    const line = building('line', [
      [
        [0, 0],
        [10, 0],
        [20, 0],
      ],
    ]);
    const nan = building('nan', [box(0, 0, 10, 10)]);
    nan.building.rings[0]?.fill(Number.NaN, 2, 3);
    const options = { centre: ORIGIN, geoidOffsetM: 0, groundLevelM: () => 0, fallbackLevelM: 0 };
    expect(buildingTile([line, nan], options)).toBe(null);
    const tile = await read([line, nan, SLAB]);
    expect(tile.rows).toHaveLength(3);
    const drawn = new Set(
      tile.meshes.flatMap(({ indices, featureIds }) => [...indices].map((i) => featureIds[i] ?? 0)),
    );
    expect([...drawn].map((feature) => tile.rows[feature]?.id)).toEqual(['b.slab']);
  });
});
