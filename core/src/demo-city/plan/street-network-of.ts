import { distance, lineLength, nearestShare, type PlanLine, type PlanPoint } from '../place/plan-geometry.ts';
import type { Junction } from './border.ts';
import type { Street, StreetEdge, StreetNetwork, StreetVertex } from './street.ts';

interface Placed {
  readonly street: Street;
  readonly junctions: readonly Junction[];
}

/** Streets with the vertices where they meet or end and the stretches between. */
export function streetNetworkOf(placed: readonly Placed[]): StreetNetwork {
  const meeting = new Map<Junction, { street: Street; chainageM: number }[]>();
  for (const { street, junctions } of placed) {
    for (const junction of junctions) {
      const meets = meeting.get(junction) ?? [];
      meets.push({ street, chainageM: chainageOf(street.centreline, junction.at) });
      meeting.set(junction, meets);
    }
  }
  const vertices: StreetVertex[] = [];
  const add = (at: PlanPoint, streets: StreetVertex['streets']): void => {
    vertices.push({ index: vertices.length, at, streets });
  };
  for (const [{ at }, streets] of meeting) add(at, streets);
  for (const { street, junctions } of placed) {
    for (const [end, chainageM] of [
      [street.centreline[0], 0],
      [street.centreline.at(-1), street.lengthM],
    ] as const) {
      if (end && junctions.every((each) => distance(each.at, end) > 1)) add(end, [{ street, chainageM }]);
    }
  }
  return { streets: placed.map(({ street }) => street), vertices, edges: edgesOf(vertices) };
}

function edgesOf(vertices: readonly StreetVertex[]): readonly StreetEdge[] {
  const along = new Map<Street, { vertex: StreetVertex; m: number }[]>();
  for (const vertex of vertices) {
    for (const { street, chainageM } of vertex.streets) {
      const list = along.get(street);
      if (list) list.push({ vertex, m: chainageM });
      else along.set(street, [{ vertex, m: chainageM }]);
    }
  }
  const edges: StreetEdge[] = [];
  for (const [street, stops] of along) {
    stops.sort((a, b) => a.m - b.m);
    for (const [i, here] of stops.entries()) {
      const next = stops[i + 1];
      if (!next) continue;
      edges.push({ index: edges.length, street, from: here.vertex, to: next.vertex, fromM: here.m, toM: next.m });
    }
  }
  return edges;
}

/** Length along a line of the place nearest to a point. */
export function chainageOf(line: PlanLine, at: PlanPoint): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let m = 0;
  let a: PlanPoint | null = null;
  for (const b of line) {
    if (a) {
      const share = nearestShare(at, a, b);
      const apart = Math.hypot(a[0] + (b[0] - a[0]) * share - at[0], a[1] + (b[1] - a[1]) * share - at[1]);
      const length = distance(a, b);
      if (apart < least) {
        least = apart;
        best = m + share * length;
      }
      m += length;
    }
    a = b;
  }
  return best > m - 1e-6 ? lineLength(line) : best;
}
