import type { PlanPoint } from '../place/plan-geometry.ts';
import type { PlanRing } from '../plan/district-plan.ts';
import { closedSegments } from '../plan/ring-geometry.ts';
import { type FootprintFigures, footprintFigures } from './footprint-figures.ts';

/** 1 or 2 storeys, 3 to 6, 7 and more; what has no stated storeys is in none. */
export const STOREY_CLASSES = ['low', 'middle', 'high'] as const;

export type StoreyClass = (typeof STOREY_CLASSES)[number];

/** Shares of the set that lie below the figures of `Quantiles`. */
export const QUANTILE_SHARES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** The 10th, 25th, 50th, 75th and 90th percentile. */
export type Quantiles = readonly [p10: number, p25: number, p50: number, p75: number, p90: number];

/** How the footprints of one class are distributed. */
export interface FootprintQuantiles {
  readonly areaM2: Quantiles;
  readonly elongation: Quantiles;
  readonly rectangularity: Quantiles;
  readonly corners: Quantiles;
  /** Storeys above the ground. */
  readonly storeys: Quantiles;
}

export interface BuildingStatistics {
  readonly count: number;
  readonly classCounts: Readonly<Record<StoreyClass, number>>;
  readonly classes: Readonly<Record<StoreyClass, FootprintQuantiles>>;
  /**
   * Degrees from 0 to 45 between a building and the direction that walls have around it: the length-weighted mean of
   * the directions of all walls in its square of 500 m, which in a built-up place is that of its streets.
   */
  readonly turnDeg: Quantiles;
}

/** One building as it is measured. Coordinates are metres in any plane. */
export interface MeasuredBuilding {
  readonly rings: readonly PlanRing[];
  readonly storeys: number | null;
}

/** Side of the squares within which buildings share a direction, metres. */
const SQUARE_M = 500;

export function storeyClass(storeys: number | null): StoreyClass | null {
  if (storeys === null) return null;
  if (storeys <= 2) return 'low';
  return storeys <= 6 ? 'middle' : 'high';
}

/** Figures of a set of buildings that each have an area. Every class must have a building. */
export function buildingStatistics(buildings: readonly MeasuredBuilding[]): BuildingStatistics {
  const figures = buildings.map(({ rings, storeys }) => ({ ...footprintFigures(rings), storeys }));
  const members: Record<StoreyClass, (FootprintFigures & { storeys: number | null })[]> = {
    low: [],
    middle: [],
    high: [],
  };
  for (const each of figures) {
    const kind = storeyClass(each.storeys);
    if (kind) members[kind].push(each);
  }
  return {
    count: buildings.length,
    classCounts: { low: members.low.length, middle: members.middle.length, high: members.high.length },
    classes: {
      low: classQuantiles(members.low),
      middle: classQuantiles(members.middle),
      high: classQuantiles(members.high),
    },
    turnDeg: quantiles(turnsDeg(buildings, figures)),
  };
}

function classQuantiles(
  members: readonly (FootprintFigures & { readonly storeys: number | null })[],
): FootprintQuantiles {
  return {
    areaM2: quantiles(members.map((each) => each.areaM2)),
    elongation: quantiles(members.map((each) => each.elongation)),
    rectangularity: quantiles(members.map((each) => each.rectangularity)),
    corners: quantiles(members.map((each) => each.corners)),
    storeys: quantiles(members.flatMap((each) => each.storeys ?? [])),
  };
}

/** The value at place floor(share x count) of the sorted ones. Throws a RangeError for no values. */
export function quantiles(values: readonly number[]): Quantiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => {
    const value = sorted[Math.floor(share * sorted.length)];
    if (value === undefined) throw new RangeError('quantiles: wanted one value at least, got none');
    return value;
  };
  return [
    at(QUANTILE_SHARES[0]),
    at(QUANTILE_SHARES[1]),
    at(QUANTILE_SHARES[2]),
    at(QUANTILE_SHARES[3]),
    at(QUANTILE_SHARES[4]),
  ];
}

/** Directions count as the same after a quarter turn: their angles are multiplied by four and averaged as vectors. */
function turnsDeg(buildings: readonly MeasuredBuilding[], figures: readonly FootprintFigures[]): readonly number[] {
  const squares = new Map<string, { x: number; y: number }>();
  const squareOf = ({ rings }: MeasuredBuilding): { x: number; y: number } => {
    const [x, y]: PlanPoint = rings[0]?.[0] ?? [0, 0];
    const key = `${Math.floor(x / SQUARE_M)} ${Math.floor(y / SQUARE_M)}`;
    const known = squares.get(key) ?? { x: 0, y: 0 };
    squares.set(key, known);
    return known;
  };
  for (const building of buildings) {
    const sum = squareOf(building);
    for (const [a, b] of building.rings.flatMap(closedSegments)) {
      const lengthM = Math.hypot(b[0] - a[0], b[1] - a[1]);
      const angle = 4 * Math.atan2(b[1] - a[1], b[0] - a[0]);
      sum.x += lengthM * Math.cos(angle);
      sum.y += lengthM * Math.sin(angle);
    }
  }
  return buildings.map((building, i) => {
    const { x, y } = squareOf(building);
    const off = ((figures[i]?.angle ?? 0) - Math.atan2(y, x) / 4) / (Math.PI / 2);
    return Math.abs(off - Math.round(off)) * 90;
  });
}
