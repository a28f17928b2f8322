import type { CityPointKind } from '@undercroft/core/model/city-point';

/** What is needed of a point to group it. */
export interface Groupable {
  readonly id: string;
  readonly kind: CityPointKind;
  readonly lon: number;
  readonly lat: number;
}

/** Points too near to one another to be drawn each for itself, or a single one. */
export interface PointGroup<Point> {
  readonly lon: number;
  readonly lat: number;
  readonly points: readonly Point[];
}

/** Who and what watches the city first, what stands at every corner last. */
export const KINDS_BY_WEIGHT: readonly CityPointKind[] = [
  'unit',
  'camera',
  'sensor',
  'signal',
  'hydrant',
  'component',
  'other',
];

const WEIGHTS = Object.fromEntries(KINDS_BY_WEIGHT.map((kind, i) => [kind, i])) as Readonly<
  Record<CityPointKind, number>
>;

/** More rows than there are at any zoom, and few enough that a column times it is a whole number still. */
const ROWS = 2 ** 26;

function cellKey(column: number, row: number): number {
  return column * ROWS + row;
}

/** Style pixels of a tile's side. */
const TILE_PX = 512;

const DEGREE = Math.PI / 180;

/**
 * Groups points nearer to each other than `radiusPx` pixels of the map at a zoom (any number): each joins the nearest
 * group begun near it, else it begins one. The same points give the same groups whatever their order and wherever the
 * camera stands, so that nothing flickers while it moves.
 */
export function groupPoints<Point extends Groupable>(
  points: readonly Point[],
  zoom: number,
  radiusPx: number,
): readonly PointGroup<Point>[] {
  const side = TILE_PX * 2 ** zoom;
  const begun = new Map<number, Begun<Point>[]>();
  const groups: Begun<Point>[] = [];
  for (const point of points.toSorted(byWeight)) {
    const x = ((point.lon + 180) / 360) * side;
    const sine = Math.sin(point.lat * DEGREE);
    const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side;
    const column = Math.floor(x / radiusPx);
    const row = Math.floor(y / radiusPx);
    const near = nearest(begun, column, row, x, y, radiusPx);
    if (near !== null) {
      near.points.push(point);
      continue;
    }
    const group = { x, y, points: [point] };
    groups.push(group);
    const cell = cellKey(column, row);
    const there = begun.get(cell);
    if (there === undefined) begun.set(cell, [group]);
    else there.push(group);
  }
  return groups.map(({ points: members }) => ({
    lon: mean(members, ({ lon }) => lon),
    lat: mean(members, ({ lat }) => lat),
    points: members,
  }));
}

interface Begun<Point> {
  readonly x: number;
  readonly y: number;
  readonly points: Point[];
}

function nearest<Point>(
  begun: ReadonlyMap<number, readonly Begun<Point>[]>,
  column: number,
  row: number,
  x: number,
  y: number,
  radiusPx: number,
): Begun<Point> | null {
  let best: Begun<Point> | null = null;
  let bestPx = radiusPx;
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const group of begun.get(cellKey(column + dx, row + dy)) ?? []) {
        const away = Math.hypot(group.x - x, group.y - y);
        if (away >= bestPx) continue;
        bestPx = away;
        best = group;
      }
    }
  }
  return best;
}

function byWeight(a: Groupable, b: Groupable): number {
  const weight = WEIGHTS[a.kind] - WEIGHTS[b.kind];
  if (weight !== 0) return weight;
  // Any fixed order serves; numbers are compared faster than ids.
  const place = a.lon - b.lon || a.lat - b.lat;
  if (place !== 0) return place;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function mean<Point>(points: readonly Point[], of: (point: Point) => number): number {
  return points.reduce((sum, point) => sum + of(point), 0) / points.length;
}

/** How many there are of each kind, the weightiest first; kinds that are not among them are left out. */
export function countKinds(points: readonly Pick<Groupable, 'kind'>[]): readonly (readonly [CityPointKind, number])[] {
  const counts = new Map<CityPointKind, number>();
  for (const { kind } of points) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return KINDS_BY_WEIGHT.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [[kind, count] as const];
  });
}
