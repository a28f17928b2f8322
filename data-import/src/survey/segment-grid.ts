import type { PlanSegments } from './plan-segments.ts';

/** Entries of segments in cells that are kept at most; beyond, the cells are made larger. */
const MOST_ENTRIES = 16_000_000;

/** Added around a segment where its cells are found, metres: a crossing on a border is met from both sides. */
const MARGIN_M = 0.001;

/** Segments by the cells of a grid that they run through, hashed into buckets. */
export interface SegmentGrid {
  readonly bucketCount: number;
  /** Segments of bucket b are `entries[starts[b]]` to `entries[starts[b + 1] - 1]`. */
  readonly starts: Int32Array;
  readonly entries: Int32Array;
  /** The bucket of the cell that a place lies in. */
  bucketOf(x: number, y: number): number;
}

/**
 * A grid with cells about as large as a segment is long, so that a cell holds a handful. A segment stands in the cells it
 * runs through and not in all those of its box: a main of 10 km would stand in 40,000.
 */
export function segmentGrid(segments: PlanSegments, reachM: number): SegmentGrid {
  let cellM = Math.max(1, meanLength(segments), reachM * 4);
  let total = entryCount(segments, cellM, reachM);
  while (total > MOST_ENTRIES && cellM < 1e7) {
    cellM *= 2;
    total = entryCount(segments, cellM, reachM);
  }
  let bucketCount = 1 << 10;
  while (bucketCount * 2 < total && bucketCount < 1 << 22) bucketCount *= 2;
  const mask = bucketCount - 1;
  const starts = new Int32Array(bucketCount + 1);
  const eachBucket = (segment: number, visit: (bucket: number) => void) =>
    forCells(segments, segment, cellM, reachM, (cx, cy) => visit(hash(cx, cy) & mask));
  for (let i = 0; i < segments.count; i++) {
    eachBucket(i, (bucket) => {
      starts[bucket] = (starts[bucket] ?? 0) + 1;
    });
  }
  for (let b = 0; b < bucketCount; b++) starts[b + 1] = (starts[b + 1] ?? 0) + (starts[b] ?? 0);
  const entries = new Int32Array(starts[bucketCount] ?? 0);
  // From where a bucket ends down to where it starts, which the ends have become then: the last segment first.
  for (let i = segments.count - 1; i >= 0; i--) {
    eachBucket(i, (bucket) => {
      const at = (starts[bucket] ?? 0) - 1;
      entries[at] = i;
      starts[bucket] = at;
    });
  }
  return {
    bucketCount,
    starts,
    entries,
    bucketOf: (x, y) => hash(Math.floor(x / cellM), Math.floor(y / cellM)) & mask,
  };
}

function meanLength(segments: PlanSegments): number {
  const { count } = segments;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += spanX(segments, i) + spanY(segments, i);
  return count === 0 ? 1 : sum / count;
}

function spanX({ x, from, to }: PlanSegments, i: number): number {
  return Math.abs((x[to[i] ?? 0] ?? 0) - (x[from[i] ?? 0] ?? 0));
}

function spanY({ y, from, to }: PlanSegments, i: number): number {
  return Math.abs((y[to[i] ?? 0] ?? 0) - (y[from[i] ?? 0] ?? 0));
}

function entryCount(segments: PlanSegments, cellM: number, reachM: number): number {
  const { count } = segments;
  let total = 0;
  for (let i = 0; i < count; i++) {
    // An upper bound of the cells along the segment: its steps in both directions and one row of neighbours.
    const dx = spanX(segments, i) + 2 * reachM;
    const dy = spanY(segments, i) + 2 * reachM;
    total += Math.ceil(dx / cellM) + Math.ceil(dy / cellM) + 1;
  }
  return total;
}

/** Visits the cells of a segment lengthened by the reach: column by column, the rows it runs through there. */
function forCells(
  { x, y, from, to }: PlanSegments,
  i: number,
  cellM: number,
  reachM: number,
  visit: (cx: number, cy: number) => void,
): void {
  const [p, q] = [from[i] ?? 0, to[i] ?? 0];
  const [ax, ay, bx, by] = [x[p] ?? 0, y[p] ?? 0, x[q] ?? 0, y[q] ?? 0];
  const margin = reachM + MARGIN_M;
  const west = Math.min(ax, bx) - margin;
  const east = Math.max(ax, bx) + margin;
  const slope = ax === bx ? 0 : (by - ay) / (bx - ax);
  const first = Math.floor(west / cellM);
  const last = Math.floor(east / cellM);
  for (let cx = first; cx <= last; cx++) {
    let low = Math.min(ay, by);
    let high = Math.max(ay, by);
    if (first !== last && ax !== bx) {
      const left = ay + (Math.max(west, cx * cellM) - ax) * slope;
      const right = ay + (Math.min(east, (cx + 1) * cellM) - ax) * slope;
      low = Math.max(low, Math.min(left, right));
      high = Math.min(high, Math.max(left, right));
    }
    const bottom = Math.floor((low - margin) / cellM);
    const top = Math.floor((high + margin) / cellM);
    for (let cy = bottom; cy <= top; cy++) visit(cx, cy);
  }
}

function hash(cx: number, cy: number): number {
  let h = Math.imul(cx | 0, 0x9e3779b1) ^ Math.imul(cy | 0, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
