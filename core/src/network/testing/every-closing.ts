import type { NetworkRows } from '../network-rows.ts';

export interface BestClosing {
  /** Of the closings that keep the break dry, one that leaves the most links wet with the fewest valves; null for none. */
  readonly kindest: readonly string[] | null;
  /** Customers that were wet before it and are dry after it. */
  readonly customersOut: readonly string[];
  /** The fewest valves of any closing that keeps the break dry. */
  readonly fewest: number | null;
}

/**
 * Tries every set of valves that can be closed, link by link, with nothing of how the product does it: what a source wets
 * is found anew for each.
 */
export function everyClosing(rows: NetworkRows, brokenLink: number): BestClosing {
  const { roles, valveStates, ids, count } = rows.nodes;
  const nodes = Array.from({ length: count }, (_, v) => v);
  const isShut = (v: number): boolean => roles[v] === 'valve' && valveStates[v] === 'closed';
  const turns = nodes.filter(
    (v) => roles[v] === 'valve' && valveStates[v] !== 'closed' && valveStates[v] !== 'inoperable',
  );
  const wetBefore = wetBy(rows, isShut);
  let kindest: readonly number[] | null = null;
  let wetAfter = wetBefore;
  let fewest: number | null = null;
  for (let set = 0; set < 2 ** turns.length; set++) {
    const closing = turns.filter((_, bit) => ((set >> bit) & 1) === 1);
    const wet = wetBy(rows, (v) => isShut(v) || closing.includes(v));
    if (wet.links.has(brokenLink)) continue;
    fewest = Math.min(fewest ?? Infinity, closing.length);
    const better =
      kindest === null ||
      wet.links.size > wetAfter.links.size ||
      (wet.links.size === wetAfter.links.size && closing.length < kindest.length);
    if (!better) continue;
    kindest = closing;
    wetAfter = wet;
  }
  return {
    kindest: kindest?.map((v) => ids[v] ?? '') ?? null,
    customersOut: nodes
      .filter((v) => roles[v] === 'customer' && wetBefore.nodes.has(v) && !wetAfter.nodes.has(v))
      .map((v) => ids[v] ?? ''),
    fewest,
  };
}

/** Links and nodes that some source wets when some nodes are shut, found by looking at every link until nothing changes. */
export function wetBy(
  rows: NetworkRows,
  isShut: (node: number) => boolean,
): { links: Set<number>; nodes: Set<number> } {
  const nodes = new Set<number>();
  const links = new Set<number>();
  for (let v = 0; v < rows.nodes.count; v++) if (rows.nodes.roles[v] === 'source') nodes.add(v);
  for (let before = -1; before !== nodes.size + links.size; ) {
    before = nodes.size + links.size;
    for (let i = 0; i < rows.links.count; i++) {
      if (rows.links.valveStates[i] === 'closed') continue;
      const ends = [rows.links.fromNodes[i] ?? -1, rows.links.toNodes[i] ?? -1];
      if (!ends.some((v) => nodes.has(v))) continue;
      links.add(i);
      for (const v of ends) if (!isShut(v)) nodes.add(v);
    }
  }
  return { links, nodes };
}
