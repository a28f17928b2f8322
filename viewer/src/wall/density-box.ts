import type { LonLat } from '../pit/pit-spec.ts';

export type Box = readonly [west: number, south: number, east: number, north: number];

/** Part of the cases at each side that may lie outside the plan: a few far away must not make the rest small. */
const TAIL = 0.04;

/** Room around them, in parts of the rectangle, and the least half of its side, degrees. */
const ROOM = 0.06;
const LEAST_HALF_DEG = 0.004;

/** The rectangle in which nearly all of some places lie; `null` for none. */
export function densityBox(places: readonly LonLat[]): Box | null {
  if (places.length === 0) return null;
  const [west, east] = span(places.map(([lon]) => lon));
  const [south, north] = span(places.map(([, lat]) => lat));
  return [west, south, east, north];
}

function span(values: readonly number[]): readonly [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const cut = Math.floor(sorted.length * TAIL);
  const from = sorted[cut] ?? 0;
  const to = sorted[sorted.length - 1 - cut] ?? 0;
  const middle = (from + to) / 2;
  const half = Math.max(LEAST_HALF_DEG, ((to - from) / 2) * (1 + 2 * ROOM));
  return [middle - half, middle + half];
}
