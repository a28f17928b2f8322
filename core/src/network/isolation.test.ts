import { describe, expect, it } from 'vitest';
import type { ValveState } from '../model/network-node.ts';
import { type Isolation, isolate } from './isolation.ts';
import { networkGraph, partOf, placesOf } from './network-graph.ts';
import type { NetworkRows } from './network-rows.ts';
import { fiveValves } from './testing/five-valves.ts';
import { plainNetwork } from './testing/plain-network.ts';

const NO_REPORTS = { nodes: new Map(), links: new Map() };

/** What isolating some features comes to, by ids. */
function isolated(rows: NetworkRows, ...ids: readonly string[]) {
  const graph = networkGraph(rows);
  const parts = placesOf(rows, ids).map((place) => partOf(graph, place));
  const breaks = {
    edges: parts.flatMap(({ edge }) => (edge < 0 ? [] : [edge])),
    vertices: parts.flatMap(({ vertex }) => (vertex < 0 ? [] : [vertex])),
  };
  const found = isolate(graph, breaks, NO_REPORTS);
  const valveIds = (valves: readonly number[] | null): string | null =>
    valves
      ?.map((valve) => nodeId(found.sections.vertexOfValve[valve]) ?? linkId(found.sections.edgeOfValve[valve]))
      .join(' ') ?? null;
  const nodeId = (vertex: number | undefined): string | undefined => rows.nodes.ids[vertex ?? -1];
  const linkId = (edge: number | undefined): string | undefined => rows.links.ids[graph.link[edge ?? -1] ?? -1];
  const names = (vertices: Isolation['customersBeyond']): string | null => vertices?.map(nodeId).join(' ') ?? null;
  return {
    boundary: valveIds(found.boundary),
    needed: valveIds(found.needed),
    closed: valveIds(found.closedAlready),
    fewest: valveIds(found.fewest),
    edges: found.isolatedEdges.map(linkId).join(' '),
    inside: names(found.customersInside),
    beyond: names(found.customersBeyond),
    outByFewest: names(found.customersOutByFewest),
    doubtful: names(found.customersInDoubt),
    sourcesInside: names(found.sourcesInside),
    sourcesReaching: names(found.sourcesReaching),
    inoperable: names(found.inoperable),
  };
}

const golden = (broken: string, states: Readonly<Record<string, ValveState>> = {}) => {
  const { boundary, needed, edges, inside, beyond } = isolated(fiveValves(states), broken);
  return { boundary, needed, edges, inside, beyond };
};

describe('isolate: the six worked cases', () => {
  it('1: a break between V2 and J2 takes V2 and V4, and costs C1', () => {
    const expected = { boundary: 'V2 V4', needed: 'V2 V4', edges: 'e4 e7 e9', inside: 'C1', beyond: '' };
    expect(golden('e4')).toEqual(expected);
  });

  it('2: V4 does not turn: the section grows to V2, V3 and V5; V5 is useless, and C4 behind it is out all the same', () => {
    expect(golden('e4', { V4: 'inoperable' })).toEqual({
      boundary: 'V2 V3 V5',
      needed: 'V2 V3',
      edges: 'e4 e6 e7 e8 e9 e10 e12',
      inside: 'C1 C2',
      beyond: 'C4',
    });
    expect(isolated(fiveValves({ V4: 'inoperable' }), 'e4').inoperable).toBe('V4');
  });

  it('3: V3 was closed already: only C1 lies in the section, yet C2 and C4 are out too, for V4 was their last way', () => {
    const expected = { boundary: 'V2 V4', needed: 'V2', edges: 'e4 e7 e9', inside: 'C1', beyond: 'C2 C4' };
    expect(golden('e4', { V3: 'closed' })).toEqual(expected);
  });

  it('4: a break behind the first valve needs that one alone, and everybody is out', () => {
    const expected = {
      boundary: 'V1 V2 V3',
      needed: 'V1',
      edges: 'e2 e3 e5 e11',
      inside: 'C3',
      beyond: 'C1 C2 C4',
    };
    expect(golden('e2')).toEqual(expected);
  });

  it('5: a break in a connection takes its own valve', () => {
    expect(golden('e13')).toEqual({ boundary: 'V5', needed: 'V5', edges: 'e13', inside: 'C4', beyond: '' });
  });

  it('6: V4 was closed already: V2 is enough, and J3 keeps its supply through V3', () => {
    expect(golden('e4', { V4: 'closed' })).toEqual({
      boundary: 'V2',
      needed: 'V2',
      edges: 'e4 e7 e9',
      inside: 'C1',
      beyond: '',
    });
    expect(isolated(fiveValves({ V4: 'closed' }), 'e4').closed).toBe('V4');
  });
});

describe('isolate', () => {
  it('names the fewest valves of all as well, with what they cost: V1 alone shuts off everybody', () => {
    const { fewest, outByFewest } = isolated(fiveValves(), 'e4');
    expect([fewest, outByFewest]).toEqual(['V1', 'C1 C2 C3 C4']);
  });

  it('takes a broken valve for one that shuts nothing off', () => {
    const { boundary, needed, edges, inside, beyond } = isolated(fiveValves(), 'V2');
    expect({ boundary, needed, edges }).toEqual({
      boundary: 'V1 V3 V4',
      needed: 'V1',
      edges: 'e2 e3 e4 e5 e7 e9 e11',
    });
    expect([inside, beyond]).toEqual(['C1 C3', 'C2 C4']);
  });

  it('shuts off two breaks at once', () => {
    expect(isolated(fiveValves(), 'e4', 'e13')).toMatchObject({
      boundary: 'V2 V4 V5',
      needed: 'V2 V4 V5',
      inside: 'C1 C4',
    });
  });

  it('says that a source lies inside where no valve parts it from the break', () => {
    const found = isolated(fiveValves(), 'e1');
    expect(found).toMatchObject({ sourcesInside: 'S', boundary: 'V1', needed: '', fewest: null, edges: 'e1' });
    expect(found.beyond).toBe('C1 C2 C3 C4');
  });

  it('does not claim that nobody is cut off where no source is known: only what lies inside is certain', () => {
    const rows = fiveValves();
    const sourceless = {
      ...rows,
      nodes: { ...rows.nodes, roles: rows.nodes.roles.map((r) => (r === 'source' ? null : r)) },
    };
    const found = isolated(sourceless, 'e4');
    expect(found).toMatchObject({ boundary: 'V2 V4', needed: null, fewest: null, inside: 'C1', beyond: null });
  });

  it('does not claim it either where closed valves part every source from the break already', () => {
    expect(isolated(fiveValves({ V1: 'closed' }), 'e4')).toMatchObject({
      boundary: 'V2 V4',
      needed: null,
      beyond: null,
    });
  });

  it('holds customers in doubt who keep supply only if a valve of unknown state is open', () => {
    const rows = fiveValves();
    const states = rows.nodes.ids.map((id, i) => (id === 'V3' ? null : (rows.nodes.valveStates[i] ?? null)));
    const found = isolated({ ...rows, nodes: { ...rows.nodes, valveStates: states } }, 'e4');
    expect(found).toMatchObject({ needed: 'V2 V4', inside: 'C1', beyond: '', doubtful: 'C2 C4' });
  });

  it('takes a valve that is a link, a pipe held closed, and two valves side by side', () => {
    const rows = plainNetwork(
      [
        { id: 'a', from: 'S', to: 'J1' },
        { id: 'W1', from: 'J1', to: 'V2', kind: 'valve', state: 'open' },
        { id: 'b', from: 'V2', to: 'J2' },
        { id: 'c', from: 'J2', to: 'J3', state: 'closed' },
        { id: 'd', from: 'J3', to: 'C' },
      ],
      [
        { id: 'S', role: 'source' },
        { id: 'V2', role: 'valve', state: 'open' },
        { id: 'C', role: 'customer' },
      ],
    );
    expect(isolated(rows, 'b')).toMatchObject({ boundary: 'V2', needed: 'V2', closed: 'c', edges: 'b', beyond: '' });
    expect(isolated(rows, 'V2')).toMatchObject({ boundary: 'W1', needed: 'W1', edges: 'b' });
    expect(isolated(rows, 'W1')).toMatchObject({ boundary: 'V2', sourcesInside: 'S', edges: 'a W1' });
    expect(isolated(rows, 'c')).toMatchObject({ boundary: 'V2', closed: '', edges: 'b c d', inside: 'C' });
  });

  it('counts a valve at the end of what is known into the boundary, for what lies behind it is not known', () => {
    const rows = plainNetwork(
      [
        { id: 'a', from: 'S', to: 'V1' },
        { id: 'b', from: 'V1', to: 'V2' },
      ],
      [
        { id: 'S', role: 'source' },
        { id: 'V1', role: 'valve', state: 'open' },
        { id: 'V2', role: 'valve', state: 'open' },
      ],
    );
    expect(isolated(rows, 'b')).toMatchObject({ boundary: 'V1 V2', needed: 'V1' });
  });

  it('claims nothing of two breaks when a source reaches only one of them', () => {
    const rows = plainNetwork(
      [
        { id: 'a', from: 'S', to: 'V' },
        { id: 'b', from: 'V', to: 'C' },
        { id: 'far', from: 'W', to: 'D' },
      ],
      [
        { id: 'S', role: 'source' },
        { id: 'V', role: 'valve', state: 'open' },
        { id: 'W', role: 'valve', state: 'open' },
        { id: 'C', role: 'customer' },
      ],
    );
    expect(isolated(rows, 'b')).toMatchObject({ needed: 'V', beyond: '' });
    expect(isolated(rows, 'b', 'far')).toMatchObject({ boundary: 'V W', needed: null, fewest: null, beyond: null });
  });

  it('does not reckon with valves, sources and customers that are abandoned or only planned', () => {
    const rows = fiveValves();
    const gone = (...ids: readonly string[]): NetworkRows => {
      const statuses = rows.nodes.ids.map((id) => (ids.includes(id) ? ('planned' as const) : ('inUse' as const)));
      return { ...rows, nodes: { ...rows.nodes, statuses } };
    };
    expect(isolated(gone('V4'), 'e4')).toMatchObject({ boundary: 'V2 V3 V5', needed: 'V2 V3', inoperable: '' });
    expect(isolated(gone('S'), 'e4')).toMatchObject({ needed: null });
    expect(isolated(gone('C1'), 'e4')).toMatchObject({ inside: '' });
  });

  it('leaves out what is abandoned or only planned', () => {
    const rows = plainNetwork(
      [
        { id: 'a', from: 'S', to: 'J' },
        { id: 'old', from: 'J', to: 'K', status: 'abandoned' },
        { id: 'new', from: 'J', to: 'K', status: 'planned' },
        { id: 'b', from: 'K', to: 'C', status: 'unknown' },
      ],
      [{ id: 'S', role: 'source' }],
    );
    expect(isolated(rows, 'a').edges).toBe('a');
    expect(isolated(rows, 'b').edges).toBe('b');
    expect(() => isolated(rows, 'old')).toThrow('"old" must be part of the network in use, but it is abandoned.');
    expect(() => isolated(rows, 'x')).toThrow('The network holds no link and no node "x".');
  });
});
