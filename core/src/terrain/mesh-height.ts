import { QUANTIZED_MAX, type QuantizedMesh } from './quantized-mesh.ts';

/**
 * Ellipsoidal height in metres of the drawn surface at u, v (0 to 32767, fractions allowed), as the viewer interpolates
 * it: linearly within the triangle. NaN outside every triangle.
 */
export function heightOnMesh(mesh: QuantizedMesh, u: number, v: number): number {
  for (let i = 0; i < mesh.indices.length; i += 3) {
    const heightM = heightInTriangle(mesh, i, u, v);
    if (!Number.isNaN(heightM)) return heightM;
  }
  return Number.NaN;
}

/** The same within the one triangle whose corners begin at `indices[first]`; NaN outside it. */
export function heightInTriangle(mesh: QuantizedMesh, first: number, u: number, v: number): number {
  const { indices, header } = mesh;
  const a = indices[first] ?? 0;
  const b = indices[first + 1] ?? 0;
  const c = indices[first + 2] ?? 0;
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
  if (wa < 0 || wb < 0 || wc < 0 || sum === 0) return Number.NaN;
  const h = ((mesh.height[a] ?? 0) * wa + (mesh.height[b] ?? 0) * wb + (mesh.height[c] ?? 0) * wc) / sum;
  return header.minimumHeightM + (h * (header.maximumHeightM - header.minimumHeightM)) / QUANTIZED_MAX;
}
