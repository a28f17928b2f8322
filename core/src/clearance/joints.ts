import type { ConduitTable } from '../analysis/conduit-table.ts';

/** Numbers of the conduits that end at a node, by its id. */
export type Joints = ReadonlyMap<string, readonly number[]>;

export function jointsOf({ facts }: ConduitTable): Joints {
  const joints = new Map<string, number[]>();
  for (const [i, { fromNode, toNode }] of facts.entries()) {
    for (const node of fromNode === toNode ? [fromNode] : [fromNode, toNode]) {
      if (node === null) continue;
      const known = joints.get(node);
      if (known === undefined) joints.set(node, [i]);
      else known.push(i);
    }
  }
  return joints;
}
