import type { MeshBuilder } from '../tiling/mesh-builder.ts';

/** A place of a curtain, metres: x east, y north, bottom and top up, half its width. */
export interface CurtainPlace {
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
  readonly top: number;
  readonly halfWidthM: number;
}

/** A sharper bend is cut off at this many half widths. */
const LONGEST_MITRE = 2;

/** How a curtain is drawn. */
export interface CurtainLook {
  /** Opacity at its foot, of 255; at its head it is the mesh's own. */
  readonly footOpacity: number;
  /** Whether walls stand across its ends; one in one spot has them always. */
  readonly hasEnds: boolean;
}

/**
 * Adds an upright body along places in plan: walls and a lid, no floor. It reaches beyond both ends by half its width.
 * Places in one spot make a square block.
 */
export function addCurtain(places: readonly CurtainPlace[], look: CurtainLook, mesh: MeshBuilder): void {
  const wall = (from: Side, to: Side, normal: readonly [number, number]) => addWall(mesh, from, to, normal, look);
  const apart = places.filter((place, k) => k === 0 || planGap(places[k - 1] ?? place, place) > SAME_PLACE_M);
  const [only] = apart;
  if (only === undefined) return;
  const line = apart.length > 1 ? extended(apart) : block(only);
  const sides = line.map((place, k) => sidesOf(line, place, k));
  for (let k = 1; k < line.length; k++) {
    const [a, b] = [sides[k - 1], sides[k]];
    if (a === undefined || b === undefined) continue;
    wall(b.left, a.left, a.normal);
    wall(a.right, b.right, [-a.normal[0], -a.normal[1]]);
    const [p, q, r, s] = [a.right, b.right, b.left, a.left].map(({ x, y, top }) => mesh.vertex(x, y, top, 0, 0, 1));
    quad(mesh, p, q, r, s);
  }
  const [first, last] = [sides[0], sides.at(-1)];
  if (!look.hasEnds && apart.length > 1) return;
  if (first === undefined || last === undefined) return;
  wall(first.left, first.right, [-first.normal[1], first.normal[0]]);
  wall(last.right, last.left, [last.normal[1], -last.normal[0]]);
}

/** Places nearer than this in plan are one, metres. */
const SAME_PLACE_M = 1e-3;

/** A place of one side of the curtain. */
interface Side {
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
  readonly top: number;
}

interface Sides {
  readonly left: Side;
  readonly right: Side;
  /** To the left of the way on from here, a unit vector in plan. */
  readonly normal: readonly [number, number];
}

function sidesOf(line: readonly CurtainPlace[], place: CurtainPlace, k: number): Sides {
  const [before, after] = [line[k - 1], line[k + 1]];
  const [ax, ay] = before === undefined ? wayOf(place, after ?? place) : wayOf(before, place);
  const [bx, by] = after === undefined ? [ax, ay] : wayOf(place, after);
  // Half-way between both normals, as long as it takes to keep the width.
  const [sx, sy] = [-(ay + by), ax + bx];
  const size = Math.hypot(sx, sy);
  const [mx, my] = size < 1e-9 ? [-ay, ax] : [sx / size, sy / size];
  const reach = place.halfWidthM * Math.min(LONGEST_MITRE, 1 / Math.max(1e-9, my * ax - mx * ay));
  const { x, y, bottom, top } = place;
  return {
    left: { x: x + mx * reach, y: y + my * reach, bottom, top },
    right: { x: x - mx * reach, y: y - my * reach, bottom, top },
    normal: [-by, bx],
  };
}

/** The two ends moved on by half their width. */
function extended(line: readonly CurtainPlace[]): readonly CurtainPlace[] {
  return line.map((place, k) => {
    const inner = k === 0 ? line[1] : k === line.length - 1 ? line[k - 1] : undefined;
    if (inner === undefined) return place;
    const [dx, dy] = wayOf(inner, place);
    return { ...place, x: place.x + dx * place.halfWidthM, y: place.y + dy * place.halfWidthM };
  });
}

function block(place: CurtainPlace): readonly CurtainPlace[] {
  const { x, halfWidthM } = place;
  return [
    { ...place, x: x - halfWidthM },
    { ...place, x: x + halfWidthM },
  ];
}

function wayOf(from: CurtainPlace, to: CurtainPlace): readonly [number, number] {
  const length = planGap(from, to);
  return length === 0 ? [1, 0] : [(to.x - from.x) / length, (to.y - from.y) / length];
}

function planGap(a: CurtainPlace, b: CurtainPlace): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** A wall from one place to the next, seen from outside from left to right. */
function addWall(
  mesh: MeshBuilder,
  from: Side,
  to: Side,
  [nx, ny]: readonly [number, number],
  { footOpacity }: CurtainLook,
): void {
  const { opacity } = mesh;
  mesh.opacity = footOpacity;
  const p = mesh.vertex(from.x, from.y, from.bottom, nx, ny, 0);
  const q = mesh.vertex(to.x, to.y, to.bottom, nx, ny, 0);
  mesh.opacity = opacity;
  const r = mesh.vertex(to.x, to.y, to.top, nx, ny, 0);
  const s = mesh.vertex(from.x, from.y, from.top, nx, ny, 0);
  quad(mesh, p, q, r, s);
}

function quad(mesh: MeshBuilder, a = 0, b = 0, c = 0, d = 0): void {
  mesh.triangle(a, b, c);
  mesh.triangle(a, c, d);
}
