import type { SeededRandom } from '../../../random/seeded-random.ts';
import { ASTANA } from '../building-targets.ts';
import { drawnSize } from '../drawn-size.ts';
import {
  angle,
  bone,
  box,
  comb,
  notchedPoint,
  notchedSlab,
  type Plan,
  star,
  steppedSlab,
  tee,
} from '../footprint-shapes.ts';

/** A plan with its extent, metres. */
export interface SizedPlan {
  readonly plan: Plan;
  readonly lengthM: number;
  readonly depthM: number;
}

/** Length of one entrance with its flats, metres. */
const UNIT_M = 15;

/** A slab of flats of at most `leftM`; `null` when not even a short one has room. */
export function slabPlan(random: SeededRandom, leftM: number, depthM: number): SizedPlan | null {
  const areaM2 = drawnSize(random, ASTANA.classes.middle.areaM2, 0.22, 0.9);
  const wantedM = Math.max(24, Math.min(105, areaM2 / depthM));
  // What would be too short for a slab of its own goes to this one.
  const lengthM = roundOff(leftM - wantedM < 34 ? Math.min(leftM, 1.5 * wantedM) : wantedM);
  if (lengthM < 24) return null;
  return { plan: [slabRing(random, lengthM, depthM)], lengthM, depthM };
}

function slabRing(random: SeededRandom, lengthM: number, depthM: number): Plan[number] {
  const units = Math.max(2, Math.round(lengthM / UNIT_M));
  const kind = random.next();
  if (kind < 0.66) return box(lengthM, depthM);
  if (kind < 0.93) return notchedSlab(lengthM, depthM, units, roundOff(random.between(1.2, 2.2)));
  const stepM = roundOff(random.between(0.8, 1.6));
  return steppedSlab(lengthM, roundOff(depthM - stepM * (units - 1) * 0.5), units, stepM);
}

/** A tower of flats: point blocks, bones, stars, tees and two or three joined in a row. */
export function towerPlan(random: SeededRandom, leftM: number): SizedPlan | null {
  const areaM2 = Math.min(3600, drawnSize(random, ASTANA.classes.high.areaM2, 0.04, 0.97));
  for (const scale of [1, 0.8, 0.6, 0.45]) {
    const sized = towerOf(random, areaM2 * scale);
    if (sized.lengthM <= leftM) return sized;
  }
  return null;
}

function towerOf(random: SeededRandom, areaM2: number): SizedPlan {
  const kind = random.next();
  if (areaM2 > 1450) return joinedTowers(random, areaM2);
  if (kind < 0.14) return square(random, areaM2);
  if (kind < 0.42) {
    const side = roundOff(Math.sqrt(areaM2 / 0.9));
    return {
      plan: [notchedPoint(side, side, roundOff(side * random.between(0.12, 0.17)))],
      lengthM: side,
      depthM: side,
    };
  }
  if (kind < 0.66) {
    // Three wings of width w and reach 1.6 w from the middle: 3 x 1.6 w2 less where they meet.
    const wingM = roundOff(Math.sqrt(areaM2 / 4.3));
    const reachM = roundOff(wingM * 1.55);
    return {
      plan: [star(reachM, wingM)],
      lengthM: roundOff(1.74 * reachM + wingM / 2),
      depthM: roundOff(1.6 * reachM),
    };
  }
  if (kind < 0.88) {
    const lengthM = roundOff(Math.sqrt(areaM2 / 0.53));
    const depthM = roundOff(lengthM * random.between(0.68, 0.8));
    return { plan: [bone(lengthM, depthM, roundOff(lengthM * 0.32), roundOff(depthM * 0.48))], lengthM, depthM };
  }
  const lengthM = roundOff(Math.sqrt(areaM2 / 0.56));
  const depthM = roundOff(lengthM * 0.85);
  return { plan: [tee(lengthM, depthM, roundOff(lengthM * 0.42))], lengthM, depthM };
}

function square(random: SeededRandom, areaM2: number): SizedPlan {
  const lengthM = roundOff(Math.sqrt(areaM2 * random.between(1, 1.5)));
  const depthM = roundOff(areaM2 / lengthM);
  return { plan: [box(lengthM, depthM)], lengthM, depthM };
}

/**
 * Houses joined about a yard: angles, combs, bones, tees. At most `leftM` long and `roomM` deep; `null` when there is no
 * such room.
 */
export function complexPlan(random: SeededRandom, areaM2: number, leftM: number, roomM: number): SizedPlan | null {
  const wingM = roundOff(random.between(13, 17.5));
  const depthM = roundOff(Math.min(roomM, random.between(2.4, 3.4) * wingM));
  const lot = random.next();
  const armM = depthM - wingM;
  const arms = lot < 0.4 ? 1 : lot < 0.8 ? 2 : 3;
  // A wing of the whole length and arms at right angles to it.
  const leastM = (arms + 0.6) * wingM;
  const lengthM = roundOff(Math.max(leastM, Math.min(leftM, (areaM2 - arms * armM * wingM) / wingM)));
  if (armM < 6 || lengthM > leftM) return null;
  if (arms === 1)
    return {
      plan: [random.chance(0.5) ? angle(lengthM, depthM, wingM) : tee(lengthM, depthM, wingM)],
      lengthM,
      depthM,
    };
  if (arms === 2 && random.chance(0.3)) return { plan: [bone(lengthM, depthM, wingM, wingM)], lengthM, depthM };
  return { plan: [comb(lengthM, depthM, wingM, arms)], lengthM, depthM };
}

/** Deep recesses tell the joined ones apart. */
function joinedTowers(random: SeededRandom, areaM2: number): SizedPlan {
  const depthM = roundOff(random.between(19, 26));
  const lengthM = roundOff(Math.min(92, areaM2 / (0.9 * depthM)));
  const units = Math.max(2, Math.round(lengthM / 27));
  if (random.chance(0.4)) return { plan: [box(lengthM, depthM)], lengthM, depthM };
  if (random.chance(0.4))
    return {
      plan: [steppedSlab(lengthM, depthM, units, roundOff(depthM * 0.2))],
      lengthM,
      depthM: depthM * (1 + 0.2 * (units - 1)),
    };
  return { plan: [notchedSlab(lengthM, depthM, units, roundOff(depthM * 0.24))], lengthM, depthM };
}

/** To a decimetre, as plans are drawn. */
export function roundOff(metres: number): number {
  return Math.round(metres * 10) / 10;
}
