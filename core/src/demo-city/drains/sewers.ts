import type { PipeMake } from '../network/pipe-make.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { StreetEdge, StreetVertex } from '../plan/street.ts';
import { SHAFT_CLEAR_M, SHAFT_M } from './combined-drains.ts';
import type { DrainNode, DrainPipe } from './drain-draft.ts';
import { withoutDrops } from './drain-drops.ts';
import type { DrainLoad } from './drain-hydraulics.ts';
import { type LaidReach, type LevelOptions, laidReaches, pipeOf, type Reach } from './drain-levels.ts';
import { CONCRETE_DRAINS, EGG_TRUNKS } from './drain-makes.ts';
import { ReachMaker } from './drain-reaches.ts';
import { type DrainRoute, drainRoutes } from './drain-routes.ts';
import type { DrainSetting } from './drain-setting.ts';
import { drainYear, pipeSeries } from './drain-years.ts';
import type { GravityIndex } from './gravity-index.ts';
import type { OldQuarter } from './old-quarter.ts';
import { SIPHON_HEAD_M, type SiphonPlace, siphonBarrels, siphonPlace } from './siphon.ts';

/** Ground to outer top of a sewer where nothing asks for more, metres. */
const SEWER_COVER_M = 2.75;
/** Vertical clearance to storm drains (GB 50289-2016 table 4.1.14 wants 0.15 m), metres. */
export const BELOW_STORM_M = 0.25;
/** The pumping station stands this far from the last crossing, metres; directions are tried all around. */
const STATION_AWAY_M = [34, 28, 22, 16];
const DIRECTIONS = 24;
/** Water is drawn to the interceptor's street: its length counts for less. */
const INTERCEPTOR_WEIGHT = 0.35;

/** The trunk: DN1000 at least, which needs least fall, and an egg where that is no longer enough. */
const TRUNK_SERIES: readonly PipeMake[] = [
  ...CONCRETE_DRAINS.filter((make) => make.widthMm === 1000),
  ...EGG_TRUNKS,
  ...CONCRETE_DRAINS.filter((make) => make.widthMm >= 1400),
];

export interface Sewers {
  readonly pipes: readonly DrainPipe[];
  readonly station: DrainNode;
}

export interface SewerPlan {
  readonly laid: GravityIndex;
  readonly quarter: OldQuarter | null;
  /** What the old quarter passes on at its outlet, as it flows into the sewers' manhole there. */
  readonly joining: { readonly load: DrainLoad; readonly obvertM: number } | null;
}

/** The maker of the sewers' manholes; the old quarter's last drain ends in one of them. */
export function sewerMaker(setting: DrainSetting, laid: GravityIndex): ReachMaker {
  return new ReachMaker({
    lines: setting.lines,
    nodes: setting.nodes,
    utility: 'sewage',
    line: 'sewage',
    phase: 0.5,
    isFree: (at) => laid.hasRoomFor(at, SHAFT_M, SHAFT_CLEAR_M, []),
    yearOf: (edge) => drainYear(edge, setting.site.seed + 1),
    seriesOf: (edge) => sewerSeries(drainYear(edge, setting.site.seed + 1)),
    ownPerM: (edge) => ({ areaHa: 0, sewageM3s: setting.sewageM3sPerM(edge.street) }),
  });
}

/** Sewers under all streets but the old quarter's, to the interceptor along the shore and the pumping station at its east end. */
export function sewers(setting: DrainSetting, maker: ReachMaker, { laid, quarter, joining }: SewerPlan): Sewers {
  const { plan } = setting;
  const shore = interceptorStreet(setting);
  const siphon = siphonPlace(setting);
  const isUsed = (edge: StreetEdge): boolean =>
    (setting.riverAtM(edge) === null || edge === siphon?.edge) && quarter?.edges.has(edge) !== true;
  const end = stationVertex(setting, isUsed);
  const graph = {
    network: plan.network,
    groundM: setting.groundM,
    isUsed,
    weight: (edge: StreetEdge) => (edge.street.id === shore ? INTERCEPTOR_WEIGHT : 1),
  };
  const routes = drainRoutes(graph, new Set([end]));
  const trunk = trunkEdges(routes, siphon?.edge ?? null, shore);
  const reaches = routes.flatMap((route) => {
    if (route.edge === siphon?.edge) return siphonReaches(maker, route.down === route.edge.to, siphon, setting);
    const made = maker.reachesOf(route);
    return trunk.has(route.edge) ? made.map((each) => ({ ...each, series: TRUNK_SERIES })) : made;
  });
  const top = maker.atVertex(end);
  const station = setting.nodes.make('sewage', 'pumpStation', stationAt(top, setting), top.street);
  const last = {
    utility: 'sewage' as const,
    up: top,
    down: station,
    street: top.street,
    builtYear: top.street.builtYear,
  };
  reaches.push({ ...last, series: TRUNK_SERIES, own: { areaHa: 0, sewageM3s: 0 }, siphonHeadM: null });
  const options: LevelOptions = {
    regime: 'sewage',
    coverM: () => SEWER_COVER_M,
    outfallCoverM: SEWER_COVER_M,
    laid,
    clearanceM: BELOW_STORM_M,
    joining: quarter && joining ? new Map([[maker.atVertex(quarter.outlet), joining]]) : new Map(),
  };
  const all = laidReaches(reaches, options);
  const barrels = all.flatMap((each) => (isSiphon(each) && siphon ? siphonBarrels(each, siphon, setting) : []));
  return { pipes: [...withoutDrops(all.filter((each) => !isSiphon(each)).map(pipeOf)), ...barrels], station };
}

function isSiphon({ reach }: LaidReach): boolean {
  return reach.siphonHeadM !== null;
}

/** From one bank to the other: sewers on both, and the siphon between its chambers. */
function siphonReaches(
  maker: ReachMaker,
  isForward: boolean,
  { edge, chamberM }: SiphonPlace,
  { lines, nodes }: DrainSetting,
): Reach[] {
  const [up, down] = isForward ? [edge.from, edge.to] : [edge.to, edge.from];
  const [inM, outM] = isForward ? chamberM : [chamberM[1], chamberM[0]];
  const chamber = (chainageM: number): DrainNode =>
    nodes.make('sewage', 'siphonChamber', lines.at(edge.street, 'sewage', chainageM) ?? [0, 0], edge.street);
  const [inlet, outlet] = [chamber(inM), chamber(outM)];
  const places = maker.falling({ edge, up, down, carriesVertex: true });
  const sign = isForward ? 1 : -1;
  const before = places.filter((each) => (inM - each.chainageM) * sign > 12);
  const after = places.filter((each) => (each.chainageM - outM) * sign > 12);
  const above = [maker.atVertex(up), ...before.map(({ at }) => maker.manhole(edge, at)), inlet];
  const below = [outlet, ...after.map(({ at }) => maker.manhole(edge, at)), maker.atVertex(down)];
  const [pattern] = maker.chain(edge, [inlet, outlet]);
  const own = { areaHa: 0, sewageM3s: 0 };
  const middle = pattern ? [{ ...pattern, own, siphonHeadM: SIPHON_HEAD_M }] : [];
  return [...maker.chain(edge, above), ...middle, ...maker.chain(edge, below)];
}

/** The long street nearest to the shore, under which the sewage of the whole district is intercepted. */
function interceptorStreet({ plan }: DrainSetting): string | null {
  const meanY = (line: readonly PlanPoint[]): number => line.reduce((sum, [, y]) => sum + y, 0) / line.length;
  const long = plan.network.streets.filter((street) => street.lengthM > 1200);
  return long.toSorted((a, b) => meanY(a.centreline) - meanY(b.centreline))[0]?.id ?? null;
}

/** The crossing in the south east that most of the rest can reach. */
function stationVertex({ plan }: DrainSetting, isUsed: (edge: StreetEdge) => boolean): StreetVertex {
  const served = new Set(plan.network.edges.filter(isUsed).flatMap((edge) => [edge.from, edge.to]));
  const best = [...served].toSorted((a, b) => eastward(b.at) - eastward(a.at) || a.index - b.index)[0];
  if (!best) throw new RangeError('sewers: wanted at least one street, got none');
  return best;
}

function eastward([x, y]: PlanPoint): number {
  return x - 1.5 * Math.max(0, y - 200);
}

/** Where the station has room beside the last crossing: outside carriageways and with an open way to it. */
function stationAt(top: DrainNode, { open }: DrainSetting): PlanPoint {
  for (const awayM of STATION_AWAY_M) {
    for (let k = 0; k < DIRECTIONS; k++) {
      const angle = (k / DIRECTIONS) * 2 * Math.PI - Math.PI / 4;
      const at: PlanPoint = [top.at[0] + awayM * Math.cos(angle), top.at[1] + awayM * Math.sin(angle)];
      if (open.isOpen(top.at, at) && !open.isInCarriageway(at, [], 6)) return at;
    }
  }
  return [top.at[0] + 20, top.at[1]];
}

/** The way of the siphon's water, or else that of the west end of the interceptor's street, to the station. */
function trunkEdges(
  routes: readonly DrainRoute[],
  siphon: StreetEdge | null,
  shore: string | null,
): ReadonlySet<StreetEdge> {
  const leaving = new Map(routes.filter((route) => route.carriesVertex).map((route) => [route.up, route]));
  const west = routes
    .filter(({ edge, carriesVertex }) => carriesVertex && (siphon ? edge === siphon : edge.street.id === shore))
    .toSorted((a, b) => a.up.at[0] - b.up.at[0])[0];
  const trunk = new Set<StreetEdge>();
  for (let route = west; route; route = leaving.get(route.down)) trunk.add(route.edge);
  return trunk;
}

/** Sizes of any year; where a drain of DN1000 is no longer enough, an egg. */
function sewerSeries(builtYear: number): readonly PipeMake[] {
  const pipes = pipeSeries(builtYear);
  return [...pipes.filter((make) => make.widthMm <= 800), ...TRUNK_SERIES];
}
