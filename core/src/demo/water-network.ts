import { type DraftNode, type DraftPipe, groundAtM, type NodeNumbers } from './draft.ts';
import {
  HYDRANT_BRANCH,
  OLD_WATER_MAIN,
  outerHalfWidthM,
  type PipeMake,
  WATER_LANE,
  WATER_MAIN,
  WATER_MAIN_LARGE,
  WATER_MAIN_PLASTIC,
  WATER_SERVICES,
  WATER_TRUNK,
} from './pipe-make.ts';
import { distanceToLine, type PlanLine, type PlanPoint, pointAlong } from './plan-geometry.ts';
import { chainageOf, isInsidePlot } from './plots.ts';
import type { SeededRandom } from './seeded-random.ts';
import { FROM_MANHOLE_M } from './shaft-room.ts';
import type { StreetLines } from './street-lines.ts';
import { SHORE_STREET, type Street, type StreetEdge, type StreetNetwork, type StreetVertex } from './street-network.ts';

/** Least cover of water pipes, metres: below the frost of Qinhuangdao (about 0.85 m) and GB 50289-2016's 1.0 m for PE. */
const COVER_M = 1.1;
/** All axes lie as deep as the largest main's, so that tees join axis to axis. */
const AXIS_DEPTH_M = COVER_M + outerHalfWidthM(WATER_TRUNK);
/** A gate valve stands this far beyond each crossing, metres: the first place free of the other street's pipes. */
const VALVE_PLACES_M = [4.5, 3.2, 6.4, 13, 15];
/** From the middle of a valve's shaft to any pipe of the other street, metres. */
const VALVE_CLEAR_M = 1.7;
/** The street whose first main was left in the ground, under the left lane. */
export const STREET_WITH_OLD_MAIN = 'Wenhua Road';

export interface WaterPlan {
  readonly network: StreetNetwork;
  readonly lines: StreetLines;
  readonly numbers: NodeNumbers;
  readonly random: SeededRandom;
  /** Where the manholes of the drains will stand. */
  readonly manholes: readonly PlanPoint[];
}

interface Stop {
  readonly chainageM: number;
  readonly node: DraftNode;
}

/** Looped mains along all streets with valves, hydrants and services to the plots; and a main left in the ground. */
export function waterPipes(plan: WaterPlan): readonly DraftPipe[] {
  const atVertices = new Map<StreetVertex, DraftNode>();
  for (const vertex of plan.network.vertices) {
    const street = vertex.streets[0]?.street;
    if (!street) continue;
    const meets = plan.network.edges.filter((edge) => edge.from === vertex || edge.to === vertex).length;
    const feature = meets >= 4 ? '四通' : meets === 3 ? '三通' : meets === 2 ? '弯头' : '盖堵';
    atVertices.set(vertex, fitting(plan, feature, plan.lines.meeting(vertex, 'water'), street));
  }
  return plan.network.edges.flatMap((edge) => {
    const from = atVertices.get(edge.from);
    const to = atVertices.get(edge.to);
    return from && to ? [...edgePipes(plan, edge, from, to), ...oldMain(plan, edge)] : [];
  });
}

function edgePipes(plan: WaterPlan, edge: StreetEdge, from: DraftNode, to: DraftNode): DraftPipe[] {
  const { street } = edge;
  const make = mainOf(street);
  const start: Stop = { chainageM: chainageOf(from.at, street), node: from };
  const end: Stop = { chainageM: chainageOf(to.at, street), node: to };
  const stops: Stop[] = [start, ...valves(plan, street, start, end)];
  const branches: DraftPipe[] = [];
  for (const phase of [0.25, 0.75]) {
    for (const [i, slot] of plan.lines.slots(edge, 'water', phase).entries()) {
      const hydrant = phase === 0.75 && i % 4 === 1;
      const branch = hydrant ? hydrantBranch(plan, street, slot.chainageM) : service(plan, street, slot.chainageM);
      if (!branch) continue;
      branches.push(branch);
      stops.push({ chainageM: slot.chainageM, node: branch.from });
    }
  }
  stops.push(end);
  stops.sort((a, b) => a.chainageM - b.chainageM);
  const pipes: DraftPipe[] = [];
  for (const [i, here] of stops.entries()) {
    const next = stops[i + 1];
    if (next) pipes.push(waterPipe(make, street, 'main', here.node, next.node, between(street, here, next)));
  }
  return [...pipes, ...branches];
}

/** The main follows a curved street between two stops; a straight piece needs no vertex. */
function between(street: Street, here: Stop, next: Stop): PlanLine {
  const count = Math.floor((next.chainageM - here.chainageM) / 14);
  const path: PlanPoint[] = [here.node.at];
  for (let i = 1; i < count; i++) {
    const chainageM = here.chainageM + ((next.chainageM - here.chainageM) * i) / count;
    path.push(pointAlong(street.centreline, chainageM, street.lies.water));
  }
  return [...path, next.node.at];
}

function valves(plan: WaterPlan, street: Street, start: Stop, end: Stop): Stop[] {
  if (end.chainageM - start.chainageM < 40) return [];
  const places = [VALVE_PLACES_M.map((m) => start.chainageM + m), VALVE_PLACES_M.map((m) => end.chainageM - m)];
  return places.flatMap((tried) => {
    const placed = tried.map((chainageM) => ({
      chainageM,
      at: pointAlong(street.centreline, chainageM, street.lies.water),
    }));
    const free = placed.find(({ at }) => plan.lines.isClear(at, street, VALVE_CLEAR_M));
    return free ? [{ chainageM: free.chainageM, node: appurtenance(plan, '阀门', free.at, street, 1200) }] : [];
  });
}

function hydrantBranch(plan: WaterPlan, street: Street, chainageM: number): DraftPipe {
  const tee = fitting(plan, '三通', pointAlong(street.centreline, chainageM, street.lies.water), street);
  const at = pointAlong(street.centreline, chainageM, street.kerbM + 0.6);
  const hydrant = appurtenance(plan, '消火栓', at, street, null);
  return waterPipe(HYDRANT_BRANCH, street, 'connection', tee, hydrant, [tee.at, at]);
}

/** A service pipe to the meter of a plot on either side; `null` where no plot takes one. */
function service(plan: WaterPlan, street: Street, chainageM: number): DraftPipe | null {
  if (!plan.random.chance(0.38)) return null;
  const left = street.en !== STREET_WITH_OLD_MAIN && plan.random.chance(0.4);
  const make = plan.random.pick(WATER_SERVICES);
  const teeAt = pointAlong(street.centreline, chainageM, street.lies.water);
  const at = pointAlong(street.centreline, chainageM, (left ? -1 : 1) * (street.boundaryM + 1.5));
  if (!isInsidePlot(at, teeAt, street, plan.network)) return null;
  if (plan.manholes.some((each) => distanceToLine(each, [teeAt, at]) < FROM_MANHOLE_M)) return null;
  const tee = fitting(plan, '三通', teeAt, street);
  return waterPipe(make, street, 'connection', tee, appurtenance(plan, '水表', at, street, 700), [tee.at, at]);
}

function oldMain(plan: WaterPlan, edge: StreetEdge): DraftPipe[] {
  const { street } = edge;
  if (street.en !== STREET_WITH_OLD_MAIN || edge.toM - edge.fromM < 150) return [];
  const path = [26, 60, 94, 128].flatMap((m): PlanPoint[] =>
    edge.fromM + m < edge.toM - 22 ? [pointAlong(street.centreline, edge.fromM + m, 1.7 - street.kerbM)] : [],
  );
  const first = path[0];
  const last = path.at(-1);
  if (!first || !last) return [];
  const from = fitting(plan, '盖堵', first, street);
  const to = fitting(plan, '盖堵', last, street);
  return [{ ...waterPipe(OLD_WATER_MAIN, street, 'main', from, to, path), abandoned: true }];
}

function mainOf(street: Street): PipeMake {
  if (street.en === SHORE_STREET) return WATER_TRUNK;
  if (street.kind === 'avenue') return WATER_MAIN_LARGE;
  if (street.kind === 'lane') return WATER_LANE;
  return street.builtYear >= 2004 ? WATER_MAIN_PLASTIC : WATER_MAIN;
}

function waterPipe(
  make: PipeMake,
  street: Street,
  use: DraftPipe['use'],
  from: DraftNode,
  to: DraftNode,
  path: PlanLine,
): DraftPipe {
  const topM = (node: DraftNode): number =>
    Math.round((groundAtM(node) - AXIS_DEPTH_M + outerHalfWidthM(make)) * 1000) / 1000;
  const levels = { reference: 'outerTop', fromLevelM: topM(from), toLevelM: topM(to) } as const;
  return { utility: 'water', use, from, to, path, make, street, abandoned: false, ...levels };
}

function fitting(plan: WaterPlan, feature: string, at: PlanPoint, street: Street): DraftNode {
  return {
    id: plan.numbers.next('water'),
    utility: 'water',
    kind: 'fitting',
    feature,
    at,
    street,
    shaftDiameterMm: null,
    sumpBelowInvertM: null,
  };
}

function appurtenance(
  plan: WaterPlan,
  feature: string,
  at: PlanPoint,
  street: Street,
  shaftDiameterMm: number | null,
): DraftNode {
  const sumpBelowInvertM = shaftDiameterMm === null ? null : 0.3;
  return { ...fitting(plan, feature, at, street), kind: 'appurtenance', shaftDiameterMm, sumpBelowInvertM };
}
