import { BinaryChunk, glb } from '../tiling/glb.ts';
import { propertyTable, schemaClass, schemaEnum } from '../tiling/property-table.ts';
import { gltfNodeMatrix, type TileFrame, tileFrame } from '../tiling/tile-frame.ts';
import { BUILDING_ENUMS, buildingColumns, type TileBuilding } from './building-columns.ts';
import { type BuildingDrawnAs, drawnHeight } from './building-height.ts';
import { type BuildingPart, buildingMaterial, buildingPrimitive } from './building-primitive.ts';
import { extrudeFootprint } from './extrude-footprint.ts';
import { FacadeMesh } from './facade-mesh.ts';
import { FACADE_PNG } from './facade-pattern.ts';
import { placeFootprint } from './footprint.ts';

/** Goes into every cache key and tag: raise it with any change to the bytes of a tile. */
export const BUILDING_TILER_VERSION = '2';

/** Feature numbers are 16 bits in the vertices. */
const MOST_FEATURES = 65535;

const REPEAT = 10497;
const LINEAR = 9729;
const LINEAR_MIPMAP_LINEAR = 9987;

export interface BuildingTileOptions {
  /** Centre of the tile, degrees: origin of the vertices' frame. */
  readonly centre: readonly [lon: number, lat: number];
  /** Ellipsoidal height less level, metres. */
  readonly geoidOffsetM: number;
  /**
   * Level in metres of the ground a footprint stands on (the lowest under it, so that no wall hangs in the air); `null`
   * when it is not known.
   */
  readonly groundLevelM: (row: TileBuilding) => number | null;
  /** Level in metres at which a building on unknown ground is drawn (as unknown). */
  readonly fallbackLevelM: number;
}

/**
 * Buildings as closed solids with their attributes, a glb with EXT_mesh_features, EXT_structural_metadata and
 * CESIUM_primitive_outline. A function of its rows: same rows, in any order, same bytes. Null when there is nothing to
 * draw; a footprint without area is not drawn but keeps its row.
 *
 * @throws RangeError for more than 65,535 buildings.
 */
export function buildingTile(
  rows: readonly TileBuilding[],
  options: BuildingTileOptions,
): Uint8Array<ArrayBuffer> | null {
  if (rows.length > MOST_FEATURES) {
    throw new RangeError(`A tile holds at most ${MOST_FEATURES} buildings; got ${rows.length}.`);
  }
  const sorted = rows.toSorted(byFeatureId);
  const frame = tileFrame(options.centre[0], options.centre[1], options.fallbackLevelM, options.geoidOffsetM);
  const parts = new BuildingParts();
  const drawnAs = sorted.map((row, i) => drawBuilding(row, i, frame, options, parts));
  return parts.drawn.length === 0 ? null : assemble(parts.drawn, sorted, drawnAs, frame);
}

class BuildingParts {
  readonly #solid = { walls: newPart('wall', false), roof: newPart('roof', false) };
  readonly #assumed = { walls: newPart('wall', true), roof: newPart('roof', true) };

  of(isAssumed: boolean): { readonly walls: BuildingPart; readonly roof: BuildingPart } {
    return isAssumed ? this.#assumed : this.#solid;
  }

  get drawn(): readonly BuildingPart[] {
    const all = [this.#solid.walls, this.#solid.roof, this.#assumed.walls, this.#assumed.roof];
    return all.filter(({ facade }) => facade.mesh.indexCount > 0);
  }
}

function newPart(surface: BuildingPart['surface'], isAssumed: boolean): BuildingPart {
  return { surface, isAssumed, facade: new FacadeMesh() };
}

function drawBuilding(
  row: TileBuilding,
  feature: number,
  frame: TileFrame,
  options: BuildingTileOptions,
  parts: BuildingParts,
): BuildingDrawnAs {
  const height = drawnHeight(row.building);
  const groundM = options.groundLevelM(row);
  const drawnAs = groundM === null ? 'unknownGround' : height.drawnAs;
  const fromM = groundM ?? options.fallbackLevelM;
  const footprint = placeFootprint(row.building.rings, fromM, fromM + height.heightM, frame);
  if (footprint === null) return drawnAs;
  const { walls, roof } = parts.of(drawnAs === 'unknownHeight' || drawnAs === 'unknownGround');
  walls.facade.mesh.feature = feature;
  roof.facade.mesh.feature = feature;
  extrudeFootprint(footprint, height.storeys, walls.facade, roof.facade, row.building.roof);
  return drawnAs;
}

function assemble(
  parts: readonly BuildingPart[],
  rows: readonly TileBuilding[],
  drawnAs: readonly BuildingDrawnAs[],
  frame: TileFrame,
): Uint8Array<ArrayBuffer> {
  const binary = new BinaryChunk();
  const accessors: Record<string, unknown>[] = [];
  const uses = rows.map(({ building }) => building.use);
  const primitives = parts.map((part, material) => buildingPrimitive(part, material, uses, binary, accessors));
  const columns = buildingColumns(rows, drawnAs);
  const table = propertyTable('building', rows.length, columns, binary);
  const image = binary.add(FACADE_PNG);
  return glb(
    {
      asset: { version: '2.0', generator: `undercroft building tiler ${BUILDING_TILER_VERSION}` },
      extensionsUsed: [
        'CESIUM_primitive_outline',
        'EXT_mesh_features',
        'EXT_structural_metadata',
        'KHR_mesh_quantization',
      ],
      extensionsRequired: ['KHR_mesh_quantization'],
      extensions: {
        EXT_structural_metadata: {
          schema: {
            id: 'undercroft_building',
            classes: { building: schemaClass('building', columns) },
            enums: Object.fromEntries(Object.entries(BUILDING_ENUMS).map(([name, names]) => [name, schemaEnum(names)])),
          },
          propertyTables: [table],
        },
      },
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0, matrix: gltfNodeMatrix(frame.toEcef) }],
      meshes: [{ primitives }],
      materials: parts.map(buildingMaterial),
      textures: [{ source: 0, sampler: 0 }],
      samplers: [{ wrapS: REPEAT, wrapT: REPEAT, magFilter: LINEAR, minFilter: LINEAR_MIPMAP_LINEAR }],
      images: [{ bufferView: image, mimeType: 'image/png' }],
      accessors,
    },
    binary,
  );
}

function byFeatureId(a: TileBuilding, b: TileBuilding): number {
  return a.featureId < b.featureId ? -1 : Number(a.featureId > b.featureId);
}
