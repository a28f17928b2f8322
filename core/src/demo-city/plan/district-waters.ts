import { SITE_SIDE_M } from '../place/demo-site.ts';
import { districtCoast, RIVER_HALF_WIDTH_M, riverLine, shoreYM } from '../place/shore.ts';
import type { Block, PlanWater } from './district-plan.ts';
import { parkPond } from './park.ts';
import type { PlanRing } from './ring-geometry.ts';

/** How far out the sea of a plan reaches, metres; the map's own sea reaches farther. */
const SEA_REACH_M = 1500;

/** The sea before the district with the harbour's basin, the river, and the ponds of parks. */
export function districtWaters(blocks: readonly Block[]): readonly PlanWater[] {
  const coast = districtCoast(0, SITE_SIDE_M);
  const sea: PlanRing = [[0, -SEA_REACH_M], [SITE_SIDE_M, -SEA_REACH_M], ...coast.toReversed()];
  const ponds = blocks.flatMap((block): PlanWater[] => {
    const ring = parkPond(block);
    return ring ? [{ id: `W-${block.id}`, kind: 'lake', zh: '镜湖', en: 'Mirror Lake', ring }] : [];
  });
  return [
    { id: 'W001', kind: 'sea', zh: '秦皇湾', en: 'Qinhuang Bay', ring: sea },
    { id: 'W002', kind: 'river', zh: '汤河', en: 'Tang River', ring: riverRing() },
    ...ponds,
  ];
}

/** The river's water from the district's upper edge to the sea, anticlockwise. */
function riverRing(): PlanRing {
  const mouthM = shoreYM(450) - 8;
  return [
    ...riverLine(SITE_SIDE_M, mouthM, -RIVER_HALF_WIDTH_M),
    ...riverLine(mouthM, SITE_SIDE_M, RIVER_HALF_WIDTH_M),
  ];
}
