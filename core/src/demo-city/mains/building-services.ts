import type { DemoBuilding } from '../buildings/demo-building.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import type { MeasuredLine } from '../plan/measured-line.ts';
import type { Street } from '../plan/street.ts';
import type { StreetLines } from '../plan/street-lines.ts';
import { type DraftNode, toMm } from './draft.ts';
import type { LaidRun } from './lay-network.ts';
import { layService, planService, type ServicePlan, type ServiceTask } from './lay-service.ts';
import type { MainsWorld } from './mains-world.ts';
import type { ServiceChoice } from './service-choices.ts';
import { type ServicePath, servicePath } from './service-path.ts';
import { splitMain } from './split-main.ts';

/** What services need of the district. */
export interface ServiceSetting {
  readonly world: MainsWorld;
  readonly lines: StreetLines;
  readonly streets: ReadonlyMap<string, Street>;
  readonly laid: readonly LaidRun[];
  readonly nextId: () => number;
}

/** Longest service, metres: what lies farther from its street is fed by lines of its own plot. */
const LONGEST_M = 110;
/** Small houses join the service of a neighbour within this, metres. */
const NEIGHBOUR_M = 26;

/** Joins buildings to the mains of their street, one network after the other. */
export function layBuildingServices(
  buildings: readonly DemoBuilding[],
  choices: readonly ServiceChoice[],
  setting: ServiceSetting,
): void {
  for (const choice of choices) {
    const mains = mainsByStreet(setting.laid, choice.networks);
    const served = new Map<string, { node: DraftNode; line: number }[]>();
    for (const building of buildings) {
      if (!choice.isWanted(building)) continue;
      const street = setting.streets.get(building.streetId);
      if (street === undefined) continue;
      const lists = choice.networks.map((network) => mains.get(`${network} ${street.id}`));
      if (lists.some((list) => list === undefined)) continue;
      setting.world.statistics.servicesWanted++;
      const nodes = served.get(building.blockId) ?? [];
      const isLaid =
        (choice.joinsNeighbours(building) && joinNeighbour(building, choice, street, nodes, setting)) ||
        layToMain(building, choice, street, lists, nodes, setting);
      if (isLaid) setting.world.statistics.servicesLaid++;
      served.set(building.blockId, nodes);
    }
  }
}

function mainsByStreet(laid: readonly LaidRun[], networks: readonly string[]): Map<string, LaidRun[]> {
  const out = new Map<string, LaidRun[]>();
  for (const each of laid) {
    const { network, edge } = each.run;
    if (!networks.includes(network)) continue;
    const key = `${network} ${edge.street.id}`;
    const known = out.get(key);
    if (known === undefined) out.set(key, [each]);
    else known.push(each);
  }
  return out;
}

/** All lines of a service (heat has two), each from its own main, or none of them. */
function layToMain(
  building: DemoBuilding,
  choice: ServiceChoice,
  street: Street,
  lists: readonly (readonly LaidRun[] | undefined)[],
  nodes: { node: DraftNode; line: number }[],
  setting: ServiceSetting,
): boolean {
  const centre = setting.lines.centre(street);
  if (distance(building.entry, centre.at(centre.chainageOf(building.entry))) > LONGEST_M) return false;
  for (const asideM of choice.asidesM) {
    const plans = lists.map((list, i) =>
      planToMain(building, choice, asideM + i * choice.apartM, i, centre, street, list ?? [], setting),
    );
    if (plans.some((plan) => plan === null)) continue;
    for (const [i, planned] of plans.entries()) {
      if (planned === null) continue;
      const line = setting.nextId();
      const belongs = { network: choice.networks[i] ?? '', line };
      const tee = splitMain(planned.path, choice.teeDevice, setting.world);
      const end = layService(
        planned.plan,
        tee,
        { device: choice.endDevice(building), endWord: '入户' },
        belongs,
        setting.world,
      );
      if (choice.joinsNeighbours(building)) nodes.push({ node: end, line });
    }
    return true;
  }
  return false;
}

interface PlannedService {
  readonly path: ServicePath;
  readonly plan: ServicePlan;
}

function planToMain(
  building: DemoBuilding,
  choice: ServiceChoice,
  asideM: number,
  index: number,
  centre: MeasuredLine,
  street: Street,
  mains: readonly LaidRun[],
  setting: ServiceSetting,
): PlannedService | null {
  const chainageM = centre.chainageOf(building.entry);
  const near = mains.filter(({ run: { edge } }) => chainageM > edge.fromM - 30 && chainageM < edge.toM + 30);
  const path = servicePath(building.entry, asideM, centre, street.boundaryM, near);
  if (path === null) return null;
  const main = path.main.layings[path.index];
  const [p, q] = [path.main.nodes[path.index], path.main.nodes[path.index + 1]];
  if (main === undefined || p === undefined || q === undefined || !choice.mayTap(main)) return null;
  const task: ServiceTask = {
    from: path.at,
    to: path.entry,
    laying: choice.layingOf(building, street, main, index),
    startLevelM: toMm(p.levelM + (q.levelM - p.levelM) * path.share),
    startRangeM: choice.startRangeM,
    aimCoverM: choice.aimCoverM,
    leastCoverM: choice.leastCoverM,
    mostCoverM: 4.5,
    isOwn: ({ line, kind }) => line === path.main.run.id && kind !== 'shaft',
    building,
    devices: choice.devices(building),
  };
  const plan = planService(task, setting.world);
  return plan === null ? null : { path, plan };
}

/** Water enters a little beside the house drain, which leaves at the entry itself; metres. */
const BESIDE_ENTRY_M = 0.7;

function besideEntry(entry: PlanPoint, from: PlanPoint): PlanPoint {
  const shareM = BESIDE_ENTRY_M / distance(entry, from);
  return [entry[0] + (from[1] - entry[1]) * shareM, entry[1] - (from[0] - entry[0]) * shareM];
}

function joinNeighbour(
  building: DemoBuilding,
  choice: ServiceChoice,
  street: Street,
  nodes: { node: DraftNode; line: number }[],
  { world, nextId }: ServiceSetting,
): boolean {
  let best: { node: DraftNode; line: number } | null = null;
  let leastM = NEIGHBOUR_M;
  for (const each of nodes) {
    const m = distance(each.node.at, building.entry);
    if (m >= leastM || m < 3) continue;
    best = each;
    leastM = m;
  }
  if (best === null) return false;
  const { node, line } = best;
  const plan = planService(
    {
      from: node.at,
      to: besideEntry(building.entry, node.at),
      laying: choice.layingOf(building, street, null, 0),
      startLevelM: node.levelM,
      startRangeM: 0,
      aimCoverM: choice.aimCoverM,
      leastCoverM: choice.leastCoverM,
      mostCoverM: 4.5,
      isOwn: (obstacle) => obstacle.line === line,
      building,
      devices: [],
    },
    world,
  );
  if (plan === null) return false;
  const own = nextId();
  const belongs = { network: choice.networks[0] ?? '', line: own };
  const end = layService(plan, node, { device: choice.endDevice(building), endWord: '入户' }, belongs, world);
  nodes.push({ node: end, line: own });
  return true;
}
