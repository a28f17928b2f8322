import { axisFrames } from './axis-frames.ts';
import type { ConduitTable } from './conduit-table.ts';
import { cutPrism, type PrismCut } from './cut-prism.ts';
import { type BarrelOutline, barrelOutlines } from './section-barrels.ts';
import { asideOf, type SectionPlane, stationOf } from './section-plane.ts';

/** One place where a plane passes through a conduit of known level and size. Stations and levels, metres. */
export interface ConduitCut {
  /** Outlines of the outer wall, flat station, level, convex. More than one at a bend, or for barrels side by side. */
  readonly outer: readonly (readonly number[])[];
  /** Outlines of the bore, or of what lies in a casing. Empty where the wall is unknown. */
  readonly within: readonly (readonly number[])[];
  readonly leftM: number;
  readonly rightM: number;
  readonly bottomM: number;
  readonly topM: number;
  /** Where the axis passes the plane; the middle of the outline where only the wall does. */
  readonly stationM: number;
  readonly axisM: number;
  /** True where it lies in the plane and shows as a strip. */
  readonly strip: boolean;
}

interface Piece {
  readonly segment: number;
  readonly outer: PrismCut;
  readonly within: readonly (readonly number[])[];
  readonly barrel: BarrelOutline;
}

/** Pieces nearer than this belong to one cut, metres. */
const TOUCHING_M = 1e-6;

/** Cuts a conduit of known level and size by a plane; none where the plane misses it. */
export function conduitCuts(table: ConduitTable, index: number, plane: SectionPlane): readonly ConduitCut[] {
  const reach = Math.hypot(table.halfWidthM[index] ?? 0, table.halfHeightM[index] ?? 0);
  const [start, end] = [table.starts[index] ?? 0, table.starts[index + 1] ?? 0];
  // Most of what the index finds by its box is missed by the plane: its outline is made only for the rest.
  if (!nearPlane(table.axes, start, end, plane, 2 * reach)) return [];
  return cutsOf(table, index, plane, barrelOutlines(table.facts[index]?.section ?? null), null);
}

/**
 * Station ranges in which the plan of a conduit of unknown level lies over the line, `halfWidthM` to each side of its
 * axis.
 */
export function planCuts(
  table: ConduitTable,
  index: number,
  plane: SectionPlane,
  halfWidthM: number,
): readonly Pick<ConduitCut, 'leftM' | 'rightM' | 'stationM' | 'strip'>[] {
  const w = halfWidthM;
  const outer = [-w, -w, w, -w, w, w, -w, w];
  return cutsOf(table, index, plane, [{ outer, within: [], radiusM: null }], 0);
}

function cutsOf(
  table: ConduitTable,
  index: number,
  plane: SectionPlane,
  barrels: readonly BarrelOutline[],
  levelM: number | null,
): readonly ConduitCut[] {
  const start = table.starts[index] ?? 0;
  const end = table.starts[index + 1] ?? 0;
  let reach = 0;
  for (const { outer } of barrels) {
    for (let i = 0; i < outer.length; i += 2) reach = Math.max(reach, Math.hypot(outer[i] ?? 0, outer[i + 1] ?? 0));
  }
  if (reach === 0 || !nearPlane(table.axes, start, end, plane, 2 * reach)) return [];
  const axes = levelM === null ? table.axes.subarray(start * 3, end * 3) : flattened(table.axes, start, end, levelM);
  const frames = axisFrames(axes, 0, end - start);
  const pieces: Piece[] = [];
  for (let k = 0; k < frames.segments; k++) {
    if (!nearPlane(axes, k, k + 2, plane, 2 * reach)) continue;
    for (const barrel of barrels) {
      const outer = cutPrism(axes, 0, frames, k, barrel.outer, plane);
      if (outer === null) continue;
      const within = barrel.within.flatMap((inner) => {
        const cut = cutPrism(axes, 0, frames, k, inner, plane);
        return cut === null ? [] : [cut.outline];
      });
      pieces.push({ segment: k, outer, within, barrel });
    }
  }
  return grouped(pieces).map((group) => cutOf(group, axes, plane));
}

/** False when all points lie beyond `reach` of the plane on one side, or beyond one end of the line. */
function nearPlane(axes: Float64Array, start: number, end: number, plane: SectionPlane, reach: number): boolean {
  let [left, right, before, after] = [true, true, true, true];
  for (let k = start; k < end; k++) {
    const [x, y] = [axes[k * 3] ?? 0, axes[k * 3 + 1] ?? 0];
    const d = asideOf(plane, x, y);
    const s = stationOf(plane, x, y);
    left &&= d > reach;
    right &&= d < -reach;
    before &&= s < -reach;
    after &&= s > plane.lengthM + reach;
  }
  return !(left || right || before || after);
}

function flattened(axes: Float64Array, start: number, end: number, levelM: number): Float64Array {
  const flat = axes.slice(start * 3, end * 3);
  for (let k = 2; k < flat.length; k += 3) flat[k] = levelM;
  return flat;
}

/** Pieces of the same or the next segment that touch are one cut; else the plane passes the conduit twice. */
function grouped(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && piece.segment <= before.segment + 1 && touches(last, piece)) {
      last.push(piece);
    } else {
      groups.push([piece]);
    }
  }
  return groups;
}

function touches(group: readonly Piece[], piece: Piece): boolean {
  const own = extentOf([piece.outer.outline]);
  return group.some(({ segment, outer }) => {
    if (segment === piece.segment) return true;
    const other = extentOf([outer.outline]);
    return (
      own.leftM <= other.rightM + TOUCHING_M &&
      other.leftM <= own.rightM + TOUCHING_M &&
      own.bottomM <= other.topM + TOUCHING_M &&
      other.bottomM <= own.topM + TOUCHING_M
    );
  });
}

function cutOf(group: readonly Piece[], axes: Float64Array, plane: SectionPlane): ConduitCut {
  const outer = group.map((piece) => piece.outer.outline);
  const [only] = group;
  const extent = (group.length === 1 && only !== undefined ? roundExtent(only) : null) ?? extentOf(outer);
  const pass = axisPass(group, axes, plane);
  return {
    outer,
    within: group.flatMap((piece) => piece.within),
    ...extent,
    stationM: pass?.[0] ?? (extent.leftM + extent.rightM) / 2,
    axisM: pass?.[1] ?? (extent.bottomM + extent.topM) / 2,
    strip: group.some((piece) => piece.outer.strip),
  };
}

type Extent = Pick<ConduitCut, 'leftM' | 'rightM' | 'bottomM' | 'topM'>;

/** The exact extent of a whole ellipse; its outline's points need not stand at its ends. */
function roundExtent({ outer, barrel }: Piece): Extent | null {
  if (outer.map === null || outer.clipped || barrel.radiusM === null) return null;
  const [s, z, su, zu, sv, zv] = outer.map;
  const halfS = barrel.radiusM * Math.hypot(su, sv);
  const halfZ = barrel.radiusM * Math.hypot(zu, zv);
  return { leftM: s - halfS, rightM: s + halfS, bottomM: z - halfZ, topM: z + halfZ };
}

function extentOf(outlines: readonly (readonly number[])[]): Extent {
  let [leftM, rightM, bottomM, topM] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const flat of outlines) {
    for (let i = 0; i < flat.length; i += 2) {
      const [s, z] = [flat[i] ?? 0, flat[i + 1] ?? 0];
      leftM = Math.min(leftM, s);
      rightM = Math.max(rightM, s);
      bottomM = Math.min(bottomM, z);
      topM = Math.max(topM, z);
    }
  }
  return { leftM, rightM, bottomM, topM };
}

/** Station and level where the axis of one of the segments passes the plane; null for one that does not, or lies in it. */
function axisPass(group: readonly Piece[], axes: Float64Array, plane: SectionPlane): readonly [number, number] | null {
  for (const { segment } of group) {
    const o = segment * 3;
    const at = (i: number) => axes[o + i] ?? 0;
    const p = asideOf(plane, at(0), at(1));
    const q = asideOf(plane, at(3), at(4));
    if (p === q || p > 0 === q > 0) continue;
    const share = p / (p - q);
    const station = stationOf(plane, at(0) + (at(3) - at(0)) * share, at(1) + (at(4) - at(1)) * share);
    if (station >= 0 && station <= plane.lengthM) return [station, at(2) + (at(5) - at(2)) * share];
  }
  return null;
}
