import { outerHalfWidthM, outerHeightM } from '../network/pipe-make.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import type { StreetLines } from '../plan/street-lines.ts';
import { crossingSpan } from './crossings.ts';
import { HYDRANT } from './device.ts';
import type { DraftNode, Laying } from './draft.ts';
import { type LaidRun, plainNode } from './lay-network.ts';
import { addLine, type MainsWorld } from './mains-world.ts';
import { ductileIron } from './makes.ts';
import { type MainPlace, mayBeCut, splitMain } from './split-main.ts';

/** Greatest distance of two hydrants along a main: GB 50974-2014 7.2.5 wants 120 m at most. */
const APART_M = 100;
const SHIFTS_M = [0, 2, -2, 4, -4, 7, -7, 10, -10];
/** Shorter mains have none, metres. */
const SHORTEST_M = 40;
/** From a hydrant's tee to the points of the main, metres. */
const FROM_POINTS_M = 0.8;
const BRANCH = ductileIron(100);
/** How far towards the kerb a hydrant stands, as a share of the way there, and at most, metres. */
const TOWARDS_KERB = 0.55;
const FARTHEST_M = 1.3;

/** Hydrants on short branches along the water mains, between main and kerb. */
export function layHydrants(
  mains: readonly LaidRun[],
  lines: StreetLines,
  world: MainsWorld,
  nextId: () => number,
): void {
  for (const main of mains) {
    const lengthM = mainLengthM(main);
    if (lengthM < SHORTEST_M) continue;
    const count = Math.ceil(lengthM / APART_M);
    for (let k = 0; k < count; k++) {
      for (const shiftM of SHIFTS_M) {
        const place = placeAt(main, (lengthM * (k + 0.5)) / count + shiftM);
        if (place === null || world.isOverWater(place.at)) continue;
        if (layHydrant(place, hydrantAt(main, place.at, lines), world, nextId)) break;
      }
    }
  }
}

function mainLengthM({ nodes }: LaidRun): number {
  let lengthM = 0;
  let before: DraftNode | null = null;
  for (const node of nodes) {
    if (before) lengthM += distance(before.at, node.at);
    before = node;
  }
  return lengthM;
}

function placeAt(main: LaidRun, chainageM: number): MainPlace | null {
  let restM = chainageM;
  for (let index = 0; index + 1 < main.nodes.length; index++) {
    const [p, q] = [main.nodes[index]?.at, main.nodes[index + 1]?.at];
    if (p === undefined || q === undefined) return null;
    const lengthM = distance(p, q);
    if (restM <= lengthM) {
      if (Math.min(restM, lengthM - restM) < FROM_POINTS_M || !mayBeCut(main, index)) return null;
      const share = restM / lengthM;
      return { main, index, share, at: [p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share] };
    }
    restM -= lengthM;
  }
  return null;
}

function hydrantAt({ run: { edge } }: LaidRun, at: PlanPoint, lines: StreetLines): PlanPoint {
  const { street } = edge;
  const centre = lines.centre(street);
  const foot = centre.at(centre.chainageOf(at));
  const waterM = distance(at, foot);
  const branchM = Math.min(FARTHEST_M, (waterM - street.kerbM) * TOWARDS_KERB);
  return [at[0] + ((foot[0] - at[0]) * branchM) / waterM, at[1] + ((foot[1] - at[1]) * branchM) / waterM];
}

function layHydrant(place: MainPlace, at: PlanPoint, world: MainsWorld, nextId: () => number): boolean {
  const { main, index, share } = place;
  const [p, q, mainLaying] = [main.nodes[index], main.nodes[index + 1], main.layings[index]];
  if (p === undefined || q === undefined || mainLaying === undefined) return false;
  const levelM = p.levelM + (q.levelM - p.levelM) * share;
  const size = { kind: 'water', halfWidthM: outerHalfWidthM(BRANCH), heightM: outerHeightM(BRANCH) } as const;
  let isFree = true;
  world.cells.near(place.at, at, 2, ({ value }) => {
    if (!isFree || (value.line === main.run.id && value.kind !== 'shaft')) return;
    const span = crossingSpan(place.at, at, size, value);
    if (span !== null && levelM > span.lowM && levelM < span.highM) isFree = false;
  });
  if (!isFree) return false;
  const tee = splitMain(place, null, world);
  const laying: Laying = { ...mainLaying, make: BRANCH, joint: '承插' };
  const hydrant: DraftNode = { ...plainNode(laying, at, tee.levelM, world), device: HYDRANT };
  world.nodes.push(hydrant);
  addLine(world, laying, tee, hydrant, { network: main.run.network, line: nextId() });
  world.conduits.push({
    from: tee,
    to: hydrant,
    use: 'branch',
    laying,
    abandoned: false,
    leavesAtM: null,
    arrivesAtM: null,
  });
  return true;
}
