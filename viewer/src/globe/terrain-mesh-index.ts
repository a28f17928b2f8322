import { QUANTIZED_MAX, type QuantizedMesh } from '@undercroft/core/terrain/quantized-mesh';

/** Cells a side that a tile's triangles are sorted into. */
const SIDE = 24;

/** Asks a terrain tile for heights, many times: its triangles lie sorted by where they are. */
export interface TerrainMeshIndex {
  /** Ellipsoidal height in metres of the drawn surface at u, v (0 to 32767); NaN outside every triangle. */
  heightAt(u: number, v: number): number;
}

export function terrainMeshIndex(mesh: QuantizedMesh): TerrainMeshIndex {
  const { indices, header } = mesh;
  const scale = (header.maximumHeightM - header.minimumHeightM) / QUANTIZED_MAX;
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
        const a = indices[i] ?? 0;
        const b = indices[i + 1] ?? 0;
        const c = indices[i + 2] ?? 0;
        const au = (mesh.u[a] ?? 0) - u;
        const av = (mesh.v[a] ?? 0) - v;
        const bu = (mesh.u[b] ?? 0) - u;
        const bv = (mesh.v[b] ?? 0) - v;
        const cu = (mesh.u[c] ?? 0) - u;
        const cv = (mesh.v[c] ?? 0) - v;
        const wa = bu * cv - bv * cu;
        const wb = cu * av - cv * au;
        const wc = au * bv - av * bu;
        const sum = wa + wb + wc;
        if (wa < 0 || wb < 0 || wc < 0 || sum === 0) continue;
        const h = ((mesh.height[a] ?? 0) * wa + (mesh.height[b] ?? 0) * wb + (mesh.height[c] ?? 0) * wc) / sum;
        return header.minimumHeightM + h * scale;
      }
      return Number.NaN;
    },
  };
}
