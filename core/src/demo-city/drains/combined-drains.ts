import type { StreetEdge } from '../plan/street.ts';
import { type DrainNode, type DrainPipe, floorM, floorMm, obvertM, planLengthM, roofM } from './drain-draft.ts';
import { withoutDrops } from './drain-drops.ts';
import { type DrainLoad, designFlowM3s, fullCapacityM3s, leastSlope } from './drain-hydraulics.ts';
import { type LevelOptions, laidReaches, pipeOf } from './drain-levels.ts';
import { CONCRETE_DRAINS } from './drain-makes.ts';
import { ReachMaker } from './drain-reaches.ts';
import { drainRoutes } from './drain-routes.ts';
import type { DrainSetting } from './drain-setting.ts';
import { stormSeries } from './drain-years.ts';
import type { GravityIndex } from './gravity-index.ts';
import type { OldQuarter } from './old-quarter.ts';
import { STORM_HA_PER_M } from './storm-drains.ts';

/** Half the width of a manhole, and what it keeps to walls already laid, metres. */
export const SHAFT_M = 0.65;
export const SHAFT_CLEAR_M = 0.1;
/** Ground to outer top, metres. */
const COMBINED_COVER_M = 1.7;
/** What the sewers take of the old quarter at most: its dry flow this many times (截流倍数 3, with the flow itself 4). */
const INTERCEPTED_TIMES = 4;
/** Everything in the old quarter was laid about now. */
const BUILT_YEAR = 1978;

export interface CombinedDrains {
  /** Drains of the quarter, the intercepting drain to the sewers and, where it can fall, the overflow to the storm drain. */
  readonly pipes: readonly DrainPipe[];
  readonly joining: { readonly load: DrainLoad; readonly obvertM: number };
}

/** Drains for rain and sewage together, to an overflow chamber before the sewers' manhole at the quarter's outlet. */
export function combinedDrains(
  setting: DrainSetting,
  quarter: OldQuarter,
  sewerManhole: DrainNode,
  storm: readonly DrainPipe[],
  laid: GravityIndex,
): CombinedDrains {
  const { plan, lines, nodes } = setting;
  const perM = (edge: StreetEdge) => ({ areaHa: STORM_HA_PER_M, sewageM3s: setting.sewageM3sPerM(edge.street) });
  const maker = new ReachMaker({
    lines,
    nodes,
    utility: 'combined',
    line: 'sewage',
    phase: 0.5,
    isFree: (at) => laid.hasRoomFor(at, SHAFT_M, SHAFT_CLEAR_M, []),
    yearOf: () => BUILT_YEAR,
    seriesOf: () => stormSeries(BUILT_YEAR),
    ownPerM: perM,
  });
  const { inside, edges, exit, outlet } = quarter;
  const bottom = inside.has(exit.from) ? exit.from : exit.to;
  // Rim stretches drain inwards; at their far ends the streets' other drains pass.
  const graph = {
    network: plan.network,
    groundM: setting.groundM,
    isUsed: (edge: StreetEdge) => edges.has(edge) && edge !== exit && inside.has(edge.from) && inside.has(edge.to),
    weight: () => 1,
  };
  const routes = [...drainRoutes(graph, new Set([bottom]))];
  for (const edge of edges) {
    if (edge === exit || (inside.has(edge.from) && inside.has(edge.to))) continue;
    const [down, up] = inside.has(edge.from) ? [edge.from, edge.to] : [edge.to, edge.from];
    routes.push({ edge, up, down, carriesVertex: false });
  }
  const places = maker.falling({ edge: exit, up: bottom, down: outlet, carriesVertex: true });
  const chamberAt = places.at(-1)?.at;
  if (!chamberAt) throw new RangeError(`old quarter: wanted room for a chamber in ${exit.street.id}, got none`);
  const chamber = nodes.make('combined', 'overflowChamber', chamberAt, exit.street, { builtYear: BUILT_YEAR });
  const line = [maker.atVertex(bottom), ...places.slice(0, -1).map(({ at }) => maker.manhole(exit, at)), chamber];
  const options: LevelOptions = {
    regime: 'storm',
    coverM: () => COMBINED_COVER_M,
    outfallCoverM: COMBINED_COVER_M,
    laid,
    clearanceM: 0.25,
    joining: new Map(),
  };
  const reaches = [...routes.flatMap((route) => maker.reachesOf(route)), ...maker.chain(exit, line)];
  const all = laidReaches(reaches, options);
  const last = all.find(({ reach }) => reach.down === chamber);
  if (!last) throw new RangeError(`old quarter: wanted a drain into chamber ${chamber.id}, got none`);
  const arriving = pipeOf(last);
  const intercepting = interceptingPipe(arriving, last.load, chamber, sewerManhole, laid);
  const overflow = overflowPipe(arriving, last.load, chamber, storm);
  const load: DrainLoad = { areaHa: 0, minutes: 0, sewageM3s: last.load.sewageM3s * INTERCEPTED_TIMES };
  return {
    pipes: [...withoutDrops(all.map(pipeOf)), intercepting, ...(overflow ? [overflow] : [])],
    joining: { load, obvertM: obvertM(intercepting.toLevelM, intercepting.make) },
  };
}

/** What leaves the chamber at its floor for the sewers. */
function interceptingPipe(
  arriving: DrainPipe,
  load: DrainLoad,
  chamber: DrainNode,
  manhole: DrainNode,
  laid: GravityIndex,
): DrainPipe {
  const lengthM = planLengthM(chamber, manhole);
  const flowM3s = load.sewageM3s * INTERCEPTED_TIMES;
  const sizes = CONCRETE_DRAINS.filter((make) => make.widthMm >= 400);
  const make = sizes.find((each) => fullCapacityM3s(each, leastSlope(each, 'sewage')) >= flowM3s) ?? sizes.at(-1);
  if (!make) throw new RangeError('old quarter: wanted at least one size of intercepting drain, got none');
  const capM = laid.highestTopM(chamber.at, manhole.at, make.widthMm / 2000 + make.wallMm / 1000, 0.25);
  const fromLevelM = floorMm(Math.min(arriving.toLevelM, capM - roofM(make)));
  const toLevelM = floorMm(fromLevelM - leastSlope(make, 'sewage') * lengthM);
  return {
    ...arriving,
    utility: 'sewage',
    from: chamber,
    to: manhole,
    make,
    lengthM,
    fromLevelM,
    toLevelM,
  };
}

/** What leaves the chamber over its weir in rain, for the storm manhole near by, where that lies deep enough. */
function overflowPipe(
  arriving: DrainPipe,
  load: DrainLoad,
  chamber: DrainNode,
  storm: readonly DrainPipe[],
): DrainPipe | null {
  const weirM = arriving.toLevelM + (0.5 * arriving.make.heightMm) / 1000;
  const flowM3s = designFlowM3s(load);
  const near = storm
    .map((pipe) => ({ pipe, lengthM: planLengthM(chamber, pipe.from) }))
    .filter(({ lengthM }) => lengthM > 4 && lengthM < 65)
    .toSorted((a, b) => a.lengthM - b.lengthM);
  for (const { pipe, lengthM } of near) {
    for (const make of stormSeries(BUILT_YEAR)) {
      const slope = Math.max(leastSlope(make, 'storm'), 0.004);
      if (fullCapacityM3s(make, slope) < flowM3s || make.widthMm > pipe.make.widthMm) continue;
      const fromLevelM = floorMm(Math.min(weirM, chamber.groundM - 1.2 - roofM(make)));
      const toLevelM = floorMm(fromLevelM - slope * lengthM);
      const isHigh =
        fromLevelM - floorM(make) > arriving.toLevelM && obvertM(toLevelM, make) >= obvertM(pipe.fromLevelM, pipe.make);
      if (!isHigh) break;
      return { ...arriving, from: chamber, to: pipe.from, make, lengthM, fromLevelM, toLevelM };
    }
  }
  return null;
}
