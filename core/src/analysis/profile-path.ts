import { AnalysisError } from './analysis-error.ts';
import type { ConduitTable } from './conduit-table.ts';

/** A conduit of a path in the direction of travel. */
export interface PathLeg {
  readonly index: number;
  /** True when it is travelled from its last point to its first. */
  readonly reversed: boolean;
  /** Feature ids of the nodes at which it is entered and left. */
  readonly fromNode: string | null;
  readonly toNode: string | null;
}

/** Numbers of a table's conduits by feature id. */
export function conduitNumbers(table: ConduitTable): ReadonlyMap<string, number> {
  return new Map(table.facts.map(({ id }, index) => [id, index]));
}

/**
 * Lays a chain of conduits end to end by the nodes they share, whatever number of others meet there. `startNode` says
 * where a chain begins that its nodes leave open (one conduit, or two with both nodes in common); else the first is
 * travelled as it is drawn. Throws `AnalysisError` for an id that the table lacks and for neighbours without a common
 * node.
 */
export function pathLegs(
  table: ConduitTable,
  ids: readonly string[],
  startNode: string | null = null,
): readonly PathLeg[] {
  const numbers = conduitNumbers(table);
  const indices = ids.map((id) => {
    const index = numbers.get(id);
    if (index === undefined) {
      throw new AnalysisError('unknown-feature', `A profile wants conduits that are there; "${id}" is not.`);
    }
    return index;
  });
  const [first] = indices;
  if (first === undefined) throw new AnalysisError('broken-path', 'A profile wants one conduit or more; none came.');
  const legs: PathLeg[] = [];
  let at = startNode ?? firstNode(table, first, indices[1]);
  for (const index of indices) {
    const { id = '', fromNode = null, toNode = null } = table.facts[index] ?? {};
    if (indices.length > 1 && at === null) {
      throw new AnalysisError(
        'broken-path',
        `A profile wants conduits joined by nodes; "${id}" has none where the path meets it.`,
      );
    }
    const reversed = at !== fromNode && at === toNode;
    if (at !== fromNode && !reversed) {
      throw new AnalysisError(
        'broken-path',
        `A profile wants each conduit joined to the one before it; "${id}" does not meet node "${at ?? ''}".`,
      );
    }
    legs.push({ index, reversed, fromNode: reversed ? toNode : fromNode, toNode: reversed ? fromNode : toNode });
    at = reversed ? fromNode : toNode;
  }
  return legs;
}

/** The node of the first conduit that the second does not touch. */
function firstNode(table: ConduitTable, first: number, second: number | undefined): string | null {
  const { fromNode = null, toNode = null } = table.facts[first] ?? {};
  if (second === undefined) return fromNode;
  const next = table.facts[second];
  const meets = (node: string | null) => node !== null && (next?.fromNode === node || next?.toNode === node);
  return meets(fromNode) && !meets(toNode) ? toNode : fromNode;
}

/** Points of a leg in the direction of travel, flat x, y, z. */
export function legAxis(table: ConduitTable, { index, reversed }: Pick<PathLeg, 'index' | 'reversed'>): Float64Array {
  const axis = table.axes.slice((table.starts[index] ?? 0) * 3, (table.starts[index + 1] ?? 0) * 3);
  if (!reversed) return axis;
  const turned = new Float64Array(axis.length);
  const n = axis.length / 3;
  for (let k = 0; k < n; k++) turned.set(axis.subarray(k * 3, k * 3 + 3), (n - 1 - k) * 3);
  return turned;
}
