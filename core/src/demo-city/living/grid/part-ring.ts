import type { PlanPoint } from '../../place/plan-geometry.ts';
import { chordOf, cutRing } from '../../plan/ring-cut.ts';
import { type PlanRing, ringArea } from '../../plan/ring-geometry.ts';
import type { TaggedRing } from '../../plan/tagged-ring.ts';

/** Tag of the sides that parting makes. */
export const INNER_SIDE = -1;

/**
 * A ring in that many pieces of about the same area, each cut off across its longer side: the pieces of a block stay
 * nearly square. Pieces that no straight line parts stay whole.
 */
export function partedRing(ring: TaggedRing, pieces: number): readonly TaggedRing[] {
  if (pieces < 2) return [ring];
  const whole = ringArea(ring.points);
  const box = leastBox(ring.points);
  for (const cut of [{ across: false, share: (pieces >> 1) / pieces }, ...OTHER_CUTS]) {
    const parts = cutAt(ring, box, cut);
    const areas = parts.map(({ points }) => ringArea(points));
    if (parts.length < 2 || areas.some((area) => area < LEAST_SHARE * (whole / pieces))) continue;
    return parts.flatMap((part, i) => {
      const share = Math.round((pieces * (areas[i] ?? 0)) / whole);
      return partedRing(part, Math.max(1, Math.min(pieces - 1, share)));
    });
  }
  return [ring];
}

/** A cut that leaves less than this share of a piece is none. */
const LEAST_SHARE = 0.5;

/** Where along the longer side of its box a ring is cut, or along the shorter. */
interface Cut {
  readonly across: boolean;
  readonly share: number;
}

/** What is tried on rings so bent that the first cut takes off a corner only. */
const OTHER_CUTS: readonly Cut[] = [
  { across: true, share: 0.5 },
  { across: false, share: 0.3 },
  { across: false, share: 0.7 },
  { across: true, share: 0.3 },
  { across: true, share: 0.7 },
  { across: false, share: 0.15 },
  { across: false, share: 0.85 },
];

function cutAt(ring: TaggedRing, box: TurnedBox, { across, share }: Cut): readonly TaggedRing[] {
  const { along, low, high, acrossLow, acrossHigh } = box;
  const u = low + (high - low) * (across ? 0.5 : share);
  const v = acrossLow + (acrossHigh - acrossLow) * (across ? share : 0.5);
  const through: PlanPoint = [along[0] * u - along[1] * v, along[1] * u + along[0] * v];
  const chord = chordOf(ring, through, across ? along : [-along[1], along[0]]);
  if (chord === null) return [];
  const [from, to] = chord;
  return cutRing(ring, from, to, [from.at, to.at], INNER_SIDE);
}

interface TurnedBox {
  /** Unit vector of its longer side. */
  readonly along: PlanPoint;
  readonly low: number;
  readonly high: number;
  readonly acrossLow: number;
  readonly acrossHigh: number;
}

/** The smallest box about a ring: one of its sides lies along a side of the ring. */
function leastBox(points: PlanRing): TurnedBox {
  let best: TurnedBox | null = null;
  let least = Number.POSITIVE_INFINITY;
  let a = points.at(-1) ?? [0, 0];
  for (const b of points) {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const box = length > 0 ? boxAlong(points, [(b[0] - a[0]) / length, (b[1] - a[1]) / length]) : null;
    const area = box === null ? least : (box.high - box.low) * (box.acrossHigh - box.acrossLow);
    if (area < least) {
      least = area;
      best = box;
    }
    a = b;
  }
  best ??= boxAlong(points, [1, 0]);
  const isLong = best.high - best.low >= best.acrossHigh - best.acrossLow;
  return isLong ? best : boxAlong(points, [-best.along[1], best.along[0]]);
}

function boxAlong(points: PlanRing, along: PlanPoint): TurnedBox {
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

/** A ring in pieces of about that area, m2. */
export function partedByArea(ring: TaggedRing, areaM2: number): readonly TaggedRing[] {
  return partedRing(ring, Math.max(1, Math.round(ringArea(ring.points) / areaM2)));
}
