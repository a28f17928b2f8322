import { boxIndex } from './box-index.ts';
import { endOf, OUTSIDE, type PlanarFaces, startOf } from './planar-faces.ts';
import { segmentsMeet } from './polygon.ts';

/** A strip between the outer borders of two areas that run along each other without touching. Grid units. */
export interface FacingGap {
  readonly areas: readonly [number, number];
  readonly area: number;
  /** Length of the strip. */
  readonly length: number;
  readonly at: readonly [x: number, y: number];
}

/** Cosine of the least angle between borders that run against each other: 135 degrees. */
const AGAINST = -Math.SQRT1_2;

/**
 * Strips up to `reach` wide between areas that the open outside runs into, so that no face bounds them: squares half a metre
 * apart. Both borders see each other; what stands between them hides one from the other.
 */
export function facingGaps(faces: PlanarFaces, reach: number): readonly FacingGap[] {
  const outer = outerHalfEdges(faces);
  const boxes = new Float64Array(outer.length * 4);
  outer.forEach(({ ax, ay, bx, by }, i) => {
    boxes.set([Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)], i * 4);
  });
  const index = boxIndex(boxes);
  const gaps = new Map<string, { areas: readonly [number, number]; area: number; length: number; largest: Strip }>();
  outer.forEach((side, i) => {
    const west = (boxes[i * 4] ?? 0) - reach;
    const south = (boxes[i * 4 + 1] ?? 0) - reach;
    index.search(west, south, (boxes[i * 4 + 2] ?? 0) + reach, (boxes[i * 4 + 3] ?? 0) + reach, (j) => {
      const other = outer[j];
      if (j <= i || other === undefined || other.area === side.area) return false;
      const strip = stripBetween(side, other, reach);
      if (strip === null || isHidden(strip, i, j)) return false;
      const areas = [Math.min(side.area, other.area), Math.max(side.area, other.area)] as const;
      const known = gaps.get(areas.join());
      if (known === undefined)
        gaps.set(areas.join(), { areas, area: strip.area, length: strip.length, largest: strip });
      else {
        known.area += strip.area;
        known.length += strip.length;
        if (strip.area > known.largest.area) known.largest = strip;
      }
      return false;
    });
  });

  function isHidden({ ax, ay, bx, by }: Strip, i: number, j: number): boolean {
    let hidden = false;
    index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), (k) => {
      const between = outer[k];
      if (k === i || k === j || between === undefined) return false;
      hidden ||= segmentsMeet(ax, ay, bx, by, between.ax, between.ay, between.bx, between.by);
      return hidden;
    });
    return hidden;
  }

  return [...gaps.values()].map(({ areas, area, length, largest }) => ({
    areas,
    area,
    length,
    at: [(largest.ax + largest.bx) / 2, (largest.ay + largest.by) / 2],
  }));
}

interface Side {
  readonly area: number;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/** What lies between two borders, and a segment across its middle. */
interface Strip {
  readonly area: number;
  readonly length: number;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/** Half-edges that have the open outside on their left and an area on their right. */
function outerHalfEdges({ edges, cycles, area, faceOf }: PlanarFaces): readonly Side[] {
  const sides: Side[] = [];
  cycles.forEach((cycle, c) => {
    if ((area[c] ?? 0) >= 0 || faceOf[c] !== OUTSIDE) return;
    for (const half of cycle) {
      const a = startOf(edges, half);
      const b = endOf(edges, half);
      const [owner] = edges.areas[half >> 1] ?? [];
      if (owner === undefined) continue;
      const { x, y } = edges;
      sides.push({ area: owner, ax: x[a] ?? 0, ay: y[a] ?? 0, bx: x[b] ?? 0, by: y[b] ?? 0 });
    }
  });
  return sides;
}

/** In the frame of the first side, `t` along it and `d` to its left, where the other side lies straight across. */
function stripBetween(side: Side, other: Side, reach: number): Strip | null {
  const length = Math.hypot(side.bx - side.ax, side.by - side.ay);
  const ux = (side.bx - side.ax) / length;
  const uy = (side.by - side.ay) / length;
  const otherLength = Math.hypot(other.bx - other.ax, other.by - other.ay);
  const turn = (ux * (other.bx - other.ax) + uy * (other.by - other.ay)) / otherLength;
  if (turn > AGAINST) return null;
  // The other runs against this one: its end comes first along it.
  const t0 = (other.bx - side.ax) * ux + (other.by - side.ay) * uy;
  const t1 = (other.ax - side.ax) * ux + (other.ay - side.ay) * uy;
  const d0 = (other.by - side.ay) * ux - (other.bx - side.ax) * uy;
  const d1 = (other.ay - side.ay) * ux - (other.ax - side.ax) * uy;
  const slope = (d1 - d0) / (t1 - t0);
  let first = Math.max(0, t0);
  let last = Math.min(length, t1);
  // Only where the distance is between nothing and the reach.
  for (const [limit, sign] of [
    [0, 1],
    [reach, -1],
  ] as const) {
    const from = (d0 + slope * (first - t0) - limit) * sign;
    const to = (d0 + slope * (last - t0) - limit) * sign;
    if (from < 0 && to < 0) return null;
    const cut = t0 + (limit - d0) / slope;
    if (from < 0) first = cut;
    else if (to < 0) last = cut;
  }
  if (!(last > first)) return null;
  const middle = (first + last) / 2;
  const across = d0 + slope * (middle - t0);
  const area = across * (last - first);
  if (!(area > 0)) return null;
  const ax = side.ax + ux * middle;
  const ay = side.ay + uy * middle;
  return { area, length: last - first, ax, ay, bx: ax - uy * across, by: ay + ux * across };
}
