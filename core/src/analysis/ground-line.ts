import { planStations } from '../geometry/polyline.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';

/** Greatest distance of two samples of the ground, metres; coarser where more than `MOST_SAMPLES` would be needed. */
export const GROUND_STEP_M = 0.5;
const MOST_SAMPLES = 8000;

/** The real ground above a line in plan. */
export interface GroundLine {
  /** Plan distance from the line's first point, metres, rising. Every vertex of the line has a sample. */
  readonly stationsM: Float64Array;
  /** Levels above the datum; NaN where the ground is unknown. */
  readonly levelsM: Float64Array;
  /** Flat x, y of the samples. */
  readonly places: Float64Array;
  /** Greatest distance of two samples. What lies between them was not looked at. */
  readonly stepM: number;
}

/** Samples the ground along a line (flat x, y, metres). A line without length has one sample. */
export function groundAlong(line: Float64Array, ground: GroundSampler, atMostM = GROUND_STEP_M): GroundLine {
  const vertices = planStations(line, 2);
  const lengthM = vertices.at(-1) ?? 0;
  const wanted = Math.max(atMostM, lengthM / MOST_SAMPLES);
  const stepsOf = (length: number) => (length === 0 ? 0 : Math.max(1, Math.ceil(length / wanted - 1e-9)));
  let count = 1;
  for (let i = 1; i < vertices.length; i++) count += stepsOf((vertices[i] ?? 0) - (vertices[i - 1] ?? 0));
  const stationsM = new Float64Array(count);
  const levelsM = new Float64Array(count);
  const places = new Float64Array(count * 2);
  let stepM = 0;
  let at = 0;
  const add = (station: number, x: number, y: number) => {
    const level = ground(x, y);
    stationsM[at] = station;
    places[at * 2] = x;
    places[at * 2 + 1] = y;
    levelsM[at] = level !== null && Number.isFinite(level) ? level : Number.NaN;
    at++;
  };
  add(0, line[0] ?? Number.NaN, line[1] ?? Number.NaN);
  for (let i = 1; i < vertices.length; i++) {
    const from = vertices[i - 1] ?? 0;
    const length = (vertices[i] ?? 0) - from;
    const steps = stepsOf(length);
    if (steps === 0) continue;
    stepM = Math.max(stepM, length / steps);
    const [ax, ay] = [line[i * 2 - 2] ?? 0, line[i * 2 - 1] ?? 0];
    const [bx, by] = [line[i * 2] ?? 0, line[i * 2 + 1] ?? 0];
    for (let k = 1; k <= steps; k++) {
      const share = k / steps;
      add(from + length * share, ax * (1 - share) + bx * share, ay * (1 - share) + by * share);
    }
  }
  return { stationsM, levelsM, places, stepM };
}

/** Level at a station, straight between the samples on either hand; null where one of them is unknown. */
export function groundLevelAt({ stationsM, levelsM }: GroundLine, stationM: number): number | null {
  let low = 0;
  let high = stationsM.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stationsM[middle] ?? 0) <= stationM) low = middle;
    else high = middle - 1;
  }
  const from = stationsM[low] ?? 0;
  const level = levelsM[low] ?? Number.NaN;
  const next = stationsM[low + 1];
  if (next === undefined || stationM <= from) return Number.isFinite(level) ? level : null;
  const share = (stationM - from) / (next - from);
  const between = level + ((levelsM[low + 1] ?? Number.NaN) - level) * share;
  return Number.isFinite(between) ? between : null;
}
