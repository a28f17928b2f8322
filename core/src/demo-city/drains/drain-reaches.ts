import type { PipeMake } from '../network/pipe-make.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import type { StreetEdge, StreetVertex } from '../plan/street.ts';
import type { StreetLines, StreetSlot } from '../plan/street-lines.ts';
import type { DrainNode, DrainNodes, DrainUtility } from './drain-draft.ts';
import type { DrainLoad } from './drain-hydraulics.ts';
import type { Reach } from './drain-levels.ts';
import type { DrainRoute } from './drain-routes.ts';

export interface ReachPlan {
  readonly lines: StreetLines;
  readonly nodes: DrainNodes;
  readonly utility: DrainUtility;
  /** Place in the street; combined drains lie where sewers do. */
  readonly line: 'storm' | 'sewage';
  /** Share of the spacing by which all manholes lie later, so that those of two drains do not stand abreast. */
  readonly phase: number;
  readonly yearOf: (edge: StreetEdge) => number;
  readonly seriesOf: (edge: StreetEdge) => readonly PipeMake[];
  /** False where something laid before leaves no room for a manhole. */
  readonly isFree: (at: PlanPoint) => boolean;
  /** What joins along a metre of the stretch. */
  readonly ownPerM: (edge: StreetEdge) => Pick<DrainLoad, 'areaHa' | 'sewageM3s'>;
}

const SPACING_M = 34;
/** Manholes are nowhere farther apart than this, metres. */
const FARTHEST_M = 60;
/** Least distance of a manhole from its neighbours where the regular places leave a gap, metres. */
const GAP_STEP_M = 1.5;
/** How far a crossing's manhole may stand beside the lines' crossing, metres. */
const ASIDE_M = [0.7, 1.4];

/** Manholes and the reaches between them along routes: one manhole at every vertex, others evenly along the stretches. */
export class ReachMaker {
  readonly #plan: ReachPlan;
  readonly #atVertices = new Map<StreetVertex, DrainNode>();

  constructor(plan: ReachPlan) {
    this.#plan = plan;
  }

  atVertex(vertex: StreetVertex): DrainNode {
    const known = this.#atVertices.get(vertex);
    if (known) return known;
    const { lines, nodes, utility, line } = this.#plan;
    const streets = vertex.streets.map((each) => each.street).filter((each) => each.lies[line] !== undefined);
    const [street] = streets;
    const at = lines.meeting(vertex, line);
    if (!street || at === null) throw new RangeError(`vertex ${vertex.index}: wanted a street with ${line}, got none`);
    const made = nodes.make(utility, 'manhole', freeNear(at, this.#plan.isFree), street, { streets });
    this.#atVertices.set(vertex, made);
    return made;
  }

  /** The reaches of one route: from its vertex, or from the first place inside the stretch, to the vertex below. */
  reachesOf(route: DrainRoute): Reach[] {
    const { edge } = route;
    const inner = this.falling(route).map(({ at }) => this.manhole(edge, at));
    const first = route.carriesVertex ? [this.atVertex(route.up)] : [];
    return this.chain(edge, [...first, ...inner, this.atVertex(route.down)]);
  }

  manhole(edge: StreetEdge, at: StreetSlot['at']): DrainNode {
    return this.#plan.nodes.make(this.#plan.utility, 'manhole', at, edge.street);
  }

  /** Places inside the stretch of a route in the order in which water passes them. */
  falling(route: DrainRoute): readonly StreetSlot[] {
    const slots = this.#places(route.edge);
    return route.down === route.edge.to ? slots : slots.toReversed();
  }

  chain(edge: StreetEdge, nodes: readonly DrainNode[]): Reach[] {
    const { utility, yearOf, seriesOf, ownPerM } = this.#plan;
    const reaches: Reach[] = [];
    const common = { utility, street: edge.street, builtYear: yearOf(edge), series: seriesOf(edge), siphonHeadM: null };
    const perM = ownPerM(edge);
    for (const [i, up] of nodes.entries()) {
      const down = nodes[i + 1];
      if (!down) break;
      const lengthM = distance(up.at, down.at);
      const own = { areaHa: perM.areaHa * lengthM, sewageM3s: perM.sewageM3s * lengthM };
      reaches.push({ ...common, up, down, own });
    }
    return reaches;
  }

  /** Regular places, and further ones where those left a gap. */
  #places(edge: StreetEdge): readonly StreetSlot[] {
    const { lines, line, phase, isFree } = this.#plan;
    const slots = lines.slots(edge, line, { spacingM: SPACING_M, phase, fromMeetingM: 9 });
    const regular = slots.filter(({ at }) => isFree(at));
    const centre = lines.centre(edge.street);
    const meetingM = (vertex: StreetVertex, elseM: number): number => {
      const at = lines.meeting(vertex, line);
      return at === null ? elseM : centre.chainageOf(at);
    };
    const out: StreetSlot[] = [];
    let beforeM = meetingM(edge.from, edge.fromM);
    for (const slot of [...regular, null]) {
      const toM = slot?.chainageM ?? meetingM(edge.to, edge.toM);
      out.push(...this.#fill(edge, beforeM, toM));
      if (slot) out.push(slot);
      beforeM = toM;
    }
    return out;
  }

  #fill(edge: StreetEdge, fromM: number, toM: number): readonly StreetSlot[] {
    const pieces = Math.ceil((toM - fromM) / FARTHEST_M);
    const out: StreetSlot[] = [];
    for (let k = 1; k < pieces; k++) {
      const slot = this.#nearestPlace(edge, fromM + ((toM - fromM) * k) / pieces);
      if (slot) out.push(slot);
    }
    return out;
  }

  /** The clear place nearest to a chainage; where all are taken the place itself. */
  #nearestPlace({ street }: StreetEdge, wantedM: number): StreetSlot | null {
    const { lines, line, isFree } = this.#plan;
    for (const leastM of [2.4, 1.4]) {
      for (let k = 0; k < 16; k++) {
        const chainageM = wantedM + (k % 2 === 0 ? 1 : -1) * Math.ceil(k / 2) * GAP_STEP_M;
        const at = lines.at(street, line, chainageM);
        if (at !== null && lines.isClear(at, street, leastM) && isFree(at)) return { chainageM, at };
      }
    }
    const at = lines.at(street, line, wantedM);
    return at === null ? null : { chainageM: wantedM, at };
  }
}

/** The place, or one a little beside it where something laid before takes it. */
function freeNear(at: PlanPoint, isFree: ReachPlan['isFree']): PlanPoint {
  if (isFree(at)) return at;
  for (const awayM of ASIDE_M) {
    for (let k = 0; k < 8; k++) {
      const angle = (k * Math.PI) / 4;
      const beside: PlanPoint = [at[0] + awayM * Math.cos(angle), at[1] + awayM * Math.sin(angle)];
      if (isFree(beside)) return beside;
    }
  }
  return at;
}
