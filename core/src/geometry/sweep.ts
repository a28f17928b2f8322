import type { SectionOutline } from './section-outline.ts';

/** Where a sweep puts its triangles; `MeshBuilder` is one. */
export interface SweepSink {
  vertex(x: number, y: number, z: number, nx: number, ny: number, nz: number): number;
  triangle(a: number, b: number, c: number): void;
}

export interface SweepOptions {
  /** Closes the first end with a flat cap. */
  readonly capStart: boolean;
  readonly capEnd: boolean;
}

/** Bends up to this turn meet in one mitred ring; sharper ones are bevelled: two square rings, the outer side closed between them. */
const MITRE_LIMIT_COSINE = Math.cos((100 * Math.PI) / 180);

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

/**
 * Sweeps an outline along an axis: one ring at every vertex of the axis, lying in the plane that halves the bend, so
 * that tubes join without crack or dent. `axis` is flat x, y, z in metres, z up, with no two equal neighbours; at least
 * two points. The outline's v axis stays as upright as the direction allows; in a riser (no plan direction) the frame is
 * carried over from the vertex before, since "upright" means nothing there.
 *
 * ```
 *    ____________
 *   |            \ \          ring k lies in the bisecting plane; its points are the outline
 *   |  axis ......\.\         stretched by 1 / cos(turn / 2) away from the bend's axis
 *   |____________ _\ \
 * ```
 */
export function sweep(axis: Float64Array, outline: SectionOutline, sink: SweepSink, options: SweepOptions): void {
  sweepVarying(axis, () => outline, sink, options);
}

/** The same with an outline of its own at every vertex of the axis, all of as many points and corners. */
export function sweepVarying(
  axis: Float64Array,
  outlineAt: (vertex: number) => SectionOutline,
  sink: SweepSink,
  options: SweepOptions,
): void {
  const n = axis.length / 3;
  const frames = segmentFrames(axis, n);
  let previous = -1;
  for (let k = 0; k < n; k++) {
    const outline = outlineAt(k);
    const before = Math.max(0, k - 1);
    const after = Math.min(n - 2, k);
    if (before !== after && turnCosine(frames, before, after) < MITRE_LIMIT_COSINE) {
      const end = ring(axis, k, frames, before, before, outline, sink);
      stitch(previous, end, outline, sink);
      previous = ring(axis, k, frames, after, after, outline, sink);
      // On the inner side this lies within both legs, where nobody sees it.
      stitch(end, previous, outline, sink);
      continue;
    }
    const current = ring(axis, k, frames, before, after, outline, sink);
    if (previous >= 0) stitch(previous, current, outline, sink);
    previous = current;
  }
  const [first, last] = [outlineAt(0), outlineAt(n - 1)];
  if (options.capStart && first.closed) cap(axis, 0, frames, 0, -1, first, sink);
  if (options.capEnd && last.closed) cap(axis, n - 1, frames, n - 2, 1, last, sink);
}

/** For each segment: tangent, right, up, length (10 numbers). */
const FRAME = 10;

function segmentFrames(axis: Float64Array, n: number): Float64Array {
  const frames = new Float64Array((n - 1) * FRAME);
  let rx = 1;
  let ry = 0;
  let rz = 0;
  for (let s = 0; s < n - 1; s++) {
    const dx = at(axis, s * 3 + 3) - at(axis, s * 3);
    const dy = at(axis, s * 3 + 4) - at(axis, s * 3 + 1);
    const dz = at(axis, s * 3 + 5) - at(axis, s * 3 + 2);
    const length = Math.hypot(dx, dy, dz);
    const tx = dx / length;
    const ty = dy / length;
    const tz = dz / length;
    const plan = Math.hypot(tx, ty);
    if (plan > RISER_SINE) {
      // right = tangent x up
      rx = ty / plan;
      ry = -tx / plan;
      rz = 0;
    } else {
      // Carry the right vector over, made square to the new tangent.
      const along = rx * tx + ry * ty + rz * tz;
      rx -= along * tx;
      ry -= along * ty;
      rz -= along * tz;
      const size = Math.hypot(rx, ry, rz);
      rx /= size;
      ry /= size;
      rz /= size;
    }
    const o = s * FRAME;
    frames[o] = tx;
    frames[o + 1] = ty;
    frames[o + 2] = tz;
    frames[o + 3] = rx;
    frames[o + 4] = ry;
    frames[o + 5] = rz;
    // up = right x tangent
    frames[o + 6] = ry * tz - rz * ty;
    frames[o + 7] = rz * tx - rx * tz;
    frames[o + 8] = rx * ty - ry * tx;
    frames[o + 9] = length;
  }
  return frames;
}

function turnCosine(frames: Float64Array, a: number, b: number): number {
  const p = a * FRAME;
  const q = b * FRAME;
  return at(frames, p) * at(frames, q) + at(frames, p + 1) * at(frames, q + 1) + at(frames, p + 2) * at(frames, q + 2);
}

/**
 * Adds the ring at vertex k between segments a and b (equal at an end) and returns its first index. A point of the
 * outline, carried along the tangent of either segment, meets the bisecting plane; where slopes differ it does so in two
 * places some millimetres apart, and the ring lies between them, whichever way the axis runs. Its reach along the tangent
 * is kept within half of the shorter segment, so that rings of short segments do not cross.
 */
function ring(
  axis: Float64Array,
  k: number,
  frames: Float64Array,
  a: number,
  b: number,
  outline: SectionOutline,
  sink: SweepSink,
): number {
  const p = a * FRAME;
  const q = b * FRAME;
  const reach = Math.min(at(frames, p + 9), at(frames, q + 9)) / 2;
  let first = -1;
  for (let i = 0; i < outline.count; i++) {
    const u = at(outline.points, i * 4);
    const v = at(outline.points, i * 4 + 1);
    const nu = at(outline.points, i * 4 + 2);
    const nv = at(outline.points, i * 4 + 3);
    carry(frames, p, q, u, v, reach, PLACE);
    let [x, y, z] = PLACE;
    if (a !== b) {
      carry(frames, q, p, u, v, reach, PLACE);
      [x, y, z] = [(x + PLACE[0]) / 2, (y + PLACE[1]) / 2, (z + PLACE[2]) / 2];
    }
    // The normal is the mean of both segments' normals, so that the bend is shaded smooth.
    let nx = nu * (at(frames, p + 3) + at(frames, q + 3)) + nv * (at(frames, p + 6) + at(frames, q + 6));
    let ny = nu * (at(frames, p + 4) + at(frames, q + 4)) + nv * (at(frames, p + 7) + at(frames, q + 7));
    let nz = nu * (at(frames, p + 5) + at(frames, q + 5)) + nv * (at(frames, p + 8) + at(frames, q + 8));
    const size = Math.sqrt(nx * nx + ny * ny + nz * nz);
    nx /= size;
    ny /= size;
    nz /= size;
    const index = sink.vertex(at(axis, k * 3) + x, at(axis, k * 3 + 1) + y, at(axis, k * 3 + 2) + z, nx, ny, nz);
    if (first < 0) first = index;
  }
  return first;
}

/** Where `carry` puts a point; taken over at once. */
const PLACE: [x: number, y: number, z: number] = [0, 0, 0];

/** Carries the point u, v of an outline along the tangent of the segment at `p` until it meets the plane between it and that at `q`. */
function carry(
  frames: Float64Array,
  p: number,
  q: number,
  u: number,
  v: number,
  reach: number,
  out: [x: number, y: number, z: number],
): void {
  const tx = at(frames, p);
  const ty = at(frames, p + 1);
  const tz = at(frames, p + 2);
  // Normal of the bisecting plane.
  const bx = tx + at(frames, q);
  const by = ty + at(frames, q + 1);
  const bz = tz + at(frames, q + 2);
  const ox = u * at(frames, p + 3) + v * at(frames, p + 6);
  const oy = u * at(frames, p + 4) + v * at(frames, p + 7);
  const oz = u * at(frames, p + 5) + v * at(frames, p + 8);
  const wanted = p === q ? 0 : -(ox * bx + oy * by + oz * bz) / (bx * tx + by * ty + bz * tz);
  const along = Math.max(-reach, Math.min(reach, wanted));
  out[0] = ox + along * tx;
  out[1] = oy + along * ty;
  out[2] = oz + along * tz;
}

/** Joins two rings of the same outline. */
function stitch(from: number, to: number, outline: SectionOutline, sink: SweepSink): void {
  const n = outline.count;
  const edges = outline.closed ? n : n - 1;
  for (let i = 0; i < edges; i++) {
    const j = i + 1 === n ? 0 : i + 1;
    // The two copies of a hard corner have no wall between them.
    if (samePoint(outline, i, j)) continue;
    sink.triangle(from + i, to + i, from + j);
    sink.triangle(from + j, to + i, to + j);
  }
}

function samePoint(outline: SectionOutline, i: number, j: number): boolean {
  const p = outline.points;
  return at(p, i * 4) === at(p, j * 4) && at(p, i * 4 + 1) === at(p, j * 4 + 1);
}

/** A flat cap square to segment `s` at vertex k; `sign` +1 faces along the segment, -1 against it. */
function cap(
  axis: Float64Array,
  k: number,
  frames: Float64Array,
  s: number,
  sign: 1 | -1,
  outline: SectionOutline,
  sink: SweepSink,
): void {
  const o = s * FRAME;
  const nx = sign * at(frames, o);
  const ny = sign * at(frames, o + 1);
  const nz = sign * at(frames, o + 2);
  const x = at(axis, k * 3);
  const y = at(axis, k * 3 + 1);
  const z = at(axis, k * 3 + 2);
  const centre = sink.vertex(x, y, z, nx, ny, nz);
  let first = -1;
  let last = -1;
  for (let i = 0; i < outline.count; i++) {
    if (i > 0 && samePoint(outline, i - 1, i)) continue;
    const u = at(outline.points, i * 4);
    const v = at(outline.points, i * 4 + 1);
    const index = sink.vertex(
      x + u * at(frames, o + 3) + v * at(frames, o + 6),
      y + u * at(frames, o + 4) + v * at(frames, o + 7),
      z + u * at(frames, o + 5) + v * at(frames, o + 8),
      nx,
      ny,
      nz,
    );
    if (first < 0) first = index;
    else capTriangle(centre, last, index, sign, sink);
    last = index;
  }
  capTriangle(centre, last, first, sign, sink);
}

function capTriangle(centre: number, a: number, b: number, sign: 1 | -1, sink: SweepSink): void {
  // The outline runs anticlockwise seen along the tangent: right for the near end, reversed for the far one.
  if (sign < 0) sink.triangle(centre, a, b);
  else sink.triangle(centre, b, a);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
