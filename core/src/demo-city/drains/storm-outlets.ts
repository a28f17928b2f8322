import type { DemoSite } from '../place/demo-site.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import { distanceToSegment } from '../place/segment-cells.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import type { StreetVertex } from '../plan/street.ts';
import type { StreetLines } from '../plan/street-lines.ts';
import type { OpenGround } from './open-ground.ts';

/** Where storm water leaves the streets for the river or the sea. */
export interface StormOutlet {
  readonly vertex: StreetVertex;
  /** The mouth in the bank or the sea wall. */
  readonly mouth: PlanPoint;
}

/** Streets farther from the water than this do not drain straight into it, metres. */
const REACH_M = 260;
/** Outlets stand apart by this at least, metres. */
const APART_M = 240;
const MOST_OUTLETS = 24;
/** The mouth lies where the ground has fallen this far below the street: in the face of the bank, metres. */
const DOWN_THE_BANK_M = 1.5;
const STEP_M = 2;
/** An outfall's drain keeps this far from the places of sewer manholes, metres: half a wide culvert and a shaft. */
const FROM_MANHOLES_M = 3;

/** The outlets of a district: crossings near the water from which a straight way lies open, not too close together. */
export function stormOutlets(
  plan: DistrictPlan,
  lines: StreetLines,
  site: DemoSite,
  open: OpenGround,
): readonly StormOutlet[] {
  const sewerManholes = plan.network.vertices.flatMap((vertex): PlanPoint[] => {
    const at = lines.meeting(vertex, 'sewage');
    return at === null ? [] : [at];
  });
  const found = plan.network.vertices.flatMap((vertex) => {
    // Where a street ends, nothing gathers that would be worth an outfall.
    if (vertex.streets.length < 2) return [];
    const top = lines.meeting(vertex, 'storm');
    const water = top === null ? null : open.nearestWater(top, REACH_M);
    if (top === null || water === null || water.distanceM < 25) return [];
    const mouth = mouthOf(top, water.at, site);
    if (mouth === null || !open.isOpen(top, mouth)) return [];
    const streets = vertex.streets.map((each) => each.street);
    if (isBarred(top, mouth, (at) => open.isInCarriageway(at, streets, 1))) return [];
    if (sewerManholes.some((at) => distanceToSegment(at, top, mouth) < FROM_MANHOLES_M)) return [];
    return [{ vertex, mouth, lengthM: distance(top, mouth), groundM: site.groundLevelM(top) }];
  });
  const kept: (typeof found)[number][] = [];
  for (const each of found.toSorted((a, b) => cost(a) - cost(b) || a.vertex.index - b.vertex.index)) {
    if (kept.length >= MOST_OUTLETS) break;
    if (kept.every(({ mouth }) => distance(mouth, each.mouth) > APART_M)) kept.push(each);
  }
  return kept.toSorted((a, b) => a.vertex.index - b.vertex.index);
}

function cost({ lengthM, groundM }: { lengthM: number; groundM: number }): number {
  return lengthM + 20 * groundM;
}

function mouthOf(top: PlanPoint, water: PlanPoint, site: DemoSite): PlanPoint | null {
  const lengthM = distance(top, water);
  const streetM = site.groundLevelM(top);
  let before = top;
  for (let m = STEP_M; m < lengthM; m += STEP_M) {
    const at: PlanPoint = [top[0] + ((water[0] - top[0]) * m) / lengthM, top[1] + ((water[1] - top[1]) * m) / lengthM];
    const fallM = streetM - site.groundLevelM(at);
    if (fallM > DOWN_THE_BANK_M) {
      // At a quay the ground falls upright: the mouth stays in its wall.
      const mouth = fallM > DOWN_THE_BANK_M + 1 ? before : at;
      return m < 12 ? null : mouth;
    }
    before = at;
  }
  return null;
}

/** True when the way passes through the carriageway of a street that it does not start in. */
function isBarred(a: PlanPoint, b: PlanPoint, isIn: (at: PlanPoint) => boolean): boolean {
  const steps = Math.ceil(distance(a, b) / 4);
  for (let k = 0; k <= steps; k++) {
    if (isIn([a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps])) return true;
  }
  return false;
}
