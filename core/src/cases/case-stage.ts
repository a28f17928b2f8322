import type { LiveCase } from '../live/live-case.ts';

/**
 * Where a case stands (GB/T 30428.8). `unknown` is a case of the tables of which the source does not say how it ended:
 * nothing can be done with it here.
 *
 *   reported -> registered -> dispatched -> handled -> verified -> closed
 *      |  \         |   ^        |  ^           |                     |
 *      |   rejected |   +-return-+  +-verifyFail+                     |
 *      +----void <--+                                                 |
 *                   ^-------------------- reopen ---------------------+
 */
export const CASE_STAGES = [
  'reported',
  'registered',
  'dispatched',
  'handled',
  'verified',
  'closed',
  'rejected',
  'void',
  'unknown',
] as const;

export type CaseStage = (typeof CASE_STAGES)[number];

/** The stage that follows from a case's steps and its result. */
export function caseStage({ steps, result }: Pick<LiveCase, 'steps' | 'result'>): CaseStage {
  if (result !== 'open') return result;
  if (steps.verify !== null) return 'verified';
  if (steps.handle !== null) return 'handled';
  if (steps.dispatch !== null) return 'dispatched';
  return steps.register === null ? 'reported' : 'registered';
}
