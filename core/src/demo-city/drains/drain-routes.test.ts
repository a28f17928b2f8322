import { describe, expect, it } from 'vitest';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { StreetEdge, StreetNetwork, StreetVertex } from '../plan/street.ts';
import { drainRoutes } from './drain-routes.ts';
import { ROAD } from './testing/made-drains.ts';

/*
 *   0 --- 1 --- 2      100 m apart; ground falls eastwards by 1 m a stretch and northwards by 0.5 m:
 *   |     |     |      2 is the lower right corner and the outlet is 5
 *   3 --- 4 --- 5
 */
const places: readonly PlanPoint[] = [
  [0, 0],
  [100, 0],
  [200, 0],
  [0, 100],
  [100, 100],
  [200, 100],
];
const vertices = places.map((at, index): StreetVertex => ({ index, at, streets: [{ street: ROAD, chainageM: 0 }] }));
const ends: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 2],
  [3, 4],
  [4, 5],
  [0, 3],
  [1, 4],
  [2, 5],
];
const edges = ends.flatMap(([from, to], index): StreetEdge[] => {
  const [a, b] = [vertices[from], vertices[to]];
  return a && b ? [{ index, street: ROAD, from: a, to: b, fromM: 0, toM: 100 }] : [];
});
const network: StreetNetwork = { streets: [ROAD], vertices, edges };
const ground = ({ at: [x, y] }: StreetVertex): number => 20 - x / 100 - y / 200;
const graph = { network, groundM: ground, isUsed: () => true, weight: () => 1 };

function outletOf(index: number): ReadonlySet<StreetVertex> {
  return new Set(vertices.filter((vertex) => vertex.index === index));
}

describe('drainRoutes', () => {
  it('drains every stretch once, and every crossing by one of them', () => {
    const routes = drainRoutes(graph, outletOf(5));
    expect(new Set(routes.map((route) => route.edge)).size).toBe(edges.length);
    expect(routes.filter((route) => route.carriesVertex)).toHaveLength(vertices.length - 1);
  });

  it('follows the ground down to the outlet', () => {
    for (const { up, down } of drainRoutes(graph, outletOf(5))) expect(ground(down)).toBeLessThan(ground(up));
  });

  it('climbs no ground where a way around falls: over a hill at 4 nothing but its own water goes', () => {
    const hill = { ...graph, groundM: (vertex: StreetVertex) => (vertex.index === 4 ? 25 : ground(vertex)) };
    const into = drainRoutes(hill, outletOf(5)).filter((route) => route.down.index === 4);
    expect(into).toEqual([]);
  });

  it('leaves out what is not used, and what reaches no outlet', () => {
    const cut = { ...graph, isUsed: (edge: StreetEdge) => edge.index > 1 && edge.index !== 4 && edge.index !== 6 };
    const routes = drainRoutes(cut, outletOf(5));
    expect(new Set(routes.map((route) => route.edge.index))).toEqual(new Set([2, 3, 5]));
    expect(drainRoutes(graph, new Set())).toEqual([]);
  });
});
