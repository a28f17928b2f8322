import { createHash } from 'node:crypto';
import {
  BUILDING_LAYER,
  CITY_POINT_LAYER,
  FURNITURE_LAYER,
  GRID_CELL_LAYER,
  LAND_USE_LAYER,
  PLACE_LAYER,
  ROAD_LAYER,
  WATER_LAYER,
} from '@undercroft/core/map/map-layers';
import type { TileJson } from '@undercroft/core/protocol/answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import { encodeVectorTile } from '@undercroft/core/vector-tile/encode';
import { unprojectPoint } from '@undercroft/core/vector-tile/project';
import { bufferUnits, type LayerSchema, TILE_LAYER_DEFAULTS, tileLayer } from '@undercroft/core/vector-tile/tile-layer';
import type { ChangedAreas } from '@undercroft/store/edit-store';
import type { Bounds, MapRows, Store } from '@undercroft/store/store';
import { Turns, type TurnsOptions } from '../analysis/turns.ts';
import { ByRevision } from './by-revision.ts';
import { DEVICE_LAYER } from './device-layer.ts';
import { type Encoded, encoded, encodedJson } from './encoded.ts';
import type { EncodedCache } from './encoded-cache.ts';
import { NODE_LAYER } from './node-layer.ts';
import type { Revisions } from './revisions.ts';
import { tileKey, VECTOR_TILE_SET } from './tile-key.ts';
import { UTILITY_LAYER } from './utility-layer.ts';

/** Finest zoom of a tile: a unit is 3.7 cm at the equator. Viewers go on from there with the tile they have. */
export const FINEST_ZOOM = 18;

/**
 * Tiles read and encoded at once: while one is encoded, on the server's own thread, the rows of another are read. More would
 * be no sooner done and hold more rows.
 */
const VECTOR_TILE_TURNS: TurnsOptions = { atOnce: 2, waiting: 4096, what: 'vector tiles' };

interface MapLayer {
  readonly name: string;
  readonly minZoom: number;
  readonly attributes: readonly string[];
  readonly description: string;
  readonly write: (rows: MapRows, address: TileAddress) => ReturnType<typeof tileLayer>;
}

/** From the lowest to the uppermost. */
const LAYERS: readonly MapLayer[] = [
  mapLayer(LAND_USE_LAYER, 'Land use', (rows) => rows.landUse),
  mapLayer(WATER_LAYER, 'Sea, lakes, rivers', (rows) => rows.water),
  mapLayer(
    ROAD_LAYER,
    'Roads, streets, paths and railways; below zoom 14 those alike are one feature',
    (rows) => rows.roads,
  ),
  mapLayer(BUILDING_LAYER, "Buildings' footprints", (rows) => rows.buildings),
  mapLayer(GRID_CELL_LAYER, 'Cells of the management grid', (rows) => rows.gridCells),
  mapLayer(
    UTILITY_LAYER,
    'Conduits in plan; below zoom 15 those alike are one feature without id, and where they are many the mains and what is of unknown width',
    (rows) => rows.conduits,
  ),
  mapLayer(DEVICE_LAYER, 'Pumps, weirs, orifices, outlets and valves between two nodes', (rows) => rows.devices),
  mapLayer(FURNITURE_LAYER, 'Trees, lamps and other things along the streets', (rows) => rows.furniture),
  mapLayer(NODE_LAYER, 'Manholes, valves and other points of the network', (rows) => rows.nodes),
  mapLayer(CITY_POINT_LAYER, 'Cameras, sensors, units, hydrants, signals, components', (rows) => rows.cityPoints),
  mapLayer(PLACE_LAYER, 'Names at a point', (rows) => rows.places),
];

/** Attributes that are not text, or are more than a text; by layer where two layers mean different things. */
const FIELD_TYPES: Readonly<Record<string, string>> = {
  widthM: 'Number, metres between the kerbs',
  level: 'Number, order of crossing',
  bridge: 'Boolean',
  rank: 'Number, 1 is written first',
  widthMm: 'Number, millimetres inside',
  heightMm: 'Number, millimetres inside',
  levelKnown: 'Boolean, whether the level of the axis is known at both ends',
  headingDeg: 'Number, degrees clockwise from north',
  levelM: 'Number, metres above the height datum of the scene',
  heightM: 'Number, metres above the ground',
  'furniture.widthM': "Number, metres across: a tree's crown",
  coverLevelM: 'Number, metres above the height datum of the scene',
  'gridCells.level': 'String, level of the management grid',
};

/** Vector tiles of scenes: base map, conduits, and what the city is run by. */
export class VectorTileService {
  readonly #store: Store;
  readonly #revisions: Revisions;
  readonly #cache: EncodedCache;
  readonly #changes: ByRevision<ChangedAreas | null>;
  readonly #turns = new Turns(VECTOR_TILE_TURNS);

  constructor(store: Store, revisions: Revisions, cache: EncodedCache) {
    this.#changes = new ByRevision(revisions, (scene) => store.edits.changedAreas(scene.id));
    this.#store = store;
    this.#revisions = revisions;
    this.#cache = cache;
  }

  /** The TileJSON document with that address of a tile; null while nothing of the scene is published. */
  async document(scene: Scene, tileTemplate: string): Promise<Encoded | null> {
    const revision = await this.#revisions.current(scene.id);
    if (revision === null) return null;
    const bounds = (await this.#store.map.bounds(scene.id)) ?? WORLD;
    return await encodedJson(tileJson(scene, revision, bounds, tileTemplate));
  }

  /**
   * One tile; null when it holds nothing or nothing of the scene is published. It is given up when everyone who asked has
   * gone. Throws `ProblemError('too-busy')` when too many wait for their turn.
   */
  async tile(scene: Scene, address: TileAddress, signal?: AbortSignal): Promise<Encoded | null> {
    const changed = (await this.#changes.of(scene))?.value ?? null;
    if (changed === null) return null;
    const make = async (gone: AbortSignal) => {
      const bytes = await this.#turns.run(gone, async () => {
        const rows = await this.#store.map.rows(scene.id, boundsOf(address), address.z, gone);
        return encodeVectorTile(LAYERS.map((layer) => layer.write(rows, address)));
      });
      return bytes.length === 0 ? null : await encoded(bytes, 'application/vnd.mapbox-vector-tile');
    };
    return await this.#cache.get(keyOf(scene, changed, address), make, signal);
  }

  /** The key under which a tile is kept that is current, without asking or making anything; null when that is not known. */
  keptKey(scene: Scene, address: TileAddress): string | null {
    const changed = this.#changes.fresh(scene)?.value ?? null;
    return changed === null ? null : keyOf(scene, changed, address);
  }
}

/** Of edits those count that reach into the tile; their changes have another name after each of them and its undo. */
function keyOf(scene: Scene, { areas, versions }: ChangedAreas, address: TileAddress): string {
  const bounds = boundsOf(address);
  const changes = areas.filter(({ bbox }) => meet(bbox, bounds)).map(({ change }) => change);
  const version =
    changes.length === 0 ? 'none' : createHash('sha256').update(changes.join()).digest('hex').slice(0, 16);
  const { z, x, y } = address;
  return tileKey(scene.id, VECTOR_TILE_SET, `${versions.whole}-${version}`, `${z}/${x}/${y}`);
}

/** Whether nothing lies in a tile, or near enough to be drawn in it, at the finest zoom: then nothing does in those under it. */
export async function isEmptyBelow(store: Store, scene: Scene, address: TileAddress): Promise<boolean> {
  const rows = await store.map.rows(scene.id, boundsOf(address), FINEST_ZOOM);
  return Object.values(rows).every((each: readonly unknown[]) => each.length === 0);
}

const WORLD: Bounds = [-180, -85.05112877980659, 180, 85.05112877980659];

function meet(a: Bounds, b: Bounds): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

function mapLayer<Row>(
  schema: LayerSchema<Row>,
  description: string,
  rowsOf: (rows: MapRows) => readonly Row[],
): MapLayer {
  return {
    name: schema.name,
    minZoom: schema.minZoom,
    attributes: Object.keys(schema.attributes),
    description,
    write: (rows, address) => tileLayer(schema, rowsOf(rows), address),
  };
}

/** The tile's rectangle with the widest margin of its layers, degrees: a wide road beside a tile still shows in it. */
function boundsOf(address: TileAddress): Bounds {
  const { extent } = TILE_LAYER_DEFAULTS;
  const buffer = bufferUnits(ROAD_LAYER, address);
  const [west, north] = unprojectPoint(-buffer, -buffer, address, extent);
  const [east, south] = unprojectPoint(extent + buffer, extent + buffer, address, extent);
  return [west, south, east, north];
}

function tileJson(scene: Scene, revision: string, bounds: Bounds, tileTemplate: string): TileJson {
  return {
    tilejson: '3.0.0',
    name: scene.title.en,
    description: scene.description.en,
    version: `1.0.0+${revision}`,
    attribution: scene.attribution.map(({ text, licence }) => `${text} (${licence})`).join('; '),
    scheme: 'xyz',
    tiles: [tileTemplate],
    minzoom: Math.min(...LAYERS.map(({ minZoom }) => minZoom)),
    maxzoom: FINEST_ZOOM,
    bounds: [...bounds],
    vector_layers: LAYERS.map(({ name, description, minZoom, attributes }) => ({
      id: name,
      description,
      minzoom: minZoom,
      maxzoom: FINEST_ZOOM,
      fields: Object.fromEntries(
        attributes.map((key) => [key, FIELD_TYPES[`${name}.${key}`] ?? FIELD_TYPES[key] ?? 'String']),
      ),
    })),
  };
}
