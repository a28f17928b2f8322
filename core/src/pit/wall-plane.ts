import type { Pit } from './pit.ts';
import { wallColumns, wallNormal, wallPoint } from './pit-frame.ts';

/**
 * A pit wall as a plane with coordinates of its own: s along the side from its first corner, t up the slope from the
 * floor, both in metres; x, y, z about the pit's frame.
 *
 * ```
 *        t
 *    ----|---------        the polygon runs anticlockwise in (s, t): floor side, then the rim back
 *    \   |        /
 *     \__|_______/ ---> s
 * ```
 */
export interface WallPlane {
  readonly origin: readonly [number, number, number];
  readonly along: readonly [number, number, number];
  readonly up: readonly [number, number, number];
  /** Into the pit. */
  readonly normal: readonly [number, number, number];
  /** Both ends of the floor's side, then the rim from its far end back: flat s, t. */
  readonly outline: Float64Array;
  /** For each point of the outline, the s of the place of the floor's side from which the wall rises to it. */
  readonly feet: Float64Array;
}

export function wallPlane(pit: Pit, side: number): WallPlane {
  const slant = Math.hypot(1, pit.batter);
  const nx = pit.normals[side * 2] ?? 0;
  const ny = pit.normals[side * 2 + 1] ?? 0;
  const origin = wallPoint(pit, side, 0, 0);
  const along = [-ny, nx, 0] as const;
  const up = [(nx * pit.batter) / slant, (ny * pit.batter) / slant, 1 / slant] as const;
  const lengthM = pit.sides[side]?.floorLengthM ?? 0;
  const outline: number[] = [0, 0, lengthM, 0];
  const feet: number[] = [0, lengthM];
  for (const [share, heightM] of wallColumns(pit, side).toReversed()) {
    const [x, y, z] = wallPoint(pit, side, share, heightM);
    const d = [x - origin[0], y - origin[1], z - origin[2]] as const;
    outline.push(d[0] * along[0] + d[1] * along[1], d[0] * up[0] + d[1] * up[1] + d[2] * up[2]);
    feet.push(share * lengthM);
  }
  const normal = wallNormal(pit, side);
  return { origin, along, up, normal, outline: Float64Array.from(outline), feet: Float64Array.from(feet) };
}

/** The point at s, t, lifted off the wall into the pit. */
export function onPlane(plane: WallPlane, s: number, t: number, liftM: number): readonly [number, number, number] {
  const c = (i: 0 | 1 | 2) => plane.origin[i] + s * plane.along[i] + t * plane.up[i] + liftM * plane.normal[i];
  return [c(0), c(1), c(2)];
}

/**
 * The wall as convex strips, one under each stretch of its rim: flat s, t of four corners, anticlockwise. Together they
 * are the wall, whatever the ground does at its top.
 */
export function wallStrips({ outline, feet }: WallPlane): readonly (readonly number[])[] {
  const strips: (readonly number[])[] = [];
  const o = (i: number) => outline[i] ?? 0;
  for (let k = 2; k + 1 < feet.length; k++) {
    const rim = [o(k * 2), o(k * 2 + 1), o(k * 2 + 2), o(k * 2 + 3)];
    strips.push([feet[k + 1] ?? 0, 0, feet[k] ?? 0, 0, ...rim]);
  }
  return strips;
}

/** Sutherland and Hodgman: a polygon cut by each side of a convex one, both flat pairs, the clip anticlockwise. */
export function clipConvex(polygon: readonly number[], clip: readonly number[]): readonly number[] {
  let kept: readonly number[] = polygon;
  const m = clip.length;
  for (let i = 0; i < m && kept.length >= 6; i += 2) {
    const ax = clip[i] ?? 0;
    const ay = clip[i + 1] ?? 0;
    const ux = (clip[(i + 2) % m] ?? 0) - ax;
    const uy = (clip[(i + 3) % m] ?? 0) - ay;
    const side = (x: number, y: number) => ux * (y - ay) - uy * (x - ax);
    const next: number[] = [];
    const n = kept.length;
    for (let k = 0; k < n; k += 2) {
      const [px, py] = [kept[k] ?? 0, kept[k + 1] ?? 0];
      const [qx, qy] = [kept[(k + 2) % n] ?? 0, kept[(k + 3) % n] ?? 0];
      const p = side(px, py);
      const q = side(qx, qy);
      if (p >= 0) next.push(px, py);
      if (p >= 0 !== q >= 0) next.push(px + ((qx - px) * p) / (p - q), py + ((qy - py) * p) / (p - q));
    }
    kept = next;
  }
  return kept.length >= 6 ? kept : [];
}

/** The part of the segment a-b within a convex polygon, anticlockwise: flat ax, ay, bx, by; empty when none is. */
export function clipSegment(segment: readonly number[], clip: readonly number[]): readonly number[] {
  const [ax = 0, ay = 0, bx = 0, by = 0] = segment;
  let low = 0;
  let high = 1;
  const m = clip.length;
  for (let i = 0; i < m; i += 2) {
    const x = clip[i] ?? 0;
    const y = clip[i + 1] ?? 0;
    const ux = (clip[(i + 2) % m] ?? 0) - x;
    const uy = (clip[(i + 3) % m] ?? 0) - y;
    const from = ux * (ay - y) - uy * (ax - x);
    const to = ux * (by - y) - uy * (bx - x);
    if (from < 0 && to < 0) return [];
    if (from < 0) low = Math.max(low, from / (from - to));
    else if (to < 0) high = Math.min(high, from / (from - to));
  }
  if (low >= high) return [];
  const at = (share: number) => [ax + (bx - ax) * share, ay + (by - ay) * share];
  return [...at(low), ...at(high)];
}
