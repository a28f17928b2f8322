import type { Accuracy } from '../model/quality-level.ts';
import type { Deviation, RuleSet } from '../protocol/rule-set.ts';
import type { AssumedAccuracy } from './rule-match.ts';

/**
 * The standard deviations to work with: those the source states, else what its quality level is worth, else the survey
 * standard's. Where the source states only one of the two, `basis` is that of the other, which is the weaker.
 *
 * `depthM` is the depth of the axis below ground, metres; where it is unknown, what grows with it is unknown too. A stated
 * deviation of zero or less is none: nothing is measured exactly.
 */
export function accuracyFor(rules: RuleSet, accuracy: Accuracy, depthM: number | null): AssumedAccuracy {
  const { qualityLevel } = accuracy;
  const statedXyM = positive(accuracy.sigmaXyM);
  const statedZM = positive(accuracy.sigmaZM);
  if (statedXyM !== null && statedZM !== null) return { sigmaXyM: statedXyM, sigmaZM: statedZM, basis: 'stated' };
  const row = rules.accuracy.find((each) => each.qualityLevel === qualityLevel);
  const ruledXyM = statedXyM ?? deviationM(row?.plan ?? null, depthM);
  const ruledZM = statedZM ?? deviationM(row?.level ?? null, depthM);
  if (ruledXyM === null && ruledZM === null) return { sigmaXyM: null, sigmaZM: null, basis: 'unknown' };
  const isRuled = (statedXyM === null && ruledXyM !== null) || (statedZM === null && ruledZM !== null);
  if (!isRuled) return { sigmaXyM: ruledXyM, sigmaZM: ruledZM, basis: 'stated' };
  return { sigmaXyM: ruledXyM, sigmaZM: ruledZM, basis: qualityLevel === null ? 'standard' : 'qualityLevel' };
}

function deviationM(deviation: Deviation | null, depthM: number | null): number | null {
  if (deviation === null) return null;
  const { leastM, perDepth, leastDepthM } = deviation;
  if (perDepth === 0) return positive(leastM);
  if (depthM === null || !Number.isFinite(depthM)) return null;
  return positive(Math.max(leastM, perDepth * Math.max(depthM, leastDepthM)));
}

function positive(value: number | null): number | null {
  return value !== null && Number.isFinite(value) && value > 0 ? value : null;
}
