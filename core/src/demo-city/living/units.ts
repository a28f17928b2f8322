import type { CityPoint } from '../../model/city-point.ts';
import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';
import type { PlanLine, PlanPoint } from '../place/plan-geometry.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import { type MeasuredLine, measuredLine } from '../plan/measured-line.ts';
import { ringCentre } from '../plan/ring-geometry.ts';
import type { StreetEdge, StreetVertex } from '../plan/street.ts';
import { cityPoint } from './city-point-maker.ts';
import type { LivingCell, ManagementGrid } from './management-grid.ts';
import { personName } from './person-names.ts';

/** A person or vehicle on duty with the beat it goes. */
export interface LivingUnit {
  readonly point: CityPoint;
  /** Up and down this line, in plan. */
  readonly route: MeasuredLine;
  readonly speedMps: number;
  /** Hours of the city's clock between which it is on duty; one that ends before it begins goes over midnight. */
  readonly shift: readonly [fromH: number, toH: number];
}

const ROUTE_M = 2600;
const SHIFTS = {
  day: [8, 17],
  late: [14, 22],
  night: [20, 6],
} as const;

interface Crew {
  readonly zh: string;
  readonly en: string;
  readonly owner: string;
  readonly count: number;
  readonly speedMps: number;
  readonly shift: keyof typeof SHIFTS;
}

/** Besides one supervisor (监督员) a community. */
const CREWS: readonly Crew[] = [
  { zh: '城管巡查车', en: 'Patrol car', owner: '城市管理执法局(模拟)', count: 8, speedMps: 6, shift: 'late' },
  { zh: '排水抢修车', en: 'Drain repair crew', owner: '排水公司(模拟)', count: 4, speedMps: 7, shift: 'day' },
  { zh: '供水抢修车', en: 'Water repair crew', owner: '供水公司(模拟)', count: 3, speedMps: 7, shift: 'day' },
  { zh: '燃气巡线员', en: 'Gas line walker', owner: '燃气公司(模拟)', count: 4, speedMps: 3, shift: 'day' },
  { zh: '电力抢修车', en: 'Power repair crew', owner: '供电公司(模拟)', count: 3, speedMps: 7, shift: 'night' },
  { zh: '环卫清扫车', en: 'Street sweeper', owner: '环境卫生中心(模拟)', count: 10, speedMps: 3, shift: 'night' },
  { zh: '交警巡逻车', en: 'Traffic police car', owner: '公安交警支队(模拟)', count: 6, speedMps: 8, shift: 'late' },
];

const WALKING_MPS = 1.2;

/** Units of the detailed district: a supervisor for each community, and crews with vehicles. */
export function units(
  { network }: DistrictPlan,
  grid: ManagementGrid,
  groundLevelM: (at: PlanPoint) => number,
  seed: number,
): readonly LivingUnit[] {
  const random = seededRandom(seed ^ 0xd077);
  const leaving = new Map<StreetVertex, StreetEdge[]>();
  for (const edge of network.edges) {
    for (const vertex of [edge.from, edge.to]) leaving.set(vertex, [...(leaving.get(vertex) ?? []), edge]);
  }
  const out: LivingUnit[] = [];
  const add = (
    home: LivingCell,
    zh: string,
    en: string,
    owner: string,
    speedMps: number,
    shift: keyof typeof SHIFTS,
  ) => {
    const line = routeFrom(nearestVertex(network.vertices, ringCentre(home.ring)), leaving, random);
    const [at] = line;
    if (at === undefined || line.length < 2) return;
    const person = personName(random);
    const [fromH, toH] = SHIFTS[shift];
    const id = `RY-${String(out.length + 1).padStart(3, '0')}`;
    const point = cityPoint(grid, {
      kind: 'unit',
      sourceId: id,
      name: { zh: `${zh} ${person}`, en: `${en} ${id.slice(3)}` },
      at,
      groundLevelM: groundLevelM(at),
      category: zh,
      owner,
      raw: { 责任网格: home.code, 班次: `${fromH}:00-${toH}:00`, 姓名: person },
    });
    if (point !== null) out.push({ point, route: measuredLine(line), speedMps, shift: [fromH, toH] });
  };
  const detailed = grid.cells.filter(({ isDetailed }) => isDetailed);
  const homes = new Map(detailed.map((cell) => [cell.code.slice(0, 12), cell]));
  for (const home of homes.values()) {
    add(
      home,
      '网格监督员',
      'Grid supervisor',
      '城市管理监督中心(模拟)',
      WALKING_MPS,
      random.chance(0.8) ? 'day' : 'late',
    );
  }
  for (const { zh, en, owner, count, speedMps, shift } of CREWS) {
    for (let i = 0; i < count; i++) add(random.pick(detailed), zh, en, owner, speedMps, shift);
  }
  return out;
}

function nearestVertex(vertices: readonly StreetVertex[], [x, y]: PlanPoint): StreetVertex | null {
  let best: StreetVertex | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const vertex of vertices) {
    const apart = Math.hypot(vertex.at[0] - x, vertex.at[1] - y);
    if (apart >= least) continue;
    least = apart;
    best = vertex;
  }
  return best;
}

/** A walk along streets that turns back only at dead ends. */
function routeFrom(
  start: StreetVertex | null,
  leaving: ReadonlyMap<StreetVertex, readonly StreetEdge[]>,
  random: SeededRandom,
): PlanLine {
  const line: PlanPoint[] = [];
  let vertex = start;
  let before: StreetEdge | null = null;
  for (let lengthM = 0; vertex !== null && lengthM < ROUTE_M; ) {
    const edges: readonly StreetEdge[] = leaving.get(vertex) ?? [];
    const others = edges.filter((each) => each !== before);
    if (edges.length === 0) break;
    const edge: StreetEdge = random.pick(others.length > 0 ? others : edges);
    const measured = measuredLine(edge.street.centreline);
    const forward = edge.from === vertex;
    const between = measured.points.filter((_, i) => {
      const m = measured.chainages[i] ?? 0;
      return m > edge.fromM + 1 && m < edge.toM - 1;
    });
    line.push(vertex.at, ...(forward ? between : between.toReversed()));
    lengthM += edge.toM - edge.fromM;
    before = edge;
    vertex = forward ? edge.to : edge.from;
  }
  if (vertex !== null && line.length > 0) line.push(vertex.at);
  return line;
}
