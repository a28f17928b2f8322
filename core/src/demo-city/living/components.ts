import type { CityPoint } from '../../model/city-point.ts';
import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';
import type { FurnitureItem } from '../buildings/street-furniture.ts';
import type { LaidNetwork, LaidNode } from '../network/laid.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import { measuredLine } from '../plan/measured-line.ts';
import type { StreetEdge } from '../plan/street.ts';
import { cityPoint } from './city-point-maker.ts';
import { COMPONENT_CLASSES, type ComponentKind } from './components/component-classes.ts';
import { coverKind } from './components/cover-kind.ts';
import { placeInCell } from './grid/place-in-cell.ts';
import type { LivingCell, ManagementGrid } from './management-grid.ts';
import { junctionsWithSignals } from './signal-junctions.ts';
import { weightedPick } from './weighted-pick.ts';

/** One tree in so many has a number of its own. */
const TREE_STEP = 16;
const BIN_SPACING_M = 130;
const SHELTER_SPACING_M = 420;
/** Behind the kerb, metres. */
const BEHIND_KERB_M = 1.4;

/** Components of a cell outside the detailed district: how many in the mean, and of what. */
const COARSE_IN_CELL = 0.85;
const COARSE_MIX: readonly (readonly [ComponentKind, number])[] = [
  ['sewage', 18],
  ['storm', 14],
  ['gully', 22],
  ['water', 8],
  ['telecom', 10],
  ['power', 6],
  ['heat', 3],
  ['gas', 3],
  ['hydrant', 3],
  ['lamp', 28],
  ['bin', 8],
  ['tree', 14],
];

/** What the components of a city are made from. */
export interface ComponentSources {
  readonly plan: DistrictPlan;
  readonly grid: ManagementGrid;
  readonly network: LaidNetwork;
  readonly furniture: readonly FurnitureItem[];
  readonly groundLevelM: (at: PlanPoint) => number;
  readonly seed: number;
}

/**
 * Components with ids of 16 digits: in the detailed district the covers over what is laid along streets (`物探点号` holds the
 * number of the network's point), hydrants, lamps, bins, shelters, signals and a share of the trees; elsewhere a few a cell.
 */
export function components(sources: ComponentSources): readonly CityPoint[] {
  const { plan, grid, network, furniture, groundLevelM, seed } = sources;
  const random = seededRandom(seed ^ 0xc0de);
  const serials = new Map<string, number>();
  const out: CityPoint[] = [];
  const add = (kind: ComponentKind, at: PlanPoint, extra: Extra = {}): void => {
    const { digits, zh, en, owner } = COMPONENT_CLASSES[kind];
    const made = cityPoint(grid, {
      kind: 'component',
      sourceId: '',
      name: { zh, en },
      at,
      groundLevelM: extra.groundLevelM ?? groundLevelM(at),
      category: zh,
      owner,
      status: extra.abandoned === true ? 'abandoned' : 'inUse',
      ...(extra.heightM === undefined ? {} : { heightM: extra.heightM }),
    });
    if (made?.gridCell === null || made?.gridCell === undefined) return;
    const group = made.gridCell.slice(0, 6) + digits;
    const serial = (serials.get(group) ?? 0) + 1;
    serials.set(group, serial);
    const code = group + String(serial).padStart(6, '0');
    out.push({ ...made, sourceId: code, code, raw: { ...made.raw, ...extra.raw, 编号: code, 小类: digits } });
  };

  const alongStreets = nodesOfMains(network);
  for (const node of network.nodes) {
    const kind = node.appurtenance === '消防栓' ? 'hydrant' : coverKind(node);
    if (kind === null || (kind !== 'gully' && kind !== 'hydrant' && !alongStreets.has(node))) continue;
    const raw = { 物探点号: node.id, 管线权属: node.owner, 道路: node.streetZh };
    add(kind, node.at, { groundLevelM: node.groundLevelM, abandoned: node.abandoned, raw });
  }
  let trees = 0;
  for (const { id, kind, at, heightM } of furniture) {
    if (kind === 'lamp') add('lamp', at, { heightM, raw: { 杆号: id } });
    else if (trees++ % TREE_STEP === 0) add('tree', at, { heightM, raw: { 树号: id } });
  }
  for (const at of besideStreets(plan, BIN_SPACING_M, ['arterial', 'collector', 'local'])) add('bin', at);
  for (const at of besideStreets(plan, SHELTER_SPACING_M, ['arterial', 'collector']))
    add('shelter', at, { heightM: 2.8 });
  for (const { corners } of junctionsWithSignals(plan)) for (const at of corners) add('signal', at, { heightM: 6 });

  const pick = weightedPick(COARSE_MIX.map(([, weight]) => weight));
  for (const cell of grid.cells) {
    if (cell.isDetailed) continue;
    for (let n = coarseCount(cell, random); n > 0; n--) {
      add(COARSE_MIX[pick(random.next())]?.[0] ?? 'lamp', placeInCell(cell.ring, random));
    }
  }
  return out;
}

interface Extra {
  readonly groundLevelM?: number;
  readonly heightM?: number;
  readonly abandoned?: boolean;
  readonly raw?: Readonly<Record<string, string>>;
}

function coarseCount({ character }: LivingCell, random: SeededRandom): number {
  const mean = character === 'green' || character === 'port' ? COARSE_IN_CELL / 2 : COARSE_IN_CELL;
  return Math.floor(mean + random.next());
}

/** Points at which mains end: what lies in yards belongs to their owners and is no matter of the city. */
function nodesOfMains({ conduits }: LaidNetwork): ReadonlySet<LaidNode> {
  return new Set(conduits.flatMap(({ use, from, to }) => (use === 'main' ? [from, to] : [])));
}

/** Places behind the right kerb, one every so many metres at least where a stretch is long enough. */
function besideStreets({ network }: DistrictPlan, spacingM: number, kinds: readonly string[]): readonly PlanPoint[] {
  return network.edges.flatMap(({ street, fromM, toM }: StreetEdge) => {
    if (!kinds.includes(street.kind)) return [];
    const count = Math.round((toM - fromM) / spacingM);
    if (count === 0) return [];
    const centre = measuredLine(street.centreline);
    return Array.from({ length: count }, (_, i) =>
      centre.at(fromM + ((i + 0.5) * (toM - fromM)) / count, street.kerbM + BEHIND_KERB_M),
    );
  });
}
