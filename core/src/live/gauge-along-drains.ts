import type { NearRows } from '../analysis/near-rows.ts';
import type { Utility } from '../model/utility.ts';

const DRAINS: readonly Utility[] = ['sewage', 'storm', 'combined'];

/** A gauge that was found, the manhole it stands in, and how far along the drains. */
export interface GaugeAlong<Gauge> {
  readonly gauge: Gauge;
  /** Feature id. */
  readonly manholeId: string;
  readonly alongM: number;
}

/** Rows of the network, with the place of every vertex. */
export type DrainRows = Pick<NearRows, 'links'>;

/**
 * The gauge nearest to a node along drains, with the water or against it: distances are sums of the links' lengths in
 * plan. `lengthM` measures a path (flat longitude, latitude). Null where none is within `mostM`, or the rows end before.
 */
export function gaugeAlongDrains<Gauge>(
  { links }: DrainRows,
  startNode: string,
  gauges: ReadonlyMap<string, Gauge>,
  mostM: number,
  lengthM: (path: Float64Array) => number,
): GaugeAlong<Gauge> | null {
  const joined = new Map<string, { readonly node: string; readonly lengthM: number }[]>();
  const join = (from: string, node: string, length: number) => {
    const list = joined.get(from);
    if (list === undefined) joined.set(from, [{ node, lengthM: length }]);
    else list.push({ node, lengthM: length });
  };
  for (const { facts, path } of links) {
    const { fromNode, toNode, utility, status } = facts;
    if (fromNode === null || toNode === null || !DRAINS.includes(utility) || status === 'abandoned') continue;
    const length = lengthM(path);
    join(fromNode, toNode, length);
    join(toNode, fromNode, length);
  }
  const reached = new Map<string, number>([[startNode, 0]]);
  const done = new Set<string>();
  for (;;) {
    const [node, alongM] = nearestOpen(reached, done);
    if (node === null || alongM > mostM) return null;
    done.add(node);
    const gauge = gauges.get(node);
    if (gauge !== undefined && node !== startNode) return { gauge, manholeId: node, alongM };
    for (const next of joined.get(node) ?? []) {
      const length = alongM + next.lengthM;
      if (length < (reached.get(next.node) ?? Number.POSITIVE_INFINITY)) reached.set(next.node, length);
    }
  }
}

/** Some hundred nodes lie about: looking through them is quicker than a heap is made. */
function nearestOpen(
  reached: ReadonlyMap<string, number>,
  done: ReadonlySet<string>,
): readonly [node: string | null, alongM: number] {
  let node: string | null = null;
  let alongM = Number.POSITIVE_INFINITY;
  for (const [id, length] of reached) {
    if (done.has(id) || length >= alongM) continue;
    node = id;
    alongM = length;
  }
  return [node, alongM];
}
