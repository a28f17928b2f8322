import type { GroundSampler } from '../pit/pit-ground.ts';
import type { ConduitTable } from './conduit-table.ts';
import { GROUND_STEP_M, groundAlong } from './ground-line.ts';
import { outerTopOf } from './outer-top.ts';

/** Cover at one place: ground less outer top, metres; negative where the top stands above the ground. */
export interface CoverAt {
  readonly coverM: number;
  readonly stationM: number;
  readonly x: number;
  readonly y: number;
  readonly groundM: number;
  readonly outerTopM: number;
}

/** Where the cover is not known, and for want of what. */
export interface CoverGap {
  readonly fromM: number;
  readonly toM: number;
  readonly why: 'ground' | 'level' | 'size';
}

/** Cover (覆土深度) along a whole conduit. Stations are plan distances from its first point, metres. */
export interface CoverAlong {
  readonly index: number;
  readonly id: string;
  readonly lengthM: number;
  readonly stationsM: Float64Array;
  /** NaN where unknown, as the two below. */
  readonly groundM: Float64Array;
  readonly outerTopM: Float64Array;
  readonly coverM: Float64Array;
  /** Over the stretches where it is known; null where it is known nowhere. */
  readonly least: CoverAt | null;
  readonly greatest: CoverAt | null;
  /** Every stretch where it is unknown: the least of these is not known to be `least`. */
  readonly gaps: readonly CoverGap[];
  /** Greatest distance of two samples of the ground. */
  readonly stepM: number;
  /** True where the wall's thickness is unknown: the true cover is less by it. */
  readonly wallUnknown: boolean;
}

/** A cover without the lists of its samples: what is kept of the conduits of a whole district. */
export type CoverSummary = Omit<CoverAlong, 'stationsM' | 'groundM' | 'outerTopM' | 'coverM'>;

/**
 * Cover of conduit `index` against the real ground, sampled along the whole pipe. Ends alone would miss a sag between
 * them. The ground is looked at every `atMostM` metres at least. A place where the ground or the pipe is unknown is a gap, never skipped.
 *
 * ```
 *   ground ~~~~~.         .~~~~~~
 *        ^       `~~~~~~~'
 *   0.80 |          ^ 0.50           least: 0.50 m, in the middle
 *        v          v
 *   outer top ------------------
 * ```
 */
export function coverAlong(
  table: ConduitTable,
  index: number,
  ground: GroundSampler,
  atMostM = GROUND_STEP_M,
): CoverAlong {
  const top = outerTopOf(table, index);
  const n = top.line.length / 3;
  const plan = new Float64Array(n * 2);
  for (let k = 0; k < n; k++) {
    plan[k * 2] = top.line[k * 3] ?? Number.NaN;
    plan[k * 2 + 1] = top.line[k * 3 + 1] ?? Number.NaN;
  }
  const { stationsM, levelsM: groundM, places, stepM } = groundAlong(plan, ground, atMostM);
  const lengthM = stationsM.at(-1) ?? 0;
  const outerTopM = lengthM === 0 ? Float64Array.of(highest(top.line)) : topsAt(top.line, stationsM);
  const coverM = new Float64Array(groundM.length);
  for (let k = 0; k < coverM.length; k++) coverM[k] = (groundM[k] ?? Number.NaN) - (outerTopM[k] ?? Number.NaN);
  const at = (k: number): CoverAt => ({
    coverM: coverM[k] ?? Number.NaN,
    stationM: stationsM[k] ?? 0,
    x: places[k * 2] ?? 0,
    y: places[k * 2 + 1] ?? 0,
    groundM: groundM[k] ?? Number.NaN,
    outerTopM: outerTopM[k] ?? Number.NaN,
  });
  let least = -1;
  let greatest = -1;
  for (let k = 0; k < coverM.length; k++) {
    const cover = coverM[k] ?? Number.NaN;
    if (Number.isNaN(cover)) continue;
    if (least < 0 || cover < (coverM[least] ?? 0)) least = k;
    if (greatest < 0 || cover > (coverM[greatest] ?? 0)) greatest = k;
  }
  return {
    index,
    id: table.facts[index]?.id ?? '',
    lengthM,
    stationsM,
    groundM,
    outerTopM,
    coverM,
    least: least < 0 ? null : at(least),
    greatest: greatest < 0 ? null : at(greatest),
    gaps: top.unknown === null ? gapsIn(stationsM, groundM) : [{ fromM: 0, toM: lengthM, why: top.unknown }],
    stepM,
    wallUnknown: top.wallUnknown,
  };
}

function highest(line: Float64Array): number {
  let level = Number.NEGATIVE_INFINITY;
  for (let k = 2; k < line.length; k += 3) {
    const z = line[k] ?? Number.NaN;
    if (Number.isNaN(z)) return Number.NaN;
    level = Math.max(level, z);
  }
  return level;
}

/** Levels of a line at rising stations. At a vertex, the level of the vertex itself. */
function topsAt(line: Float64Array, stationsM: Float64Array): Float64Array {
  const out = new Float64Array(stationsM.length);
  const n = line.length / 3;
  const z = (k: number) => line[k * 3 + 2] ?? Number.NaN;
  const run = (k: number) =>
    Math.hypot((line[k * 3 + 3] ?? 0) - (line[k * 3] ?? 0), (line[k * 3 + 4] ?? 0) - (line[k * 3 + 1] ?? 0));
  let segment = 0;
  let from = 0;
  let length = run(0);
  for (let k = 0; k < stationsM.length; k++) {
    const station = stationsM[k] ?? 0;
    while (segment < n - 2 && station > from + length) {
      from += length;
      segment++;
      length = run(segment);
    }
    const share = length === 0 ? 0 : Math.min(1, (station - from) / length);
    out[k] = z(segment) * (1 - share) + z(segment + 1) * share;
  }
  return out;
}

/** A gap reaches from the last known sample to the next one: nothing is known between a known and an unknown place. */
function gapsIn(stationsM: Float64Array, groundM: Float64Array): readonly CoverGap[] {
  const gaps: CoverGap[] = [];
  const last = stationsM.length - 1;
  for (let k = 0; k <= last; k++) {
    if (!Number.isNaN(groundM[k] ?? Number.NaN)) continue;
    const fromM = stationsM[Math.max(0, k - 1)] ?? 0;
    while (k < last && Number.isNaN(groundM[k + 1] ?? Number.NaN)) k++;
    gaps.push({ fromM, toM: stationsM[Math.min(last, k + 1)] ?? 0, why: 'ground' });
  }
  return gaps;
}
