import type { ValveState } from '../../model/network-node.ts';
import type { PlainLink, PlainNode } from './plain-network.ts';

export interface RandomNetwork {
  readonly links: readonly PlainLink[];
  readonly nodes: readonly PlainNode[];
}

const VERTICES = 9;
const ROLES = ['plain', 'source', 'customer', 'valve', 'valve', 'valve'] as const;
const STATES: readonly (ValveState | null)[] = ['open', 'open', 'open', null, 'closed', 'inoperable'];

/** How many numbers below 1000 `networkOfNumbers` wants: a network of 7 to 15 links. */
export const NETWORK_NUMBERS = { minLength: 2 * VERTICES + 14, maxLength: 2 * VERTICES + 30 } as const;

/** Small networks of every build: loops, parallel links, links from a node to itself, parts that nothing joins. */
export function networkOfNumbers(numbers: readonly number[]): RandomNetwork {
  const nodes = Array.from({ length: VERTICES }, (_, i): PlainNode => {
    const id = `n${i}`;
    const role = ROLES[(numbers[i] ?? 0) % ROLES.length] ?? 'plain';
    const state = STATES[(numbers[VERTICES + i] ?? 0) % STATES.length] ?? null;
    if (role === 'plain') return { id };
    return role === 'valve' && state !== null ? { id, role, state } : { id, role };
  });
  const ends = numbers.slice(2 * VERTICES).map((number) => `n${number % VERTICES}`);
  const links = Array.from(
    { length: Math.floor(ends.length / 2) },
    (_, i): PlainLink => ({ id: `e${i}`, from: ends[2 * i] ?? null, to: ends[2 * i + 1] ?? null, lengthM: 1 + i }),
  );
  return { links, nodes };
}
