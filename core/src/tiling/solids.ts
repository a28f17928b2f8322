import type { MeshBuilder } from './mesh-builder.ts';

/**
 * Adds a solid of revolution about a vertical axis. `profile` lists radius, z pairs from bottom to top; each band
 * between two pairs is shaded flat along the profile and smooth around it. Radii of zero close the solid.
 */
export function addRevolution(
  mesh: MeshBuilder,
  x: number,
  y: number,
  profile: readonly (readonly [radiusM: number, z: number])[],
  sides: number,
): void {
  for (let band = 1; band < profile.length; band++) {
    const [r0, z0] = profile[band - 1] ?? [0, 0];
    const [r1, z1] = profile[band] ?? [0, 0];
    const slant = Math.hypot(z1 - z0, r0 - r1);
    if (slant === 0) continue;
    const outward = (z1 - z0) / slant;
    const upward = (r0 - r1) / slant;
    let bottom = -1;
    for (let i = 0; i <= sides; i++) {
      const angle = (2 * Math.PI * i) / sides;
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      const low = mesh.vertex(x + r0 * cos, y + r0 * sin, z0, outward * cos, outward * sin, upward);
      const high = mesh.vertex(x + r1 * cos, y + r1 * sin, z1, outward * cos, outward * sin, upward);
      if (bottom >= 0) {
        if (r0 > 0) mesh.triangle(bottom, low, bottom + 1);
        if (r1 > 0) mesh.triangle(low, high, bottom + 1);
      }
      bottom = low;
    }
  }
}

/** A joint between thin pipes is round with fewer facets, metres. */
const SMALL_SPHERE_M = 0.16;

/** Adds a sphere as a solid of revolution: a joint between pipes. */
export function addSphere(mesh: MeshBuilder, x: number, y: number, z: number, radiusM: number): void {
  const isSmall = radiusM < SMALL_SPHERE_M;
  const bands = isSmall ? 6 : 8;
  const sides = isSmall ? 12 : 16;
  const start = mesh.vertexCount;
  for (let j = 0; j <= bands; j++) {
    const up = Math.cos((Math.PI * (bands - j)) / bands);
    const out = Math.sin((Math.PI * (bands - j)) / bands);
    for (let i = 0; i <= sides; i++) {
      const angle = (2 * Math.PI * i) / sides;
      const nx = out * Math.cos(angle);
      const ny = out * Math.sin(angle);
      mesh.vertex(x + radiusM * nx, y + radiusM * ny, z + radiusM * up, nx, ny, up);
    }
  }
  for (let j = 0; j < bands; j++) {
    for (let i = 0; i < sides; i++) {
      const a = start + j * (sides + 1) + i;
      const c = a + sides + 1;
      if (j > 0) mesh.triangle(a, a + 1, c);
      if (j < bands - 1) mesh.triangle(a + 1, c + 1, c);
    }
  }
}

/** Adds an octahedron, the mark of a device. */
export function addOctahedron(mesh: MeshBuilder, x: number, y: number, z: number, radiusM: number): void {
  const n = 1 / Math.sqrt(3);
  for (const sx of [1, -1]) {
    for (const sy of [1, -1]) {
      for (const sz of [1, -1]) {
        const normal = [n * sx, n * sy, n * sz] as const;
        const a = mesh.vertex(x + sx * radiusM, y, z, ...normal);
        const b = mesh.vertex(x, y + sy * radiusM, z, ...normal);
        const c = mesh.vertex(x, y, z + sz * radiusM, ...normal);
        if (sx * sy * sz > 0) mesh.triangle(a, b, c);
        else mesh.triangle(a, c, b);
      }
    }
  }
}

/** An upright box: half its length along a bearing (radians anticlockwise from east), half its width across. */
export interface UprightBox {
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
  readonly top: number;
  readonly halfAlongM: number;
  readonly halfAcrossM: number;
  readonly turn: number;
}

/** Adds the walls and the top of an upright box, and its bottom where that is seen. */
export function addBox(mesh: MeshBuilder, box: UprightBox, hasBottom = true): void {
  const cos = Math.cos(box.turn);
  const sin = Math.sin(box.turn);
  const corners = (
    [
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ] as const
  ).map(([a, b]) => {
    const along = a * box.halfAlongM;
    const across = b * box.halfAcrossM;
    return [box.x + along * cos - across * sin, box.y + along * sin + across * cos] as const;
  });
  const quad = (
    points: readonly (readonly [number, number, number])[],
    normal: readonly [number, number, number],
  ): void => {
    const [a = 0, b = 0, c = 0, d = 0] = points.map((p) => mesh.vertex(...p, ...normal));
    mesh.triangle(a, b, c);
    mesh.triangle(a, c, d);
  };
  for (const [i, [x0, y0]] of corners.entries()) {
    const [x1, y1] = corners[(i + 1) % 4] ?? [x0, y0];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const normal = length === 0 ? ([1, 0, 0] as const) : ([(y1 - y0) / length, (x0 - x1) / length, 0] as const);
    quad(
      [
        [x0, y0, box.bottom],
        [x1, y1, box.bottom],
        [x1, y1, box.top],
        [x0, y0, box.top],
      ],
      normal,
    );
  }
  quad(
    corners.map(([x, y]) => [x, y, box.top]),
    [0, 0, 1],
  );
  if (!hasBottom) return;
  quad(
    corners.toReversed().map(([x, y]) => [x, y, box.bottom]),
    [0, 0, -1],
  );
}
