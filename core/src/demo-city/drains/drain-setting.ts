import type { DemoBuilding } from '../buildings/demo-building.ts';
import type { DemoSite } from '../place/demo-site.ts';
import { lineCrossings, type PlanPoint } from '../place/plan-geometry.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import type { Street, StreetEdge, StreetVertex } from '../plan/street.ts';
import { type StreetLines, streetLines } from '../plan/street-lines.ts';
import { DrainNodes } from './drain-draft.ts';
import { type OpenGround, openGround } from './open-ground.ts';

/** What all drains of a district are designed in. */
export interface DrainSetting {
  readonly plan: DistrictPlan;
  readonly site: DemoSite;
  readonly buildings: readonly DemoBuilding[];
  readonly lines: StreetLines;
  readonly nodes: DrainNodes;
  readonly open: OpenGround;
  readonly groundM: (vertex: StreetVertex) => number;
  /** Length along its street at which a stretch crosses the river's axis; `null` where it does not. */
  readonly riverAtM: (edge: StreetEdge) => number | null;
  /** Peak flow of sewage per metre of a street, m3/s. */
  readonly sewageM3sPerM: (street: Street) => number;
}

/** 600 L a day and household, at the peak 2.3 times the mean, m3/s. */
const SEWAGE_M3S_PER_HOUSEHOLD = (0.6 * 2.3) / 86_400;
/** Seepage and whatever has no household, m3/s per metre. */
const SEEPAGE_M3S_PER_M = 0.000_002;

export function drainSetting(plan: DistrictPlan, buildings: readonly DemoBuilding[], site: DemoSite): DrainSetting {
  const lines = streetLines(plan.network);
  const groundM = new Map(plan.network.vertices.map((vertex) => [vertex, site.groundLevelM(vertex.at)]));
  const riverAtM = new Map<StreetEdge, number>();
  for (const edge of plan.network.edges) {
    const centre = lines.centre(edge.street);
    const inner = [...centre.chainages].filter((each) => each > edge.fromM && each < edge.toM);
    const chainages = [edge.fromM, ...inner, edge.toM];
    const way = chainages.map((each): PlanPoint => centre.at(each));
    const hit = lineCrossings(way, plan.river.axis)[0];
    if (hit) riverAtM.set(edge, edge.fromM + hit.firstM);
  }
  const households = new Map<string, number>();
  for (const { streetId, households: count } of buildings) {
    households.set(streetId, (households.get(streetId) ?? 0) + count);
  }
  return {
    plan,
    site,
    buildings,
    lines,
    nodes: new DrainNodes(site),
    open: openGround(plan, buildings),
    groundM: (vertex) => groundM.get(vertex) ?? Number.NaN,
    riverAtM: (edge) => riverAtM.get(edge) ?? null,
    sewageM3sPerM: (street) =>
      SEEPAGE_M3S_PER_M + ((households.get(street.id) ?? 0) * SEWAGE_M3S_PER_HOUSEHOLD) / street.lengthM,
  };
}
