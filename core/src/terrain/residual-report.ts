import { groupBy } from './group-by.ts';
import { median } from './residual-trend.ts';

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
  readonly kept: readonly number[];
  /** Level of each cover; the mean of those at one place. */
  readonly levelsM: Float64Array;
}

export function residualReport(covers: Float64Array, demLevelsM: Float64Array, settings: ReportSettings): Residuals {
  const usable: number[] = [];
  for (let i = 0; i * 3 < covers.length; i++) {
    if ([0, 1, 2].every((k) => Number.isFinite(covers[i * 3 + k]))) usable.push(i);
  }
  const above = usable
    .map((index) => ({ index, demAboveCoverM: (demLevelsM[index] ?? Number.NaN) - (covers[index * 3 + 2] ?? 0) }))
    .filter(({ demAboveCoverM }) => !Number.isNaN(demAboveCoverM));
  const sorted = above.map(({ demAboveCoverM }) => demAboveCoverM).toSorted((a, b) => a - b);
  const middle = median(sorted);
  const sigma = 1.4826 * median(sorted.map((value) => Math.abs(value - middle)));
  const far = above
    .map((each) => ({ ...each, distance: Math.abs(each.demAboveCoverM - middle) }))
    .filter(({ distance }) => distance > settings.outlierSigmas * Math.max(sigma, 0.01))
    .toSorted((a, b) => b.distance - a.distance);
  const merged = merge(covers, usable, settings.mergeM);
  const at = (share: number) => percentile(sorted, share);
  const known = sorted.length > 0;
  return {
    kept: merged.kept,
    levelsM: merged.levelsM,
    report: {
      covers: usable.length,
      withoutDem: usable.length - above.length,
      unusable: covers.length / 3 - usable.length,
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
function percentile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const a = sorted[low] ?? Number.NaN;
  const b = sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN;
  return a + (b - a) * (at - low);
}

/** Covers in one square of `mergeM` count as one: the field could not take two values there. */
function merge(covers: Float64Array, usable: readonly number[], mergeM: number) {
  const levelsM = new Float64Array(covers.length / 3);
  const lat0 = covers[(usable[0] ?? 0) * 3 + 1] ?? 0;
  const stepLat = mergeM / METRES_PER_DEGREE;
  const stepLon = stepLat / Math.cos(lat0 * DEGREE);
  const groups = groupBy(
    usable,
    (i) => `${Math.round((covers[i * 3] ?? 0) / stepLon)} ${Math.round((covers[i * 3 + 1] ?? 0) / stepLat)}`,
  );
  const kept: number[] = [];
  let conflicts = 0;
  for (const group of groups.values()) {
    const levels = group.map((i) => covers[i * 3 + 2] ?? 0);
    const mean = levels.reduce((a, b) => a + b, 0) / levels.length;
    if (levels.some((level) => Math.abs(level - mean) > CONFLICT_M)) conflicts++;
    const first = group[0];
    if (first === undefined) continue;
    kept.push(first);
    levelsM[first] = mean;
  }
  return { kept, levelsM, conflicts };
}
