import type { SeededRandom } from '../../../random/seeded-random.ts';
import type { PlanPoint } from '../../place/plan-geometry.ts';
import { isInRing, type PlanRing, ringCentre } from '../../plan/ring-geometry.ts';

/** How far from a side towards the middle, as a share: the pavement of the street that the side is. */
const INWARDS = [0.07, 0.2] as const;
const TRIES = 6;

/** A place near a side of a cell, where streets run and people walk; the cell's centre where none is found inside. */
export function placeInCell(ring: PlanRing, random: SeededRandom): PlanPoint {
  const centre = ringCentre(ring);
  for (let n = 0; n < TRIES; n++) {
    const i = Math.floor(random.next() * ring.length);
    const [a = centre, b = centre] = [ring[i], ring[(i + 1) % ring.length]];
    const along = random.next();
    const inwards = random.between(...INWARDS);
    const x = a[0] + (b[0] - a[0]) * along;
    const y = a[1] + (b[1] - a[1]) * along;
    const at: PlanPoint = [x + (centre[0] - x) * inwards, y + (centre[1] - y) * inwards];
    if (isInRing(at, ring)) return at;
  }
  return centre;
}
