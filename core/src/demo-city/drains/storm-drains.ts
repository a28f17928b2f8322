import type { PipeMake } from '../network/pipe-make.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import type { StreetEdge } from '../plan/street.ts';
import type { DrainNode, DrainPipe } from './drain-draft.ts';
import { withoutDrops } from './drain-drops.ts';
import { type LevelOptions, laidReaches, pipeOf, type Reach } from './drain-levels.ts';
import { ARCH_CULVERT, CULVERTS } from './drain-makes.ts';
import { ReachMaker } from './drain-reaches.ts';
import { drainRoutes } from './drain-routes.ts';
import type { DrainSetting } from './drain-setting.ts';
import { drainYear, stormSeries } from './drain-years.ts';
import { type StormOutlet, stormOutlets } from './storm-outlets.ts';

/** Land that drains to a metre of street, hectares, weighted by the share of rain that runs off: 75 m at 0.5. */
export const STORM_HA_PER_M = (75 * 0.5) / 10_000;

/** Ground to outer top, metres: room for what crosses above; large drains lie shallower lest they grow too deep. */
export function stormCoverM(make: PipeMake): number {
  return make.heightMm >= 1400 ? 1.4 : 2;
}

const OUTFALL_COVER_M = 0.75;
/** Lines of an outfall are no longer than this, metres. */
const OUTFALL_PIECE_M = 60;
/** So many outlets, those of the oldest streets, still end in an arch of masonry where that is large enough. */
const ARCHES = 4;

/** Storm drains under all streets but those left out, falling to outfalls at the river and the sea. */
export function stormDrains(setting: DrainSetting, isLeftOut: (edge: StreetEdge) => boolean): readonly DrainPipe[] {
  const { plan, site, lines, nodes, open } = setting;
  const isUsed = (edge: StreetEdge): boolean => setting.riverAtM(edge) === null && !isLeftOut(edge);
  const maker = new ReachMaker({
    lines,
    nodes,
    utility: 'storm',
    line: 'storm',
    phase: 0,
    isFree: () => true,
    yearOf: (edge) => drainYear(edge, site.seed),
    seriesOf: (edge) => stormSeries(drainYear(edge, site.seed)),
    ownPerM: () => ({ areaHa: STORM_HA_PER_M, sewageM3s: 0 }),
  });
  const served = new Set(plan.network.edges.filter(isUsed).flatMap((edge) => [edge.from, edge.to]));
  const outlets = stormOutlets(plan, lines, site, open).filter(({ vertex }) => served.has(vertex));
  const graph = { network: plan.network, groundM: setting.groundM, isUsed, weight: () => 1 };
  const routes = drainRoutes(graph, new Set(outlets.map(({ vertex }) => vertex)));
  const reaches = routes.flatMap((route) => maker.reachesOf(route));
  const tops = outlets.map((outlet) => ({ outlet, top: maker.atVertex(outlet.vertex) }));
  const oldest = tops.toSorted((a, b) => a.top.builtYear - b.top.builtYear).slice(0, ARCHES);
  for (const each of tops) {
    const series = oldest.includes(each) ? [ARCH_CULVERT, ...CULVERTS] : stormSeries(each.top.builtYear);
    reaches.push(...outfallReaches(each.outlet, each.top, series, setting));
  }
  const options: LevelOptions = {
    regime: 'storm',
    coverM: stormCoverM,
    outfallCoverM: OUTFALL_COVER_M,
    laid: null,
    clearanceM: 0,
    joining: new Map(),
  };
  return withoutDrops(laidReaches(reaches, options).map(pipeOf));
}

/** From a crossing straight to the mouth, with manholes on the way. */
function outfallReaches(
  { mouth }: StormOutlet,
  top: DrainNode,
  series: readonly PipeMake[],
  { nodes }: DrainSetting,
): readonly Reach[] {
  const { street, builtYear } = top;
  const pieces = Math.max(1, Math.ceil(distance(top.at, mouth) / OUTFALL_PIECE_M));
  const reaches: Reach[] = [];
  let up = top;
  for (let k = 1; k <= pieces; k++) {
    const at: PlanPoint = [
      top.at[0] + ((mouth[0] - top.at[0]) * k) / pieces,
      top.at[1] + ((mouth[1] - top.at[1]) * k) / pieces,
    ];
    const down = nodes.make('storm', k === pieces ? 'outfall' : 'manhole', at, street);
    const own = { areaHa: STORM_HA_PER_M * distance(up.at, at), sewageM3s: 0 };
    reaches.push({ utility: 'storm', up, down, street, builtYear, series, own, siphonHeadM: null });
    up = down;
  }
  return reaches;
}
