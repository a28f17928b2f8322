import { type AxisFrames, FRAME } from './axis-frames.ts';
import { asideOf, type SectionPlane, stationOf } from './section-plane.ts';

/** Bends up to this turn meet in one mitred face, as `sweep` makes them; sharper ones overlap squarely. */
const MITRE_LIMIT_COSINE = Math.cos((100 * Math.PI) / 180);

/** A segment that leaves the plane by less than this a metre lies in it. */
const IN_PLANE = 1e-9;

/** What a plane takes out of a conduit's segment: flat station, level of a convex outline. */
export interface PrismCut {
  readonly outline: readonly number[];
  /** True where the faces at the segment's ends, or the ends of the line, cut into it. */
  readonly clipped: boolean;
  /** True for a segment that lies in the plane: a strip, not a cross-section. */
  readonly strip: boolean;
  /** Station and level of a point u, v of the outline: origin, then what a metre of u and of v adds. Null for a strip. */
  readonly map: readonly [s: number, z: number, su: number, zu: number, sv: number, zv: number] | null;
}

/**
 * Cuts the body of segment `k` by the plane: the convex outline (flat u, v) swept along the segment, between the faces
 * that halve the bends at its ends. Null where the plane misses it.
 *
 * ```
 *          \  face at the bend
 *    -------\
 *    =======/===   the outline's points run along the segment to the plane: station and level are linear in u and v,
 *    ------/       and so is the distance to either face
 *         /  plane
 * ```
 */
export function cutPrism(
  axes: Float64Array,
  first: number,
  { segments, values }: AxisFrames,
  k: number,
  outline: readonly number[],
  plane: SectionPlane,
): PrismCut | null {
  const f = k * FRAME;
  const v = (i: number) => values[f + i] ?? 0;
  const a = (first + k) * 3;
  const [ax, ay, az] = [axes[a] ?? 0, axes[a + 1] ?? 0, axes[a + 2] ?? 0];
  const along = (x: number, y: number) => x * plane.dirX + y * plane.dirY;
  const aside = (x: number, y: number) => y * plane.dirX - x * plane.dirY;
  const [dA, dT, dR, dU] = [asideOf(plane, ax, ay), aside(v(0), v(1)), aside(v(3), v(4)), aside(v(6), v(7))];
  const [sA, sT, sR, sU] = [stationOf(plane, ax, ay), along(v(0), v(1)), along(v(3), v(4)), along(v(6), v(7))];
  const length = v(9);
  const start = endFace(values, k, k - 1, segments, outline);
  const end = endFace(values, k, k + 1, segments, outline);
  // Distance behind the end faces, positive inside; linear in u, v and t.
  const inStart = (u: number, w: number, t: number) => u * start.r + w * start.u + t * start.t + start.extra;
  const inEnd = (u: number, w: number, t: number) => -(u * end.r + w * end.u + (t - length) * end.t) + end.extra;
  if (Math.abs(dT) > IN_PLANE) {
    const points: number[] = [];
    for (let i = 0; i < outline.length; i += 2) {
      const [u, w] = [outline[i] ?? 0, outline[i + 1] ?? 0];
      const t = -(dA + u * dR + w * dU) / dT;
      points.push(sA + u * sR + w * sU + t * sT, az + w * v(8) + t * v(2), inStart(u, w, t), inEnd(u, w, t));
    }
    const { kept, clipped } = clipAll(points, plane.lengthM);
    if (kept.length < 6) return null;
    const t0 = -dA / dT;
    const tu = -dR / dT;
    const tv = -dU / dT;
    const map = [sA + t0 * sT, az + t0 * v(2), sR + tu * sT, tu * v(2), sU + tv * sT, v(8) + tv * v(2)] as const;
    return { outline: kept, clipped, strip: false, map };
  }
  const chord = chordOf(outline, dA, dR, dU);
  if (chord === null) return null;
  const [u0, w0, u1, w1] = chord;
  const atFace = (face: EndFace, u: number, w: number, extra: number) => -(u * face.r + w * face.u + extra) / face.t;
  const points: number[] = [];
  const add = (u: number, w: number, t: number) =>
    points.push(sA + u * sR + w * sU + t * sT, az + w * v(8) + t * v(2), 1, 1);
  add(u0, w0, atFace(start, u0, w0, start.extra));
  add(u0, w0, length + atFace(end, u0, w0, -end.extra));
  add(u1, w1, length + atFace(end, u1, w1, -end.extra));
  add(u1, w1, atFace(start, u1, w1, start.extra));
  const { kept } = clipAll(points, plane.lengthM);
  return kept.length < 6 ? null : { outline: kept, clipped: true, strip: true, map: null };
}

interface EndFace {
  /** Parts of the face's normal along right, up and tangent of the segment. */
  readonly r: number;
  readonly u: number;
  readonly t: number;
  /** How far the body goes on beyond the face. */
  readonly extra: number;
}

/** The face between segment k and its neighbour; square at an end of the conduit. */
function endFace(values: Float64Array, k: number, next: number, segments: number, outline: readonly number[]): EndFace {
  if (next < 0 || next >= segments) return { r: 0, u: 0, t: 1, extra: 0 };
  const p = k * FRAME;
  const q = next * FRAME;
  const dot = (i: number) =>
    (values[q] ?? 0) * (values[p + i] ?? 0) +
    (values[q + 1] ?? 0) * (values[p + i + 1] ?? 0) +
    (values[q + 2] ?? 0) * (values[p + i + 2] ?? 0);
  const cosine = dot(0);
  if (cosine >= MITRE_LIMIT_COSINE) return { r: dot(3), u: dot(6), t: 1 + cosine, extra: 0 };
  // Beyond a sharp turn the body is carried on by its own reach, so that the corner's outside is never missed.
  let reach = 0;
  for (let i = 0; i < outline.length; i += 2) reach = Math.max(reach, Math.hypot(outline[i] ?? 0, outline[i + 1] ?? 0));
  return { r: 0, u: 0, t: 1, extra: reach };
}

/** Clips points of four numbers (s, z, behind start, behind end) by both faces and by the ends of the line. */
function clipAll(points: readonly number[], lengthM: number): { kept: readonly number[]; clipped: boolean } {
  let flat = points;
  flat = clip(flat, (_s, start) => start);
  flat = clip(flat, (_s, _start, end) => end);
  flat = clip(flat, (s) => s);
  flat = clip(flat, (s) => lengthM - s);
  const kept: number[] = [];
  for (let i = 0; i < flat.length; i += 4) kept.push(flat[i] ?? 0, flat[i + 1] ?? 0);
  return { kept, clipped: flat !== points };
}

function clip(flat: readonly number[], level: (s: number, start: number, end: number) => number): readonly number[] {
  const n = flat.length;
  const at = (i: number) => level(flat[i] ?? 0, flat[i + 2] ?? 0, flat[i + 3] ?? 0);
  let inside = true;
  for (let i = 0; i < n; i += 4) if (at(i) < 0) inside = false;
  if (inside) return flat;
  const out: number[] = [];
  for (let i = 0; i < n; i += 4) {
    const j = (i + 4) % n;
    const p = at(i);
    const q = at(j);
    if (p >= 0) for (let c = 0; c < 4; c++) out.push(flat[i + c] ?? 0);
    if (p >= 0 === q >= 0) continue;
    const share = p / (p - q);
    for (let c = 0; c < 4; c++) out.push((flat[i + c] ?? 0) * (1 - share) + (flat[j + c] ?? 0) * share);
  }
  return out;
}

/** The two points of a convex outline on the line d0 + u du + v dv = 0, or null. */
function chordOf(
  outline: readonly number[],
  d0: number,
  du: number,
  dv: number,
): readonly [number, number, number, number] | null {
  const hits: number[] = [];
  const n = outline.length;
  for (let i = 0; i < n; i += 2) {
    const [pu, pv] = [outline[i] ?? 0, outline[i + 1] ?? 0];
    const [qu, qv] = [outline[(i + 2) % n] ?? 0, outline[(i + 3) % n] ?? 0];
    const p = d0 + pu * du + pv * dv;
    const q = d0 + qu * du + qv * dv;
    if (p >= 0 === q >= 0) continue;
    const share = p / (p - q);
    hits.push(pu + (qu - pu) * share, pv + (qv - pv) * share);
  }
  const [u0, v0, u1, v1] = hits;
  return u0 === undefined || v0 === undefined || u1 === undefined || v1 === undefined ? null : [u0, v0, u1, v1];
}
