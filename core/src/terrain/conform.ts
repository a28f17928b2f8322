import { type PointIndex, pointIndexSteps } from './point-index.ts';
import { type ResidualReport, residualReport } from './residual-report.ts';
import { residualTrend } from './residual-trend.ts';

export interface ConformOptions {
  /**
   * Beyond this distance a cover no longer moves the ground, metres. Less where covers are dense: as far as some 40 of
   * them reach on the average, but not below a third of this.
   */
  readonly reachM?: number;
  /** Distance at which a lone cover moves the ground half as much as at its place, metres. */
  readonly halfM?: number;
  /** Covers of the trend: it is the median of that many nearest ones. */
  readonly trendCovers?: number;
  /** Covers nearer to each other than this count as one, metres. */
  readonly mergeM?: number;
  /** Covers whose residual departs from the median by more than this many robust standard deviations are listed. */
  readonly outlierSigmas?: number;
}

export const CONFORM_DEFAULTS: Required<ConformOptions> = {
  reachM: 120,
  halfM: 25,
  trendCovers: 24,
  mergeM: 0.05,
  outlierSigmas: 3.5,
};

/** `groundUnderCovers` makes one. */
export interface ConformInput {
  /** Flat longitude, latitude, level. */
  readonly covers: Float64Array;
  /** The elevation model's level at each cover; NaN where it knows none. For the report. */
  readonly demLevelsM: Float64Array;
  /** The level drawn there without the field: the model's, or what fills its gaps. */
  readonly drawnLevelsM: Float64Array;
}

/** What the drawn ground adds to the elevation model so that it passes through the surveyed covers. */
export interface ConformedGround {
  /** Metres to add to the elevation model's level at a place. */
  residualAt(lon: number, lat: number): number;
  /** The covers that the ground passes through, flat longitude, latitude, level: a vertex each in the finest tiles. */
  readonly covers: Float64Array;
  readonly report: ResidualReport;
}

const DEGREE = Math.PI / 180;
const METRES_PER_DEGREE = 111_132;
const COVERS_IN_REACH = 40;
/** Nearer than this a cover alone decides, metres: its weight would be infinite. */
const AT_COVER_M = 1e-4;

/**
 * Fits the residual field.
 *
 * ```
 *   residual(p) = trend(p) + sum w_i d_i / (sum w_i + 1/half^2)     d_i = cover_i - drawn_i - trend(cover_i)
 *   w_i = ((reach - r_i) / (reach r_i))^2,  0 beyond reach          (Franke and Little's weights, in Shepard's scheme)
 * ```
 * At a cover its weight is infinite, so the field takes the cover's own value; between covers it adds to the trend a
 * weighted mean of their departures from it and of 0, so it never departs further than one of them does: no overshoot,
 * no spike, whatever an outlier does. The weight of that 0 (the second term of the denominator) brings the field back to
 * the trend with distance. The slope at a cover is the trend's own. Outliers are reported and kept: a cover is
 * surveyed, a surface model sees trees and roofs.
 *
 * Levels and depths never come from this surface; it is drawn only.
 */
export function conformGround(input: ConformInput, options: ConformOptions = {}): ConformedGround {
  const steps = conformSteps(input, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Covers between two steps. */
const COVERS_A_STEP = 2 ** 14;

/** As `conformGround`, in steps between which others may have the thread: a step takes some milliseconds. */
export function* conformSteps(input: ConformInput, options: ConformOptions = {}): Generator<void, ConformedGround> {
  const { covers, demLevelsM, drawnLevelsM } = input;
  const settings = { ...CONFORM_DEFAULTS, ...options };
  const { kept, levelsM, report } = yield* residualReport(covers, demLevelsM, settings);
  if (kept.length === 0) return { residualAt: () => 0, covers: new Float64Array(0), report };

  const lon0 = covers[(kept[0] ?? 0) * 3] ?? 0;
  const lat0 = covers[(kept[0] ?? 0) * 3 + 1] ?? 0;
  const metresPerLon = METRES_PER_DEGREE * Math.cos(lat0 * DEGREE);
  const x = new Float64Array(kept.length);
  const y = new Float64Array(kept.length);
  const residuals = new Float64Array(kept.length);
  const through = new Float64Array(kept.length * 3);
  for (let k = 0; k < kept.length; k++) {
    if (k % COVERS_A_STEP === 0) yield;
    const i = kept[k] ?? 0;
    const levelM = levelsM[i] ?? 0;
    x[k] = ((covers[i * 3] ?? 0) - lon0) * metresPerLon;
    y[k] = ((covers[i * 3 + 1] ?? 0) - lat0) * METRES_PER_DEGREE;
    residuals[k] = levelM - (drawnLevelsM[i] ?? 0);
    through[k * 3] = covers[i * 3] ?? 0;
    through[k * 3 + 1] = covers[i * 3 + 1] ?? 0;
    through[k * 3 + 2] = levelM;
  }
  yield;
  const index = yield* pointIndexSteps(x, y, settings.reachM / 3);
  const trend = yield* residualTrend(index, residuals, settings.trendCovers);
  const departures = new Float64Array(kept.length);
  for (let k = 0; k < kept.length; k++) {
    if (k % COVERS_A_STEP === 0) yield;
    departures[k] = (residuals[index.order[k] ?? 0] ?? 0) - trend(index.x[k] ?? 0, index.y[k] ?? 0);
  }
  const reachM = reachAmong(index, settings.reachM);
  const departureAt = departureField(index, departures, reachM, 1 / settings.halfM ** 2);
  return {
    residualAt(lon, lat) {
      const px = (lon - lon0) * metresPerLon;
      const py = (lat - lat0) * METRES_PER_DEGREE;
      return trend(px, py) + departureAt(px, py);
    },
    covers: through,
    report,
  };
}

/**
 * The weighted mean of the departures within reach of a place. It runs over the buckets itself: handing runs to a visitor
 * that sums into variables of its surroundings took 2.6 us a place instead of 0.7, most of it to box the sums.
 */
function departureField(
  { x, y, buckets }: PointIndex,
  departures: Float64Array,
  reachM: number,
  backWeight: number,
): (px: number, py: number) => number {
  const { west, south, sideM, columns, rows, starts } = buckets;
  return (px, py) => {
    const firstColumn = Math.max(0, Math.floor((px - reachM - west) / sideM));
    const lastColumn = Math.min(columns - 1, Math.floor((px + reachM - west) / sideM));
    if (firstColumn > lastColumn) return 0;
    const firstRow = Math.max(0, Math.floor((py - reachM - south) / sideM));
    const lastRow = Math.min(rows - 1, Math.floor((py + reachM - south) / sideM));
    let sum = 0;
    let weights = 0;
    let exact = -1;
    for (let row = firstRow; row <= lastRow; row++) {
      const end = starts[row * columns + lastColumn + 1] ?? 0;
      for (let k = starts[row * columns + firstColumn] ?? 0; k < end; k++) {
        const dx = (x[k] ?? 0) - px;
        const dy = (y[k] ?? 0) - py;
        const square = dx * dx + dy * dy;
        if (square >= reachM * reachM) continue;
        const distance = Math.sqrt(square);
        if (distance < AT_COVER_M) exact = k;
        const root = (reachM - distance) / (reachM * distance);
        weights += root * root;
        sum += root * root * (departures[k] ?? 0);
      }
    }
    return exact >= 0 ? (departures[exact] ?? 0) : sum / (weights + backWeight);
  };
}

/** The reach within which about `COVERS_IN_REACH` lie where there are any. */
function reachAmong({ order, occupiedM2 }: PointIndex, mostM: number): number {
  const reachM = Math.sqrt((COVERS_IN_REACH * occupiedM2) / (Math.PI * order.length));
  return Math.max(mostM / 3, Math.min(mostM, reachM));
}
