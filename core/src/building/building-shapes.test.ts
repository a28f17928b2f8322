import { describe, expect, it } from 'vitest';
import { type ReadBuildingTile, readBuildingTile } from '../../../tests/support/read-building-tile.ts';
import { localProjection } from '../geodesy/local-projection.ts';
import { type BuildingSolid, decodeSolid, encodeSolid, type SolidFace } from '../model/building-solid.ts';
import type { TileBuilding } from './building-columns.ts';
import { buildingTile } from './building-tile.ts';
import { box, building, ORIGIN, type Plan } from './testing/sample-buildings.ts';
import { areaM2, isClosed, leastNormalCosine, volumeM3 } from './testing/tile-measures.ts';

const plane = localProjection(ORIGIN);

async function read(rows: readonly TileBuilding[], groundM: number | null = 0): Promise<ReadBuildingTile> {
  const bytes = buildingTile(rows, {
    centre: ORIGIN,
    geoidOffsetM: 0,
    groundLevelM: () => groundM,
    fallbackLevelM: 0,
  });
  return await readBuildingTile(bytes ?? new Uint8Array());
}

/** Corners in metres east, north, up. */
function solid(corners: readonly (readonly [number, number, number])[], faces: readonly SolidFace[]): BuildingSolid {
  return { vertices: Float64Array.from(corners.flatMap(([x, y, z]) => [...plane.inverse(x, y), z])), faces };
}

describe('the roof of a building', () => {
  it('of one slope falls where it is told to: 10 x 20 x 9 m and a wedge of 10 x 20 x 4 / 2', async () => {
    const rest = { heightM: 9, roof: 'skillion', roofHeightM: 4, roofDirectionDeg: 180 } as const;
    const tile = await read([building('s', [box(0, 0, 10, 20)], rest)]);
    expect(isClosed(tile)).toBe(true);
    expect(Math.abs(volumeM3(tile) - 2200)).toBeLessThan(3);
    // It falls to the south: the heads of its walls are 9 m there and 13 m in the north.
    const [mesh] = tile.meshes;
    const heads = [...(mesh?.indices ?? [])].map((i) => (mesh?.positions ?? []).slice(3 * i, 3 * i + 3));
    const levelsAt = (isThere: (north: number) => boolean): number =>
      Math.max(...heads.filter(([, north = 0]) => isThere(north)).map(([, , up = 0]) => up));
    expect(levelsAt((north) => north < 1)).toBeCloseTo(9, 1);
    expect(levelsAt((north) => north > 19)).toBeCloseTo(13, 1);
    expect(leastNormalCosine(tile.meshes)).toBeGreaterThan(0.999);
  });

  it('of one slope is drawn flat where nobody says which way it falls, and both are told', async () => {
    const tile = await read([building('s', [box(0, 0, 10, 20)], { heightM: 9, roof: 'skillion' })]);
    expect(Math.abs(volumeM3(tile) - 1800)).toBeLessThan(3);
    expect(tile.rows).toMatchObject([{ roof: 'skillion', roofDrawn: 'flat' }]);
  });

  it('is a pyramid of a third of its prism: 12 x 12 x 6 m and 12 x 12 x 5 / 3', async () => {
    const rest = { heightM: 6, roof: 'pyramidal', roofHeightM: 5 } as const;
    const tile = await read([building('p', [box(0, 0, 12, 12)], rest)]);
    expect(isClosed(tile)).toBe(true);
    expect(Math.abs(volumeM3(tile) - (864 + 240))).toBeLessThan(2);
    expect(tile.rows).toMatchObject([{ roof: 'pyramidal', roofDrawn: 'pyramidal' }]);
  });

  it('is a dome over a round hall: nearly two thirds of its cylinder, and never more', async () => {
    const round: Plan = Array.from({ length: 48 }, (_, i) => {
      const angle = (i / 48) * 2 * Math.PI;
      return [10 * Math.cos(angle), 10 * Math.sin(angle)] as const;
    });
    const tile = await read([building('d', [round], { heightM: 5, roof: 'domed', roofHeightM: 10 })]);
    const floorM2 = (48 / 2) * 100 * Math.sin((2 * Math.PI) / 48);
    expect(isClosed(tile)).toBe(true);
    const domeM3 = volumeM3(tile) - 5 * floorM2;
    expect(domeM3).toBeLessThan((2 / 3) * 10 * floorM2);
    expect(domeM3).toBeGreaterThan(0.96 * (2 / 3) * 10 * floorM2);
    expect(leastNormalCosine(tile.meshes)).toBeGreaterThan(0.99);
  });

  it('has its ridge across the way it falls, whichever side is longer: 10 x 20 m falling north is 20 / 2 m steep', async () => {
    const rest = { heightM: 3, roof: 'gabled', roofHeightM: 5 } as const;
    const along = await read([building('g', [box(0, 0, 10, 20)], rest)]);
    const across = await read([building('g', [box(0, 0, 10, 20)], { ...rest, roofDirectionDeg: 0 })]);
    // Two slopes of 20 m by the root of 5 x 5 + 5 x 5, and of 10 m by the root of 10 x 10 + 5 x 5.
    expect(Math.abs(areaM2(along, true) - 2 * 20 * Math.sqrt(50))).toBeLessThan(1);
    expect(Math.abs(areaM2(across, true) - 2 * 10 * Math.sqrt(125))).toBeLessThan(1);
  });

  it('of unknown shape is flat and said to be unknown; a tile of nothing but those says nothing of roofs', async () => {
    const unknown = building('u', [box(0, 0, 10, 10)], { roof: 'unknown' });
    const round = building(
      'l',
      [
        [
          [0, 0],
          [9, 0],
          [9, 4],
          [4, 4],
          [4, 9],
          [0, 9],
        ],
      ],
      { roof: 'hipped' },
    );
    expect((await read([unknown, round])).rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'b.u', roof: 'unknown', roofDrawn: 'flat' }),
        expect.objectContaining({ id: 'b.l', roof: 'hipped', roofDrawn: 'flat' }),
      ]),
    );
    expect((await read([unknown])).rows[0]).not.toHaveProperty('roof');
  });
});

/** A house of 8 x 6 m, eaves at 13 m, its ridge at 16 m, its floor at 10 m. */
const HOUSE = solid(
  [
    [0, 0, 10],
    [8, 0, 10],
    [8, 6, 10],
    [0, 6, 10],
    [0, 0, 13],
    [8, 0, 13],
    [8, 6, 13],
    [0, 6, 13],
    [0, 3, 16],
    [8, 3, 16],
  ],
  [
    { surface: 'ground', rings: [[0, 3, 2, 1]] },
    { surface: 'wall', rings: [[0, 1, 5, 4]] },
    { surface: 'wall', rings: [[1, 2, 6, 9, 5]] },
    { surface: 'wall', rings: [[2, 3, 7, 6]] },
    { surface: 'wall', rings: [[3, 0, 4, 8, 7]] },
    { surface: 'roof', rings: [[4, 5, 9, 8]] },
    { surface: 'roof', rings: [[6, 7, 8, 9]] },
  ],
);

describe('a surveyed building', () => {
  it('is drawn by its surfaces at its own levels, whatever the ground: 8 x 6 x 3 m and half of that', async () => {
    const tile = await read([building('h', [box(0, 0, 8, 6)], { heightM: 6, roof: 'unknown', solid: HOUSE })], null);
    expect(isClosed(tile)).toBe(true);
    expect(Math.abs(volumeM3(tile) - (144 + 72))).toBeLessThan(0.5);
    expect(Math.abs(areaM2(tile, true) - 2 * 8 * Math.sqrt(18))).toBeLessThan(0.5);
    expect(leastNormalCosine(tile.meshes)).toBeGreaterThan(0.999);
    expect(tile.rows).toMatchObject([{ drawnAs: 'surveyed', heightM: 6 }]);
    const levels = [...(tile.meshes[0]?.positions ?? [])].filter((_, i) => i % 3 === 2);
    expect(Math.min(...levels)).toBeCloseTo(10, 1);
    expect(Math.max(...levels)).toBeCloseTo(16, 1);
  });

  it('delivered inside out is turned', async () => {
    const faces = HOUSE.faces.map((face) => ({ ...face, rings: face.rings.map((each) => each.toReversed()) }));
    const tile = await read([building('h', [box(0, 0, 8, 6)], { solid: { ...HOUSE, faces } })]);
    expect(Math.abs(volumeM3(tile) - 216)).toBeLessThan(0.5);
    expect(leastNormalCosine(tile.meshes)).toBeGreaterThan(0.999);
  });

  it('keeps the hole in a wall: 8 x 3 m less a gate of 2 x 2 m', async () => {
    const corners = [
      [0, 0, 0],
      [8, 0, 0],
      [8, 0, 3],
      [0, 0, 3],
      [3, 0, 0.5],
      [3, 0, 2.5],
      [5, 0, 2.5],
      [5, 0, 0.5],
    ] as const;
    const rings = [
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ];
    const tile = await read([
      building('w', [box(0, 0, 8, 1)], { solid: solid(corners, [{ surface: 'wall', rings }]) }),
    ]);
    expect(areaM2(tile)).toBeCloseTo(20, 1);
  });

  it('draws no line where one wall was cut in two', async () => {
    const corners = [
      [0, 0, 0],
      [4, 0, 0],
      [8, 0, 0],
      [8, 0, 3],
      [4, 0, 3],
      [0, 0, 3],
    ] as const;
    const halves: readonly SolidFace[] = [
      { surface: 'wall', rings: [[0, 1, 4, 5]] },
      { surface: 'wall', rings: [[1, 2, 3, 4]] },
    ];
    const tile = await read([building('w', [box(0, 0, 8, 1)], { solid: solid(corners, halves) })]);
    // Of eight sides the two in the middle are none.
    expect(tile.meshes[0]?.outline.length).toBe(2 * 6);
  });

  it('is the same after it was kept as bytes, and bytes that are cut off are refused', () => {
    const bytes = encodeSolid(HOUSE);
    expect(decodeSolid(bytes)).toEqual(HOUSE);
    expect(() => decodeSolid(bytes.slice(0, -3))).toThrow(RangeError);
  });
});
