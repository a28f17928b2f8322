import { STOREY_HEIGHTS_M } from '../building/building-height.ts';
import { closedSegments, isInRing, type PlanRing, segmentsApart, turned } from './demo-map-geometry.ts';
import type { Lot } from './demo-map-land.ts';
import { type BuildingShape, nextShape, ROW_SPACING, type ShapePlan } from './demo-map-shapes.ts';
import { distance, type PlanLine, type PlanPoint, segmentsOf } from './plan-geometry.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { StreetNetwork } from './street-network.ts';

/** A building of the made-up quarter, in plan. */
export interface DraftBuilding {
  readonly plan: ShapePlan;
  readonly rings: readonly PlanRing[];
  readonly storeys: number | null;
  readonly heightM: number | null;
}

/** Setback from the lot's boundary: house drains end 1.5 m behind it, and a chamber needs its room. Metres. */
const SETBACK_M = 5;
/** Least gap between buildings (GB 50016-2014, 5.2.2: 6 m between fire-resistant ones), metres. */
const GAP_M = 6;

/** Height of the parapet over the uppermost storey, metres. */
const PARAPET_M = 0.9;

/** What buildings keep clear of besides their lot's boundary and each other. */
export interface BuildingObstacles {
  readonly network: StreetNetwork;
  readonly water: readonly PlanRing[];
  /** Footpaths, by their middle. */
  readonly paths: readonly PlanLine[];
}

/** Least distance of a wall from the middle of a footpath, metres. */
const FROM_PATH_M = 3.5;

/**
 * Builds a lot over, row by row along its longest side, with what fits: inside the lot, clear of streets, paths, open
 * water and what already stands in it.
 */
export function buildLot(lot: Lot, obstacles: BuildingObstacles, random: SeededRandom): readonly DraftBuilding[] {
  const { pattern, ring } = lot;
  if (pattern === null) return [];
  const { rowM, gapM } = ROW_SPACING[pattern];
  const axis = rowAxis(ring);
  const middle = ring[0] ?? [0, 0];
  const local = turned(
    ring.map(([x, y]): PlanPoint => [x - middle[0], y - middle[1]]),
    [0, 0],
    -axis,
  );
  const [low, high] = extent(local);
  const out: DraftBuilding[] = [];
  for (let y = low[1] + SETBACK_M + rowM / 3; y < high[1] - SETBACK_M; y += rowM) {
    let x = low[0] + SETBACK_M;
    while (x < high[0] - SETBACK_M) {
      const plan = nextShape(pattern, random);
      const centre = turned([[x + plan.lengthM / 2, y]], middle, axis)[0] ?? middle;
      const rings = plan.rings.map((each) => turned(each, centre, axis));
      if (!fits(rings[0] ?? [], ring, obstacles, out)) {
        x += 4;
        continue;
      }
      out.push({ plan, rings, ...heightOf(plan, random) });
      x += plan.lengthM + gapM;
    }
  }
  return out;
}

function fits(
  outer: PlanRing,
  lot: PlanRing,
  { network, water, paths }: BuildingObstacles,
  standing: readonly DraftBuilding[],
): boolean {
  if (!outer.every((corner) => isInRing(corner, lot))) return false;
  const walls = closedSegments(outer);
  if (segmentsApart(walls, closedSegments(lot)) < SETBACK_M) return false;
  for (const { centreline, boundaryM } of network.streets) {
    if (segmentsApart(walls, segmentsOf(centreline)) < boundaryM + SETBACK_M) return false;
  }
  for (const each of water) {
    if (outer.some((corner) => isInRing(corner, each)) || segmentsApart(walls, closedSegments(each)) < GAP_M)
      return false;
  }
  if (paths.some((path) => segmentsApart(walls, segmentsOf(path)) < FROM_PATH_M)) return false;
  return standing.every(({ rings }) => segmentsApart(walls, closedSegments(rings[0] ?? [])) >= GAP_M);
}

/** Direction of the lot's longest nearly straight side, brought within 45 degrees of the shore's. */
function rowAxis(ring: PlanRing): number {
  const simple = ring.filter((point, i) => {
    const before = ring.at(i - 1) ?? point;
    const after = ring[(i + 1) % ring.length] ?? point;
    const turn =
      Math.atan2(after[1] - point[1], after[0] - point[0]) - Math.atan2(point[1] - before[1], point[0] - before[0]);
    return Math.abs(Math.sin(turn)) > 0.3;
  });
  const sides = closedSegments(simple.length >= 3 ? simple : ring);
  const longest = sides.toSorted(([a, b], [c, d]) => distance(c, d) - distance(a, b))[0];
  if (!longest) return 0;
  const [a, b] = longest;
  const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
  return angle - (Math.PI / 2) * Math.round(angle / (Math.PI / 2));
}

function extent(ring: PlanRing): readonly [low: PlanPoint, high: PlanPoint] {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return [
    [Math.min(...xs), Math.min(...ys)],
    [Math.max(...xs), Math.max(...ys)],
  ];
}

/** Storeys of each shape, the usual ones more often. */
const STOREYS: Readonly<Record<BuildingShape, readonly number[]>> = {
  slab: [5, 6, 6, 6, 6, 7, 11],
  tower: [16, 18, 18, 22, 26, 28, 33],
  courtyard: [3, 4, 4, 5],
  villa: [2, 2, 3, 3],
  hall: [1, 1, 2],
  angle: [4, 5, 5, 6],
  pavilion: [1],
};

/** Storeys of a hall or a pavilion are higher than the usual ones of its use, metres. */
const HIGH_STOREY_M: Readonly<Partial<Record<BuildingShape, number>>> = { hall: 7.5, pavilion: 4.2 };

/** A record may lack the height, the storeys, or both. */
function heightOf(
  plan: ShapePlan,
  random: SeededRandom,
): { readonly storeys: number | null; readonly heightM: number | null } {
  const storeys = random.pick(STOREYS[plan.shape]);
  const storeyM = HIGH_STOREY_M[plan.shape] ?? STOREY_HEIGHTS_M[plan.use];
  const heightM = Math.round((storeys * storeyM + PARAPET_M + random.between(0, 0.4)) * 10) / 10;
  const lot = random.next();
  if (lot < 0.05) return { storeys: null, heightM: null };
  if (lot < 0.2) return { storeys, heightM: null };
  return { storeys: lot < 0.28 ? null : storeys, heightM };
}
