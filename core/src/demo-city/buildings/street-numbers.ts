import { nearestShare, segmentsOf } from '../place/plan-geometry.ts';
import type { BuildingEntry } from './building-entries.ts';

/**
 * House numbers: along each street from its beginning, odd ones to the left, even ones to the right; in the order in
 * which the entries lie along it.
 */
export function streetNumbers(entries: readonly BuildingEntry[]): readonly number[] {
  const numbers = entries.map(() => 0);
  const given = new Map<string, { left: number; right: number }>();
  const order = entries
    .map((entry, place) => ({ entry, place }))
    .sort((a, b) => a.entry.chainageM - b.entry.chainageM || a.place - b.place);
  for (const { entry, place } of order) {
    const last = given.get(entry.street.id) ?? { left: -1, right: 0 };
    given.set(entry.street.id, last);
    if (isLeft(entry)) numbers[place] = last.left += 2;
    else numbers[place] = last.right += 2;
  }
  return numbers;
}

/** By the stretch of the centreline that is nearest to the entry. */
export function isLeft({ street, at, foot }: Pick<BuildingEntry, 'street' | 'at' | 'foot'>): boolean {
  let best = Number.POSITIVE_INFINITY;
  let side = 0;
  for (const [a, b] of segmentsOf(street.centreline)) {
    const share = nearestShare(foot, a, b);
    const awayM = Math.hypot(a[0] + (b[0] - a[0]) * share - foot[0], a[1] + (b[1] - a[1]) * share - foot[1]);
    if (awayM >= best) continue;
    best = awayM;
    side = (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]);
  }
  return side > 0;
}
