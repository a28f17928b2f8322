import { shorelineYM } from './demo-ground.ts';
import type { DraftNode, DraftUtility, NodeNumbers } from './draft.ts';
import type { Reach } from './drain-levels.ts';
import { type DrainRoute, drainRoutes } from './drain-routes.ts';
import {
  ARCH_CULVERT,
  CONCRETE_DRAINS,
  EGG_TRUNK,
  LARGE_CULVERT,
  type PipeMake,
  PLASTIC_DRAINS,
  SMALL_CULVERT,
} from './pipe-make.ts';
import { type PlanPoint, pointAlong } from './plan-geometry.ts';
import { chainageOf } from './plots.ts';
import type { StreetLines } from './street-lines.ts';
import { SHORE_STREET, type Street, type StreetNetwork, type StreetVertex } from './street-network.ts';

type DrainUtility = Exclude<DraftUtility, 'water'>;

/** Streets whose storm drain runs on into the sea, with the section of its last stretch. */
const STORM_OUTLETS: ReadonlyMap<string, PipeMake | null> = new Map([
  ['Huaishu Lane', LARGE_CULVERT],
  ['Minzu Road', ARCH_CULVERT],
  ['Hongqi Road', null],
  ['Donggang Road', SMALL_CULVERT],
]);

/** Streets drained in plastic; the others in concrete. */
const PLASTIC_SINCE = 2004;

const SHAFT_NAMES: Readonly<Record<DrainUtility, string>> = { storm: '雨水井', sewage: '污水井' };

interface DrainPlan {
  readonly network: StreetNetwork;
  readonly lines: StreetLines;
  readonly numbers: NodeNumbers;
}

/** Storm drains: down the streets to the shore street, and from there through four outfalls into the sea. */
export function stormReaches(plan: DrainPlan): readonly Reach[] {
  const outlets = new Map(
    plan.network.vertices.flatMap((vertex) => {
      const street = vertex.streets.find((each) => STORM_OUTLETS.has(each.street.en))?.street;
      return street && isOnShore(vertex) ? [[vertex, street] as const] : [];
    }),
  );
  const nodes = new DrainNodes('storm', plan);
  const reaches = drainRoutes(plan.network, new Set(outlets.keys())).flatMap((route) => {
    const intoLarge = route.edge.street.en === SHORE_STREET && outlets.get(route.down)?.en === 'Huaishu Lane';
    return nodes.reachesOf(route, intoLarge && route.carriesVertex ? LARGE_CULVERT : null, 0);
  });
  for (const [vertex, street] of outlets) {
    const top = nodes.atVertex(vertex);
    const seaside = seasideOf(vertex, top.at);
    const middle = nodes.at(between(top.at, seaside), street);
    const outfall = nodes.at(seaside, street, 'outfall');
    const given = STORM_OUTLETS.get(street.en) ?? null;
    reaches.push({ up: top, down: middle, street, given, series: CONCRETE_DRAINS });
    reaches.push({ up: middle, down: outfall, street, given, series: CONCRETE_DRAINS });
  }
  return reaches;
}

/** Sewers: down the streets into the trunk under the shore street, and along it to the pumping station at its west end. */
export function sewageReaches(plan: DrainPlan): readonly Reach[] {
  const ends = plan.network.vertices.filter((vertex) => vertex.streets.length === 1 && isOnShore(vertex));
  const station = ends.toSorted((a, b) => a.at[0] - b.at[0])[0];
  if (!station) throw new RangeError(`sewage: wanted ${SHORE_STREET} to end in the west, got no end of it`);
  const nodes = new DrainNodes('sewage', plan, station);
  return drainRoutes(plan.network, new Set([station])).flatMap((route) =>
    nodes.reachesOf(route, route.down === station ? EGG_TRUNK : null, 0.5),
  );
}

function isOnShore(vertex: StreetVertex): boolean {
  return vertex.streets.some((each) => each.street.en === SHORE_STREET);
}

/** Where a drain that leaves the shore street at a right angle meets the water's edge. */
function seasideOf(vertex: StreetVertex, top: PlanPoint): PlanPoint {
  const shore = vertex.streets.find((each) => each.street.en === SHORE_STREET)?.street;
  if (!shore) return [top[0], shorelineYM(top[0])];
  const chainageM = chainageOf(top, shore);
  let at = top;
  let rightM = shore.lies.storm;
  // The water's edge is nearly parallel: a few steps land on it within a millimetre.
  for (let i = 0; i < 8; i++) {
    rightM += at[1] - shorelineYM(at[0]);
    at = pointAlong(shore.centreline, chainageM, rightM);
  }
  return at;
}

function between(a: PlanPoint, b: PlanPoint): PlanPoint {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

class DrainNodes {
  readonly #utility: DrainUtility;
  readonly #plan: DrainPlan;
  readonly #station: StreetVertex | null;
  readonly #atVertices = new Map<StreetVertex, DraftNode>();

  constructor(utility: DrainUtility, plan: DrainPlan, station: StreetVertex | null = null) {
    this.#utility = utility;
    this.#plan = plan;
    this.#station = station;
  }

  at(at: PlanPoint, street: Street, kind: 'manhole' | 'outfall' = 'manhole'): DraftNode {
    const outlet = this.#utility === 'storm' ? '出水口' : '污水泵站进水井';
    return {
      id: this.#plan.numbers.next(this.#utility),
      utility: this.#utility,
      kind,
      feature: kind === 'outfall' ? outlet : SHAFT_NAMES[this.#utility],
      at,
      street,
      shaftDiameterMm: kind === 'outfall' && this.#utility === 'storm' ? null : 'byPipe',
      // Storm manholes hold a sump for sand; sewage runs through a channel.
      sumpBelowInvertM: this.#utility === 'storm' && kind === 'manhole' ? 0.3 : 0,
    };
  }

  atVertex(vertex: StreetVertex): DraftNode {
    const known = this.#atVertices.get(vertex);
    if (known) return known;
    const street = vertex.streets[0]?.street;
    if (!street) throw new RangeError(`vertex ${vertex.index}: wanted a street there, got none`);
    const kind = vertex === this.#station ? 'outfall' : 'manhole';
    const made = this.at(this.#plan.lines.meeting(vertex, this.#utility), street, kind);
    this.#atVertices.set(vertex, made);
    return made;
  }

  /** The reaches of one route: from its vertex, or from the first place inside the stretch, to the vertex below. */
  reachesOf(route: DrainRoute, given: PipeMake | null, phase: number): Reach[] {
    const { edge } = route;
    const slots = this.#plan.lines.slots(edge, this.#utility, phase).map((slot) => slot.at);
    const falling = route.down === edge.to ? slots : slots.toReversed();
    const nodes = [
      ...(route.carriesVertex ? [this.atVertex(route.up)] : []),
      ...falling.map((at) => this.at(at, edge.street)),
      this.atVertex(route.down),
    ];
    const series = edge.street.builtYear >= PLASTIC_SINCE ? PLASTIC_DRAINS : CONCRETE_DRAINS;
    const reaches: Reach[] = [];
    for (const [i, up] of nodes.entries()) {
      const down = nodes[i + 1];
      if (down) reaches.push({ up, down, street: edge.street, given, series });
    }
    return reaches;
  }
}
