import type { DemoBuilding } from '../buildings/demo-building.ts';
import { outerHalfWidthM, outerHeightM } from '../network/pipe-make.ts';
import { distance, nearestShare, type PlanPoint } from '../place/plan-geometry.ts';
import { buildingClearanceM } from './building-clearance.ts';
import { horizontalClearanceM } from './clearance-table.ts';
import type { Device, DraftNode, Laying } from './draft.ts';
import { plainNode } from './lay-network.ts';
import { AIM, LEVELS, offsetOf } from './level-grid.ts';
import { levelProfile, reachLevels, straightened, tracedLevels } from './level-profile.ts';
import { alongLine, levelTask } from './level-task.ts';
import { addLine, addNode, type MainsWorld } from './mains-world.ts';
import type { Obstacle } from './obstacle.ts';

/** A line from something laid to a point of its own. */
export interface ServiceTask {
  readonly from: PlanPoint;
  readonly to: PlanPoint;
  readonly laying: Laying;
  /** Level of what it starts from, metres. */
  readonly startLevelM: number;
  /** How far above or below that it may leave, metres: 0 but for a chamber. */
  readonly startRangeM: number;
  readonly aimCoverM: number;
  readonly leastCoverM: number;
  readonly mostCoverM: number;
  /** What it starts from does not stand in its way. */
  readonly isOwn: (obstacle: Obstacle) => boolean;
  /** It keeps the table's distance from every building but this. */
  readonly building: DemoBuilding;
  /** What stands on it, at lengths back from its end; ascending from the start. */
  readonly devices: readonly { readonly beforeEndM: number; readonly device: Device }[];
}

/** The places and levels of a service, not yet laid. */
export interface ServicePlan {
  readonly task: ServiceTask;
  readonly leavesAtM: number;
  readonly points: readonly {
    readonly at: PlanPoint;
    readonly levelM: number;
    readonly device: Device | null;
    readonly isBend: boolean;
  }[];
}

const LONGEST_M = 60;
/** Places are rounded: what is laid keeps this more than the table wants, metres. */
const SPARE_M = 0.02;
/** Between the walls of lines that run side by side to a building at least, where no table wants more, metres. */
const BESIDE_M = 0.35;
/** Widest clearance that the table wants beside another line, metres. */
const MOST_BESIDE_M = 2;
/** Lines that turn less than this against each other run side by side: cosine of 20 degrees. */
const PARALLEL = 0.94;

/** The levels of a service, or `null` where it cannot get through or would run too close beside another line. */
export function planService(task: ServiceTask, world: MainsWorld): ServicePlan | null {
  const { from, to, laying } = task;
  const { make, kind } = laying;
  const lengthM = distance(from, to);
  if (lengthM < 2 || passesBuilding(task, world) || runsBeside(task, world)) return null;
  const points: { stationM: number; at: PlanPoint }[] = [{ stationM: 0, at: from }];
  const stations = task.devices.map(({ beforeEndM }) => lengthM - beforeEndM).filter((m) => m > 2);
  const pieces = Math.ceil(lengthM / LONGEST_M);
  for (let k = 1; k < pieces; k++) stations.push((lengthM * k) / pieces);
  for (const stationM of [...stations.toSorted((a, b) => a - b), lengthM]) {
    if (stationM - (points.at(-1)?.stationM ?? 0) < 0.5) continue;
    points.push({ stationM, at: pointBetween(from, to, stationM / lengthM) });
  }
  const profile = levelProfile(
    levelTask(
      {
        points,
        size: { kind, halfWidthM: outerHalfWidthM(make), heightM: outerHeightM(make) },
        isOwn: task.isOwn,
        groundM: world.groundM,
        isOverWater: world.isOverWater,
        aimCoverM: task.aimCoverM,
        leastCoverM: task.leastCoverM,
        mostCoverM: task.mostCoverM,
        startAimM: task.startLevelM,
      },
      world.cells,
    ),
  );
  const last = profile.stationsM.length - 1;
  const reached = reachLevels(profile, last, 0, null);
  const start = startLevel(reached.cost, task.startRangeM);
  if (start < 0) return null;
  const offsets = straightened(profile, tracedLevels(reached, start), 0, last);
  const places = alongLine(points, profile.stationsM);
  const own = new Map(points.map(({ stationM }) => [stationM, true]));
  const planned = profile.stationsM.flatMap((stationM, i) => {
    const bends =
      i > 0 &&
      i < last &&
      Math.abs(slope(offsets, profile.stationsM, i - 1) - slope(offsets, profile.stationsM, i)) > 1e-6;
    if (i === 0 || (!bends && own.get(stationM) !== true)) return [];
    const device =
      task.devices.find(({ beforeEndM }) => Math.abs(lengthM - beforeEndM - stationM) < 1e-6)?.device ?? null;
    const levelM = (profile.aimM[i] ?? 0) + (offsets[i] ?? 0);
    return [{ at: places[i] ?? to, levelM, device, isBend: bends }];
  });
  return { task, leavesAtM: task.startLevelM + offsetOf(start), points: planned };
}

function startLevel(cost: Float64Array, rangeM: number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < LEVELS; k++) {
    const each = cost[k] ?? Number.POSITIVE_INFINITY;
    if (Math.abs(offsetOf(k)) > rangeM + 1e-9 || each >= least) continue;
    best = k;
    least = each;
  }
  return rangeM === 0 && best >= 0 ? AIM : best;
}

/** Lays a planned service from a node; gives its last node. */
export function layService(
  { task, leavesAtM, points }: ServicePlan,
  from: DraftNode,
  end: Pick<DraftNode, 'device' | 'endWord'>,
  belongs: { readonly network: string; readonly line: number },
  world: MainsWorld,
): DraftNode {
  const { laying } = task;
  const heightM = outerHeightM(laying.make);
  let before = from;
  for (const [i, { at, levelM, device, isBend }] of points.entries()) {
    const isLast = i === points.length - 1;
    const node: DraftNode = {
      ...plainNode(laying, at, levelM, world),
      device: isLast ? end.device : device,
      endWord: end.endWord,
      throughWord: isBend ? '变坡点' : '直线点',
    };
    addNode(world, node, heightM, belongs);
    const leaves = i === 0 && task.startRangeM > 0 ? leavesAtM : null;
    addLine(world, laying, before, node, belongs, leaves ?? before.levelM);
    world.conduits.push({
      from: before,
      to: node,
      use: 'service',
      laying,
      abandoned: false,
      leavesAtM: leaves,
      arrivesAtM: null,
    });
    before = node;
  }
  return before;
}

/** True where the line would lie too near to another building than its own. */
function passesBuilding({ from, to, laying, building }: ServiceTask, { walls }: MainsWorld): boolean {
  return !walls.isClear(from, to, buildingClearanceM(laying) + outerHalfWidthM(laying.make) + SPARE_M, building);
}

/** True where the line would lie close beside another along its way. */
function runsBeside({ from, to, laying, isOwn }: ServiceTask, world: MainsWorld): boolean {
  const lengthM = distance(from, to);
  const halfM = outerHalfWidthM(laying.make);
  const [ux, uy] = [(to[0] - from[0]) / lengthM, (to[1] - from[1]) / lengthM];
  let found = false;
  world.cells.near(from, to, halfM + MOST_BESIDE_M + 1.5, ({ a, b, value }) => {
    if (found || value.kind === 'shaft' || isOwn(value)) return;
    const otherM = distance(a, b);
    if (otherM < 0.01 || Math.abs(ux * (b[0] - a[0]) + uy * (b[1] - a[1])) < PARALLEL * otherM) return;
    const reachM = halfM + Math.max(BESIDE_M, horizontalClearanceM(laying.kind, value.kind)) + value.halfWidthM;
    for (const [at, p, q] of [
      [a, from, to],
      [b, from, to],
      [from, a, b],
      [to, a, b],
    ] as const) {
      const share = nearestShare(at, p, q);
      if (distance(at, pointBetween(p, q, share)) < reachM) found = true;
    }
  });
  return found;
}

function pointBetween(a: PlanPoint, b: PlanPoint, share: number): PlanPoint {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

function slope(offsets: Float64Array, stationsM: readonly number[], i: number): number {
  return ((offsets[i + 1] ?? 0) - (offsets[i] ?? 0)) / ((stationsM[i + 1] ?? 1) - (stationsM[i] ?? 0));
}
