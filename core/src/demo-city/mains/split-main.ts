import { outerHeightM } from '../network/pipe-make.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { Device, DraftNode } from './draft.ts';
import { type LaidRun, plainNode } from './lay-network.ts';
import { addNode, hasShaftRoom, type MainsWorld } from './mains-world.ts';

/** A place on a main: at a share of the way from one of its nodes to the next. */
export interface MainPlace {
  readonly main: LaidRun;
  readonly index: number;
  readonly share: number;
  readonly at: PlanPoint;
}

/** False for the first and the last piece of a main that leaves its chamber at a level of its own. */
export function mayBeCut({ layings, startsAtM, endsAtM }: LaidRun, index: number): boolean {
  return (index > 0 || startsAtM === null) && (index < layings.length - 1 || endsAtM === null);
}

/** Cuts a main in two where a branch leaves it. A device whose shaft has no room is left out. */
export function splitMain({ main, index, share, at }: MainPlace, device: Device | null, world: MainsWorld): DraftNode {
  const [p, q, laying] = [main.nodes[index], main.nodes[index + 1], main.layings[index]];
  if (p === undefined || q === undefined || laying === undefined) {
    throw new RangeError('splitMain: wanted a main with two nodes around the place, got fewer');
  }
  const { network, id } = main.run;
  const shaftMm = device?.shaftMm ?? null;
  const hasRoom = shaftMm === null || hasShaftRoom(world, at, shaftMm, network);
  const node: DraftNode = {
    ...plainNode(laying, at, p.levelM + (q.levelM - p.levelM) * share, world),
    device: hasRoom ? device : null,
  };
  addNode(world, node, outerHeightM(laying.make), { network, line: id });
  main.nodes.splice(index + 1, 0, node);
  main.layings.splice(index, 0, laying);
  return node;
}
