import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TileBuilding } from '@undercroft/core/building/building-columns';
import { drawnHeight } from '@undercroft/core/building/building-height';
import { buildingTile } from '@undercroft/core/building/building-tile';
import { lonLatToEcef } from '@undercroft/core/geodesy/ellipsoid';
import { tileCentre } from '@undercroft/core/tiling/tileset-json';
import { beforeAll, describe, expect, it } from 'vitest';
import { ecefOf, type ReadBuildingTile, readBuildingTile } from '../../tests/support/read-building-tile.ts';
import { type BuildingTileRows, readFootprints, rowsByTile } from './astana-buildings.ts';

const FILE = join(process.env.UNDERCROFT_DATA ?? '', 'astana', 'buildings.geojson');
const isThere = Boolean(process.env.UNDERCROFT_DATA) && existsSync(FILE);
if (!isThere) process.stderr.write('Real tiles skipped: UNDERCROFT_DATA has no astana/buildings.geojson.\n');

const GEOID_M = -40;
const GROUND_M = 345;
/** Every sixth tile: the whole city takes a minute. */
const EACH = 6;
const NEAR_M = 0.01;

describe.skipIf(!isThere)('the tiles of Astana', () => {
  let tiles: readonly BuildingTileRows[] = [];
  beforeAll(async () => {
    tiles = rowsByTile(await readFootprints(FILE));
  });

  it('hold each of 32,056 buildings exactly once', async () => {
    const ids: unknown[] = [];
    for (const tile of tiles) ids.push(...(await tileOf(tile)).rows.map(({ id }) => id));
    expect(ids).toHaveLength(32_056);
    expect(new Set(ids).size).toBe(32_056);
  }, 120_000);

  it('stand within a centimetre of where their outlines do, raised by their heights on the ellipsoid', async () => {
    const wrong: unknown[] = [];
    for (const tile of tiles.filter((_, i) => i % EACH === 0)) {
      const read = await tileOf(tile);
      const byId = new Map(tile.rows.map((row) => [row.featureId, row]));
      for (const [id, corners] of cornersOf(read)) {
        const row = byId.get(id);
        if (row === undefined || !isNear(corners, row)) wrong.push(id);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

async function tileOf({ tile, rows }: BuildingTileRows): Promise<ReadBuildingTile> {
  const centre = tileCentre(tile);
  const options = { centre, geoidOffsetM: GEOID_M, groundLevelM: () => GROUND_M, fallbackLevelM: GROUND_M };
  return await readBuildingTile(buildingTile(rows, options) ?? new Uint8Array());
}

type Point = readonly [x: number, y: number, z: number];

/** The corners that triangles refer to, by building, in ECEF. */
function cornersOf(tile: ReadBuildingTile): ReadonlyMap<string, readonly Point[]> {
  const corners = new Map<string, Point[]>();
  for (const mesh of tile.meshes) {
    const positions = ecefOf(tile, mesh);
    for (const i of new Set(mesh.indices)) {
      const [x = 0, y = 0, z = 0] = positions.subarray(3 * i, 3 * i + 3);
      const id = String(tile.rows[mesh.featureIds[i] ?? -1]?.id);
      corners.set(id, [...(corners.get(id) ?? []), [x, y, z]]);
    }
  }
  return corners;
}

/** Each drawn corner is near one of the outline, at its foot or its head; each of the outline near a drawn wall. */
function isNear(drawn: readonly Point[], { building }: TileBuilding): boolean {
  const { heightM } = drawnHeight(building);
  const levels = [GROUND_M, GROUND_M + heightM];
  const outline = levels.map((levelM) => building.rings.flatMap((ring) => pointsOf(ring, levelM)));
  const all = outline.flat();
  const isAt = (a: Point, b: Point): boolean => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) <= NEAR_M;
  if (!drawn.every((corner) => all.some((stated) => isAt(corner, stated)))) return false;
  // Corners left out lie on a straight wall between two that are drawn.
  return all.every((stated) => drawn.some((a) => isAt(a, stated) || drawn.some((b) => isBetween(stated, a, b))));
}

function pointsOf(ring: Float64Array, levelM: number): readonly Point[] {
  const out = new Float64Array(3);
  return Array.from({ length: ring.length / 2 }, (_, i): Point => {
    lonLatToEcef(ring[2 * i] ?? 0, ring[2 * i + 1] ?? 0, levelM + GEOID_M, out);
    return [out[0] ?? 0, out[1] ?? 0, out[2] ?? 0];
  });
}

function isBetween(p: Point, a: Point, b: Point): boolean {
  const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
  const length = Math.hypot(...u);
  if (length === 0) return false;
  const along = ((p[0] - a[0]) * u[0] + (p[1] - a[1]) * u[1] + (p[2] - a[2]) * u[2]) / length;
  if (along < 0 || along > length) return false;
  const off = [0, 1, 2].map((k) => (p[k] ?? 0) - (a[k] ?? 0) - ((u[k] ?? 0) * along) / length);
  return Math.hypot(...off) <= NEAR_M;
}
