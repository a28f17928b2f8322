import { buildingWalls } from '../buildings/building-walls.ts';
import type { DemoBuilding } from '../buildings/demo-building.ts';
import type { LaidNetwork } from '../network/laid.ts';
import { type DemoSite, SITE_SIDE_M } from '../place/demo-site.ts';
import { type PlanPoint, segmentsOf } from '../place/plan-geometry.ts';
import { segmentCells } from '../place/segment-cells.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import { streetLines } from '../plan/street-lines.ts';
import { layBuildingServices } from './building-services.ts';
import { powerChoice, telecomChoice } from './cable-choices.ts';
import { kindOf } from './clearance-audit.ts';
import { type DraftConduit, SURVEY_EDGE } from './draft.ts';
import { emitNetwork } from './emit.ts';
import { layHydrants } from './lay-hydrants.ts';
import { type LaidRun, layNetwork } from './lay-network.ts';
import type { Trunks } from './layings.ts';
import type { LineChoice } from './line-choice.ts';
import { type MainsStatistics, type MainsWorld, mainsWorld, planRun, statisticsOf } from './mains-world.ts';
import { addObstacle, conduitObstacle, shaftObstacle } from './obstacle.ts';
import { gasChoice, heatChoice, reclaimedChoice, waterChoice } from './pipe-choices.ts';
import { networkRuns } from './run.ts';
import { SERVICE_CHOICES } from './service-choices.ts';
import { fedRuns, laidLengthM, largestPart, withoutOwnCrossings } from './sound-runs.ts';
import { type NetworkTask, OLD_WATER, specialTasks, TUNNEL } from './special-lines.ts';
import { layTunnelContents, longestRow } from './tunnel-contents.ts';

/** Mains with what is known of how they were laid. */
export interface MainsReport {
  readonly network: LaidNetwork;
  readonly statistics: MainsStatistics;
}

/** Every line of a district but its drains: laid after them, so that mains yield and drains do not. */
export function districtMains(
  plan: DistrictPlan,
  buildings: readonly DemoBuilding[],
  drains: LaidNetwork,
  site: DemoSite,
): LaidNetwork {
  return layMains(plan, buildings, drains, site).network;
}

export function layMains(
  plan: DistrictPlan,
  buildings: readonly DemoBuilding[],
  drains: LaidNetwork,
  site: DemoSite,
): MainsReport {
  const world = mainsWorld({ ...placeOf(plan, site), walls: buildingWalls(buildings) });
  takeDrains(world, drains);
  const lines = streetLines(plan.network);
  let id = 0;
  const nextId = (): number => ++id;
  const special = specialTasks(plan, lines, world, nextId);
  const main = (name: string, choice: LineChoice): NetworkTask => ({
    name,
    rules: choice,
    runs: largestPart(withoutOwnCrossings(networkRuns(name, choice, plan.network.edges, lines, nextId))),
    isFed: true,
  });
  const trunks = trunksOf(plan);
  // Rigid and large before soft and small (GB 50289-2016 3.0.10): each yields to all before it.
  const tasks: readonly NetworkTask[] = [
    ...special.tunnel,
    main('heatSupply', heatChoice(false)),
    main('heatReturn', heatChoice(true)),
    main('water', waterChoice()),
    main('gas', gasChoice(trunks)),
    main('reclaimed', reclaimedChoice()),
    ...special.pipes,
    main('telecom', telecomChoice()),
    main('power', powerChoice(trunks)),
    ...special.cables,
  ];
  for (const { runs } of tasks) for (const run of runs.runs) planRun(world, run);
  const laid = tasks.flatMap(({ name, rules, runs, isFed }) => {
    const each = layNetwork(name, rules, runs, world);
    const kept =
      name === TUNNEL ? longestRow(each) : isFed ? fedRuns(each, ({ endWord }) => endWord === SURVEY_EDGE) : each;
    if (isFed) statisticsOf(world.statistics, name).omittedM += laidLengthM(each) - laidLengthM(kept);
    return kept;
  });
  layTunnelContents(ofNetwork(laid, TUNNEL), world);
  layHydrants(ofNetwork(laid, 'water'), lines, world, nextId);
  const streets = new Map(plan.network.streets.map((street) => [street.id, street]));
  layBuildingServices(buildings, SERVICE_CHOICES, { world, lines, streets, laid, nextId });
  const mains = laid.flatMap((each) => conduitsOf(each));
  return { network: emitNetwork(world.nodes, [...mains, ...world.conduits]), statistics: world.statistics };
}

function ofNetwork(laid: readonly LaidRun[], name: string): readonly LaidRun[] {
  return laid.filter(({ run }) => run.network === name);
}

function conduitsOf({ run, nodes, layings, startsAtM, endsAtM }: LaidRun): readonly DraftConduit[] {
  const abandoned = run.network === OLD_WATER;
  return layings.flatMap((laying, i): readonly DraftConduit[] => {
    const [from, to] = [nodes[i], nodes[i + 1]];
    return from && to
      ? [
          {
            from,
            to,
            use: 'main',
            laying,
            abandoned,
            leavesAtM: i === 0 ? startsAtM : null,
            arrivesAtM: i === layings.length - 1 ? endsAtM : null,
          },
        ]
      : [];
  });
}

/** The longest arterial carries the gas trunk, the next one without a tunnel the 110 kV cables. */
function trunksOf({ network }: DistrictPlan): Trunks {
  const arterials = network.streets
    .filter(({ kind, tunnel }) => kind === 'arterial' && !tunnel)
    .toSorted((a, b) => b.lengthM - a.lengthM);
  return { gasId: arterials[0]?.id ?? null, cableTrenchId: arterials[1]?.id ?? null };
}

const EDGE_M = 25;
/** From the water's edge to the top of the bank, metres. */
const BANK_M = 20;
const RIVER_CELL_M = 60;

function placeOf(plan: DistrictPlan, site: DemoSite): Pick<MainsWorld, 'groundM' | 'isOverWater' | 'isAtEdge'> {
  const river = segmentCells<null>(RIVER_CELL_M);
  for (const [a, b] of segmentsOf(plan.river.axis)) river.add(a, b, null);
  const reachM = plan.river.halfWidthM + BANK_M;
  return {
    groundM: (at) => site.groundLevelM(at),
    isOverWater: (at) => river.hasWithin(at, reachM, () => true),
    isAtEdge: ([x, y]: PlanPoint) => x < EDGE_M || y < EDGE_M || x > SITE_SIDE_M - EDGE_M || y > SITE_SIDE_M - EDGE_M,
  };
}

function takeDrains(world: MainsWorld, drains: LaidNetwork): void {
  for (const conduit of drains.conduits) {
    addObstacle(world.cells, conduitObstacle(conduit, kindOf(conduit), conduit.utility));
  }
  for (const node of drains.nodes) {
    const shaft = shaftObstacle(node, node.utility);
    if (shaft) addObstacle(world.cells, shaft);
  }
}
