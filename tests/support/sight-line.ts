import { sourceDevices, sourceNodes } from './swmm-source.ts';

export type Point = readonly [x: number, y: number, z: number];

/** What may stand before a conduit: a shaft or a device, as a segment with a radius, metres. */
export interface Obstacle {
  readonly foot: Point;
  readonly head: Point;
  readonly radiusM: number;
}

/** Nodes are drawn as shafts of 1 m inside, storages of 3 m, with walls of 0.1 m: no wider than this, metres. */
const SHAFT_RADIUS_M = 0.75;
const STORAGE_RADIUS_M = 1.8;

/** The level a device is drawn at is a convention of the drawing: nothing this near to its line is asked about, metres. */
const DEVICE_RADIUS_M = 3;

/** The shafts and devices within 200 m of a point. */
export async function nearObstacles(
  eye: Point,
  toPlane: (lon: number, lat: number, levelM: number) => Point,
): Promise<readonly Obstacle[]> {
  const obstacles: Obstacle[] = [];
  for (const { lon, lat, invertM, depthM, storage } of await sourceNodes()) {
    const foot = toPlane(lon, lat, invertM - 0.5);
    if (Math.hypot(foot[0] - eye[0], foot[1] - eye[1]) > 200) continue;
    obstacles.push({
      foot,
      head: [foot[0], foot[1], invertM + depthM + 0.5],
      radiusM: storage ? STORAGE_RADIUS_M : SHAFT_RADIUS_M,
    });
  }
  for (const line of await sourceDevices()) {
    const places = line.map(({ lon, lat, levelM }) => toPlane(lon, lat, levelM));
    for (const [i, head] of places.entries()) {
      const foot = places[i - 1];
      if (foot !== undefined) obstacles.push({ foot, head, radiusM: DEVICE_RADIUS_M });
    }
  }
  return obstacles;
}

/** Least distance between two segments in space (Ericson, Real-Time Collision Detection, section 5.1.9). */
export function segmentGap(p1: Point, q1: Point, p2: Point, q2: Point): number {
  const d1 = minus(q1, p1);
  const d2 = minus(q2, p2);
  const r = minus(p1, p2);
  const a = dot(d1, d1);
  const e = dot(d2, d2);
  const f = dot(d2, r);
  const c = dot(d1, r);
  const b = dot(d1, d2);
  const denominator = a * e - b * b;
  let s = denominator > 1e-12 ? clamp((b * f - c * e) / denominator) : 0;
  let t = e > 1e-12 ? (b * s + f) / e : 0;
  if (t < 0 || t > 1) {
    t = clamp(t);
    s = a > 1e-12 ? clamp((b * t - c) / a) : 0;
  }
  const gap = [0, 1, 2].map((i) => (p1[i] ?? 0) + (d1[i] ?? 0) * s - (p2[i] ?? 0) - (d2[i] ?? 0) * t);
  return Math.hypot(...gap);
}

function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value));
}
