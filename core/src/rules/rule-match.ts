import type { Assumption, RuleUse } from './rule-use.ts';

/** Zones around a conduit in which digging is restricted; distances in plan from its outer wall, metres. */
export interface ZoneMatch {
  readonly protectionM: number;
  /** Null where the rule knows no wider zone. */
  readonly controlM: number | null;
  readonly rule: RuleUse;
  /** What was unknown, so that the strictest row was taken. Empty: the row is the conduit's own. */
  readonly assumed: readonly Assumption[];
}

/** Least clearance of two things, outer wall to outer wall, metres. */
export interface ClearanceMatch {
  readonly wantedM: number;
  readonly rule: RuleUse;
  readonly assumed: readonly Assumption[];
}

/** Least cover, ground to outer top, metres. */
export interface CoverMatch {
  readonly wantedM: number;
  readonly rule: RuleUse;
  readonly assumed: readonly Assumption[];
  /** True where `wantedM` was raised to the frost depth of the region. */
  readonly forFrost: boolean;
  /**
   * Where the frost raised it: what the table asks for without, on a row that may bind while the region's does not. A
   * cover below that is below both. Null where the frost raised nothing.
   */
  readonly table: { readonly wantedM: number; readonly rule: RuleUse } | null;
}

/** Standard deviations that an analysis works with, metres; null is unknown, never zero. */
export interface AssumedAccuracy {
  readonly sigmaXyM: number | null;
  readonly sigmaZM: number | null;
  /** `stated` by the source, after its `qualityLevel`, or the survey `standard`'s 0.05 h and 0.075 h; else `unknown`. */
  readonly basis: 'stated' | 'qualityLevel' | 'standard' | 'unknown';
}
