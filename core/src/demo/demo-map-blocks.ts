import { type PlanRing, ringArea } from './demo-map-geometry.ts';
import { distance, lineCrossings, lineLength, type PlanLine, type PlanPoint, parallelLine } from './plan-geometry.ts';
import type { Street, StreetEdge, StreetNetwork, StreetVertex } from './street-network.ts';

/** A stretch of street walked one way, with the block to its left. */
interface Walk {
  readonly street: Street;
  readonly from: StreetVertex;
  readonly to: StreetVertex;
  readonly line: PlanLine;
}

/** Lines are lengthened by this to find where they meet, metres. */
const RUN_OUT_M = 60;
const LEAST_BLOCK_M2 = 800;

/**
 * The blocks between the streets, each out to the plots' boundary (道路红线) of the streets around it, anticlockwise.
 * Stretches that end nowhere bound no block.
 */
export function streetBlocks(network: StreetNetwork): readonly PlanRing[] {
  const walks = withoutDeadEnds(network.edges).flatMap((edge) => {
    const line = stretchLine(edge);
    const { street, from, to } = edge;
    return [
      { street, from, to, line },
      { street, from: to, to: from, line: line.toReversed() },
    ];
  });
  return faces(walks)
    .map(mergedByStreet)
    .flatMap((face) => insetRing(face) ?? [])
    .map((each) => each.ring);
}

/** The centreline of a stretch, from vertex to vertex. */
export function stretchLine({ street, from, to, fromM, toM }: StreetEdge): PlanLine {
  const between: PlanPoint[] = [];
  let chainageM = 0;
  let before: PlanPoint | null = null;
  for (const point of street.centreline) {
    if (before) chainageM += distance(before, point);
    if (chainageM > fromM + 1 && chainageM < toM - 1) between.push(point);
    before = point;
  }
  return [from.at, ...between, to.at];
}

function withoutDeadEnds(edges: readonly StreetEdge[]): readonly StreetEdge[] {
  const degree = new Map<StreetVertex, number>();
  for (const { from, to } of edges) for (const v of [from, to]) degree.set(v, (degree.get(v) ?? 0) + 1);
  const kept = edges.filter(({ from, to }) => (degree.get(from) ?? 0) > 1 && (degree.get(to) ?? 0) > 1);
  return kept.length === edges.length ? kept : withoutDeadEnds(kept);
}

/** At each vertex the walk turns as far left as it can: that goes round the block to the left. */
function faces(walks: readonly Walk[]): readonly (readonly Walk[])[] {
  const leaving = new Map<StreetVertex, Walk[]>();
  for (const walk of walks) leaving.set(walk.from, [...(leaving.get(walk.from) ?? []), walk]);
  const left = new Set(walks);
  const out: Walk[][] = [];
  for (const start of walks) {
    const face: Walk[] = [];
    for (let walk: Walk | undefined = start; walk !== undefined && left.has(walk); walk = nextWalk(walk, leaving)) {
      left.delete(walk);
      face.push(walk);
    }
    const ring = face.flatMap(({ line }) => line.slice(0, -1));
    if (face.length > 0 && ringArea(ring) > 0) out.push(face);
  }
  return out;
}

function nextWalk(walk: Walk, leaving: ReadonlyMap<StreetVertex, readonly Walk[]>): Walk | undefined {
  const back = direction(walk.line.at(-1), walk.line.at(-2));
  const turn = (other: Walk): number => {
    // Clockwise from the way back: the least turn is the leftmost way on.
    const angle = back - direction(other.line[0], other.line[1]);
    return angle - 2 * Math.PI * Math.floor(angle / (2 * Math.PI));
  };
  const onwards = (leaving.get(walk.to) ?? []).filter(
    (other) => other.to !== walk.from || other.street !== walk.street,
  );
  return onwards.toSorted((a, b) => turn(a) - turn(b))[0];
}

function direction(from: PlanPoint | undefined, to: PlanPoint | undefined): number {
  if (!from || !to) throw new RangeError('direction: wanted a line of two points');
  return Math.atan2(to[1] - from[1], to[0] - from[0]);
}

/** Joins walks along one street, also over the end of the list. */
function mergedByStreet(face: readonly Walk[]): readonly Walk[] {
  const turnAt = face.findIndex((walk, i) => walk.street !== face.at(i - 1)?.street);
  const ordered = turnAt < 0 ? face : [...face.slice(turnAt), ...face.slice(0, turnAt)];
  const out: Walk[] = [];
  for (const walk of ordered) {
    const last = out.at(-1);
    if (last?.street === walk.street) {
      out[out.length - 1] = { ...last, to: walk.to, line: [...last.line, ...walk.line.slice(1)] };
    } else out.push(walk);
  }
  return out;
}

function insetRing(face: readonly Walk[]): { readonly ring: PlanRing } | null {
  const lines = face.map(({ line, street }) => parallelLine(line, -street.boundaryM, RUN_OUT_M));
  const corners = face.map((walk, i) => {
    const hits = lineCrossings(lines[i] ?? [], lines[(i + 1) % face.length] ?? []);
    return hits.toSorted((a, b) => distance(a.at, walk.to.at) - distance(b.at, walk.to.at))[0];
  });
  const ring: PlanPoint[] = [];
  for (const [i, line] of lines.entries()) {
    const start = corners.at(i - 1);
    const end = corners[i];
    if (!start || !end || end.firstM <= start.secondM) return null;
    ring.push(start.at, ...pointsBetween(line, start.secondM, end.firstM));
  }
  return ringArea(ring) >= LEAST_BLOCK_M2 ? { ring } : null;
}

/** Vertices of a line between two lengths along it, kept a metre away from both. */
function pointsBetween(line: PlanLine, fromM: number, toM: number): readonly PlanPoint[] {
  return line.filter((_, i) => {
    const chainageM = i === 0 ? 0 : lineLength(line.slice(0, i + 1));
    return chainageM > fromM + 1 && chainageM < toM - 1;
  });
}
