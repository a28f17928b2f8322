import { distance } from '../place/plan-geometry.ts';
import type { StreetEdge, StreetVertex } from '../plan/street.ts';
import { otherEnd } from './drain-routes.ts';
import type { DrainSetting } from './drain-setting.ts';

/** The streets of the first town, where rain and sewage still share a drain (合流制). */
export interface OldQuarter {
  /** Crossings inside it: nothing but combined drains runs there. */
  readonly inside: ReadonlySet<StreetVertex>;
  readonly edges: ReadonlySet<StreetEdge>;
  /** The stretch through which all its water leaves, and the crossing at its end. */
  readonly exit: StreetEdge;
  readonly outlet: StreetVertex;
}

/** Radii tried, metres: the largest without which the rest of the district still hangs together is taken. */
const RADII_M = [230, 200, 170, 140];
/** The exit holds an overflow chamber and a drain beyond it. */
const LEAST_EXIT_M = 70;

/** The oldest streets that lie together; `null` where the plan has none that can be told apart. */
export function oldQuarter(setting: DrainSetting): OldQuarter | null {
  const { vertices, edges } = setting.plan.network;
  const atRiver = new Set(
    edges.filter((edge) => setting.riverAtM(edge) !== null).flatMap((each) => [each.from, each.to]),
  );
  let heart: StreetVertex | null = null;
  let most = 0;
  for (const vertex of vertices) {
    const age = atRiver.has(vertex) || vertex.streets.length < 2 ? 0 : oldness(vertex, setting);
    if (age <= most) continue;
    heart = vertex;
    most = age;
  }
  if (!heart) return null;
  for (const radiusM of RADII_M) {
    const found = quarterAround(heart, radiusM, setting);
    if (found) return found;
  }
  return null;
}

/** Old land around a crossing, counted: courtyards, the market and villages that were built early. */
function oldness(vertex: StreetVertex, { plan }: DrainSetting): number {
  let sum = 0;
  for (const block of plan.blocks) {
    const corner = block.ring[0];
    if (!corner || distance(corner, vertex.at) > 320) continue;
    const weight =
      block.pattern === 'courtyards' || block.pattern === 'market' ? 3 : block.pattern === 'village' ? 1 : 0;
    sum += weight * Math.max(0, 2005 - block.builtYear);
  }
  return sum;
}

function quarterAround(heart: StreetVertex, radiusM: number, setting: DrainSetting): OldQuarter | null {
  const { plan, groundM, riverAtM } = setting;
  const edgesAt = new Map<StreetVertex, StreetEdge[]>();
  for (const edge of plan.network.edges) {
    for (const vertex of [edge.from, edge.to]) {
      const known = edgesAt.get(vertex);
      if (known) known.push(edge);
      else edgesAt.set(vertex, [edge]);
    }
  }
  const isOld = (vertex: StreetVertex): boolean =>
    distance(vertex.at, heart.at) < radiusM &&
    (edgesAt.get(vertex) ?? []).every((edge) => riverAtM(edge) === null && edge.street.kind !== 'arterial');
  if (!isOld(heart)) return null;
  const inside = new Set([heart]);
  for (const vertex of inside) {
    for (const edge of edgesAt.get(vertex) ?? []) {
      const next = otherEnd(edge, vertex);
      if (isOld(next)) inside.add(next);
    }
  }
  const edges = new Set([...inside].flatMap((vertex) => edgesAt.get(vertex) ?? []));
  const exits = [...edges].flatMap((edge) => {
    const outlet = inside.has(edge.from) ? edge.to : edge.from;
    return inside.has(outlet) || edge.toM - edge.fromM < LEAST_EXIT_M ? [] : [{ edge, outlet }];
  });
  const exit = exits.toSorted((a, b) => groundM(a.outlet) - groundM(b.outlet) || a.edge.index - b.edge.index)[0];
  if (!exit || edges.size < 6 || cutsOff(inside, edgesAt, exit.outlet, plan.network.vertices)) return null;
  return { inside, edges, exit: exit.edge, outlet: exit.outlet };
}

/** True when the rest of the streets falls apart without the quarter. */
function cutsOff(
  inside: ReadonlySet<StreetVertex>,
  edgesAt: ReadonlyMap<StreetVertex, readonly StreetEdge[]>,
  start: StreetVertex,
  vertices: readonly StreetVertex[],
): boolean {
  const reached = new Set([start]);
  for (const vertex of reached) {
    for (const edge of edgesAt.get(vertex) ?? []) {
      const next = otherEnd(edge, vertex);
      if (!inside.has(next)) reached.add(next);
    }
  }
  return vertices.some((vertex) => edgesAt.has(vertex) && !inside.has(vertex) && !reached.has(vertex));
}
