import type { SectionCut } from './cross-section.ts';

/**
 * Distance of two neighbours as it shows in the section, metres, between outer walls. Where conduits are cut obliquely
 * it is more than their clearance; no rule is judged by it. 0 where they overlap in that direction, null is unknown.
 */
export interface SectionGap {
  /** Numbers of the cuts, the left one first. */
  readonly left: number;
  readonly right: number;
  readonly horizontalM: number | null;
  readonly verticalM: number | null;
}

/** Of every two cuts that follow each other by station. Strips, which lie along the plane, have no neighbours. */
export function sectionGaps(cuts: readonly SectionCut[]): readonly SectionGap[] {
  const order = cuts.flatMap((cut, i) => (cut.strip ? [] : [i]));
  const gaps: SectionGap[] = [];
  for (let k = 1; k < order.length; k++) {
    const [left = 0, right = 0] = [order[k - 1], order[k]];
    const [a, b] = [cuts[left], cuts[right]];
    if (a === undefined || b === undefined) continue;
    gaps.push({
      left,
      right,
      horizontalM: a.sizeKnown && b.sizeKnown ? Math.max(0, b.leftM - a.rightM, a.leftM - b.rightM) : null,
      verticalM: vertical(a, b),
    });
  }
  return gaps;
}

function vertical(a: SectionCut, b: SectionCut): number | null {
  if (a.outerTopM === null || a.outerBottomM === null || b.outerTopM === null || b.outerBottomM === null) return null;
  return Math.max(0, a.outerBottomM - b.outerTopM, b.outerBottomM - a.outerTopM);
}
