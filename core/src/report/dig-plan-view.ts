import type { DigCheck } from '../dig/dig-finding.ts';
import type { DigPlan } from '../dig/dig-plan.ts';
import type { DigRows } from '../dig/dig-rows.ts';
import type { PlanConduit, PlanNode, PlanView } from '../drawing/plan-view.ts';
import { DIG_VERDICT_COLOURS } from './dig-colours.ts';

/** Room about the pit that the plan of a check shows, metres. */
const ROOM_M = 6;

/** What the plan of a check shows besides the dig and what it meets. */
export interface DigPlanViewOptions {
  /** Coordinates of the floor's corners, ready to print, in their order. */
  readonly corners: PlanView['corners'];
  readonly sectionLines: PlanView['sectionLines'];
  /** Clockwise from paper's up to true north, degrees. */
  readonly northDeg: number;
}

/** The plan of a check: every conduit and shaft about the dig, those found with the number of their finding. */
export function digPlanView(plan: DigPlan, check: DigCheck, rows: DigRows, options: DigPlanViewOptions): PlanView {
  const { table, shafts } = rows;
  const found = new Map(
    check.findings.map((finding, i) => [`${finding.family} ${finding.index}`, { finding, number: i + 1 }]),
  );
  const [west, south, east, north] = plan.bounds;
  const conduits: PlanConduit[] = [];
  table.index.search(west - ROOM_M, south - ROOM_M, east + ROOM_M, north + ROOM_M, (i) => {
    const facts = table.facts[i];
    if (facts === undefined) return;
    const met = found.get(`link ${i}`);
    const half = table.halfWidthM[i] ?? Number.NaN;
    conduits.push({
      utility: facts.utility,
      status: facts.status,
      path: planPath(table.axes, table.starts[i] ?? 0, table.starts[i + 1] ?? 0),
      outerWidthM: Number.isNaN(half) ? null : 2 * half,
      levelKnown: table.levelKnown[i] === 1,
      label: [],
      number: met === undefined || met.finding.verdict === 'clear' ? null : String(met.number),
      zone: met?.finding.zone ?? null,
      colour: met === undefined ? null : DIG_VERDICT_COLOURS[met.finding.verdict],
    });
  });
  const nodes: PlanNode[] = [];
  shafts.index.search(west - ROOM_M, south - ROOM_M, east + ROOM_M, north + ROOM_M, (i) => {
    const shaft = shafts.shafts[i];
    if (shaft === undefined) return;
    const met = found.get(`node ${i}`);
    const label = met === undefined || met.finding.verdict === 'clear' ? null : String(met.number);
    nodes.push({ x: shaft.x, y: shaft.y, isShaft: true, diameterM: shaft.outerDiameterM, label });
  });
  return {
    pit: { floor: plan.pit.floor, top: plan.pit.rim.outline },
    marginM: plan.input.marginM,
    conduits,
    nodes,
    outlines: [],
    sectionLines: options.sectionLines,
    corners: options.corners,
    northDeg: options.northDeg,
    roomM: ROOM_M,
  };
}

function planPath(axes: Float64Array, from: number, to: number): Float64Array {
  const path = new Float64Array((to - from) * 2);
  for (let k = from; k < to; k++) {
    path[(k - from) * 2] = axes[k * 3] ?? Number.NaN;
    path[(k - from) * 2 + 1] = axes[k * 3 + 1] ?? Number.NaN;
  }
  return path;
}
