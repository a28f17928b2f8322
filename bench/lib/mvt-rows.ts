import { UTILITIES } from '@undercroft/core/model/utility';
import { seededRandom } from '@undercroft/core/random/seeded-random';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import { FlatPath } from '@undercroft/core/vector-tile/flat-path';
import { projectPath, unprojectPoint } from '@undercroft/core/vector-tile/project';
import type { LayerSchema } from '@undercroft/core/vector-tile/tile-layer';
import type { ConduitLine } from '@undercroft/store/store';
import { UTILITY_LAYER } from '@undercroft/tiles-server/tiles/utility-layer';

/** A conduit of the made-up city: what the map's layer of conduits shows, and two attributes more. */
export interface MvtRow extends ConduitLine {
  readonly material: string;
  readonly owner: string;
}

/** The tile of a city and the rows that show in it. */
export interface MvtTile {
  readonly address: TileAddress;
  readonly rows: readonly MvtRow[];
}

export interface MvtCity {
  readonly rows: readonly MvtRow[];
  readonly tiles: readonly MvtTile[];
}

/** The map's own layer of conduits with eight attributes in all. */
export const MVT_BENCH_LAYER: LayerSchema<MvtRow> = {
  ...UTILITY_LAYER,
  attributes: {
    ...UTILITY_LAYER.attributes,
    material: (row) => row.material,
    owner: (row) => row.owner,
  },
};

export const MVT_BENCH_ZOOM = 15;
const EXTENT = 4096;
/** Margin of a tile, units: what `tileLayer` keeps. */
const BUFFER = 64;
/** North-western tile: Qinhuangdao. */
const FIRST: TileAddress = { z: MVT_BENCH_ZOOM, x: 27_268, y: 12_390 };
/** So that with what reaches over from its neighbours a tile holds about 1,000. */
const STARTS_A_TILE = 893;
const WIDTHS_MM = [100, 150, 200, 225, 300, 400, 500, 600, 800, 1000, 1200, 1500];
const STATUSES = ['inUse', 'inUse', 'inUse', 'abandoned', 'planned'] as const;
const MATERIALS = ['concrete', 'reinforced concrete', 'cast iron', 'ductile iron', 'PE', 'PVC', 'steel', 'clay'];
const OWNERS = [
  'Municipal Drainage Office',
  'Water Company',
  'Gas Company',
  'Power Grid',
  'Telecom',
  'Heating Company',
];

/**
 * A seeded city of `side` by `side` tiles at zoom 15: about 1,000 conduits a tile, two and three vertices in turn (2.5 on
 * average), 25 to 85 m long, eight attributes that are all known. Conduits cross the edges of tiles and then show in both.
 */
export function mvtCity(side: number, seed: number): MvtCity {
  const random = seededRandom(seed);
  const rows: MvtRow[] = [];
  for (let place = 0; place < side * side; place++) {
    const address = { z: FIRST.z, x: FIRST.x + (place % side), y: FIRST.y + Math.floor(place / side) };
    for (let i = 0; i < STARTS_A_TILE; i++) {
      const units = [random.between(0, EXTENT), random.between(0, EXTENT)];
      const heading = random.between(0, 2 * Math.PI);
      for (let leg = 0; leg < 1 + (i % 2); leg++) {
        const turned = heading + leg * random.between(-1, 1);
        const stepUnits = random.between(110, 185);
        units.push((units[2 * leg] ?? 0) + stepUnits * Math.cos(turned));
        units.push((units[2 * leg + 1] ?? 0) + stepUnits * Math.sin(turned));
      }
      const widthMm = random.pick(WIDTHS_MM);
      const number = rows.length + 1;
      rows.push({
        featureId: `streets.GX${String(number).padStart(7, '0')}`,
        id: number,
        path: pathOf(units, address),
        utility: random.pick(UTILITIES),
        widthMm,
        heightMm: random.chance(0.8) ? widthMm : random.pick(WIDTHS_MM),
        status: random.pick(STATUSES),
        isLevelKnown: random.chance(0.9),
        material: random.pick(MATERIALS),
        owner: random.pick(OWNERS),
      });
    }
  }
  return { rows, tiles: tilesOfRows(rows, side) };
}

/** The tiles of a city with the rows whose bounding box meets the tile's square and margin, as a database finds them. */
export function tilesOfRows(rows: readonly MvtRow[], side: number): readonly MvtTile[] {
  const tiles = Array.from({ length: side * side }, (_, i) => ({
    address: { z: FIRST.z, x: FIRST.x + (i % side), y: FIRST.y + Math.floor(i / side) },
    rows: [] as MvtRow[],
  }));
  const units = new FlatPath();
  for (const row of rows) {
    projectPath(row.path, FIRST, EXTENT, units);
    const west = Math.max(0, Math.floor((units.minX - BUFFER) / EXTENT));
    const east = Math.min(side - 1, Math.floor((units.maxX + BUFFER) / EXTENT));
    const south = Math.min(side - 1, Math.floor((units.maxY + BUFFER) / EXTENT));
    for (let y = Math.max(0, Math.floor((units.minY - BUFFER) / EXTENT)); y <= south; y++) {
      for (let x = west; x <= east; x++) tiles[y * side + x]?.rows.push(row);
    }
  }
  return tiles;
}

function pathOf(units: readonly number[], address: TileAddress): Float64Array {
  const path = new Float64Array(units.length);
  for (let i = 0; i < units.length; i += 2) {
    path.set(unprojectPoint(units[i] ?? 0, units[i + 1] ?? 0, address, EXTENT), i);
  }
  return path;
}
