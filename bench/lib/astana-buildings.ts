import { readFile } from 'node:fs/promises';
import type { TileBuilding } from '@undercroft/core/building/building-columns';
import { BUILDING_USES, type BuildingUse } from '@undercroft/core/model/map-feature';
import { addressOf, cellOf } from '@undercroft/core/tiling/quadtree';
import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import { contentTiles, LEAF_ZOOM, type Tile, tileTree } from '@undercroft/core/tiling/tileset-json';
import { z } from 'zod';

const position = z.tuple([z.number(), z.number()]);
const polygon = z.array(z.array(position));
const collection = z.object({
  features: z.array(
    z.object({
      geometry: z.union([
        z.object({ type: z.literal('Polygon'), coordinates: polygon }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon) }),
        z.object({ type: z.literal('LineString') }),
        z.object({ type: z.literal('Point') }),
      ]),
      properties: z.looseObject({
        id: z.number(),
        building: z.string().optional(),
        levels: z.string().optional(),
        name: z.string().optional(),
      }),
    }),
  ),
});

type Footprint = z.infer<typeof collection>['features'][number];

/** One content tile of a tileset with the buildings that lie in it. */
export interface BuildingTileRows {
  readonly tile: Tile;
  readonly rows: readonly TileBuilding[];
}

/** The buildings of a file of OpenStreetMap footprints (`id`, `building`, `levels`, `name`), one row for each id: the first. */
export async function readFootprints(path: string): Promise<readonly TileBuilding[]> {
  const { features } = collection.parse(JSON.parse(await readFile(path, 'utf8')));
  const rows = new Map<number, TileBuilding>();
  for (const { geometry, properties } of features) {
    const rings = ringsOf(geometry);
    if (rings === null || rows.has(properties.id)) continue;
    const sourceId = `way/${properties.id}`;
    rows.set(properties.id, {
      featureId: `astana.${sourceId}`,
      building: {
        sourceId,
        name: { zh: null, en: properties.name ?? null },
        rings: rings.map((ring) => Float64Array.from(ring.flat())),
        heightM: null,
        storeys: /^\d+$/.test(properties.levels ?? '') ? Number(properties.levels) || null : null,
        use: useOf(properties.building),
        useBasis: 'stated',
        roof: 'unknown',
        roofHeightM: null,
        roofDirectionDeg: null,
        solid: null,
        builtYear: null,
      },
    });
  }
  return [...rows.values()];
}

function ringsOf(geometry: Footprint['geometry']): z.infer<typeof polygon> | null {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? (geometry.coordinates[0] ?? null) : null;
}

const USES: Readonly<Record<string, BuildingUse>> = {
  apartments: 'residential',
  house: 'residential',
  detached: 'residential',
  retail: 'commercial',
};

function useOf(word: string | undefined): BuildingUse {
  return (word === undefined ? undefined : USES[word]) ?? BUILDING_USES.find((use) => use === word) ?? 'unknown';
}

/** The rows of each content tile, as the server lays tiles: by the middle of each outline. */
export function rowsByTile(buildings: readonly TileBuilding[]): readonly BuildingTileRows[] {
  const placed = buildings.map((row) => ({ row, bbox: bboxOf(row) }));
  const cells = new Map<number, { count: number; bbox: Box; rows: TileBuilding[] }>();
  const shift = 4 ** (24 - LEAF_ZOOM);
  for (const { row, bbox } of placed) {
    const cell = Math.floor(cellOf((bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2) / shift);
    const known = cells.get(cell);
    if (known === undefined) cells.set(cell, { count: 1, bbox, rows: [row] });
    else {
      known.count += 1;
      known.bbox = joined(known.bbox, bbox);
      known.rows.push(row);
    }
  }
  const summaries = [...cells].map(
    ([cell, { count, bbox }]): CellSummary => ({ cell, count, bbox, minLevelM: 0, maxLevelM: 300, maxSizeM: 0 }),
  );
  const tree = tileTree(summaries);
  if (tree === null) return [];
  const tiles = contentTiles(tree);
  const byAddress = new Map(tiles.map((tile) => [keyOf(tile.address.z, tile.address.x, tile.address.y), tile]));
  const rows = new Map<Tile, TileBuilding[]>();
  for (const [cell, held] of cells) {
    for (let z = LEAF_ZOOM; z >= 0; z--) {
      const { x, y } = addressOf(Math.floor(cell / 4 ** (LEAF_ZOOM - z)), z);
      const tile = byAddress.get(keyOf(z, x, y));
      if (tile === undefined) continue;
      rows.set(tile, [...(rows.get(tile) ?? []), ...held.rows]);
      break;
    }
  }
  return [...rows].map(([tile, each]) => ({ tile, rows: each }));
}

type Box = readonly [west: number, south: number, east: number, north: number];

function bboxOf({ building }: TileBuilding): Box {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const ring = building.rings[0] ?? new Float64Array(0);
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const [lon = 0, lat = 0] = ring.subarray(i, i + 2);
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

function joined(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

const keyOf = (z: number, x: number, y: number): string => `${z}/${x}/${y}`;
