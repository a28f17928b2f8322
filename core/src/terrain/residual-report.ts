import { medianOfSorted } from './residual-trend.ts';

/** How far the elevation model lies above the surveyed covers; positive where the model is the higher. */
export interface ResidualReport {
  /** Covers with a place and a level. */
  readonly covers: number;
  /** Of these, where the elevation model knows no level: conformed, but in none of the figures below. */
  readonly withoutDem: number;
  /** Rows without a place or level; not used. */
  readonly unusable: number;
  /** Metres; null when no cover has a level of the model beside it. */
  readonly medianM: number | null;
  readonly percentilesM: ResidualPercentiles | null;
  /** Robust standard deviation: 1.4826 times the median absolute deviation from the median, metres. */
  readonly robustSigmaM: number | null;
  /** Covers far from the median, the worst first, at most 50; the ground is drawn through them all the same. */
  readonly worst: readonly WorstResidual[];
  /** How many there are of those, listed or not. */
  readonly outliers: number;
  /** Covers at one place with levels more than 3 cm apart: the ground passes through their mean. */
  readonly conflicts: number;
}

export interface ResidualPercentiles {
  readonly p01: number;
  readonly p05: number;
  readonly p25: number;
  readonly p75: number;
  readonly p95: number;
  readonly p99: number;
}

export interface WorstResidual {
  /** Which of the covers given, from 0. */
  readonly index: number;
  readonly lon: number;
  readonly lat: number;
  readonly coverLevelM: number;
  readonly demAboveCoverM: number;
}

const MOST_LISTED = 50;
const CONFLICT_M = 0.03;
const DEGREE = Math.PI / 180;
const METRES_PER_DEGREE = 111_132;

interface ReportSettings {
  readonly mergeM: number;
  readonly outlierSigmas: number;
}

interface Residuals {
  readonly report: ResidualReport;
  /** Indices of the covers to be used, one a place. */
  readonly kept: Uint32Array;
  /** Level of each cover; the mean of those at one place. */
  readonly levelsM: Float64Array;
}

/** Worked out in steps, of up to some ten milliseconds for a million covers. */
export function* residualReport(
  covers: Float64Array,
  demLevelsM: Float64Array,
  settings: ReportSettings,
): Generator<void, Residuals> {
  const count = covers.length / 3;
  const usable = new Uint32Array(count).subarray(0, usableCovers(covers, null));
  usableCovers(covers, usable);
  yield;
  const above = new Float64Array(usable.length);
  for (let k = 0; k < above.length; k++) {
    const i = usable[k] ?? 0;
    above[k] = (demLevelsM[i] ?? Number.NaN) - (covers[i * 3 + 2] ?? 0);
  }
  yield;
  const sorted = above.filter((value) => !Number.isNaN(value)).sort();
  yield;
  const middle = medianOfSorted(sorted);
  const sigma = 1.4826 * medianOfSorted(departuresOf(sorted, middle));
  yield;
  const limit = settings.outlierSigmas * Math.max(sigma, 0.01);
  const far: { readonly index: number; readonly demAboveCoverM: number; readonly distance: number }[] = [];
  for (let k = 0; k < above.length; k++) {
    const demAboveCoverM = above[k] ?? Number.NaN;
    const distance = Math.abs(demAboveCoverM - middle);
    if (distance > limit) far.push({ index: usable[k] ?? 0, demAboveCoverM, distance });
  }
  far.sort((a, b) => b.distance - a.distance);
  yield;
  const merged = yield* merge(covers, usable, settings.mergeM);
  const at = (share: number) => percentile(sorted, share);
  const known = sorted.length > 0;
  return {
    kept: merged.kept,
    levelsM: merged.levelsM,
    report: {
      covers: usable.length,
      withoutDem: usable.length - sorted.length,
      unusable: count - usable.length,
      medianM: known ? middle : null,
      percentilesM: known
        ? { p01: at(0.01), p05: at(0.05), p25: at(0.25), p75: at(0.75), p95: at(0.95), p99: at(0.99) }
        : null,
      robustSigmaM: known ? sigma : null,
      worst: far.slice(0, MOST_LISTED).map(({ index, demAboveCoverM }) => ({
        index,
        lon: covers[index * 3] ?? 0,
        lat: covers[index * 3 + 1] ?? 0,
        coverLevelM: covers[index * 3 + 2] ?? 0,
        demAboveCoverM,
      })),
      outliers: far.length,
      conflicts: merged.conflicts,
    },
  };
}

/** Linear between the sorted values (the "inclusive" percentile of spreadsheets). */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const a = sorted[low] ?? Number.NaN;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN;
  return a + (b - a) * (at - low);
}

/** Absolute departures of rising values from their middle, rising: those below and those above it are so already. */
function departuresOf(sorted: Float64Array, middle: number): Float64Array {
  const out = new Float64Array(sorted.length);
  let low = 0;
  let high = sorted.length - 1;
  for (let k = high; k >= 0; k--) {
    const below = Math.abs((sorted[low] ?? 0) - middle);
    const above = Math.abs((sorted[high] ?? 0) - middle);
    out[k] = Math.max(below, above);
    if (below > above) low++;
    else high--;
  }
  return out;
}

/** How many covers have a place and a level; their numbers are written to `out`. */
function usableCovers(covers: Float64Array, out: Uint32Array | null): number {
  let count = 0;
  for (let i = 0; i * 3 < covers.length; i++) {
    const isUsable =
      Number.isFinite(covers[i * 3]) && Number.isFinite(covers[i * 3 + 1]) && Number.isFinite(covers[i * 3 + 2]);
    if (!isUsable) continue;
    if (out !== null) out[count] = i;
    count++;
  }
  return count;
}

/** Covers between two steps. */
const COVERS_A_STEP = 2 ** 15;

/**
 * Covers in one square of `mergeM` count as one: the field could not take two values there. Squares stand in an open
 * table of the covers first met in them: 0.15 s of 0.7 million covers, 1.6 s by a map of texts.
 */
function* merge(covers: Float64Array, usable: Uint32Array, mergeM: number) {
  const levelsM = new Float64Array(covers.length / 3);
  const lat0 = covers[(usable[0] ?? 0) * 3 + 1] ?? 0;
  const stepLat = mergeM / METRES_PER_DEGREE;
  const stepLon = stepLat / Math.cos(lat0 * DEGREE);
  // Slot of a square: the number of its first cover, counted from 1 in `kept`; 0 is free.
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * usable.length + 2)));
  const kept = new Uint32Array(usable.length);
  const columns = new Float64Array(usable.length);
  const rows = new Float64Array(usable.length);
  const sums = new Float64Array(usable.length);
  const counts = new Uint32Array(usable.length);
  const groups = new Uint32Array(usable.length);
  let keptCount = 0;
  for (let k = 0; k < usable.length; k++) {
    if (k % COVERS_A_STEP === 0) yield;
    const i = usable[k] ?? 0;
    const column = Math.round((covers[i * 3] ?? 0) / stepLon);
    const row = Math.round((covers[i * 3 + 1] ?? 0) / stepLat);
    let slot = (Math.imul(column | 0, 0x9e3779b1) ^ Math.imul(row | 0, 0x85ebca6b)) >>> 0;
    for (slot ^= slot >>> 15; ; slot++) {
      slot &= slots.length - 1;
      const group = (slots[slot] ?? 0) - 1;
      if (group >= 0 && (columns[group] !== column || rows[group] !== row)) continue;
      const at = group >= 0 ? group : keptCount;
      if (group < 0) {
        slots[slot] = keptCount + 1;
        kept[keptCount] = i;
        columns[keptCount] = column;
        rows[keptCount] = row;
        keptCount++;
      }
      sums[at] = (sums[at] ?? 0) + (covers[i * 3 + 2] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
      groups[k] = at;
      break;
    }
  }
  yield;
  for (let at = 0; at < keptCount; at++) levelsM[kept[at] ?? 0] = (sums[at] ?? 0) / (counts[at] ?? 1);
  yield;
  const contradicted = new Uint8Array(keptCount);
  for (let k = 0; k < usable.length; k++) {
    if (k % COVERS_A_STEP === 0) yield;
    const i = usable[k] ?? 0;
    const at = groups[k] ?? 0;
    const meanM = levelsM[kept[at] ?? 0] ?? 0;
    if (Math.abs((covers[i * 3 + 2] ?? 0) - meanM) > CONFLICT_M) contradicted[at] = 1;
  }
  const conflicts = contradicted.reduce((sum, each) => sum + each, 0);
  return { kept: kept.subarray(0, keptCount), levelsM, conflicts };
}
