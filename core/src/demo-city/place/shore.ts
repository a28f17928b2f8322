import type { PlanLine, PlanPoint } from './plan-geometry.ts';

/** Distance of the natural water's edge from the plan's x axis, metres: a shallow bay. Goes on below the harbour. */
export function shoreYM(xM: number): number {
  return 52 + 26 * Math.cos((xM - 150) / 480) + 8 * Math.sin(xM / 190);
}

/** Width of the beach from the water's edge to the sea wall, metres. */
export const BEACH_M = 38;

/** Where the river runs: x of its axis at a distance inland, metres. Its course never turns back. */
export function riverXM(yM: number): number {
  return 430 + 0.09 * yM + 45 * Math.sin(yM / 520);
}

/** How far a point lies east of the river's axis, metres, square to it. */
export function eastOfRiverM([x, y]: PlanPoint): number {
  const lean = 0.09 + (45 / 520) * Math.cos(y / 520);
  return (x - riverXM(y)) / Math.sqrt(1 + lean * lean);
}

/** From the river's axis to the water's edge, and to the top of the bank, metres. */
export const RIVER_HALF_WIDTH_M = 24;
export const RIVER_BANK_M = 42;

/**
 * The harbour: made ground out to `moleY`, with a basin cut into it, metres.
 *
 * ```
 *   natural shore  +------+ basinWest  basinEast +------   y = moleY
 *   --------------+|      |                      |
 *              west|      +----------------------+         y = basinHead
 * ```
 */
export const HARBOUR = { west: 2200, moleY: -70, basinWest: 2530, basinEast: 2855, basinHead: 330 } as const;

/** Level of the quays above the datum, metres. */
export const QUAY_LEVEL_M = 3.2;

const SHORE_STEP_M = 20;

/** The line `inlandM` behind the natural water's edge. */
export function shoreLine(fromX: number, toX: number, inlandM: number): PlanLine {
  const steps = Math.max(1, Math.ceil(Math.abs(toX - fromX) / SHORE_STEP_M));
  return Array.from({ length: steps + 1 }, (_, i): PlanPoint => {
    const x = fromX + ((toX - fromX) * i) / steps;
    return [x, shoreYM(x) + inlandM];
  });
}

/** The water's edge from west to east: the beach, the moles and the quays of the basin. */
export function districtCoast(fromX: number, toX: number): PlanLine {
  const { west, moleY, basinWest, basinEast, basinHead } = HARBOUR;
  return [
    ...shoreLine(fromX, west, 0),
    [west, moleY],
    [basinWest, moleY],
    [basinWest, basinHead],
    [basinEast, basinHead],
    [basinEast, moleY],
    [toX, moleY],
  ];
}

/** A line along the river from inland to the sea, `eastM` east of its axis. */
export function riverLine(fromY: number, toY: number, eastM: number): PlanLine {
  const steps = Math.max(1, Math.ceil(Math.abs(toY - fromY) / 30));
  return Array.from({ length: steps + 1 }, (_, i): PlanPoint => {
    const y = fromY + ((toY - fromY) * i) / steps;
    const lean = 0.09 + (45 / 520) * Math.cos(y / 520);
    const scale = eastM / Math.sqrt(1 + lean * lean);
    return [riverXM(y) + scale, y - scale * lean];
  });
}
