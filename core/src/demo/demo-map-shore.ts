import { shorelineYM } from './demo-ground.ts';
import type { PlanRing } from './demo-map-geometry.ts';
import { type PlanLine, type PlanPoint, parallelLine, smoothLine } from './plan-geometry.ts';

/** Half the length of shore that bends as the ground model has it; beyond it the coast runs on straight. Metres. */
const BAY_HALF_LENGTH_M = 1500;
/** How far the made-up sea reaches, metres: beyond what is seen from the quarter. */
const SEA_REACH_M = 6000;
/** Metres inland for each metre along the straight coast. */
const COAST_SLOPE = 0.3;
const SHORE_STEP_M = 20;

/** Width of the beach and where the promenade runs, metres from the water's edge. */
const BEACH_M = 24;
const PROMENADE_M = 31;

const STREAM_WIDTH_M = 8;

/** From the hills to the sea, west of the quarter. */
const STREAM: PlanLine = smoothLine(
  [
    [-700, 1250],
    [-655, 900],
    [-634, 620],
    [-652, 340],
    [-640, 120],
    [-652, -6],
  ],
  15,
);

const COAST_END_YM = shorelineYM(BAY_HALF_LENGTH_M) + COAST_SLOPE * (SEA_REACH_M - BAY_HALF_LENGTH_M);

export const SEA_RING: PlanRing = [
  [-SEA_REACH_M, -SEA_REACH_M],
  [SEA_REACH_M, -SEA_REACH_M],
  [SEA_REACH_M, COAST_END_YM],
  ...shoreLine(BAY_HALF_LENGTH_M, -BAY_HALF_LENGTH_M, 0),
  [-SEA_REACH_M, COAST_END_YM],
];

export const STREAM_RING: PlanRing = [
  ...parallelLine(STREAM, -STREAM_WIDTH_M / 2, 0),
  ...parallelLine(STREAM, STREAM_WIDTH_M / 2, 0).toReversed(),
];

export const BEACH_RING: PlanRing = [...shoreLine(-520, 520, 0), ...shoreLine(520, -520, BEACH_M)];

/** The promenade from end to end; the stretch over the stream is a bridge. */
export const PROMENADE: { readonly west: PlanLine; readonly bridge: PlanLine; readonly east: PlanLine } = {
  west: shoreLine(-760, -670, PROMENADE_M),
  bridge: shoreLine(-670, -630, PROMENADE_M),
  east: shoreLine(-630, 540, PROMENADE_M),
};

function shoreLine(fromX: number, toX: number, inlandM: number): readonly PlanPoint[] {
  const steps = Math.ceil(Math.abs(toX - fromX) / SHORE_STEP_M);
  return Array.from({ length: steps + 1 }, (_, i): PlanPoint => {
    const x = fromX + ((toX - fromX) * i) / steps;
    return [x, shorelineYM(x) + inlandM];
  });
}
