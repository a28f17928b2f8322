import { distance, type PlanLine, type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import type { TaggedRing } from './tagged-ring.ts';

/** A point on the border of a ring: the side it lies on and the line that side belongs to. */
export interface RingPoint {
  readonly at: PlanPoint;
  readonly side: number;
  readonly tag: number;
}

/** The longest part inside a ring of the line through a point in a direction; null where it misses the ring. */
export function chordOf(
  ring: TaggedRing,
  through: PlanPoint,
  [ux, uy]: PlanPoint,
): readonly [RingPoint, RingPoint] | null {
  const reach = 5000;
  const a: PlanPoint = [through[0] - ux * reach, through[1] - uy * reach];
  const b: PlanPoint = [through[0] + ux * reach, through[1] + uy * reach];
  const hits: { readonly t: number; readonly point: RingPoint }[] = [];
  const n = ring.points.length;
  for (let side = 0; side < n; side++) {
    const p = ring.points[side] ?? a;
    const q = ring.points[(side + 1) % n] ?? a;
    const hit = segmentCrossing(a, b, p, q);
    if (!hit) continue;
    const at: PlanPoint = [p[0] + (q[0] - p[0]) * hit.u, p[1] + (q[1] - p[1]) * hit.u];
    hits.push({ t: hit.t, point: { at, side, tag: ring.tags[side] ?? -1 } });
  }
  hits.sort((first, second) => first.t - second.t);
  let best: readonly [RingPoint, RingPoint] | null = null;
  let longest = 0;
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const from = hits[i]?.point;
    const to = hits[i + 1]?.point;
    if (!from || !to) continue;
    const length = distance(from.at, to.at);
    if (length > longest) {
      longest = length;
      best = [from, to];
    }
  }
  return best;
}

/** Unit vector square to a side of an anticlockwise ring, pointing into it. */
export function inwardNormal(ring: TaggedRing, side: number): PlanPoint {
  const p = ring.points[side] ?? [0, 0];
  const q = ring.points[(side + 1) % ring.points.length] ?? [1, 0];
  const length = distance(p, q);
  return [-(q[1] - p[1]) / length, (q[0] - p[0]) / length];
}

/** The two parts of a ring on both sides of a line between two of its border's points. */
export function cutRing(
  ring: TaggedRing,
  from: RingPoint,
  to: RingPoint,
  line: PlanLine,
  tag: number,
): readonly [TaggedRing, TaggedRing] {
  return [partOf(ring, to, from, line, tag), partOf(ring, from, to, line.toReversed(), tag)];
}

/** Along the ring from one point to another, and back along the line. */
function partOf(ring: TaggedRing, start: RingPoint, end: RingPoint, back: PlanLine, tag: number): TaggedRing {
  const n = ring.points.length;
  const points: PlanPoint[] = [start.at];
  const tags: number[] = [start.tag];
  for (let i = (start.side + 1) % n; ; i = (i + 1) % n) {
    const point = ring.points[i];
    if (point) {
      points.push(point);
      tags.push(ring.tags[i] ?? -1);
    }
    if (i === end.side) break;
  }
  for (const point of back.slice(0, -1)) {
    points.push(point);
    tags.push(tag);
  }
  return withoutTwins(points, tags);
}

/** Without points that lie on the next one. */
function withoutTwins(points: readonly PlanPoint[], tags: readonly number[]): TaggedRing {
  const kept = points.map((point, i) => distance(point, points[(i + 1) % points.length] ?? point) > 0.05);
  return { points: points.filter((_, i) => kept[i]), tags: tags.filter((_, i) => kept[i]) };
}

/** The turn of the narrowest box about a ring, and the ring's extent along it and across it. */
export function narrowestBox(points: readonly PlanPoint[]): {
  readonly along: PlanPoint;
  readonly low: number;
  readonly high: number;
  readonly acrossLow: number;
  readonly acrossHigh: number;
} {
  let best = boxAt(points, 0);
  let least = Number.POSITIVE_INFINITY;
  for (let degree = 0; degree < 180; degree += 4) {
    const box = boxAt(points, (degree * Math.PI) / 180);
    const area = (box.high - box.low) * (box.acrossHigh - box.acrossLow);
    if (area < least - 1 && box.high - box.low >= box.acrossHigh - box.acrossLow) {
      least = area;
      best = box;
    }
  }
  return best;
}

function boxAt(points: readonly PlanPoint[], angle: number) {
  const along: PlanPoint = [Math.cos(angle), Math.sin(angle)];
  let [low, high, acrossLow, acrossHigh] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const u = x * along[0] + y * along[1];
    const v = y * along[0] - x * along[1];
    low = Math.min(low, u);
    high = Math.max(high, u);
    acrossLow = Math.min(acrossLow, v);
    acrossHigh = Math.max(acrossHigh, v);
  }
  return { along, low, high, acrossLow, acrossHigh };
}
