import type { PitRefusal } from './outline-check.ts';
import { type GroundSampler, isKnown, sideSteps } from './pit-ground.ts';

/** Where the walls meet the ground. */
export interface PitRim {
  /** Flat x, y, anticlockwise, not closed. */
  readonly outline: Float64Array;
  /** Level of the ground at each point. */
  readonly levelsM: Float64Array;
  /** Number of the rim point at each corner of the floor; the points of side i follow it. */
  readonly starts: Int32Array;
  /** Share of its side, 0 to 1, at which each point stands: the wall rises from that share of the floor's side. */
  readonly shares: Float64Array;
  readonly lowestM: number;
  readonly highestM: number;
}

export type PitRimResult =
  | { readonly ok: true; readonly rim: PitRim }
  | { readonly ok: false; readonly refusal: PitRefusal };

/** A wall higher than this above the floor is taken never to meet the ground, metres. */
const HIGHEST_WALL_M = 80;

/** Accuracy of the meeting of wall and ground, metres. */
const MEETING_M = 1e-5;

/**
 * Walks up each wall, from points along the floor's sides, to where it first meets the ground. The way up leads from
 * share s of the side along the mean of the corners' mitre vectors, which lies in the wall for every s.
 */
export function pitRim(
  floor: Float64Array,
  mitres: Float64Array,
  floorLevelM: number,
  batter: number,
  ground: GroundSampler,
): PitRimResult {
  const n = floor.length / 2;
  const steps = sideSteps(floor);
  const count = steps.reduce((sum, each) => sum + each, 0);
  const outline = new Float64Array(count * 2);
  const levelsM = new Float64Array(count);
  const shares = new Float64Array(count);
  const starts = new Int32Array(n);
  let lowestM = Number.POSITIVE_INFINITY;
  let highestM = Number.NEGATIVE_INFINITY;
  let point = 0;
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    starts[i] = point;
    const sideCount = steps[i] ?? 1;
    for (let k = 0; k < sideCount; k++) {
      const share = k / sideCount;
      const mix = (from: Float64Array, c: 0 | 1) => at(from, i * 2 + c) * (1 - share) + at(from, j * 2 + c) * share;
      const x = mix(floor, 0);
      const y = mix(floor, 1);
      const runX = mix(mitres, 0) * batter;
      const runY = mix(mitres, 1) * batter;
      const height = meeting(x, y, runX, runY, floorLevelM, ground);
      if (typeof height !== 'number') return { ok: false, refusal: refusal(height.unknown, i) };
      outline[point * 2] = x + runX * height;
      outline[point * 2 + 1] = y + runY * height;
      levelsM[point] = floorLevelM + height;
      shares[point] = share;
      lowestM = Math.min(lowestM, floorLevelM + height);
      highestM = Math.max(highestM, floorLevelM + height);
      point++;
    }
  }
  return { ok: true, rim: { outline, levelsM, starts, shares, lowestM, highestM } };
}

/** Height above the floor at which a line up the wall first meets the ground. */
function meeting(
  x: number,
  y: number,
  runX: number,
  runY: number,
  floorLevelM: number,
  ground: GroundSampler,
): number | { readonly unknown: boolean } {
  const gap = (height: number): number => {
    const level = ground(x + runX * height, y + runY * height);
    return isKnown(level) ? level - floorLevelM - height : Number.NaN;
  };
  const first = gap(0);
  if (Number.isNaN(first)) return { unknown: true };
  if (runX === 0 && runY === 0) return first;
  const step = Math.max(0.25, first / 6);
  let low = 0;
  let lowGap = first;
  for (let high = step; high <= HIGHEST_WALL_M; high += step) {
    const highGap = gap(high);
    if (Number.isNaN(highGap)) return { unknown: true };
    if (highGap <= 0) return crossing(low, lowGap, high, highGap, gap);
    low = high;
    lowGap = highGap;
  }
  return { unknown: false };
}

/** The root of `gap` between `low` (above 0) and `high` (not above 0), by false position with the Illinois rule. */
function crossing(
  fromM: number,
  fromGap: number,
  toM: number,
  toGap: number,
  gap: (height: number) => number,
): number | { readonly unknown: boolean } {
  let [low, lowGap, high, highGap] = [fromM, fromGap, toM, toGap];
  for (let i = 0; i < 60 && high - low > MEETING_M; i++) {
    const middle = low + ((high - low) * lowGap) / (lowGap - highGap);
    const value = gap(middle);
    if (Number.isNaN(value)) return { unknown: true };
    if (Math.abs(value) < MEETING_M / 10) return middle;
    if (value > 0) {
      low = middle;
      lowGap = value;
      highGap /= 2;
    } else {
      high = middle;
      highGap = value;
      lowGap /= 2;
    }
  }
  return (low + high) / 2;
}

function refusal(unknown: boolean, side: number): PitRefusal {
  return unknown
    ? { code: 'ground-unknown', message: `The ground must be known where side ${side + 1} meets it, but is not.` }
    : {
        code: 'never-meets-ground',
        message: `The wall of side ${side + 1} must meet the ground within ${HIGHEST_WALL_M} m of rise, but the ground climbs as fast as it leans.`,
      };
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
