import { type Matrix, movePoint, multiplied } from './matrix.ts';
import type { MetadataTable } from './metadata-tables.ts';

/** A mesh primitive as often as it is drawn. */
export interface DrawnPrimitive {
  readonly place: string;
  /** 0 points, 1 to 3 lines, 4 triangles, 5 and 6 their strips and fans. */
  readonly mode: number;
  /** Flat x, y, z in the mesh's frame. */
  readonly positions: Float64Array;
  /** Null where vertices are taken in their order. */
  readonly indices: Float64Array | null;
  /** From the mesh's frame to the content's (z up), once for each time it is drawn. */
  readonly matrices: readonly Matrix[];
  /** True when EXT_mesh_gpu_instancing draws it. */
  readonly isInstanced: boolean;
  /** Feature of each vertex, -1 for none; null without feature ids. */
  readonly vertexFeatures: Int32Array | null;
  /** Feature of each instance, -1 for none; null without feature ids. */
  readonly instanceFeatures: Int32Array | null;
  /** Batch of each vertex in a content of 3D Tiles 1.0 (`_BATCHID`); null without. */
  readonly batchIds: Float64Array | null;
  /** Property table that the feature numbers are rows of; null without one. */
  readonly table: number | null;
}

/** What a content draws and what it says of it. */
export interface DecodedContent {
  readonly primitives: readonly DrawnPrimitive[];
  /** Null for a table that could not be read. */
  readonly tables: readonly (MetadataTable | null)[];
}

/** Told of each vertex in the frame of the tileset, with its feature or -1. */
export type VertexVisitor = (x: number, y: number, z: number, feature: number) => void;

/** Calls for every vertex as often as it is drawn. `toTileset` brings the content's frame to that of the tileset. */
export function eachVertex(primitive: DrawnPrimitive, toTileset: Matrix, visit: VertexVisitor): void {
  const { positions, matrices, vertexFeatures, instanceFeatures } = primitive;
  const point = new Float64Array(3);
  matrices.forEach((matrix, instance) => {
    const whole = multiplied(toTileset, matrix);
    const ofInstance = instanceFeatures?.[instance] ?? -1;
    for (let v = 0; v < positions.length / 3; v++) {
      movePoint(whole, positions[v * 3] ?? 0, positions[v * 3 + 1] ?? 0, positions[v * 3 + 2] ?? 0, point);
      const feature = vertexFeatures === null ? ofInstance : (vertexFeatures[v] ?? -1);
      visit(point[0] ?? 0, point[1] ?? 0, point[2] ?? 0, feature);
    }
  });
}

/** Triangles a primitive draws, all instances together. */
export function trianglesOf({ mode, positions, indices, matrices }: DrawnPrimitive): number {
  const corners = indices === null ? positions.length / 3 : indices.length;
  if (mode < 4) return 0;
  return (mode === 4 ? Math.floor(corners / 3) : Math.max(0, corners - 2)) * matrices.length;
}
