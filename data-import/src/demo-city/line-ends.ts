import type { LineRow, PointRow } from '@undercroft/core/demo-city/survey/survey-headings';

/** Easting and northing of a point. */
export type EastNorth = readonly [east: number, north: number];

/** Finds where lines end, among the points of their own site. */
export function lineEnds(points: readonly PointRow[]): (line: LineRow) => readonly [EastNorth, EastNorth] | null {
  const places = new Map<string, EastNorth>();
  for (const row of points) {
    if (!places.has(row.物探点号)) places.set(row.物探点号, [Number(row.Y), Number(row.X)]);
  }
  return ({ 起点点号, 终点点号 }) => {
    const from = places.get(起点点号);
    const to = places.get(终点点号);
    return from === undefined || to === undefined ? null : [from, to];
  };
}
