import { isGravityUtility, type Utility } from '../model/utility.ts';
import type { SLOPE_VERDICTS } from '../protocol/analysis/profile.ts';
import type { ConduitFacts } from './conduit-table.ts';
import { SLOPE_EPSILON } from './slope.ts';

/** Canonical words of plastics, and what free text says of them. */
const PLASTIC = /polyethylene|polypropylene|pvc|hdpe|mpp|plastic|塑|^u?p(?:e|p|vc)\b/i;

/** Inside width up to which a drain is a gully lateral, mm. */
const LATERAL_MM = 200;

const LEAST_SLOPE_CLAUSE = 'GB 50014-2021 5.2.10';

/** Least slope of a drain. */
export interface LeastSlope {
  readonly slope: number;
  readonly clause: string;
  readonly grade: 'b' | 'c';
  /** What was unknown and taken at its strictest. */
  readonly assumed: readonly ('material' | 'size')[];
}

export type SlopeVerdict = (typeof SLOPE_VERDICTS)[number];

/**
 * Least slope for drains by GB 50014-2021: 0.003 for DN300 (0.002 of plastic), 0.01 for laterals of DN200, 0.0015 for
 * DN400 (unverified). Null where the table has no row: pressure mains, and sizes that are judged by velocity.
 */
export function leastSlopeFor(facts: Pick<ConduitFacts, 'utility' | 'section' | 'material'>): LeastSlope | null {
  if (!isDrain(facts.utility)) return null;
  const sizeMm = facts.section?.widthMm ?? null;
  const row = (slope: number, grade: 'b' | 'c', assumed: LeastSlope['assumed']): LeastSlope => ({
    slope,
    clause: LEAST_SLOPE_CLAUSE,
    grade,
    assumed,
  });
  if (sizeMm === null) return row(0.01, 'b', ['size']);
  if (sizeMm <= LATERAL_MM) return row(0.01, 'b', []);
  if (sizeMm <= 300) {
    if (facts.material === null) return row(0.003, 'b', ['material']);
    return PLASTIC.test(facts.material) ? row(0.002, 'c', []) : row(0.003, 'b', []);
  }
  return sizeMm <= 400 ? row(0.0015, 'c', []) : null;
}

/**
 * Judges a fall along the flow, from first to last point. A slope that fails only the strictest row, taken for want of a
 * size or material, is unknown; level or uphill is `reverse` whatever the size. Without a row nothing but that is said.
 */
export function judgeSlope(slope: number | null, utility: Utility, least: LeastSlope | null): SlopeVerdict {
  if (!isDrain(utility) || slope === null) return 'unknown';
  if (slope <= -SLOPE_EPSILON) return 'reverse';
  if (least === null) return 'unknown';
  if (slope >= least.slope - SLOPE_EPSILON) return 'ok';
  return least.assumed.length > 0 ? 'unknown' : 'belowTable';
}

function isDrain(utility: Utility): boolean {
  return isGravityUtility(utility);
}
