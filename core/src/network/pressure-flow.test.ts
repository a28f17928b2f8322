import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CERTAIN_FLOW, NO_FLOW, POSSIBLE_FLOW } from './flow-arcs.ts';
import { networkGraph } from './network-graph.ts';
import { pressureFlow } from './pressure-flow.ts';
import { wetBy } from './testing/every-closing.ts';
import { plainNetwork } from './testing/plain-network.ts';
import { NETWORK_NUMBERS, networkOfNumbers } from './testing/random-network.ts';

const randomNetwork = fc.array(fc.nat(999), NETWORK_NUMBERS).map(networkOfNumbers);

describe('pressureFlow', () => {
  it('is certain of an edge exactly where taking it out leaves one end without a source, and not the other', () => {
    let certain = 0;
    fc.assert(
      fc.property(randomNetwork, ({ links, nodes }) => {
        const rows = plainNetwork(links, nodes);
        const { forward, backward } = pressureFlow(networkGraph(rows));
        const isShut = (v: number): boolean =>
          rows.nodes.roles[v] === 'valve' && rows.nodes.valveStates[v] === 'closed';
        for (const [e, out] of links.entries()) {
          const without = plainNetwork(
            links.filter((link) => link !== out),
            nodes,
          );
          const wet = wetBy(without, isShut);
          const from = wet.nodes.has(rows.links.fromNodes[e] ?? -1);
          const to = wet.nodes.has(rows.links.toNodes[e] ?? -1);
          const expected =
            from === to ? [POSSIBLE_FLOW, POSSIBLE_FLOW] : from ? [CERTAIN_FLOW, NO_FLOW] : [NO_FLOW, CERTAIN_FLOW];
          expect([forward[e], backward[e]], out.id).toEqual(expected);
          if (from !== to) certain += 1;
        }
      }),
      { numRuns: 400, seed: 29 },
    );
    expect(certain).toBeGreaterThan(500);
  });
});
