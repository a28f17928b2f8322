import type { NetworkRows } from '@undercroft/core/network/network-rows';
import { type PlainLink, type PlainNode, plainNetwork } from '@undercroft/core/network/testing/plain-network';
import { seededRandom } from '@undercroft/core/random/seeded-random';

/** Nodes along each side: 159 x 159 nodes and 2 x 159 x 158 = 50,244 links. */
const SIDE = 159;
const SOURCES = 4;
const VALVE_SHARE = 0.15;
const CUSTOMER_SHARE = 0.3;
/** Of the valves: found shut, and found not to turn. */
const SHUT_SHARE = 0.03;
const STUCK_SHARE = 0.02;

/** A water network of meshes as streets have them, with valves, customers and a few works. The same seed, the same rows. */
export function valveGrid(seed: number): NetworkRows {
  const random = seededRandom(seed);
  const name = (column: number, row: number) => `n${row * SIDE + column}`;
  const nodes: PlainNode[] = [];
  const links: PlainLink[] = [];
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      nodes.push({ id: name(column, row), ...somePart(random.next(), random.next()) });
      const from = name(column, row);
      if (column > 0) links.push({ id: `e${links.length}`, from, to: name(column - 1, row), lengthM: 50 });
      if (row > 0) links.push({ id: `e${links.length}`, from, to: name(column, row - 1), lengthM: 50 });
    }
  }
  for (let k = 0; k < SOURCES; k++) {
    const at = Math.floor(random.next() * nodes.length);
    const node = nodes[at];
    if (node !== undefined) nodes[at] = { id: node.id, role: 'source' };
  }
  return plainNetwork(links, nodes);
}

function somePart(part: number, state: number): Omit<PlainNode, 'id'> {
  if (part < VALVE_SHARE) {
    if (state < SHUT_SHARE) return { role: 'valve', state: 'closed' };
    return { role: 'valve', state: state < SHUT_SHARE + STUCK_SHARE ? 'inoperable' : 'open' };
  }
  return part < VALVE_SHARE + CUSTOMER_SHARE ? { role: 'customer' } : {};
}
