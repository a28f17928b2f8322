/** Conduits at each node, by the node's number: those of node n are `conduits[starts[n]]` to before `conduits[starts[n + 1]]`. */
export interface JoinedAt {
  readonly starts: Int32Array;
  readonly conduits: Int32Array;
}

/** `ends`: numbers of the nodes at both ends of each conduit, two a conduit, -1 where there is none. */
export function joinedAt(ends: Int32Array, nodeCount: number): JoinedAt {
  const starts = new Int32Array(nodeCount + 1);
  const each = (take: (node: number, conduit: number) => void) => {
    for (let i = 0; i * 2 < ends.length; i++) {
      const [from, to] = [ends[i * 2] ?? -1, ends[i * 2 + 1] ?? -1];
      if (from >= 0) take(from, i);
      if (to >= 0 && to !== from) take(to, i);
    }
  };
  each((node) => {
    starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  });
  for (let node = 0; node < nodeCount; node++) starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const conduits = new Int32Array(starts[nodeCount] ?? 0);
  const next = starts.slice();
  each((node, conduit) => {
    const at = next[node] ?? 0;
    conduits[at] = conduit;
    next[node] = at + 1;
  });
  return { starts, conduits };
}
