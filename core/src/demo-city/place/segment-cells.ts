import { nearestShare, type PlanPoint } from './plan-geometry.ts';

/** Straight stretches, each with what it belongs to, found by place: a grid of square cells. */
export interface SegmentCells<T> {
  add(a: PlanPoint, b: PlanPoint, value: T): void;
  /** Calls `visit` once with every stretch whose box lies within `reachM` of the box around a and b, in the order added. */
  near(a: PlanPoint, b: PlanPoint, reachM: number, visit: (segment: CellSegment<T>) => void): void;
  /** True when a stretch that `counts` lies nearer to the point than `leastM`. */
  hasWithin(at: PlanPoint, leastM: number, counts: (value: T) => boolean): boolean;
}

export interface CellSegment<T> {
  readonly a: PlanPoint;
  readonly b: PlanPoint;
  readonly value: T;
}

interface Entry<T> extends CellSegment<T> {
  readonly number: number;
  seen: number;
}

/** Cells lie on a square of this many a side; places beyond are folded into it, which costs time and nothing else. */
const SIDE = 4096;

export function segmentCells<T>(cellM: number): SegmentCells<T> {
  const cells = new Map<number, Entry<T>[]>();
  let count = 0;
  let query = 0;
  const cell = (m: number): number => Math.floor(m / cellM);
  const keyOf = (i: number, j: number): number => (i & (SIDE - 1)) * SIDE + (j & (SIDE - 1));

  return {
    add(a, b, value) {
      const entry: Entry<T> = { a, b, value, number: count++, seen: 0 };
      // A long stretch is entered where it runs, not in the whole box around it.
      const pieces = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / cellM));
      let [x, y] = a;
      for (let k = 1; k <= pieces; k++) {
        const toX = a[0] + ((b[0] - a[0]) * k) / pieces;
        const toY = a[1] + ((b[1] - a[1]) * k) / pieces;
        for (let i = cell(Math.min(x, toX)); i <= cell(Math.max(x, toX)); i++) {
          for (let j = cell(Math.min(y, toY)); j <= cell(Math.max(y, toY)); j++) {
            const key = keyOf(i, j);
            const held = cells.get(key);
            if (held === undefined) cells.set(key, [entry]);
            else if (held.at(-1) !== entry) held.push(entry);
          }
        }
        [x, y] = [toX, toY];
      }
    },
    near(a, b, reachM, visit) {
      query++;
      const lowX = Math.min(a[0], b[0]) - reachM;
      const highX = Math.max(a[0], b[0]) + reachM;
      const lowY = Math.min(a[1], b[1]) - reachM;
      const highY = Math.max(a[1], b[1]) + reachM;
      const found: Entry<T>[] = [];
      for (let i = cell(lowX); i <= cell(highX); i++) {
        for (let j = cell(lowY); j <= cell(highY); j++) {
          for (const entry of cells.get(keyOf(i, j)) ?? []) {
            if (entry.seen === query) continue;
            entry.seen = query;
            if (Math.max(entry.a[0], entry.b[0]) < lowX || Math.min(entry.a[0], entry.b[0]) > highX) continue;
            if (Math.max(entry.a[1], entry.b[1]) < lowY || Math.min(entry.a[1], entry.b[1]) > highY) continue;
            found.push(entry);
          }
        }
      }
      if (found.length > 1) found.sort((p, q) => p.number - q.number);
      for (const entry of found) visit(entry);
    },
    hasWithin(at, leastM, counts) {
      for (let i = cell(at[0] - leastM); i <= cell(at[0] + leastM); i++) {
        for (let j = cell(at[1] - leastM); j <= cell(at[1] + leastM); j++) {
          for (const { a, b, value } of cells.get(keyOf(i, j)) ?? []) {
            if (counts(value) && distanceToSegment(at, a, b) < leastM) return true;
          }
        }
      }
      return false;
    },
  };
}

export function distanceToSegment(at: PlanPoint, a: PlanPoint, b: PlanPoint): number {
  const share = a[0] === b[0] && a[1] === b[1] ? 0 : nearestShare(at, a, b);
  return Math.hypot(a[0] + (b[0] - a[0]) * share - at[0], a[1] + (b[1] - a[1]) * share - at[1]);
}
