import { heightInTriangle } from '@undercroft/core/terrain/mesh-height';
import { QUANTIZED_MAX, type QuantizedMesh } from '@undercroft/core/terrain/quantized-mesh';

/** Cells a side that a tile's triangles are sorted into. */
const SIDE = 24;

/** Asks a terrain tile for heights, many times: its triangles lie sorted by where they are. */
export interface TerrainMeshIndex {
  /** Ellipsoidal height in metres of the drawn surface at u, v (0 to 32767); NaN outside every triangle. */
  heightAt(u: number, v: number): number;
}

export function terrainMeshIndex(mesh: QuantizedMesh): TerrainMeshIndex {
  const { indices } = mesh;
  const cells: number[][] = Array.from({ length: SIDE * SIDE }, () => []);
  const cellOf = (value: number): number =>
    Math.max(0, Math.min(SIDE - 1, Math.floor((value / (QUANTIZED_MAX + 1)) * SIDE)));
  for (let i = 0; i < indices.length; i += 3) {
    const us = [0, 1, 2].map((k) => mesh.u[indices[i + k] ?? 0] ?? 0);
    const vs = [0, 1, 2].map((k) => mesh.v[indices[i + k] ?? 0] ?? 0);
    const right = cellOf(Math.max(...us));
    const top = cellOf(Math.max(...vs));
    for (let row = cellOf(Math.min(...vs)); row <= top; row++) {
      for (let column = cellOf(Math.min(...us)); column <= right; column++) cells[row * SIDE + column]?.push(i);
    }
  }
  return {
    heightAt(u, v) {
      for (const i of cells[cellOf(v) * SIDE + cellOf(u)] ?? []) {
        const heightM = heightInTriangle(mesh, i, u, v);
        if (!Number.isNaN(heightM)) return heightM;
      }
      return Number.NaN;
    },
  };
}
