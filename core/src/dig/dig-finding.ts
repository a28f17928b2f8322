import type { PitRelation } from '../pit/pit-conduits.ts';
import type { ShaftRelation } from '../pit/pit-nodes.ts';
import type { DigFinding } from '../protocol/analysis/excavation.ts';

/** x, y in metres of the dig's plane, level above the datum; null is unknown. */
export type PlanePoint = readonly [x: number, y: number, levelM: number | null];

/**
 * One conduit or shaft near a dig, in the dig's plane; fields of the wire are as `digFindingSchema` has them. Distances
 * are those of `part`: the innermost body of the work that gives this verdict.
 */
export interface PlaneFinding extends Omit<DigFinding, 'at' | 'closest'> {
  /** Row of `DigRows.table`, or of `DigRows.shafts` for a node. */
  readonly index: number;
  /** How it stands to the pit itself, without supports and margin. */
  readonly relation: PitRelation | ShaftRelation;
  readonly at: PlanePoint;
  readonly closest: { readonly feature: PlanePoint; readonly dig: PlanePoint } | null;
}

/** What a dig meets. Whole: `checkDig` throws where it could not be. */
export interface DigCheck {
  /** Worst first, then nearest. */
  readonly findings: readonly PlaneFinding[];
  /** Findings that say `unknown`. */
  readonly unknownCount: number;
}
