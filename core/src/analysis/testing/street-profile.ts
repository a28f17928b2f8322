import type { Utility } from '../../model/utility.ts';
import { type ConduitTable, conduitTable } from '../conduit-table.ts';
import type { PlacedNode } from '../placed-node.ts';
import { type PlainConduit, plainConduit, plainSection } from './plain-conduit.ts';

interface Sewer {
  readonly id: string;
  readonly path: readonly number[];
  readonly nodes: readonly [string, string];
  /** Inverts at both ends; null is unknown. */
  readonly inverts: readonly [number | null, number | null];
  readonly utility?: Utility;
}

/** A sewer DN300 with a wall of 30 mm: its axis 0.15 m over its invert, its outer top 0.33 m. */
export function plainSewer({ id, path, nodes, inverts, utility = 'sewage' }: Sewer): PlainConduit {
  const [from, to] = inverts;
  const end = (invertM: number | null) => ({
    invertM,
    axisM: invertM === null ? null : invertM + 0.15,
    outerTopM: invertM === null ? null : invertM + 0.33,
  });
  return {
    id,
    path,
    fromAxisM: null,
    toAxisM: null,
    section: plainSection('circular', 300, 300, 30),
    facts: { utility, material: 'concrete', fromNode: nodes[0], toNode: nodes[1], from: end(from), to: end(to) },
  };
}

/**
 * A sewer from manhole A by B to C, 60 m, whose second length is drawn against the flow; a branch that joins at B from the
 * north; a gas main square to it at 12 m and one at 30 degrees at 40 m; a cable of unknown level at 50 m.
 *
 * ```
 *              | b1              / g2
 *   A ----g1---B---------------/----p1---- C
 * ```
 */
export function streetProfile(): { table: ConduitTable; nodes: readonly PlacedNode[] } {
  const gas = plainSection('circular', 110, 110, 0);
  const [dx, dy] = [5 * Math.cos(Math.PI / 6), 2.5];
  const conduits: readonly PlainConduit[] = [
    plainSewer({ id: 'c1', path: [0, 0, 30, 0], nodes: ['A', 'B'], inverts: [7.5, 7.41] }),
    plainSewer({ id: 'c2', path: [60, 0, 30, 0], nodes: ['C', 'B'], inverts: [7.2, 7.35] }),
    plainSewer({ id: 'b1', path: [30, 20, 30, 0], nodes: ['D', 'B'], inverts: [7.9, 7.6], utility: 'storm' }),
    { id: 'g1', path: [12, -5, 12, 5], fromAxisM: 8.9, toAxisM: 8.9, section: gas, facts: { utility: 'gas' } },
    {
      id: 'g2',
      path: [40 - dx, -dy, 40 + dx, dy],
      fromAxisM: 8.9,
      toAxisM: 8.9,
      section: gas,
      facts: { utility: 'gas' },
    },
    { id: 'p1', path: [50, -5, 50, 5], fromAxisM: null, toAxisM: null, section: gas, facts: { utility: 'power' } },
  ];
  const table = conduitTable(conduits.map(plainConduit));
  const node = (id: string, x: number, sumpLevelM: number): PlacedNode => ({
    id,
    sourceId: `W${id}`,
    kind: 'manhole',
    utility: 'sewage',
    status: 'inUse',
    x,
    y: 0,
    coverLevelM: 10,
    sumpLevelM,
    shaftDiameterMm: 1000,
  });
  return { table, nodes: [node('A', 0, 7.4), node('B', 30, 7.3), node('C', 60, 7.1)] };
}
