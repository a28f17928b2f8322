import type { ValveState } from '../../model/network-node.ts';
import type { NetworkRows } from '../network-rows.ts';
import { type PlainNode, plainNetwork } from './plain-network.ts';

/**
 * A network small enough to shut off by hand: one source, five valves, four customers.
 *
 * ```
 *    S --e1-- V1 --e2-- J1 --e3-- V2 --e4-- J2 --e9-- C1
 *                       |  \                |
 *                      e11  e5              e7
 *                       |     \             |
 *                      C3      V3           V4
 *                               \           |
 *                                e6         e8
 *                                  \        |
 *                          C2 --e10-- J3 ---+
 *                                     |
 *                                    e12-- V5 --e13-- C4
 * ```
 */
export function fiveValves(states: Readonly<Record<string, ValveState>> = {}): NetworkRows {
  const ends: readonly (readonly [string, string])[] = [
    ['S', 'V1'],
    ['V1', 'J1'],
    ['J1', 'V2'],
    ['V2', 'J2'],
    ['J1', 'V3'],
    ['V3', 'J3'],
    ['J2', 'V4'],
    ['V4', 'J3'],
    ['J2', 'C1'],
    ['J3', 'C2'],
    ['J1', 'C3'],
    ['J3', 'V5'],
    ['V5', 'C4'],
  ];
  const nodes: readonly PlainNode[] = [
    { id: 'S', role: 'source' },
    ...['V1', 'V2', 'V3', 'V4', 'V5'].map((id): PlainNode => ({ id, role: 'valve', state: states[id] ?? 'open' })),
    ...['C1', 'C2', 'C3', 'C4'].map((id): PlainNode => ({ id, role: 'customer' })),
  ];
  return plainNetwork(
    ends.map(([from, to], i) => ({ id: `e${i + 1}`, from, to })),
    nodes,
  );
}
