import type { PlanPoint } from '../place/plan-geometry.ts';

/** A ring, anticlockwise, whose sides know the line they lie on: side i runs from point i to the next. */
export interface TaggedRing {
  readonly points: readonly PlanPoint[];
  readonly tags: readonly number[];
}
