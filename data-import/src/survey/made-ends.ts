import type { RawPart } from '../tables/raw-geometry.ts';
import { clusterEnds } from './cluster-ends.ts';
import { grown } from './growing.ts';
import type { LineNodes, PlacedEnd } from './line-nodes.ts';
import type { OwnNetwork } from './network-of.ts';
import type { Survey } from './survey-context.ts';
import type { Carried } from './utility-cell.ts';

/**
 * Ends of the lines that have coordinates and no point numbers, gathered before any line is made: which ends meet is known
 * only when all are, and must not depend on the order of the rows.
 */
export interface EndGathering {
  /** Takes the ends of a row's parts in the order in which `next` will give their points. */
  add(parts: readonly RawPart[], carried: Carried): void;
  /** Joins what was gathered and makes the points, a batch of them at each step. */
  close(): Iterable<void>;
  /** Point of the next end; -1 for one without a place. */
  next(): number;
}

export function endGathering(survey: Survey, nodes: LineNodes): EndGathering {
  let count = 0;
  let sourceX = new Float64Array(0);
  let sourceY = new Float64Array(0);
  let xs = new Float64Array(0);
  let ys = new Float64Array(0);
  let lons = new Float64Array(0);
  let lats = new Float64Array(0);
  let carriedBy: Carried[] = [];
  let pointOf = new Int32Array(0);
  let given = 0;
  const plane = new Float64Array(2);

  const push = (x: number, y: number, carried: Carried) => {
    const at = survey.context.placement.place(x, y);
    const [lon, lat] = typeof at === 'string' ? [Number.NaN, Number.NaN] : at;
    plane.fill(Number.NaN);
    if (!Number.isNaN(lon)) survey.plane.write(x, y, lon, lat, plane);
    sourceX = grown(sourceX, count + 1);
    sourceY = grown(sourceY, count + 1);
    xs = grown(xs, count + 1);
    ys = grown(ys, count + 1);
    lons = grown(lons, count + 1);
    lats = grown(lats, count + 1);
    sourceX[count] = x;
    sourceY[count] = y;
    xs[count] = plane[0] ?? Number.NaN;
    ys[count] = plane[1] ?? Number.NaN;
    lons[count] = lon;
    lats[count] = lat;
    carriedBy[count] = carried;
    count++;
  };
  const endAt = (i: number): PlacedEnd => ({
    sourceX: sourceX[i] ?? Number.NaN,
    sourceY: sourceY[i] ?? Number.NaN,
    x: xs[i] ?? Number.NaN,
    y: ys[i] ?? Number.NaN,
    lon: lons[i] ?? Number.NaN,
    lat: lats[i] ?? Number.NaN,
  });

  const isBefore = (a: number, b: number): boolean => {
    const [ax, bx] = [sourceX[a] ?? 0, sourceX[b] ?? 0];
    return ax < bx || (ax === bx && (sourceY[a] ?? 0) < (sourceY[b] ?? 0));
  };

  /** Joins ends of one network and makes their points. */
  function* makePoints(free: readonly number[], network: OwnNetwork): Iterable<void> {
    const at = (values: Float64Array) => Float64Array.from(free, (i) => values[i] ?? Number.NaN);
    const roots = clusterEnds(at(xs), at(ys), free.length, survey.thresholds.snapM);
    const first = new Map<number, number>();
    const mixed = new Set<number>();
    for (const [k, i] of free.entries()) {
      const root = roots[k] ?? k;
      const before = first.get(root);
      if (before !== undefined && carriedBy[before]?.utility !== carriedBy[i]?.utility) mixed.add(root);
      if (before === undefined || isBefore(i, before)) first.set(root, i);
    }
    const made = new Map<number, number>();
    // In the order of their places, so that the nodes do not depend on that of the rows.
    const byPlace = [...first].toSorted(([, a], [, b]) => (isBefore(a, b) ? -1 : 1));
    for (const [root, i] of byPlace) {
      const carried = mixed.has(root) ? { ...NOT_KNOWN, network } : (carriedBy[i] ?? { ...NOT_KNOWN, network });
      made.set(root, nodes.atPlace(endAt(i), carried));
      if (made.size % MADE_AT_ONCE === 0) yield;
    }
    for (const [k, i] of free.entries()) pointOf[i] = made.get(roots[k] ?? k) ?? -1;
  }

  return {
    add(parts, carried) {
      for (const { xy } of parts) {
        push(xy[0] ?? Number.NaN, xy[1] ?? Number.NaN, carried);
        push(xy.at(-2) ?? Number.NaN, xy.at(-1) ?? Number.NaN, carried);
      }
    },
    *close() {
      pointOf = new Int32Array(count).fill(-1);
      const freeOf = new Map<OwnNetwork, number[]>();
      for (let i = 0; i < count; i++) {
        const network = carriedBy[i]?.network;
        if (network === undefined || Number.isNaN(lons[i] ?? Number.NaN)) continue;
        const point = nodes.find(endAt(i), network);
        const free = freeOf.get(network) ?? [];
        if (point >= 0) pointOf[i] = point;
        else free.push(i);
        freeOf.set(network, free);
      }
      for (const [network, free] of freeOf) yield* makePoints(free, network);
      carriedBy = [];
    },
    next: () => pointOf[given++] ?? -1,
  };
}

/** Points made between two batches of items. */
const MADE_AT_ONCE = 2000;

const NOT_KNOWN: Omit<Carried, 'network'> = {
  utility: 'unknown',
  utilityBasis: 'unknown',
  regime: null,
  subclass: null,
  conflict: false,
};
