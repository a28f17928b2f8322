import { type PlaceIndex, placeIndex } from './place-index.ts';
import { join, rootOf, unionFind } from './union-find.ts';

/** A cluster may be this many times as wide as the reach. */
const WIDEST = 2;

/**
 * Joins ends of lines that meet: ends nearer than the reach are one, and so are those that a chain of such ends joins. Where
 * a chain runs on (a curve drawn in steps shorter than the reach), its ends would all fall into one: of these only the
 * ends at the very same place are one. Gives each end the number of its cluster's first end; the clusters are the same in
 * any order of the ends.
 */
export function clusterEnds(xs: ArrayLike<number>, ys: ArrayLike<number>, count: number, reachM: number): Int32Array {
  const roots = unionFind(count);
  const index: PlaceIndex = placeIndex(reachM);
  /** Ends by the numbers that the index gives: of ends at one place only the first is in it. */
  const indexed: number[] = [];
  for (let i = 0; i < count; i++) {
    const x = xs[i] ?? Number.NaN;
    const y = ys[i] ?? Number.NaN;
    let stands = false;
    index.near(x, y, (place) => {
      const other = indexed[place] ?? i;
      join(roots, i, other);
      stands ||= xs[other] === x && ys[other] === y;
    });
    if (stands) continue;
    index.add(x, y);
    indexed.push(i);
  }
  for (let i = 0; i < count; i++) roots[i] = rootOf(roots, i);
  return withoutChains(roots, xs, ys, reachM);
}

function withoutChains(roots: Int32Array, xs: ArrayLike<number>, ys: ArrayLike<number>, reachM: number): Int32Array {
  const count = roots.length;
  const west = Float64Array.from(roots, (_, i) => xs[i] ?? Number.NaN);
  const south = Float64Array.from(roots, (_, i) => ys[i] ?? Number.NaN);
  const east = west.slice();
  const north = south.slice();
  for (let i = 0; i < count; i++) {
    const root = roots[i] ?? i;
    const x = xs[i] ?? Number.NaN;
    const y = ys[i] ?? Number.NaN;
    west[root] = Math.min(west[root] ?? x, x);
    east[root] = Math.max(east[root] ?? x, x);
    south[root] = Math.min(south[root] ?? y, y);
    north[root] = Math.max(north[root] ?? y, y);
  }
  const firstAt = new Map<string, number>();
  return roots.map((root, i) => {
    const width = Math.max((east[root] ?? 0) - (west[root] ?? 0), (north[root] ?? 0) - (south[root] ?? 0));
    if (width <= WIDEST * reachM) return root;
    const place = `${xs[i] ?? ''} ${ys[i] ?? ''}`;
    const first = firstAt.get(place) ?? i;
    firstAt.set(place, first);
    return first;
  });
}
