import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinedBothWays } from './flow-arcs.ts';
import { networkGraph, partOf, placesOf } from './network-graph.ts';
import type { NetworkRows } from './network-rows.ts';
import { shortestPath } from './shortest-path.ts';
import { fiveValves } from './testing/five-valves.ts';
import { type PlainLink, plainNetwork } from './testing/plain-network.ts';
import { NETWORK_NUMBERS, networkOfNumbers } from './testing/random-network.ts';

const randomNetwork = fc.array(fc.nat(999), NETWORK_NUMBERS).map(networkOfNumbers);

function path(rows: NetworkRows, a: string, b: string) {
  const graph = networkGraph(rows);
  const [start, end] = placesOf(rows, [a, b]).map((place) => {
    const { edge, vertex } = partOf(graph, place);
    return { edges: edge < 0 ? [] : [edge], vertices: vertex < 0 ? [] : [vertex] };
  });
  if (start === undefined || end === undefined) throw new Error('a test names two ends');
  const found = shortestPath(graph, joinedBothWays(graph), start, end);
  if (found === null) return null;
  return { links: found.edges.map((e) => rows.links.ids[graph.link[e] ?? -1]).join(' '), lengthM: found.lengthM };
}

describe('shortestPath', () => {
  it('goes the shorter way round a loop, and the other way where a valve is closed', () => {
    // By V2: e3, e4, e7, e8; by V3: e5, e6. Every edge is 10 m long.
    expect(path(fiveValves(), 'J1', 'J3')).toEqual({ links: 'e5 e6', lengthM: 20 });
    expect(path(fiveValves({ V3: 'closed' }), 'J1', 'J3')).toEqual({ links: 'e3 e4 e7 e8', lengthM: 40 });
    expect(path(fiveValves({ V3: 'closed', V4: 'closed' }), 'J1', 'J3')).toBeNull();
  });

  it('counts the links it starts and ends at whole, and itself once', () => {
    expect(path(fiveValves(), 'e1', 'e11')).toEqual({ links: 'e1 e2 e11', lengthM: 30 });
    expect(path(fiveValves(), 'e1', 'S')).toEqual({ links: 'e1', lengthM: 10 });
    expect(path(fiveValves(), 'e4', 'e4')).toEqual({ links: 'e4', lengthM: 10 });
    expect(path(fiveValves(), 'S', 'S')).toEqual({ links: '', lengthM: 0 });
    expect(path(fiveValves(), 'e1', 'e2')).toEqual({ links: 'e1 e2', lengthM: 20 });
  });

  it('does not take an unknown length for none: it goes round, and where it cannot the length is unknown', () => {
    const direct: PlainLink = { id: 'unknown', from: 'A', to: 'B', lengthM: Number.NaN };
    const round: readonly PlainLink[] = [
      { id: 'r1', from: 'A', to: 'C', lengthM: 5000 },
      { id: 'r2', from: 'C', to: 'B', lengthM: 5000 },
    ];
    expect(path(plainNetwork([direct, ...round]), 'A', 'B')).toEqual({ links: 'r1 r2', lengthM: 10000 });
    expect(path(plainNetwork([direct]), 'A', 'B')).toEqual({ links: 'unknown', lengthM: null });
  });

  it('is as short as the shortest of all ways (Floyd and Warshall), and as long back as there', () => {
    fc.assert(
      fc.property(randomNetwork, fc.nat(8), fc.nat(8), ({ links, nodes }, a, b) => {
        const rows = plainNetwork(
          links,
          nodes.map(({ id }) => ({ id })),
        );
        const n = rows.nodes.count;
        const far = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 0 : Infinity)));
        for (let i = 0; i < rows.links.count; i++) {
          const [u, v, lengthM] = [
            rows.links.fromNodes[i] ?? 0,
            rows.links.toNodes[i] ?? 0,
            rows.links.lengthsM[i] ?? 0,
          ];
          for (const [p, q] of [
            [u, v],
            [v, u],
          ] as const) {
            const row = far[p];
            if (row !== undefined) row[q] = Math.min(row[q] ?? 0, lengthM);
          }
        }
        for (let k = 0; k < n; k++) {
          for (const row of far) {
            for (let j = 0; j < n; j++) row[j] = Math.min(row[j] ?? 0, (row[k] ?? 0) + (far[k]?.[j] ?? 0));
          }
        }
        const expected = far[a]?.[b] ?? Infinity;
        expect(path(rows, `n${a}`, `n${b}`)?.lengthM ?? Infinity).toBe(expected);
        expect(path(rows, `n${b}`, `n${a}`)?.lengthM ?? Infinity).toBe(expected);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});
