import type { PlanLine, PlanPoint } from '../place/plan-geometry.ts';
import type { StreetClass } from './street.ts';

/** A line that parts land from land. */
export interface Border {
  readonly line: PlanLine;
  /** Class of a street; null for a shore, a bank, a railway or the district's edge. */
  readonly street: StreetClass | null;
  /** From the line to the land of the blocks beside it, metres. */
  readonly offsetM: number;
  readonly role: BorderRole;
}

/** Streets may leave the district through its edges; a bank has the river on its other side; a limit is all else. */
export type BorderRole = 'street' | 'edge' | 'bank' | 'limit';

/** Where streets meet: the numbers of their borders. */
export interface Junction {
  readonly at: PlanPoint;
  readonly tags: number[];
}
