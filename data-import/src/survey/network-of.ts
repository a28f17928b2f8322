import type { BoundTable } from '../profiles/bound-table.ts';

/** The network that a table belongs to: 131 of the sewer and 131 of the water supply are two points. */
export interface OwnNetwork {
  /** 0 is that of all tables for which a profile names none. */
  readonly number: number;
  /** Stands before the numbers of its points and lines in their ids. */
  readonly prefix: string;
}

/** Numbers networks in the order in which their tables come. */
export function networkNumbers(): (bound: BoundTable) => OwnNetwork {
  const numbers = new Map<string, OwnNetwork>([['', { number: 0, prefix: '' }]]);
  return ({ network = '' }) => {
    const known = numbers.get(network);
    if (known !== undefined) return known;
    const made = { number: numbers.size, prefix: `${network}:` };
    numbers.set(network, made);
    return made;
  };
}
