import {
  BoundingSphere,
  Cartesian3,
  Credit,
  Ellipsoid,
  Event,
  GeographicTilingScheme,
  OrientedBoundingBox,
  QuantizedMeshTerrainData,
  Rectangle,
  Request,
  type TerrainData,
  type TerrainProvider,
} from '@cesium/engine';
import { routePath } from '@undercroft/core/protocol/routes';
import { decodeQuantizedMesh } from '@undercroft/core/terrain/decode-quantized-mesh';
import type { LayerJson } from '@undercroft/core/terrain/layer-json';
import type { QuantizedMesh } from '@undercroft/core/terrain/quantized-mesh';
import { terrainMesh } from '@undercroft/core/terrain/terrain-mesh';
import { LEVEL_ZERO_GEOMETRIC_ERROR_M, type TerrainAddress } from '@undercroft/core/terrain/terrain-tiling';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { waitMs } from './back-off.ts';
import type { FailingRequests } from './failing-requests.ts';
import { RetryingResource } from './retrying-resource.ts';
import { globalTile, type TerrainArea } from './terrain-area.ts';
import { hasTile, terrainLayer } from './terrain-layer.ts';

export interface SceneTerrainOptions {
  readonly sceneId: string;
  readonly area: TerrainArea;
  /** Drawn where the server has no terrain: far around the scene. */
  readonly coarse: GroundSurface;
  readonly geoidOffsetM: number;
  readonly failing: FailingRequests;
  readonly isWanted: () => boolean;
  /** Told of every tile that comes, as it is drawn. */
  readonly onTile: (address: TerrainAddress, mesh: QuantizedMesh) => void;
}

/** Beyond this level tiles only split so that the map on them becomes sharper; the engine then makes them of their parents. */
const FINEST_SPLIT = 21;

/** Skirts hang this many times the error of their level, as the engine's own provider has them. */
const SKIRT_ERRORS = 5;

/** The terrain of a scene's surroundings, from the server's quantized mesh. Tiles that fail are asked for for ever. */
export class SceneTerrain implements TerrainProvider {
  readonly errorEvent = new Event<TerrainProvider.ErrorEvent>();
  readonly credit = new Credit('');
  readonly hasWaterMask = false;
  readonly hasVertexNormals = true;
  readonly availability = undefined;
  readonly tilingScheme: GeographicTilingScheme;
  readonly #options: SceneTerrainOptions;
  readonly #layer: Promise<LayerJson>;
  #known: LayerJson | null = null;

  constructor(options: SceneTerrainOptions) {
    const { area } = options;
    this.#options = options;
    this.tilingScheme = new GeographicTilingScheme({
      rectangle: Rectangle.fromDegrees(...area.rectangle),
      numberOfLevelZeroTilesX: area.columns,
      numberOfLevelZeroTilesY: area.rows,
    });
    this.#layer = terrainLayer(options).then((layer) => {
      this.#known = layer;
      return layer;
    });
    // Whoever asks for a tile is told; a view that goes while the server is away has nobody left who would ask.
    this.#layer.catch(() => undefined);
  }

  /** Metres; never zero: the engine finds the sharpness of the map on a tile by it. */
  getLevelMaximumGeometricError(level: number): number {
    const global = Math.min(level + this.#options.area.level, FINEST_SPLIT);
    const split = level + this.#options.area.level > FINEST_SPLIT ? 1e-3 : 1;
    return (LEVEL_ZERO_GEOMETRIC_ERROR_M / 2 ** global) * split;
  }

  getTileDataAvailable(x: number, y: number, level: number): boolean {
    if (level === 0) return true;
    return this.#known !== null && hasTile(this.#known, globalTile(this.#options.area, { level, x, y }));
  }

  loadTileDataAvailability(): Promise<void> | undefined {
    return undefined;
  }

  requestTileGeometry(x: number, y: number, level: number, request?: Request): Promise<TerrainData> | undefined {
    const address = globalTile(this.#options.area, { level, x, y });
    if (this.#known !== null && hasTile(this.#known, address)) {
      // The scheduler of the engine may have no free slot: then it asks again in the next frame.
      const first = this.#resource(address, this.#known, request).fetchArrayBuffer();
      return first === undefined ? undefined : this.#read(address, x, y, level, first);
    }
    return this.#layer.then(async (layer) => {
      if (!hasTile(layer, address)) return this.#around(address, x, y, level);
      return this.#read(address, x, y, level, this.#unthrottled(address, layer));
    });
  }

  /** What came is decoded; what cannot be is asked for again. */
  async #read(
    address: TerrainAddress,
    x: number,
    y: number,
    level: number,
    first: Promise<ArrayBuffer>,
  ): Promise<TerrainData> {
    const { failing, isWanted, onTile } = this.#options;
    const key = `terrain ${address.level}/${address.x}/${address.y}`;
    for (let bytes = await first; ; bytes = await this.#unthrottled(address, await this.#layer)) {
      const mesh = decoded(new Uint8Array(bytes));
      if (mesh !== null) {
        failing.settled(key);
        onTile(address, mesh);
        return this.#data(mesh, x, y, level);
      }
      const wait = waitMs(failing.failed(key), Math.random());
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (!isWanted()) throw new Error(`Terrain tile ${key} is no longer wanted.`);
    }
  }

  /** Outside the served terrain: the coarse ground, made here. */
  #around(address: TerrainAddress, x: number, y: number, level: number): TerrainData {
    const { coarse, geoidOffsetM } = this.#options;
    return this.#data(
      terrainMesh(address, (lon, lat) => coarse.levelAt(lon, lat), geoidOffsetM),
      x,
      y,
      level,
    );
  }

  #unthrottled(address: TerrainAddress, layer: LayerJson): Promise<ArrayBuffer> {
    const answer = this.#resource(address, layer, new Request({ throttle: false })).fetchArrayBuffer();
    return answer ?? Promise.reject(new Error('An unthrottled request always starts.'));
  }

  #resource({ level, x, y }: TerrainAddress, { version }: LayerJson, request: Request | undefined): RetryingResource {
    const { sceneId, failing, isWanted } = this.#options;
    const url = `${routePath('terrainTile', { scene: sceneId, z: level, x, y })}?v=${encodeURIComponent(version)}`;
    return new RetryingResource({ url, ...(request === undefined ? {} : { request }) }, { failing, isWanted });
  }

  #data(mesh: QuantizedMesh, x: number, y: number, level: number): TerrainData {
    const { header, edges, u, v, height, octNormals } = mesh;
    const quantizedVertices = new Uint16Array(u.length * 3);
    quantizedVertices.set(u);
    quantizedVertices.set(v, u.length);
    quantizedVertices.set(height, u.length * 2);
    const skirtHeight = this.getLevelMaximumGeometricError(level) * SKIRT_ERRORS;
    return new QuantizedMeshTerrainData({
      quantizedVertices,
      indices: mesh.indices,
      minimumHeight: header.minimumHeightM,
      maximumHeight: header.maximumHeightM,
      boundingSphere: new BoundingSphere(new Cartesian3(...header.sphereCentre), header.sphereRadiusM),
      orientedBoundingBox: OrientedBoundingBox.fromRectangle(
        this.tilingScheme.tileXYToRectangle(x, y, level),
        header.minimumHeightM,
        header.maximumHeightM,
        Ellipsoid.WGS84,
      ),
      horizonOcclusionPoint: new Cartesian3(...header.horizonOcclusionPoint),
      // The engine's types know 16-bit edges only; it takes both.
      westIndices: edges.west as unknown as number[],
      southIndices: edges.south as unknown as number[],
      eastIndices: edges.east as unknown as number[],
      northIndices: edges.north as unknown as number[],
      westSkirtHeight: skirtHeight,
      southSkirtHeight: skirtHeight,
      eastSkirtHeight: skirtHeight,
      northSkirtHeight: skirtHeight,
      ...(octNormals === null ? {} : { encodedNormals: octNormals }),
    });
  }
}

function decoded(bytes: Uint8Array): QuantizedMesh | null {
  try {
    return decodeQuantizedMesh(bytes);
  } catch {
    return null;
  }
}
