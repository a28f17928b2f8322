import { describe, expect, it } from 'vitest';
import { CERTAIN_FLOW, type FlowArcs, joinedBothWays, POSSIBLE_FLOW } from './flow-arcs.ts';
import { gravityFlow } from './gravity-flow.ts';
import { type NetworkGraph, networkGraph, partOf, placesOf } from './network-graph.ts';
import type { NetworkRows } from './network-rows.ts';
import { pressureFlow } from './pressure-flow.ts';
import { fiveValves } from './testing/five-valves.ts';
import { type PlainLink, plainNetwork } from './testing/plain-network.ts';
import { trace } from './trace.ts';

/** Ids of what a trace reaches: links in upper case of certainty, ends and holding valves. */
function traced(rows: NetworkRows, flow: (graph: NetworkGraph) => FlowArcs, start: string, along: 'with' | 'against') {
  const graph = networkGraph(rows);
  const [place] = placesOf(rows, [start]);
  if (place === undefined) throw new Error('a test names a start');
  const { edge, vertex } = partOf(graph, place);
  const found = trace(
    graph,
    flow(graph),
    { edges: edge < 0 ? [] : [edge], vertices: vertex < 0 ? [] : [vertex] },
    along,
  );
  const links = (certainty: number): string =>
    [...found.edges.keys()]
      .filter((e) => found.edges[e] === certainty)
      .map((e) => rows.links.ids[graph.link[e] ?? -1])
      .join(' ');
  const nodes = (vertices: readonly number[]): string => vertices.map((v) => rows.nodes.ids[v] ?? '?').join(' ');
  return {
    certain: links(CERTAIN_FLOW),
    possible: links(POSSIBLE_FLOW),
    ends: nodes(found.ends),
    heldBy: nodes(found.heldBy),
  };
}

const drain = (id: string, from: string, to: string, inverts?: readonly [number, number]): PlainLink => ({
  id,
  from,
  to,
  utility: 'storm',
  ...(inverts === undefined ? {} : { inverts }),
});

describe('tracing drains', () => {
  // Two branches meet in C and run to the outfall; ten more falls say that drawing runs with the flow.
  const sound: readonly PlainLink[] = Array.from({ length: 10 }, (_, i) =>
    drain(`x${i}`, `X${i}`, `X${i + 1}`, [9 - i, 8 - i]),
  );
  const rows = plainNetwork([
    drain('ac', 'A', 'C', [5, 4]),
    drain('bc', 'B', 'C', [6, 4]),
    drain('cd', 'C', 'D', [4, 3]),
    drain('do', 'D', 'O', [3, 2]),
    ...sound,
  ]);

  it('follows the fall down to the outfall, and up to every head', () => {
    expect(traced(rows, gravityFlow, 'A', 'with')).toEqual({
      certain: 'ac cd do',
      possible: '',
      ends: 'O',
      heldBy: '',
    });
    expect(traced(rows, gravityFlow, 'cd', 'with')).toMatchObject({ certain: 'cd do', ends: 'O' });
    expect(traced(rows, gravityFlow, 'cd', 'against')).toMatchObject({ certain: 'ac bc cd', ends: 'A B' });
  });

  it('follows what it does not know the way of, and says so: unknown inverts, level drains, and all beyond them', () => {
    const gap = plainNetwork([
      drain('ac', 'A', 'C', [5, 4]),
      drain('cd', 'C', 'D'),
      drain('de', 'D', 'E', [3, 3]),
      drain('eo', 'E', 'O', [3, 2]),
    ]);
    expect(traced(gap, gravityFlow, 'A', 'with')).toEqual({
      certain: 'ac',
      possible: 'cd de eo',
      ends: 'O',
      heldBy: '',
    });
    expect(traced(gap, gravityFlow, 'E', 'against')).toMatchObject({ certain: '', possible: 'ac cd de' });
  });

  it('goes by the fall alone where drawing says nothing: half of the drains are drawn uphill', () => {
    const mixed = plainNetwork([
      drain('ba', 'B', 'A', [4, 5]),
      drain('bc', 'B', 'C', [4, 3]),
      drain('dc', 'D', 'C', [2, 3]),
      drain('de', 'D', 'E', [2, 1.99]),
    ]);
    expect(traced(mixed, gravityFlow, 'A', 'with')).toMatchObject({ certain: 'ba bc dc', possible: 'de', ends: 'E' });
  });

  it('lets a conduit that rises as it is drawn run either way where all others fall', () => {
    const adverse = plainNetwork([...sound, drain('up', 'X10', 'Y', [-1, -0.9]), drain('yo', 'Y', 'O', [-0.9, -2])]);
    const found = traced(adverse, gravityFlow, 'x9', 'with');
    expect(found).toMatchObject({ certain: 'x9', possible: 'up yo', ends: 'O' });
  });

  it('takes a pump the way it is drawn, up or down', () => {
    const pumped = plainNetwork([
      drain('in', 'A', 'P', [5, 4]),
      { id: 'pump', from: 'P', to: 'Q', kind: 'pump', utility: 'storm' },
      drain('out', 'Q', 'O', [8, 7]),
    ]);
    expect(traced(pumped, gravityFlow, 'A', 'with')).toMatchObject({ certain: 'in pump out', ends: 'O' });
    expect(traced(pumped, gravityFlow, 'P', 'against')).toMatchObject({ certain: 'in', ends: 'A' });
  });

  it('never comes back from an outfall, whatever is known of the levels there', () => {
    const outfall = plainNetwork(
      [drain('ab', 'A', 'B', [5, 4]), drain('bo', 'B', 'O')],
      [{ id: 'O', kind: 'outfall' }],
    );
    expect(traced(outfall, gravityFlow, 'O', 'with')).toMatchObject({ certain: '', possible: '', ends: 'O' });
    expect(traced(outfall, gravityFlow, 'A', 'with')).toMatchObject({ certain: 'ab bo', possible: '', ends: 'O' });
    expect(traced(outfall, gravityFlow, 'O', 'against')).toMatchObject({ certain: 'ab bo', ends: 'A' });
  });

  it('ends at a loose end that no node stands at', () => {
    const loose = plainNetwork([{ ...drain('ab', 'A', 'B', [5, 4]), to: null }]);
    expect(traced(loose, gravityFlow, 'A', 'with')).toMatchObject({ certain: 'ab', ends: '?' });
  });
});

describe('tracing a network under pressure', () => {
  it('runs away from the source where there is one way, and either way round a loop', () => {
    expect(traced(fiveValves(), pressureFlow, 'e1', 'with')).toMatchObject({
      certain: 'e1 e2 e11',
      possible: 'e3 e4 e5 e6 e7 e8 e9 e10 e12 e13',
    });
    expect(traced(fiveValves(), pressureFlow, 'e12', 'with')).toMatchObject({ certain: 'e12 e13', ends: 'C4' });
    expect(traced(fiveValves(), pressureFlow, 'C3', 'against')).toMatchObject({ certain: 'e1 e2 e11', ends: 'S' });
  });

  it('knows the way through a loop that a closed valve opens', () => {
    expect(traced(fiveValves({ V3: 'closed' }), pressureFlow, 'e4', 'with')).toEqual({
      certain: 'e4 e6 e7 e8 e9 e10 e12 e13',
      possible: '',
      ends: 'C1 C2 C4',
      heldBy: 'V3',
    });
  });

  it('does not know which way it flows between two sources, nor where none is known', () => {
    const line: readonly PlainLink[] = [
      { id: 'a', from: 'S', to: 'J' },
      { id: 'b', from: 'J', to: 'T' },
      { id: 'c', from: 'J', to: 'K' },
    ];
    const two = plainNetwork(line, [
      { id: 'S', role: 'source' },
      { id: 'T', role: 'source' },
    ]);
    expect(traced(two, pressureFlow, 'J', 'with')).toMatchObject({ certain: 'c', possible: 'a b' });
    expect(traced(plainNetwork(line), pressureFlow, 'a', 'with')).toMatchObject({ certain: 'a', possible: 'b c' });
  });

  it('finds what is joined up to the closed valves', () => {
    expect(traced(fiveValves({ V2: 'closed', V4: 'closed' }), joinedBothWays, 'e7', 'with')).toMatchObject({
      certain: 'e4 e7 e9',
      heldBy: 'V2 V4',
    });
    const stopped = plainNetwork([
      { id: 'a', from: 'A', to: 'B' },
      { id: 'p', from: 'B', to: 'C', kind: 'pump', state: 'closed' },
    ]);
    expect(traced(stopped, joinedBothWays, 'a', 'with')).toMatchObject({ certain: 'a', ends: 'A B' });
  });
});
