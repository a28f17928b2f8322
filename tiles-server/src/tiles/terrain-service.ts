import type { Scene } from '@undercroft/core/protocol/scene';
import { pyramidRectangle } from '@undercroft/core/terrain/height-source';
import { finestTerrainLevel, layerJson } from '@undercroft/core/terrain/layer-json';
import { encodeQuantizedMesh } from '@undercroft/core/terrain/quantized-mesh';
import { terrainTile } from '@undercroft/core/terrain/terrain-tile';
import type { LonLatRectangle, TerrainAddress } from '@undercroft/core/terrain/terrain-tiling';
import type { Elevation } from '@undercroft/store/store';
import { type Encoded, encoded, encodedJson } from './encoded.ts';
import type { EncodedCache } from './encoded-cache.ts';
import type { DrawnGround, GroundService } from './ground-service.ts';
import { TERRAIN_SET, tileKey } from './tile-key.ts';

/** Tiles beside the document. */
const TILE_TEMPLATE = '{z}/{x}/{y}.terrain';

/** Raise it with any change to the bytes of a tile. */
export const TERRAIN_VERSION = '1';

/** Terrain of scenes that have an elevation model, as quantized mesh, conformed to their covers. */
export class TerrainService {
  readonly #grounds: GroundService;
  readonly #cache: EncodedCache;

  constructor(grounds: GroundService, cache: EncodedCache) {
    this.#grounds = grounds;
    this.#cache = cache;
  }

  /** The layer's document; null when the scene has no terrain. */
  async document(scene: Scene): Promise<Encoded | null> {
    const read = await this.#grounds.revised(scene);
    const ground = read?.value ?? null;
    const elevation = ground?.elevation ?? null;
    if (read === null || ground === null || elevation === null) return null;
    return await encodedJson(
      layerJson({
        name: scene.title.en,
        description: `Drawn ground of ${scene.title.en}; levels and depths never come from it`,
        version: read.revision,
        attribution: terrainAttribution(scene, elevation.layer),
        tileTemplate: TILE_TEMPLATE,
        bounds: boundsOf(elevation, ground.covers),
        finestLevel: finestLevel(elevation, ground),
      }),
    );
  }

  /**
   * One tile; null when the scene has no terrain or the tiling no such tile. Every tile down to the finest level is
   * there: beyond the elevation model the ground runs out to the level of the scene.
   */
  async tile(scene: Scene, address: TerrainAddress): Promise<Encoded | null> {
    const read = await this.#grounds.revised(scene);
    const ground = read?.value ?? null;
    const elevation = ground?.elevation ?? null;
    if (read === null || ground === null || elevation === null || !isInTiling(address)) return null;
    if (address.level > finestLevel(elevation, ground)) return null;
    const { level, x, y } = address;
    return await this.#cache.get(tileKey(scene.id, TERRAIN_SET, read.revision, `${level}/${x}/${y}`), async () => {
      const mesh = await terrainTile(ground.terrain, address);
      return await encoded(encodeQuantizedMesh(mesh), 'application/vnd.quantized-mesh');
    });
  }

  /** The key under which a tile is kept that is current, without asking or making anything; null when that is not known. */
  keptKey(scene: Scene, place: string): string | null {
    const revision = this.#grounds.freshRevision(scene);
    return revision === null ? null : tileKey(scene.id, TERRAIN_SET, revision, place);
  }
}

function isInTiling({ level, x, y }: TerrainAddress): boolean {
  return x < 2 ** (level + 1) && y < 2 ** level;
}

function finestLevel({ source }: Elevation, { covers }: DrawnGround): number {
  return finestTerrainLevel(source.pyramid.cellLatDeg, covers.length > 0);
}

/** The elevation model and the covers beyond it. */
function boundsOf({ source }: Elevation, covers: Float64Array): LonLatRectangle {
  let [west, south, east, north] = pyramidRectangle(source.pyramid);
  for (let i = 0; i + 2 < covers.length; i += 3) {
    const [lon = west, lat = south] = covers.subarray(i, i + 2);
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [west, south, east, north];
}

function terrainAttribution(scene: Scene, layer: string): string {
  const source = scene.sources.find((each) => each.layer === layer);
  const own = source?.kind === 'terrain' ? source.attribution : undefined;
  return (own === undefined ? scene.attribution : [own]).map(({ text, licence }) => `${text} (${licence})`).join('; ');
}
