import type { PipeMake } from '../network/pipe-make.ts';
import type { DemoSite } from '../place/demo-site.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import { type DrainNode, floorMm, obvertM, roofM } from './drain-draft.ts';
import { leastSlope } from './drain-hydraulics.ts';
import type { GravityIndex, ProposedDrain } from './gravity-index.ts';
import { DRAIN_CLEARANCE_M } from './gullies.ts';
import type { EntryManhole } from './yard-manholes.ts';

/** Fall of connections: GB 50014-2021 wants 1 % of DN200; laid a little steeper. */
const HOUSE_SLOPE = 0.012;
/** Yard drains of DN300 fall by their least slope and a little more. */
const YARD_SPARE = 0.0003;
/** Steeper ones are not laid: a drop in the manhole takes the rest. */
const STEEPEST = 0.12;
/** Lower ends come down at this slope at most so that less drops. */
const LOWERED_SLOPE = 0.1;
/** Frost reaches about 0.85 m: drains keep below it. */
const HOUSE_COVER_M = 1.02;
/** Connections may enter a manhole this far above what leaves it, obvert to obvert, metres; drains of DN300 hardly. */
const MOST_DROP_M = 1.9;
const MAIN_DROP_M = 0.18;
/** Where they would be too steep for that they drop farther, never more than this. */
const LARGEST_DROP_M = 4;
/** Cover between the ends of a drain, where the ground dips, metres; looked at in these shares of its length. */
const LEAST_COVER_M = 0.9;
const DIPS = [0.2, 0.4, 0.6, 0.8];
export const HOUSE_SHAFT_M = 0.3;
const SHAFT_CLEAR_M = 0.12;
/** Lower ends tried between the highest and the lowest that a drain may have. */
const TRIES = 7;
/** How much lower than it need a manhole on the way may be laid, metres. */
const LOWER_M = 0.5;
const LONGEST_M = 70;
/** House drains are not laid deeper than this, metres. */
const DEEPEST_M = 4.5;

export interface HouseLeg {
  readonly a: PlanPoint;
  readonly b: PlanPoint;
  readonly make: PipeMake;
  readonly fromLevelM: number;
  readonly toLevelM: number;
}

export interface HouseWay {
  /** The wall, and the manholes on the way. */
  readonly places: readonly PlanPoint[];
  /** What leaves each place. */
  readonly makes: readonly PipeMake[];
  readonly manhole: EntryManhole;
  /** How much deeper than frost asks for it starts, metres: what cannot pass above a storm drain may pass beneath. */
  readonly deeperM?: number;
  /** False for a stretch that is too near to a building; absent: nothing is looked at. */
  readonly isClear?: (a: PlanPoint, b: PlanPoint, make: PipeMake, index: number) => boolean;
}

/** Levels of a drain over the given places into a manhole, such that it clears all that is laid; `null` where none do. */
export function houseLegs(way: HouseWay, laid: GravityIndex, site: DemoSite): readonly HouseLeg[] | null {
  const { places, makes, manhole, deeperM = 0, isClear = () => true } = way;
  const legs: HouseLeg[] = [];
  let arrivedObvertM = Number.POSITIVE_INFINITY;
  let arrivedM = Number.POSITIVE_INFINITY;
  for (const [i, a] of places.entries()) {
    const make = makes[i];
    const next = places[i + 1];
    const b = next ?? manhole.node.at;
    const lengthM = distance(a, b);
    if (!make || lengthM < 1 || lengthM > LONGEST_M || !isClear(a, b, make, i)) return null;
    const heightM = make.heightMm / 1000;
    const ownM = site.groundLevelM(a) - HOUSE_COVER_M - roofM(make) - (i === 0 ? deeperM : 0);
    const fromLevelM = floorMm(Math.min(ownM, arrivedM, arrivedObvertM - heightM));
    if (site.groundLevelM(a) - fromLevelM > DEEPEST_M) return null;
    const slope = make.widthMm >= 300 ? leastSlope(make, 'sewage') + YARD_SPARE : HOUSE_SLOPE;
    const dropM = make.widthMm >= 300 ? MAIN_DROP_M : MOST_DROP_M;
    const highestM = Math.min(fromLevelM - slope * lengthM, site.groundLevelM(b) - HOUSE_COVER_M - roofM(make));
    const wantedM = next
      ? highestM
      : Math.min(highestM, lowerFor(fromLevelM, lengthM, manhole.leastObvertM + dropM - heightM));
    const floor = next ? highestM - LOWER_M : Math.max(manhole.lowestM, manhole.leastObvertM - heightM);
    if (!next && highestM < floor) return null;
    const leg = fittingLeg(
      { a, b, make, fromLevelM, highestM, wantedM, lowestM: floor, lengthM, manhole: next ? null : manhole.node },
      laid,
    );
    if (!leg || !isCovered(leg, site)) return null;
    if (next && !laid.hasRoomFor(next, HOUSE_SHAFT_M, SHAFT_CLEAR_M, [])) return null;
    if (!next && obvertM(leg.toLevelM, make) - manhole.leastObvertM > LARGEST_DROP_M) return null;
    legs.push(leg);
    arrivedM = leg.toLevelM;
    arrivedObvertM = obvertM(leg.toLevelM, make);
  }
  return legs;
}

/** True when the ground does not dip to the drain between its ends. */
function isCovered({ a, b, make, fromLevelM, toLevelM }: HouseLeg, site: DemoSite): boolean {
  return DIPS.every((share) => {
    const groundM = site.groundLevelM([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
    return groundM - (fromLevelM + (toLevelM - fromLevelM) * share) - roofM(make) >= LEAST_COVER_M;
  });
}

/** The wanted lower end, or the lowest that is not too steep. */
function lowerFor(fromLevelM: number, lengthM: number, wantedM: number): number {
  return Math.max(wantedM, fromLevelM - LOWERED_SLOPE * lengthM);
}

interface LegQuery {
  readonly a: PlanPoint;
  readonly b: PlanPoint;
  readonly make: PipeMake;
  readonly fromLevelM: number;
  readonly highestM: number;
  readonly wantedM: number;
  readonly lowestM: number;
  readonly lengthM: number;
  readonly manhole: DrainNode | null;
}

/** A lower end that clears everything: the one wanted, else one below it, else one above it that drops farther. */
function fittingLeg(query: LegQuery, laid: GravityIndex): HouseLeg | null {
  const { a, b, make, fromLevelM, highestM, wantedM, lowestM, lengthM, manhole } = query;
  const drain: ProposedDrain = { a, b, make, fromLevelM, toLevelM: wantedM, ends: manhole ? [manhole] : [] };
  if (!laid.hasShaftRoom(drain, SHAFT_CLEAR_M)) return null;
  for (const end of [...levelsBetween(wantedM, lowestM), ...levelsBetween(highestM, wantedM)]) {
    const toLevelM = floorMm(end);
    if (fromLevelM - toLevelM > STEEPEST * lengthM || toLevelM < lowestM) continue;
    if (laid.leastGapM({ ...drain, toLevelM }) >= DRAIN_CLEARANCE_M) return { a, b, make, fromLevelM, toLevelM };
  }
  return null;
}

function levelsBetween(highM: number, lowM: number): readonly number[] {
  if (highM - lowM < 0.005) return [highM];
  return Array.from({ length: TRIES }, (_, k) => highM - ((highM - lowM) * k) / (TRIES - 1));
}
