import { containsPoint, signedArea } from '@undercroft/core/geometry/polygon';
import type { Rings } from '@undercroft/core/model/map-feature';

/** The members of a multipolygon as lines of node numbers. */
export interface RingParts {
  readonly outer: readonly (readonly number[])[];
  readonly inner: readonly (readonly number[])[];
}

/**
 * Polygons of a multipolygon relation: its ways chained end to end into rings, each hole given to the smallest outer ring
 * around it. `open` counts chains that do not close (the extract was cut through them) and rings with nodes that are not there.
 */
export function multipolygon(
  parts: RingParts,
  placeOf: (node: number) => readonly [lon: number, lat: number] | null,
): { readonly polygons: readonly Rings[]; readonly open: number } {
  const outers = chained(parts.outer);
  const inners = chained(parts.inner);
  let open = outers.open + inners.open;
  const draw = (ring: readonly number[]): Float64Array | null => {
    const drawn = ringOf(ring, placeOf);
    if (drawn === null) open++;
    return drawn;
  };
  const bySize = outers.rings
    .flatMap((ring) => draw(ring) ?? [])
    .map((ring) => ({ ring, area: Math.abs(signedArea(ring)), holes: [] as Float64Array[] }))
    .toSorted((a, b) => a.area - b.area);
  for (const ring of inners.rings.flatMap((each) => draw(each) ?? [])) {
    const area = Math.abs(signedArea(ring));
    const owner = bySize.find((outer) => outer.area > area && holds(outer.ring, ring));
    owner?.holes.push(ring);
  }
  return { polygons: bySize.map(({ ring, holes }) => [ring, ...holes]), open };
}

/** A closed way's ring: closed, flat longitude and latitude; `null` when a node is missing or it is no ring. */
export function ringOf(
  nodes: readonly number[],
  placeOf: (node: number) => readonly [lon: number, lat: number] | null,
): Float64Array | null {
  if (nodes.length < 4 || nodes[0] !== nodes.at(-1)) return null;
  const ring = new Float64Array(nodes.length * 2);
  for (const [index, node] of nodes.entries()) {
    const place = placeOf(node);
    if (place === null) return null;
    ring.set(place, index * 2);
  }
  return ring;
}

function holds(outer: Float64Array, inner: Float64Array): boolean {
  // A hole may touch the outline at a corner or two, so its first point alone does not tell.
  let inside = 0;
  for (let i = 0; i + 3 < inner.length; i += 2) {
    const x = ((inner[i] ?? 0) + (inner[i + 2] ?? 0)) / 2;
    const y = ((inner[i + 1] ?? 0) + (inner[i + 3] ?? 0)) / 2;
    if (containsPoint(outer, x, y)) inside++;
  }
  return inside * 4 > inner.length - 2;
}

/** Lines joined end to end into closed rings; each line is used once, in either direction. */
function chained(lines: readonly (readonly number[])[]): {
  readonly rings: readonly (readonly number[])[];
  readonly open: number;
} {
  const rings: (readonly number[])[] = [];
  const byEnd = new Map<number, Set<readonly number[]>>();
  const note = (line: readonly number[]) => {
    for (const end of [line[0] ?? 0, line.at(-1) ?? 0]) {
      const lying = byEnd.get(end) ?? new Set();
      byEnd.set(end, lying.add(line));
    }
  };
  const take = (line: readonly number[]) => {
    byEnd.get(line[0] ?? 0)?.delete(line);
    byEnd.get(line.at(-1) ?? 0)?.delete(line);
  };
  for (const line of lines) {
    if (line.length < 2) continue;
    if (line[0] === line.at(-1)) rings.push(line);
    else note(line);
  }
  let open = 0;
  for (const first of lines) {
    if (byEnd.get(first[0] ?? 0)?.has(first) !== true) continue;
    take(first);
    const chain = [...first];
    while (chain[0] !== chain.at(-1)) {
      const end = chain.at(-1) ?? 0;
      const [next] = byEnd.get(end) ?? [];
      if (next === undefined) break;
      take(next);
      chain.push(...(next[0] === end ? next : next.toReversed()).slice(1));
    }
    if (chain[0] === chain.at(-1)) rings.push(chain);
    else open++;
  }
  return { rings, open };
}
