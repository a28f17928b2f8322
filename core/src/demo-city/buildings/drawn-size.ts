import type { SeededRandom } from '../../random/seeded-random.ts';
import { QUANTILE_SHARES, type Quantiles } from './building-statistics.ts';

/** The ends of a distribution lie beyond its 10th and 90th percentile by these factors: usual for sizes of buildings. */
const LEAST_FACTOR = 0.75;
const GREATEST_FACTOR = 1.7;

/**
 * A number drawn from the part of a distribution between two shares (0 to 1), with the distribution's own density:
 * between the known quantiles the logarithm runs straight.
 */
export function drawnSize(random: SeededRandom, known: Quantiles, fromShare = 0, toShare = 1): number {
  return sizeAt(known, random.between(fromShare, toShare));
}

/** The value below which the share of the distribution lies. */
export function sizeAt(known: Quantiles, share: number): number {
  const shares = [0, ...QUANTILE_SHARES, 1];
  const values = [known[0] * LEAST_FACTOR, ...known, known[4] * GREATEST_FACTOR];
  const next = shares.findIndex((each) => each >= share);
  const to = Math.max(next, 1);
  const [low = 0, high = 1] = [shares[to - 1], shares[to]];
  const [from = 1, end = 1] = [values[to - 1], values[to]];
  return from * (end / from) ** ((share - low) / (high - low));
}
