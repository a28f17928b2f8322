import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Isolation, isolate } from './isolation.ts';
import { networkGraph } from './network-graph.ts';
import type { NetworkRows } from './network-rows.ts';
import { everyClosing } from './testing/every-closing.ts';
import { type PlainLink, type PlainNode, plainNetwork } from './testing/plain-network.ts';
import { NETWORK_NUMBERS, networkOfNumbers, type RandomNetwork } from './testing/random-network.ts';

const randomNetwork = fc.array(fc.nat(999), NETWORK_NUMBERS).map(networkOfNumbers);

const NO_REPORTS = { nodes: new Map(), links: new Map() };

function isolateLink(rows: NetworkRows, id: string): Isolation {
  return isolate(networkGraph(rows), { edges: [rows.links.ids.indexOf(id)], vertices: [] }, NO_REPORTS);
}

/** Sorted ids of what was found. */
function ids(rows: NetworkRows, found: Isolation) {
  const node = (v: number): string => rows.nodes.ids[v] ?? '';
  const valve = (w: number): string => {
    const vertex = found.sections.vertexOfValve[w] ?? -1;
    return vertex >= 0 ? node(vertex) : (rows.links.ids[found.sections.edgeOfValve[w] ?? -1] ?? '');
  };
  const valves = (list: readonly number[] | null) => list?.map(valve).toSorted() ?? null;
  return {
    boundary: valves(found.boundary),
    needed: valves(found.needed),
    fewest: valves(found.fewest),
    edges: found.isolatedEdges.map((e) => rows.links.ids[e] ?? '').toSorted(),
    inside: found.customersInside.map(node).toSorted(),
    beyond: found.customersBeyond?.map(node).toSorted() ?? null,
    doubtful: found.customersInDoubt.map(node).toSorted(),
  };
}

const rowsOf = ({ links, nodes }: RandomNetwork): NetworkRows => plainNetwork(links, nodes);

describe('isolation against every closing of every valve', () => {
  it('closes what the exhaustive search closes, with the same customers out, and no search finds fewer than the fewest', () => {
    let isolable = 0;
    fc.assert(
      fc.property(randomNetwork, (network) => {
        const rows = rowsOf(network);
        const found = isolateLink(rows, 'e0');
        const best = everyClosing(rows, 0);
        expect(best.kindest === null).toBe(found.sourcesInside.length > 0);
        if (best.kindest === null) return;
        const { needed, inside, beyond } = ids(rows, found);
        expect(best.kindest.toSorted()).toEqual(needed ?? []);
        expect(best.fewest).toBe(found.fewest?.length ?? 0);
        if (needed === null) return;
        isolable += 1;
        expect(best.customersOut.toSorted()).toEqual([...inside, ...(beyond ?? [])].toSorted());
      }),
      { numRuns: 3000, seed: 20261120 },
    );
    expect(isolable).toBeGreaterThan(300);
  });

  it('parts the break from every source by the fewest valves: closing them leaves nothing more to need', () => {
    fc.assert(
      fc.property(randomNetwork, (network) => {
        const { fewest } = ids(rowsOf(network), isolateLink(rowsOf(network), 'e0'));
        if (fewest === null) return;
        const nodes = network.nodes.map(
          (node): PlainNode => (fewest.includes(node.id) ? { ...node, state: 'closed' } : node),
        );
        expect(isolateLink(plainNetwork(network.links, nodes), 'e0').needed).toBeNull();
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

describe('isolation', () => {
  it('never shuts off more when there is a valve more', () => {
    fc.assert(
      fc.property(randomNetwork, fc.nat(14), (network, which) => {
        const more = withValveIn(network, which % network.links.length);
        const fewer = ids(rowsOf(network), isolateLink(rowsOf(network), 'e0'));
        const found = ids(rowsOf(more), isolateLink(rowsOf(more), 'e0'));
        for (const edge of found.edges) expect(fewer.edges).toContain(edge.replace('+', ''));
        for (const customer of found.inside) expect(fewer.inside).toContain(customer);
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it('does not depend on the order of the rows, nor on the way a link is drawn', () => {
    fc.assert(
      fc.property(randomNetwork, (network) => {
        const turned = {
          links: network.links.map((link) => ({ ...link, from: link.to, to: link.from })).toReversed(),
          nodes: network.nodes.toReversed(),
        };
        const expected = ids(rowsOf(network), isolateLink(rowsOf(network), 'e0'));
        const { isolatedEdges: _, ...found } = isolateLink(rowsOf(turned), 'e0');
        expect(
          ids(rowsOf(turned), { ...found, isolatedEdges: isolateLink(rowsOf(turned), 'e0').isolatedEdges }),
        ).toEqual(expected);
      }),
      { numRuns: 500, seed: 13 },
    );
  });

  it('treats a valve that is a link as a valve in the middle of a link', () => {
    fc.assert(
      fc.property(randomNetwork, fc.uniqueArray(fc.integer({ min: 1, max: 14 })), (network, which) => {
        const asLinks = network.links.map(
          (link, i): PlainLink => (which.includes(i) ? { ...link, kind: 'valve' } : link),
        );
        const asNodes = which.filter((i) => i < network.links.length).reduce((all, i) => withValveIn(all, i), network);
        const { needed, fewest, beyond, inside } = ids(
          plainNetwork(asLinks, network.nodes),
          isolateLink(plainNetwork(asLinks, network.nodes), 'e0'),
        );
        const other = ids(rowsOf(asNodes), isolateLink(rowsOf(asNodes), 'e0'));
        const asValveIds = (list: readonly string[] | null) =>
          list?.map((id) => id.replace('v-', '')).toSorted() ?? null;
        expect({ needed, inside, beyond }).toEqual({
          needed: asValveIds(other.needed),
          inside: other.inside,
          beyond: other.beyond,
        });
        expect(fewest?.length).toBe(other.fewest?.length);
      }),
      { numRuns: 500, seed: 17 },
    );
  });
});

/** The network with link `which` cut in two by a valve of unknown state; its second half has a plus. */
function withValveIn(network: RandomNetwork, which: number): RandomNetwork {
  const halves = network.links.flatMap((link, i): readonly PlainLink[] => {
    if (i !== which) return [link];
    const valve = `v-${link.id}`;
    return [
      { ...link, to: valve },
      { ...link, id: `${link.id}+`, from: valve },
    ];
  });
  const cut = network.links[which];
  const [head, ...rest] = [...halves].toSorted((a, b) => Number(a.id.endsWith('+')) - Number(b.id.endsWith('+')));
  const links = head === undefined ? [] : [head, ...rest];
  return { links, nodes: [...network.nodes, { id: `v-${cut?.id}`, role: 'valve' }] };
}
