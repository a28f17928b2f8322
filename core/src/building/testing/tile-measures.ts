import type { ReadBuildingTile, ReadMesh } from '../../../../tests/support/read-building-tile.ts';

type Point = readonly [x: number, y: number, z: number];
export type Triangle = readonly [Point, Point, Point];

/** Corners of each triangle, metres; `isRoof` picks those that look up, or all others. */
export function trianglesOf(meshes: readonly ReadMesh[], isRoof?: boolean): readonly Triangle[] {
  return meshes.flatMap(({ positions, normals, indices }) => {
    const at = (i: number): Point => [positions[3 * i] ?? 0, positions[3 * i + 1] ?? 0, positions[3 * i + 2] ?? 0];
    return Array.from({ length: indices.length / 3 }, (_, t): Triangle[] => {
      const [a = 0, b = 0, c = 0] = indices.subarray(3 * t, 3 * t + 3);
      return isRoof === undefined || (normals[3 * a + 2] ?? 0) > 0.1 === isRoof ? [[at(a), at(b), at(c)]] : [];
    }).flat();
  });
}

/** A sixth of the sum of triple products: positive when the triangles face outwards (divergence theorem). */
export function volumeM3({ meshes }: Pick<ReadBuildingTile, 'meshes'>): number {
  let sum = 0;
  for (const [a, b, c] of trianglesOf(meshes)) {
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum / 6;
}

export function areaM2({ meshes }: Pick<ReadBuildingTile, 'meshes'>, isRoof?: boolean): number {
  return trianglesOf(meshes, isRoof).reduce((sum, triangle) => sum + Math.hypot(...crossOf(triangle)) / 2, 0);
}

/** Every edge is walked as often one way as the other: the surface is closed and wound alike everywhere. */
export function isClosed({ meshes }: Pick<ReadBuildingTile, 'meshes'>): boolean {
  const open = new Map<string, number>();
  for (const triangle of trianglesOf(meshes)) {
    const corners = triangle.map((p) => p.join(' '));
    for (const [i, from] of corners.entries()) {
      const to = corners[(i + 1) % 3] ?? '';
      open.set(`${from} > ${to}`, (open.get(`${from} > ${to}`) ?? 0) + 1);
      open.set(`${to} > ${from}`, (open.get(`${to} > ${from}`) ?? 0) - 1);
    }
  }
  return [...open.values()].every((count) => count === 0);
}

/** Cosine of the widest angle between a vertex's normal and the triangle it belongs to. */
export function leastNormalCosine(meshes: readonly ReadMesh[]): number {
  let least = 1;
  for (const mesh of meshes) {
    for (const [t, triangle] of trianglesOf([mesh]).entries()) {
      const cross = crossOf(triangle);
      const length = Math.hypot(...cross);
      if (length === 0) continue;
      for (let k = 0; k < 3; k++) {
        const normal = mesh.normals.subarray(
          3 * (mesh.indices[3 * t + k] ?? 0),
          3 * (mesh.indices[3 * t + k] ?? 0) + 3,
        );
        const dot = cross[0] * (normal[0] ?? 0) + cross[1] * (normal[1] ?? 0) + cross[2] * (normal[2] ?? 0);
        least = Math.min(least, dot / (length * Math.hypot(...normal)));
      }
    }
  }
  return least;
}

function crossOf([a, b, c]: Triangle): readonly [number, number, number] {
  const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
  const w = [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as const;
  return [u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]];
}
