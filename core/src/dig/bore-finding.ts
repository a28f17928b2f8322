import type { BoreFinding } from '../protocol/analysis/bore.ts';
import type { PlanePoint } from './dig-finding.ts';

/** One conduit or shaft near a bore, in its plane; every field else as `boreFindingSchema` has it. */
export interface PlaneBoreFinding extends Omit<BoreFinding, 'at' | 'closest'> {
  /** Row of `DigRows.table`, or of `DigRows.shafts` for a node. */
  readonly index: number;
  readonly at: PlanePoint;
  readonly closest: { readonly feature: PlanePoint; readonly bore: PlanePoint } | null;
}

/** What a bore meets. Whole: `checkBore` throws where it could not be. */
export interface BoreCheck {
  /** Worst first, then nearest. */
  readonly findings: readonly PlaneBoreFinding[];
  readonly unknownCount: number;
}
