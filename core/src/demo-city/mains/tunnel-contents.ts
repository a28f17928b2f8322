import { outerHeightM } from '../network/pipe-make.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { DraftNode, Laying } from './draft.ts';
import { toMm } from './draft.ts';
import type { LaidRun } from './lay-network.ts';
import { powerLaying, telecomLaying, waterLaying } from './layings.ts';
import type { MainsWorld } from './mains-world.ts';
import { cableTray, ductileIron } from './makes.ts';
import { TUNNEL_MAKE } from './special-choices.ts';

/** Lines in the tunnel: how far right of its middle, and how high over its floor their bottom lies, metres. */
interface Inside {
  readonly rightM: number;
  readonly aboveFloorM: number;
  layingOf(tunnel: Laying, street: LaidRun['run']['edge']['street']): Laying;
}

const IN_TUNNEL = { embedding: 'tunnel', reference: 'invert' } as const;
const NO_TRUNKS = { gasId: null, cableTrenchId: null };

/*
 * Water on brackets to the right, cables on shelves to the left, with a way of 1.2 m between:
 *
 *   | = telecom        |
 *   |                 O| water
 *   | = power          |
 */
const INSIDES: readonly Inside[] = [
  {
    rightM: 0.95,
    aboveFloorM: 2.1,
    layingOf: ({ builtYear }, street) => ({
      ...waterLaying(street),
      ...IN_TUNNEL,
      builtYear,
      make: ductileIron(500),
    }),
  },
  {
    rightM: -1.1,
    aboveFloorM: 0.6,
    layingOf: ({ builtYear }, street) => ({
      ...powerLaying(street, NO_TRUNKS),
      ...IN_TUNNEL,
      builtYear,
      voltageKv: 10,
      cables: 6,
      holes: null,
      usedHoles: null,
      make: cableTray(400, 150),
    }),
  },
  {
    rightM: -0.8,
    aboveFloorM: 2.3,
    layingOf: ({ builtYear }, street) => ({
      ...telecomLaying(street),
      ...IN_TUNNEL,
      builtYear,
      cables: 8,
      holes: null,
      usedHoles: null,
      make: cableTray(300, 100),
    }),
  },
];

/** Lays the lines inside a tunnel from end to end, a point at each of its points. */
export function layTunnelContents(tunnel: readonly LaidRun[], world: MainsWorld): void {
  const nodes: DraftNode[] = [];
  for (const part of tunnel) for (const node of part.nodes) if (nodes.at(-1) !== node) nodes.push(node);
  const [first] = tunnel;
  const laying = first?.layings[0];
  if (first === undefined || laying === undefined) return;
  const floorBelowTopM = (TUNNEL_MAKE.heightMm + TUNNEL_MAKE.wallMm) / 1000;
  for (const inside of INSIDES) {
    const own = inside.layingOf(laying, first.run.edge.street);
    const upM = inside.aboveFloorM - floorBelowTopM + outerHeightM(own.make);
    let before: DraftNode | null = null;
    for (const [i, node] of nodes.entries()) {
      const at = besides(node.at, nodes[i - 1]?.at, nodes[i + 1]?.at, inside.rightM);
      const { utility, subclass, streetZh, owner, builtYear } = own;
      const made: DraftNode = {
        at,
        groundM: toMm(world.groundM(at)),
        levelM: toMm(node.levelM + upM),
        device: null,
        endWord: '终点',
        throughWord: node.throughWord,
        utility,
        subclass,
        streetZh,
        owner,
        builtYear,
      };
      world.nodes.push(made);
      if (before)
        world.conduits.push({
          from: before,
          to: made,
          use: 'main',
          laying: own,
          abandoned: false,
          leavesAtM: null,
          arrivesAtM: null,
        });
      before = made;
    }
  }
}

function besides(
  at: PlanPoint,
  before: PlanPoint | undefined,
  after: PlanPoint | undefined,
  rightM: number,
): PlanPoint {
  const [a, b] = [before ?? at, after ?? at];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return [at[0] + ((b[1] - a[1]) / length) * rightM, at[1] - ((b[0] - a[0]) / length) * rightM];
}

/** The longest row of runs that follow each other without a gap: of a tunnel that drains cut in pieces one is built. */
export function longestRow(runs: readonly LaidRun[]): readonly LaidRun[] {
  let best: readonly LaidRun[] = [];
  let row: LaidRun[] = [];
  for (const run of runs) {
    row = row.at(-1)?.nodes.at(-1) === run.nodes[0] ? [...row, run] : [run];
    if (pointsOf(row) > pointsOf(best)) best = row;
  }
  return best;
}

function pointsOf(row: readonly LaidRun[]): number {
  return row.reduce((sum, { nodes }) => sum + nodes.length, 0);
}
