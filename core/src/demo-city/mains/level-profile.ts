import { AIM, LEVELS, levelFrom, levelTo, offsetOf, STEP_M } from './level-grid.ts';

/** A stretch over or under something: outer tops between both levels are barred there. Metres; levels above the datum. */
export interface BarredSpan {
  readonly fromM: number;
  readonly toM: number;
  readonly lowM: number;
  readonly highM: number;
}

/** What the level of a line has to keep along its stations (lengths along it, ascending). */
export interface ProfileTask {
  readonly stationsM: readonly number[];
  /** The level that is aimed at, at each station; it runs straight between points that the line has anyway. */
  readonly aimM: readonly number[];
  /** Least and greatest level at each station. */
  readonly lowestM: readonly number[];
  readonly highestM: readonly number[];
  /** Both ends of every span are stations. */
  readonly barred: readonly BarredSpan[];
  /** Steepest change against the aim, a share; `STEEPEST_CHANGE` where it is left out. */
  readonly steepestChange?: number;
}

/** Where a line may lie: by station, and by interval between two stations. */
export interface LevelProfile {
  readonly stationsM: readonly number[];
  readonly aimM: readonly number[];
  /** 1 where the level may be taken at the station: `station * LEVELS + level`. */
  readonly open: Uint8Array;
  /** Levels of one number between two stations may change into each other; 0 is barred: `interval * LEVELS + level`. */
  readonly lanes: Uint8Array;
  readonly steepestChange: number;
}

/** Steepest change against the level aimed at, and steepest fall in all, as shares: 7.7 and 9.4 degrees of the 10 allowed. */
const STEEPEST_CHANGE = 0.135;
const STEEPEST = 0.168;
/** What a metre off the aim costs by each metre of length, what each bend costs, and what each metre of rise or fall. */
const OFF_COST = 0.15;
const BEND_COST = 12;
const RISE_COST = 3;

export function levelProfile({
  stationsM,
  aimM,
  lowestM,
  highestM,
  barred,
  steepestChange,
}: ProfileTask): LevelProfile {
  const count = stationsM.length;
  const open = new Uint8Array(count * LEVELS);
  for (let i = 0; i < count; i++) {
    const aim = aimM[i] ?? 0;
    const low = levelFrom((lowestM[i] ?? 0) - aim);
    const high = levelTo((highestM[i] ?? 0) - aim);
    if (low <= high) open.fill(1, i * LEVELS + low, i * LEVELS + high + 1);
  }
  const shut = new Uint8Array(Math.max(0, count - 1) * LEVELS);
  for (const span of barred) shutSpan(span, stationsM, aimM, shut);
  return { stationsM, aimM, open, lanes: lanesOf(shut), steepestChange: steepestChange ?? STEEPEST_CHANGE };
}

function shutSpan(
  { fromM, toM, lowM, highM }: BarredSpan,
  stationsM: readonly number[],
  aimM: readonly number[],
  shut: Uint8Array,
): void {
  let i = firstFrom(stationsM, fromM);
  for (; i + 1 < stationsM.length && (stationsM[i] ?? 0) < toM; i++) {
    const [aim, next] = [aimM[i] ?? 0, aimM[i + 1] ?? 0];
    const low = lowM === Number.NEGATIVE_INFINITY ? 0 : levelTo(lowM - Math.max(aim, next)) + 1;
    const high = highM === Number.POSITIVE_INFINITY ? LEVELS : levelFrom(highM - Math.min(aim, next));
    const [from, to] = [Math.max(0, low), Math.min(LEVELS, high)];
    if (from < to) shut.fill(1, i * LEVELS + from, i * LEVELS + to);
  }
}

function firstFrom(stationsM: readonly number[], lengthM: number): number {
  let low = 0;
  let high = stationsM.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stationsM[middle] ?? 0) < lengthM - 1e-9) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lanesOf(shut: Uint8Array): Uint8Array {
  const lanes = shut;
  for (let i = 0; i < lanes.length; i += LEVELS) {
    let lane = 1;
    let isOpen = false;
    for (let k = i; k < i + LEVELS; k++) {
      if (lanes[k] === 1) {
        if (isOpen) lane++;
        isOpen = false;
        lanes[k] = 0;
      } else {
        isOpen = true;
        lanes[k] = lane;
      }
    }
  }
  return lanes;
}

/** The cheapest way from a station to another at every level there, and how it came there. */
export interface ReachedLevels {
  /** By level number; infinite where it cannot be reached. */
  readonly cost: Float64Array;
  /** Intervals gone through. */
  readonly steps: number;
  /** The level it came from by that it came to: `step * LEVELS + level`; only where that can be reached. */
  readonly cameFrom: Int16Array;
}

/** What each level costs a metre of length. */
const OFF = Float64Array.from({ length: LEVELS }, (_, k) => (OFF_COST * STEP_M * Math.abs(k - AIM)) / 2);

/**
 * Goes from one station to another (backwards, if it lies before), starting at a level or as many levels above or below it
 * as `spread` says, or at any where the level is null.
 */
export function reachLevels(
  profile: LevelProfile,
  from: number,
  to: number,
  start: number | null,
  spread = 0,
): ReachedLevels {
  const { stationsM, aimM, open, lanes, steepestChange } = profile;
  let cost = new Float64Array(LEVELS).fill(Number.POSITIVE_INFINITY);
  let spare = new Float64Array(LEVELS);
  let low = LEVELS;
  let high = -1;
  for (let k = 0; k < LEVELS; k++) {
    if (open[from * LEVELS + k] !== 1 || (start !== null && Math.abs(start - k) > spread)) continue;
    cost[k] = 0;
    low = Math.min(low, k);
    high = k;
  }
  const steps = Math.abs(to - from);
  const cameFrom = new Int16Array(steps * LEVELS);
  const way = to > from ? 1 : -1;
  for (let step = 0; step < steps; step++) {
    const i = from + step * way;
    const lengthM = Math.abs((stationsM[i + way] ?? 0) - (stationsM[i] ?? 0));
    const aimSlope = Math.abs((aimM[i + way] ?? 0) - (aimM[i] ?? 0)) / lengthM;
    const slope = Math.max(0.02, Math.min(steepestChange, STEEPEST - aimSlope));
    const window = Math.floor((slope * lengthM) / STEP_M + 1e-9);
    const next = spare.fill(Number.POSITIVE_INFINITY);
    const crossing: Crossing = { before: cost, next, cameFrom, cameAt: step * LEVELS, window, lengthM };
    const lanesAt = Math.min(i, i + way) * LEVELS;
    const last = Math.min(LEVELS - 1, high + window);
    for (let k = Math.max(0, low - window); k <= last; k++) {
      const lane = lanes[lanesAt + k];
      if (lane === 0) continue;
      const first = k;
      while (k < last && lanes[lanesAt + k + 1] === lane) k++;
      crossLane(crossing, first, k);
    }
    const openAt = (i + way) * LEVELS;
    let reachedLow = LEVELS;
    let reachedHigh = -1;
    for (let k = Math.max(0, low - window); k <= last; k++) {
      if (next[k] === Number.POSITIVE_INFINITY) continue;
      if (open[openAt + k] !== 1) {
        next[k] = Number.POSITIVE_INFINITY;
        continue;
      }
      next[k] = (next[k] ?? 0) + lengthM * (OFF[k] ?? 0);
      if (reachedHigh < 0) reachedLow = k;
      reachedHigh = k;
    }
    low = reachedLow;
    high = reachedHigh;
    spare = cost;
    cost = next;
  }
  return { cost, steps, cameFrom };
}

/** One interval on the way: costs before it and after, and how many levels it may change by. */
interface Crossing {
  readonly before: Float64Array;
  readonly next: Float64Array;
  readonly cameFrom: Int16Array;
  readonly cameAt: number;
  readonly window: number;
  readonly lengthM: number;
}

/** Levels waiting in the sliding window, the cheapest first, and their prices. */
const waiting = new Int16Array(LEVELS);
const prices = new Float64Array(LEVELS);

/** Goes through an interval by the levels of one lane: straight on, or up or down by as much as the window allows. */
function crossLane(crossing: Crossing, low: number, high: number): void {
  const { before, next, cameFrom, cameAt, window, lengthM } = crossing;
  for (let k = low; k <= high; k++) {
    next[k] = (before[k] ?? 0) + lengthM * (OFF[k] ?? 0);
    cameFrom[cameAt + k] = k;
  }
  if (window === 0 || low === high) return;
  slide(crossing, low, high, 1);
  slide(crossing, high, low, -1);
}

/** The cheapest level behind each, by a window that slides over the lane (a queue kept in order of price). */
function slide(
  { before, next, cameFrom, cameAt, window, lengthM }: Crossing,
  first: number,
  last: number,
  way: 1 | -1,
): void {
  // What a level costs less what the way to it saves, so that prices compare wherever the window stands.
  const rise = RISE_COST * STEP_M * way;
  let head = 0;
  let tail = 0;
  for (let k = first; k !== last; k += way) {
    const each = before[k] ?? 0;
    if (each !== Number.POSITIVE_INFINITY) {
      const price = each + lengthM * (OFF[k] ?? 0) - rise * k;
      while (tail > head && (prices[tail - 1] ?? 0) >= price) tail--;
      waiting[tail] = k;
      prices[tail++] = price;
    }
    const to = k + way;
    while (head < tail && Math.abs(to - (waiting[head] ?? 0)) > window) head++;
    if (head === tail) continue;
    const total = (prices[head] ?? 0) + rise * to + BEND_COST;
    if (total >= (next[to] ?? 0) - 1e-12) continue;
    next[to] = total;
    cameFrom[cameAt + to] = waiting[head] ?? 0;
  }
}

/** Level numbers from the last station reached back to the first, for a level at the last one. */
export function tracedLevels({ cameFrom, steps }: ReachedLevels, level: number): readonly number[] {
  const levels = [level];
  let at = level;
  for (let step = steps - 1; step >= 0; step--) {
    at = cameFrom[step * LEVELS + at] ?? -1;
    levels.push(at);
  }
  return levels;
}

/**
 * How far a line gets from a station towards another, and its levels from there on; it may end at any level. It starts at a
 * level or as many levels off it as `spread` says.
 */
export function farthestReached(
  profile: LevelProfile,
  from: number,
  to: number,
  start: number,
  spread = 0,
): { readonly reached: number; readonly levels: readonly number[] } {
  const way = to > from ? 1 : -1;
  let best: readonly number[] = [start];
  let low = 0;
  let high = Math.abs(to - from);
  while (low < high) {
    const steps = (low + high + 1) >> 1;
    const reached = reachLevels(profile, from, from + way * steps, start, spread);
    const end = cheapestNear(reached.cost, AIM, LEVELS);
    if (end < 0) {
      high = steps - 1;
      continue;
    }
    low = steps;
    best = tracedLevels(reached, end).toReversed();
  }
  return { reached: from + way * low, levels: best };
}

/** The cheapest level that is no farther than `spread` steps from another; -1 where none can be reached. */
export function cheapestNear(cost: Float64Array, level: number, spread: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [k, each] of cost.entries()) {
    if (each >= least || Math.abs(k - level) > spread) continue;
    best = k;
    least = each;
  }
  return best;
}

/** True where the line may keep the level aimed at from a station to a later one. */
export function isFreeAtAim({ open, lanes }: LevelProfile, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) if (open[i * LEVELS + AIM] !== 1) return false;
  for (let i = from; i < to; i++) if (lanes[i * LEVELS + AIM] === 0) return false;
  return true;
}

/**
 * Offsets from the aim by station with steps that follow each other drawn into one slope, so that the line has few bends.
 *
 * ```
 *   --.                --.
 *      '-.        ->      '- .
 *         '---                 '---
 * ```
 */
export function straightened(
  profile: LevelProfile,
  levels: readonly number[],
  first: number,
  last: number,
): Float64Array {
  const offsets = Float64Array.from(levels, offsetOf);
  const { stationsM } = profile;
  for (let i = first; i + 1 < last; i++) {
    if (levels[i] === levels[i + 1]) continue;
    let changing = i + 1;
    while (changing < last && levels[changing] !== levels[changing + 1]) changing++;
    for (let j = changing; j > i + 1; j--) {
      if (!isClearBetween(profile, offsets, i, j)) continue;
      drawStraight(offsets, stationsM, i, j);
      i = j - 1;
      break;
    }
  }
  return offsets;
}

function isClearBetween(profile: LevelProfile, offsets: Float64Array, from: number, to: number): boolean {
  const { stationsM, open, lanes, steepestChange } = profile;
  const [start, end] = [stationsM[from] ?? 0, stationsM[to] ?? 0];
  const slope = ((offsets[to] ?? 0) - (offsets[from] ?? 0)) / (end - start);
  if (Math.abs(slope) > steepestChange) return false;
  let before = -1;
  for (let i = from; i <= to; i++) {
    const offsetM = (offsets[from] ?? 0) + slope * ((stationsM[i] ?? 0) - start);
    const exact = offsetM / STEP_M + AIM;
    const [low, high] = [Math.floor(exact + 1e-9), Math.ceil(exact - 1e-9)];
    if (open[i * LEVELS + low] !== 1 || open[i * LEVELS + high] !== 1) return false;
    if (i > from) {
      const at = (i - 1) * LEVELS;
      const lane = lanes[at + low];
      if (lane === 0 || lanes[at + high] !== lane || lanes[at + before] !== lane) return false;
    }
    if (i < to) {
      const lane = lanes[i * LEVELS + low];
      if (lane === 0 || lanes[i * LEVELS + high] !== lane) return false;
    }
    before = low;
  }
  return true;
}

function drawStraight(offsets: Float64Array, stationsM: readonly number[], from: number, to: number): void {
  const [start, end] = [stationsM[from] ?? 0, stationsM[to] ?? 0];
  const [low, high] = [offsets[from] ?? 0, offsets[to] ?? 0];
  for (let i = from + 1; i < to; i++) {
    offsets[i] = low + ((high - low) * ((stationsM[i] ?? 0) - start)) / (end - start);
  }
}
