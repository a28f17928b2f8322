import earcut from 'earcut';
import type { RoofShape } from '../model/map-feature.ts';
import type { FacadeMesh } from './facade-mesh.ts';
import { BAY_M } from './facade-pattern.ts';
import type { Footprint } from './footprint.ts';
import { addPitchedRoof } from './pitched-roof.ts';

/** Walls narrower than this carry no windows, metres. */
const LEAST_WINDOWED_M = 1.8;

/**
 * Adds a footprint as a closed solid: walls and the floor to `walls`, the roof to `roof`, all facing outwards. `storeys`
 * bands the walls; `null` leaves them plain. A gabled or hipped roof stands on four corners without a courtyard; any other
 * footprint gets a flat one.
 */
export function extrudeFootprint(
  footprint: Footprint,
  storeys: number | null,
  walls: FacadeMesh,
  roof: FacadeMesh,
  shape: RoofShape = 'flat',
): void {
  const { base, top, ringEnds } = footprint;
  let from = 0;
  for (const to of ringEnds) {
    for (let i = from; i < to; i++) addWall(base, top, i, i + 1 < to ? i + 1 : from, storeys, walls);
    from = to;
  }
  const triangles = triangulate(base, ringEnds);
  addCap(base, triangles, -1, walls);
  if ((shape === 'gabled' || shape === 'hipped') && triangles === QUAD) {
    addPitchedRoof(top, shape, walls, roof);
    return;
  }
  addCap(top, triangles, 1, roof);
  addOutline(roof, ringEnds, roof.mesh.vertexCount - top.length / 3);
}

/**
 * ```
 *   t0 ---- t1      seen from outside: the building lies to the left of b0 -> b1
 *   |    /   |
 *   b0 ---- b1
 * ```
 */
function addWall(
  base: Float64Array,
  top: Float64Array,
  i: number,
  next: number,
  storeys: number | null,
  walls: FacadeMesh,
): void {
  const dx = (base[3 * next] ?? 0) - (base[3 * i] ?? 0);
  const dy = (base[3 * next + 1] ?? 0) - (base[3 * i + 1] ?? 0);
  const lengthM = Math.hypot(dx, dy);
  const nx = dy / lengthM;
  const ny = -dx / lengthM;
  const v = storeys ?? 0;
  const u = storeys === null || lengthM < LEAST_WINDOWED_M ? 0 : Math.max(1, Math.round(lengthM / BAY_M));
  const b0 = walls.vertex(base, i, nx, ny, 0, 0, v);
  const b1 = walls.vertex(base, next, nx, ny, 0, u, v);
  const t1 = walls.vertex(top, next, nx, ny, 0, u, 0);
  const t0 = walls.vertex(top, i, nx, ny, 0, 0, 0);
  walls.mesh.triangle(b0, b1, t1);
  walls.mesh.triangle(b0, t1, t0);
  walls.edge(b0, b1);
  walls.edge(b1, t1);
  walls.edge(t1, t0);
  walls.edge(t0, b0);
}

function addCap(at: Float64Array, triangles: ArrayLike<number>, up: 1 | -1, mesh: FacadeMesh): void {
  const start = mesh.mesh.vertexCount;
  for (let i = 0; i < at.length / 3; i++) mesh.vertex(at, i, 0, 0, up, 0, 0);
  for (let i = 0; i < triangles.length; i += 3) {
    const a = start + (triangles[i] ?? 0);
    const b = start + (triangles[i + 1] ?? 0);
    const c = start + (triangles[i + 2] ?? 0);
    if (up > 0) mesh.mesh.triangle(a, b, c);
    else mesh.mesh.triangle(a, c, b);
  }
}

function addOutline(mesh: FacadeMesh, ringEnds: readonly number[], start: number): void {
  let from = 0;
  for (const to of ringEnds) {
    for (let i = from; i < to; i++) mesh.edge(start + i, start + (i + 1 < to ? i + 1 : from));
    from = to;
  }
}

/** Anticlockwise triangles over the vertices of all rings. */
function triangulate(base: Float64Array, ringEnds: readonly number[]): ArrayLike<number> {
  const count = base.length / 3;
  if (count === 4 && ringEnds.length === 1 && isConvexQuad(base)) return QUAD;
  const plan = new Float64Array(count * 2);
  for (let i = 0; i < count; i++) {
    plan[2 * i] = base[3 * i] ?? 0;
    plan[2 * i + 1] = base[3 * i + 1] ?? 0;
  }
  const triangles = earcut(plan, ringEnds.slice(0, -1));
  for (let i = 0; i < triangles.length; i += 3) {
    const b = triangles[i + 1] ?? 0;
    const c = triangles[i + 2] ?? 0;
    if (cross(base, triangles[i] ?? 0, b, c) >= 0) continue;
    triangles[i + 1] = c;
    triangles[i + 2] = b;
  }
  return triangles;
}

const QUAD = [0, 1, 2, 0, 2, 3] as const;

function isConvexQuad(at: Float64Array): boolean {
  return cross(at, 0, 1, 2) > 0 && cross(at, 1, 2, 3) > 0 && cross(at, 2, 3, 0) > 0 && cross(at, 3, 0, 1) > 0;
}

function cross(at: Float64Array, a: number, b: number, c: number): number {
  const ax = at[3 * a] ?? 0;
  const ay = at[3 * a + 1] ?? 0;
  return ((at[3 * b] ?? 0) - ax) * ((at[3 * c + 1] ?? 0) - ay) - ((at[3 * b + 1] ?? 0) - ay) * ((at[3 * c] ?? 0) - ax);
}
