/**
 * How a position was found, after ASCE 38-22: A exposed and measured, B detected by geophysics, C inferred from
 * surface features, D from records alone. A property of a measurement, not of a feature.
 */
export const QUALITY_LEVELS = ['A', 'B', 'C', 'D'] as const;

export type QualityLevel = (typeof QUALITY_LEVELS)[number];

/** How sure a position is; every `null` reads "not stated" and is shown as that. */
export interface Accuracy {
  readonly qualityLevel: QualityLevel | null;
  /** Standard deviation of the plan position, metres. */
  readonly sigmaXyM: number | null;
  /** Standard deviation of the level, metres. */
  readonly sigmaZM: number | null;
}

export const ACCURACY_NOT_STATED: Accuracy = { qualityLevel: null, sigmaXyM: null, sigmaZM: null };
