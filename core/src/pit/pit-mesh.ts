import { MeshBuilder } from '../tiling/mesh-builder.ts';
import type { Pit } from './pit.ts';
import { depthTicks, type PitDimension, type PitTicks, pitDimensions } from './pit-annotations.ts';
import { addFloor } from './pit-floor-mesh.ts';
import { type PitFrame, type PitTriangles, pitFrame } from './pit-frame.ts';
import type { GroundSampler } from './pit-ground.ts';
import { addRim } from './pit-rim-mesh.ts';
import { addWalls } from './pit-walls-mesh.ts';
import { SOIL_BANDS, type SoilBand } from './soil-bands.ts';

export interface PitMeshOptions {
  /** Layers shown on the walls, from the ground down; the last goes on to the floor. At least one. */
  readonly bands?: readonly SoilBand[];
  /** Seed of the waves of the bands' borders: the same pit looks the same on every machine. */
  readonly seed?: number;
}

export const PIT_MESH_DEFAULTS: Required<PitMeshOptions> = { bands: SOIL_BANDS, seed: 1 };

/** Materials besides the bands. */
const FLOOR = 'floor';
const RIM = 'rim';

/** What is drawn of a pit: x, y, z in metres about `frame`. Walls and floor face into the pit, the rim up. */
export interface PitMesh {
  readonly frame: PitFrame;
  /** Name of each material: the bands in their order, then `floor` and `rim`. */
  readonly materials: readonly string[];
  readonly wallsAndFloor: PitTriangles;
  readonly rim: PitTriangles;
  readonly ticks: PitTicks;
  readonly dimensions: readonly PitDimension[];
}

export function pitMesh(pit: Pit, ground: GroundSampler, options: PitMeshOptions = {}): PitMesh {
  const { bands, seed } = { ...PIT_MESH_DEFAULTS, ...options };
  const inside = new MeshBuilder();
  addWalls(pit, bands, seed, inside);
  inside.feature = bands.length;
  addFloor(pit, inside);
  const around = new MeshBuilder();
  around.feature = bands.length + 1;
  addRim(pit, ground, around);
  return {
    frame: pitFrame(pit),
    materials: [...bands.map((band) => band.material), FLOOR, RIM],
    wallsAndFloor: trianglesOf(inside),
    rim: trianglesOf(around),
    ticks: depthTicks(pit),
    dimensions: pitDimensions(pit),
  };
}

/** The used part of a builder's arrays, as copies. */
export function trianglesOf(mesh: MeshBuilder): PitTriangles {
  return {
    positions: mesh.positions.slice(0, mesh.vertexCount * 3),
    normals: mesh.normals.slice(0, mesh.vertexCount * 4),
    materials: mesh.features.slice(0, mesh.vertexCount),
    indices: mesh.indices.slice(0, mesh.indexCount),
  };
}
