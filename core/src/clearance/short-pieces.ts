import type { ConduitTable } from '../analysis/conduit-table.ts';
import type { ClearanceRows } from './clearance-rows.ts';
import type { JoinedAt } from './joined-at.ts';

/** Room for a bend in the piece between, metres. */
const BEND_M = 0.05;

/** Plan length of each conduit's axis, metres. */
export function planLengths({ axes, starts, count }: ConduitTable): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let p = (starts[i] ?? 0) * 3; p < ((starts[i + 1] ?? 0) - 1) * 3; p += 3) {
      sum += Math.hypot(at(axes, p + 3) - at(axes, p), at(axes, p + 4) - at(axes, p + 1));
    }
    return sum;
  });
}

/**
 * Plan length of the shortest piece of its utility that is joined to each conduit, metres; Infinity where there is none.
 * It tells of nearly all pairs that no piece between them is short enough: looking at the pieces of every pair was a
 * fifth of the time of a district.
 */
export function shortestBeside(
  { starts, conduits }: JoinedAt,
  utility: Int32Array,
  lengthsM: Float64Array,
): Float64Array {
  const shortest = new Float64Array(lengthsM.length).fill(Number.POSITIVE_INFINITY);
  for (let node = 0; node + 1 < starts.length; node++) {
    const [first, past] = [starts[node] ?? 0, starts[node + 1] ?? 0];
    for (let a = first; a < past; a++) {
      const i = conduits[a] ?? 0;
      for (let b = first; b < past; b++) {
        const between = conduits[b] ?? 0;
        if (a === b || utility[between] !== utility[i]) continue;
        shortest[i] = Math.min(shortest[i] ?? 0, lengthsM[between] ?? 0);
      }
    }
  }
  return shortest;
}

/**
 * True for a pair that lies so near to each other as a short piece of their utility between them makes it. By numbers: by
 * the names of nodes it took 0.35 of the 5.2 s of a district of 100,000.
 */
export function isJoinedByPiece(
  { table, ends, utility, joined, lengthsM, shortestBesideM }: ClearanceRows,
  i: number,
  j: number,
  spatialM: number,
): boolean {
  const nearM = (Number.isNaN(spatialM) ? 0 : spatialM) + outerM(table, i) + outerM(table, j) + BEND_M;
  if ((shortestBesideM[i] ?? 0) > nearM || utility[i] !== utility[j]) return false;
  const [otherFrom, otherTo] = [ends[j * 2] ?? -1, ends[j * 2 + 1] ?? -1];
  for (let end = i * 2; end < i * 2 + 2; end++) {
    const node = ends[end] ?? -1;
    if (node < 0) continue;
    for (let k = joined.starts[node] ?? 0; k < (joined.starts[node + 1] ?? 0); k++) {
      const piece = joined.conduits[k] ?? 0;
      if (utility[piece] !== utility[i] || (lengthsM[piece] ?? 0) > nearM) continue;
      const far = ends[piece * 2] === node ? (ends[piece * 2 + 1] ?? -1) : (ends[piece * 2] ?? -1);
      if (far >= 0 && (far === otherFrom || far === otherTo)) return true;
    }
  }
  return false;
}

function outerM({ halfWidthM, halfHeightM }: ConduitTable, i: number): number {
  const most = Math.max(halfWidthM[i] ?? Number.NaN, halfHeightM[i] ?? Number.NaN);
  return Number.isNaN(most) ? 0 : most;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
