import type { ConduitFacts } from '../analysis/conduit-table.ts';

/** A conduit as statistics count it, placed on the map or not. */
export interface CountedConduit {
  readonly facts: ConduitFacts;
  /** Stated length, else plan length, metres; NaN is unknown. */
  readonly lengthM: number;
  /** Level of the cover or the ground at each end, metres above the datum; null is unknown. */
  readonly fromGroundM: number | null;
  readonly toGroundM: number | null;
  /** Name of the road it lies in; absent or null where it is not known. */
  readonly road?: string | null | undefined;
}
