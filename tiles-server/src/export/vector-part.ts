import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type TileJson, tileJsonSchema } from '@undercroft/core/protocol/answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import { selectLayer } from '@undercroft/core/vector-tile/select-layer';
import type { Bounds, Store } from '@undercroft/store/store';
import { type Encoded, encoded, encodedJson } from '../tiles/encoded.ts';
import { VECTOR_TILE_SET } from '../tiles/tile-key.ts';
import { isEmptyBelow, type VectorTileService } from '../tiles/vector-tile-service.ts';
import type { ExportPart, ExportStep } from './export-part.ts';
import { countBelow, isIn, tileCount, tileRectangle } from './tile-rectangle.ts';

const gunzipped = promisify(gunzip);

/** Name of the part with all layers of vector tiles. */
export const MAP_PART = 'map';

/** Zooms at which it is looked whether anything lies below a tile at all. */
const LOOKED_AT = [14, 16];

export interface VectorPartOptions {
  readonly store: Store;
  readonly vectorTiles: VectorTileService;
  /** One layer alone; all of them when null. */
  readonly layer: string | null;
  /** Coarser than what is served when not null; viewers go on from there with the tile they have. */
  readonly maxZoom: number | null;
  /** Address of the folder that holds `vt` in the web; null leaves the addresses relative to the document. */
  readonly baseUrl: string | null;
}

/** The vector tiles of a scene and their TileJSON; null when there is nothing for a map, or no such layer. */
export async function vectorPart(scene: Scene, options: VectorPartOptions): Promise<ExportPart | null> {
  const { store, vectorTiles, layer, baseUrl } = options;
  const bounds = await store.map.bounds(scene.id);
  const template = `${baseUrl === null ? '' : `${baseUrl.replace(/\/+$/, '')}/vt/`}{z}/{x}/{y}.pbf`;
  const served = await vectorTiles.document(scene, template);
  if (bounds === null || served === null) return null;
  const document = documentOf(tileJsonSchema.parse(JSON.parse(String(await gunzipped(served.gzip)))), options);
  if (document.vector_layers.length === 0) return null;
  const { minzoom, maxzoom } = document;

  const tile = (address: TileAddress): ExportStep => ({
    kind: 'file',
    path: `vt/${address.z}/${address.x}/${address.y}.pbf`,
    make: async () => {
      const body = await vectorTiles.tile(scene, address);
      return body === null || layer === null ? body : await onlyLayer(body, layer);
    },
  });
  async function* under(address: TileAddress): AsyncIterable<ExportStep> {
    if (address.z > maxzoom || !isIn(tileRectangle(bounds ?? NOWHERE, address.z), address)) return;
    if (address.z >= minzoom) yield tile(address);
    if (LOOKED_AT.includes(address.z) && (await isEmptyBelow(store, scene, address))) {
      yield { kind: 'nothing', count: countBelow(address, bounds ?? NOWHERE, maxzoom) };
      return;
    }
    const [z, x, y] = [address.z + 1, 2 * address.x, 2 * address.y];
    for (const [dx, dy] of QUARTERS) yield* under({ z, x: x + dx, y: y + dy });
  }
  return {
    name: layer ?? MAP_PART,
    version: VECTOR_TILE_SET,
    count: tileCount(bounds, minzoom, maxzoom) + 1,
    async *steps() {
      yield* under({ z: 0, x: 0, y: 0 });
      yield { kind: 'file', path: 'vt/tiles.json', make: () => encodedJson(document) };
    },
  };
}

const NOWHERE: Bounds = [0, 0, 0, 0];
const QUARTERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

/** The document of what is exported: fewer zooms, or one layer. */
function documentOf(served: TileJson, { layer, maxZoom }: VectorPartOptions): TileJson {
  const maxzoom = Math.min(served.maxzoom, maxZoom ?? served.maxzoom);
  const layers = served.vector_layers.filter(({ id, minzoom }) => (layer ?? id) === id && minzoom <= maxzoom);
  return {
    ...served,
    minzoom: Math.min(maxzoom, ...layers.map(({ minzoom }) => minzoom)),
    maxzoom,
    vector_layers: layers.map((each) => ({ ...each, maxzoom: Math.min(each.maxzoom, maxzoom) })),
  };
}

async function onlyLayer({ gzip, contentType }: Encoded, layer: string): Promise<Encoded | null> {
  const bytes = selectLayer(await gunzipped(gzip), layer);
  return bytes.length === 0 ? null : await encoded(bytes, contentType);
}
