import type { PlanPoint } from '../place/plan-geometry.ts';
import type { Border } from './border.ts';
import { isInRing, ringArea } from './ring-geometry.ts';
import type { TaggedRing } from './tagged-ring.ts';

/** How land is parted into blocks. */
export interface Zone {
  /** Pieces larger than this are parted again, m2. */
  readonly mostM2: number;
  /** Share of the new streets that are lanes. */
  readonly laneShare: number;
  /** How far new streets turn from the square, degrees. */
  readonly skewDeg: number;
}

export type ZoneName = 'oldQuarter' | 'centre' | 'seaFront' | 'estates' | 'west' | 'village' | 'industry';

export const ZONES: Readonly<Record<ZoneName, Zone>> = {
  oldQuarter: { mostM2: 12_000, laneShare: 0.85, skewDeg: 14 },
  centre: { mostM2: 42_000, laneShare: 0.25, skewDeg: 6 },
  seaFront: { mostM2: 46_000, laneShare: 0.1, skewDeg: 8 },
  estates: { mostM2: 62_000, laneShare: 0.2, skewDeg: 8 },
  west: { mostM2: 22_000, laneShare: 0.6, skewDeg: 8 },
  village: { mostM2: 9_000, laneShare: 1, skewDeg: 16 },
  industry: { mostM2: 85_000, laneShare: 0, skewDeg: 6 },
};

/** Land beside the river narrower than this is a park and is not parted, metres. */
const RIVERSIDE_M = 175;

/** Which zone a place lies in. */
export function zoneAt([x, y]: PlanPoint): ZoneName {
  if (x > 1480 && x < 2500 && y < (x > 1890 ? 1226 : 840)) return 'oldQuarter';
  if (x < 620 && y > 2650) return 'village';
  if (x > 2290 && (y < 1450 || x > 2440)) return 'industry';
  if (y < 500 && x > 600) return 'seaFront';
  if (x < 620) return 'west';
  if (y < 1720 && x > 1080) return 'centre';
  return 'estates';
}

/** True for a strip between the river and the street along it. */
export function isRiverside(ring: TaggedRing, borders: readonly Border[]): boolean {
  let alongM = 0;
  for (const [i, p] of ring.points.entries()) {
    const q = ring.points[(i + 1) % ring.points.length] ?? p;
    if (borders[ring.tags[i] ?? -1]?.role === 'bank') alongM += Math.hypot(q[0] - p[0], q[1] - p[1]);
  }
  return alongM > 0 && ringArea(ring.points) / alongM < RIVERSIDE_M;
}

/** Land kept whole down to a size, with a place inside it. */
export interface Reserve {
  readonly at: PlanPoint;
  readonly mostM2: number;
}

/** The zone of a piece of land: that of its middle, but what is reserved is parted no further than wanted. */
export function zoneOf(ring: TaggedRing, middle: PlanPoint, reserves: readonly Reserve[]): Zone {
  const zone = ZONES[zoneAt(middle)];
  const inside = reserves.filter((each) => isInRing(each.at, ring.points));
  return { ...zone, mostM2: Math.max(zone.mostM2, ...inside.map((each) => each.mostM2)) };
}
