import type { BuildingWalls } from '../buildings/building-walls.ts';
import { outerHalfWidthM, outerHeightM } from '../network/pipe-make.ts';
import { distance, nearestShare, type PlanPoint } from '../place/plan-geometry.ts';
import { type SegmentCells, segmentCells } from '../place/segment-cells.ts';
import type { DraftConduit, DraftNode, Laying } from './draft.ts';
import { addObstacle, type ObstacleCells, obstacleCells, SHAFT_WALL_M, shaftObstacle } from './obstacle.ts';
import type { Run } from './run.ts';

/** A line that will lie there, whatever its level: shafts keep away from it. */
export interface PlannedLine {
  readonly network: string;
  readonly halfWidthM: number;
}

/** How the levels of one network were found, and what could not be laid. */
export interface NetworkStatistics {
  runs: number;
  /** Runs that keep to their aim from end to end. */
  runsAtAim: number;
  /** Runs of which a part was left out because no level was free. */
  interrupted: number;
  /** Length of all runs, and of what was left out, metres. */
  wantedM: number;
  omittedM: number;
}

export interface MainsStatistics {
  readonly networks: Map<string, NetworkStatistics>;
  servicesWanted: number;
  servicesLaid: number;
}

export function statisticsOf({ networks }: MainsStatistics, network: string): NetworkStatistics {
  const known = networks.get(network);
  if (known !== undefined) return known;
  const made: NetworkStatistics = { runs: 0, runsAtAim: 0, interrupted: 0, wantedM: 0, omittedM: 0 };
  networks.set(network, made);
  return made;
}

/** Everything in the ground while mains are laid one network after the other. */
export interface MainsWorld {
  readonly cells: ObstacleCells;
  readonly walls: BuildingWalls;
  readonly planned: SegmentCells<PlannedLine>;
  readonly groundM: (at: PlanPoint) => number;
  readonly isOverWater: (at: PlanPoint) => boolean;
  /** True at the district's edge, where lines run on beyond the survey. */
  readonly isAtEdge: (at: PlanPoint) => boolean;
  readonly nodes: DraftNode[];
  readonly conduits: DraftConduit[];
  readonly statistics: MainsStatistics;
}

const CELL_M = 12;

export function mainsWorld(place: Pick<MainsWorld, 'groundM' | 'isOverWater' | 'isAtEdge' | 'walls'>): MainsWorld {
  return {
    cells: obstacleCells(),
    planned: segmentCells<PlannedLine>(CELL_M),
    ...place,
    nodes: [],
    conduits: [],
    statistics: { networks: new Map(), servicesWanted: 0, servicesLaid: 0 },
  };
}

export function planRun(world: MainsWorld, run: Run): void {
  const line: PlannedLine = { network: run.network, halfWidthM: outerHalfWidthM(run.laying.make) };
  let before: PlanPoint | null = null;
  for (const at of run.base.points) {
    if (before) world.planned.add(before, at, line);
    before = at;
  }
}

/** Between the outer walls of a shaft and of any line that passes it, metres; a line may leave its curve a little. */
const FROM_LINES_M = 0.45;
const WIDEST_HALF_M = 2.2;

/** True where a shaft touches no line of other networks, laid or planned, and no other shaft. */
export function hasShaftRoom(world: MainsWorld, at: PlanPoint, shaftMm: number, network: string): boolean {
  const radiusM = shaftMm / 2000 + SHAFT_WALL_M;
  const reachM = radiusM + FROM_LINES_M;
  let isFree = true;
  const look = (a: PlanPoint, b: PlanPoint, halfWidthM: number): void => {
    if (!isFree) return;
    const share = a[0] === b[0] && a[1] === b[1] ? 0 : nearestShare(at, a, b);
    const nearest: PlanPoint = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    if (distance(at, nearest) < reachM + halfWidthM) isFree = false;
  };
  world.planned.near(at, at, reachM + WIDEST_HALF_M, ({ a, b, value }) => {
    if (value.network !== network) look(a, b, value.halfWidthM);
  });
  if (!isFree) return false;
  world.cells.near(at, at, reachM + WIDEST_HALF_M, ({ a, b, value }) => {
    if (value.network !== network || value.kind === 'shaft') look(a, b, value.halfWidthM);
  });
  return isFree;
}

/** How far a shaft's floor lies below the lowest line in it, metres. */
export const SUMP_M = 0.4;

/** Whose something laid is: the network and the run or service. */
export interface Belongs {
  readonly network: string;
  readonly line: number;
}

/** Takes a straight line into the ground. */
export function addLine(
  world: MainsWorld,
  laying: Laying,
  from: DraftNode,
  to: DraftNode,
  belongs: Belongs,
  fromLevelM = from.levelM,
  toLevelM = to.levelM,
): void {
  const { make, kind } = laying;
  const heightM = outerHeightM(make);
  addObstacle(world.cells, {
    kind,
    network: belongs.network,
    line: belongs.line,
    a: from.at,
    b: to.at,
    halfWidthM: outerHalfWidthM(make),
    topAM: fromLevelM,
    topBM: toLevelM,
    bottomAM: fromLevelM - heightM,
    bottomBM: toLevelM - heightM,
  });
}

/** Takes a node into the ground, with its shaft where it has one. */
export function addNode(world: MainsWorld, node: DraftNode, heightM: number, belongs: Belongs): void {
  world.nodes.push(node);
  const shaftMm = node.device?.shaftMm ?? null;
  if (shaftMm === null) return;
  const obstacle = shaftObstacle(
    { at: node.at, groundLevelM: node.groundM, sumpLevelM: node.levelM - heightM - SUMP_M, shaftDiameterMm: shaftMm },
    belongs.network,
    belongs.line,
  );
  if (obstacle) addObstacle(world.cells, obstacle);
}
