import { type DraftNode, type DraftPipe, floorMm, groundAtM, levelsOf, type NodeNumbers } from './draft.ts';
import { highestTopM, type Obstacle } from './obstacles.ts';
import { DRAIN_CONNECTION, outerHalfWidthM } from './pipe-make.ts';
import { distance, distanceToLine, type PlanPoint, pointAlong, segmentCrossing } from './plan-geometry.ts';
import { chainageOf, isInsidePlot } from './plots.ts';
import type { SeededRandom } from './seeded-random.ts';
import { hasShaftRoom } from './shaft-room.ts';
import type { StreetNetwork } from './street-network.ts';
import { STREET_WITH_OLD_MAIN } from './water-network.ts';

export interface ConnectionPlan {
  readonly network: StreetNetwork;
  readonly numbers: NodeNumbers;
  readonly random: SeededRandom;
  /** What connections to the right must pass beneath. */
  readonly waterMains: readonly Obstacle[];
  /** What connections from the left must pass above. */
  readonly stormPipes: readonly DraftPipe[];
  /** Everything laid before, whose shafts leave no room. */
  readonly laid: readonly DraftPipe[];
}

/** Fall of connections: GB 50014-2021 wants 1 % of DN200; laid a little steeper. */
const HOUSE_SLOPE = 0.012;
const GULLY_SLOPE = 0.02;
const HOUSE_COVER_M = 0.95;
/** Storm drains are passed at this vertical distance at least (GB 50289-2016 table 4.1.14: 0.15 m), metres. */
const ABOVE_STORM_M = 0.2;

/** House drains into the sewer's manholes from plots on both sides. */
export function houseDrains(sewers: readonly DraftPipe[], plan: ConnectionPlan): readonly DraftPipe[] {
  return manholesOf(sewers).flatMap(([manhole, lowestM]) =>
    ([1, -1] as const).flatMap((side) => {
      if (!plan.random.chance(0.33)) return [];
      const drain = houseDrain(manhole, lowestM, side, plan);
      return drain ? [drain] : [];
    }),
  );
}

function houseDrain(manhole: DraftNode, lowestM: number, side: 1 | -1, plan: ConnectionPlan): DraftPipe | null {
  const { street } = manhole;
  if (side < 0 && street.en === STREET_WITH_OLD_MAIN) return null;
  const at = pointAlong(street.centreline, chainageOf(manhole.at, street), side * (street.boundaryM + 1.5));
  if (!isInsidePlot(at, manhole.at, street, plan.network) || !hasShaftRoom(at, manhole, plan.laid)) return null;
  const lengthM = distance(at, manhole.at);
  const capM = highestTopM(at, manhole.at, outerHalfWidthM(DRAIN_CONNECTION), plan.waterMains);
  // Frost reaches about 0.85 m: the pipe keeps below it at both ends.
  const groundM = Math.min(groundAtM({ ...manhole, at }), groundAtM(manhole) + HOUSE_SLOPE * lengthM);
  const roofM = (DRAIN_CONNECTION.heightMm + DRAIN_CONNECTION.wallMm) / 1000;
  const fromLevelM = floorMm(Math.min(groundM - HOUSE_COVER_M, capM) - roofM);
  const toLevelM = floorMm(fromLevelM - HOUSE_SLOPE * lengthM);
  if (toLevelM < lowestM) return null;
  if (!passesAbove(at, manhole.at, fromLevelM, toLevelM, plan.stormPipes)) return null;
  const from: DraftNode = {
    ...manhole,
    id: plan.numbers.next('sewage'),
    feature: '污水井(户线)',
    kind: 'manhole',
    at,
    shaftDiameterMm: 450,
  };
  return connection(from, manhole, fromLevelM, toLevelM);
}

/** Gullies at the kerbs, drained into the storm manholes. */
export function gullyDrains(storm: readonly DraftPipe[], plan: ConnectionPlan): readonly DraftPipe[] {
  return manholesOf(storm).flatMap(([manhole, lowestM]) =>
    ([1, -1] as const).flatMap((side) => {
      if (!plan.random.chance(0.22)) return [];
      const drain = gullyDrain(manhole, lowestM, side, plan);
      return drain ? [drain] : [];
    }),
  );
}

function gullyDrain(manhole: DraftNode, lowestM: number, side: 1 | -1, plan: ConnectionPlan): DraftPipe | null {
  const { street } = manhole;
  if (side < 0 && street.en === STREET_WITH_OLD_MAIN) return null;
  if (distanceToLine(manhole.at, street.centreline) > street.kerbM) return null;
  const at = pointAlong(street.centreline, chainageOf(manhole.at, street), side * (street.kerbM - 0.4));
  if (!isInsidePlot(at, manhole.at, street, plan.network) || !hasShaftRoom(at, manhole, plan.laid)) return null;
  const roofM = (DRAIN_CONNECTION.heightMm + DRAIN_CONNECTION.wallMm) / 1000;
  // The pipe keeps 0.7 m of cover under the carriageway (GB 50289-2016 table 4.1.1) also at the manhole.
  const fromLevelM = floorMm(groundAtM({ ...manhole, at }) - 0.85 - roofM);
  const toLevelM = floorMm(fromLevelM - GULLY_SLOPE * distance(at, manhole.at));
  if (toLevelM < lowestM) return null;
  const from: DraftNode = {
    ...manhole,
    id: plan.numbers.next('storm'),
    feature: '雨水箅',
    kind: 'appurtenance',
    at,
    shaftDiameterMm: 500,
    sumpBelowInvertM: 0.3,
  };
  return connection(from, manhole, fromLevelM, toLevelM);
}

function connection(from: DraftNode, to: DraftNode, fromLevelM: number, toLevelM: number): DraftPipe {
  return {
    utility: from.utility,
    use: 'connection',
    from,
    to,
    path: [from.at, to.at],
    make: DRAIN_CONNECTION,
    reference: 'invert',
    fromLevelM,
    toLevelM,
    street: to.street,
    abandoned: false,
  };
}

/** Manholes of drains with the lowest invert in each. */
function manholesOf(pipes: readonly DraftPipe[]): readonly (readonly [DraftNode, number])[] {
  const lowest = new Map<DraftNode, number>();
  for (const pipe of pipes) {
    const before = lowest.get(pipe.from) ?? Number.POSITIVE_INFINITY;
    lowest.set(pipe.from, Math.min(before, pipe.fromLevelM));
  }
  return [...lowest];
}

function passesAbove(a: PlanPoint, b: PlanPoint, fromM: number, toM: number, pipes: readonly DraftPipe[]): boolean {
  return pipes.every((pipe) => {
    const hit = segmentCrossing(a, b, pipe.from.at, pipe.to.at);
    if (!hit) return true;
    const bottomM = levelsOf(DRAIN_CONNECTION, 'invert', fromM + (toM - fromM) * hit.t).outerBottomM;
    const stormM = pipe.fromLevelM + (pipe.toLevelM - pipe.fromLevelM) * hit.u;
    return bottomM - levelsOf(pipe.make, 'invert', stormM).outerTopM >= ABOVE_STORM_M;
  });
}
