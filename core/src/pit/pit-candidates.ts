import type { LocalProjection } from '../geodesy/local-projection.ts';
import { axisOfPath } from '../geometry/polyline.ts';
import type { Link } from '../model/link.ts';
import type { Section } from '../model/section-shape.ts';

/** A link as a pit sees it, in the pit's plane. */
export interface PitLink {
  readonly id: string;
  /** Flat x, y in metres, from the first node to the last. */
  readonly path: Float64Array;
  /** Levels of the axis at both ends, metres above the datum; null is unknown. */
  readonly fromAxisM: number | null;
  readonly toAxisM: number | null;
  readonly section: Section | null;
}

export function pitLink(id: string, link: Omit<Link, 'raw'>, projection: LocalProjection): PitLink {
  const path = new Float64Array(link.path.length);
  for (let i = 0; i + 1 < path.length; i += 2) {
    projection.forward(link.path[i] ?? Number.NaN, link.path[i + 1] ?? Number.NaN, path, i);
  }
  return { id, path, fromAxisM: link.from.axisM, toAxisM: link.to.axisM, section: link.section };
}

/** Many links in flat arrays, made once and met by every position of a pit that is dragged. */
export interface PitCandidates {
  readonly count: number;
  readonly ids: readonly string[];
  /** West, south, east, north of each, its outer wall included. */
  readonly bounds: Float64Array;
  /** Axes, flat x, y, z; z is NaN where a level is unknown. Link i has the points `starts[i]` to `starts[i + 1]`. */
  readonly axes: Float64Array;
  readonly starts: Int32Array;
  /** Half of the outer width and height, metres; NaN is unknown. */
  readonly halfWidthM: Float64Array;
  readonly halfHeightM: Float64Array;
  /** 1 for a round outer wall; 0 for one taken as the upright rectangle around it. */
  readonly round: Uint8Array;
  readonly levelKnown: Uint8Array;
  /** 0 where the wall's thickness is unknown: the outer wall is then taken at the inside's face. */
  readonly wallKnown: Uint8Array;
}

/** Half the size a conduit of unknown size is allowed for when it is looked for beside a pit, metres. */
export const UNKNOWN_HALF_SIZE_M = 2;

/** Throws a RangeError for a link without a place in plan: it could not be met, and would pass for clear. */
export function pitCandidates(links: readonly PitLink[]): PitCandidates {
  const count = links.length;
  const bounds = new Float64Array(count * 4);
  const starts = new Int32Array(count + 1);
  const halfWidthM = new Float64Array(count);
  const halfHeightM = new Float64Array(count);
  const round = new Uint8Array(count);
  const levelKnown = new Uint8Array(count);
  const wallKnown = new Uint8Array(count);
  const axes: Float64Array[] = [];
  for (const [i, link] of links.entries()) {
    if (link.path.length < 4 || !link.path.every(Number.isFinite)) {
      throw new RangeError(`pitCandidates: ${link.id} needs a path of two finite points or more`);
    }
    const known = isLevel(link.fromAxisM) && isLevel(link.toAxisM);
    const axis = known
      ? axisOfPath(link.path, link.fromAxisM ?? Number.NaN, link.toAxisM ?? Number.NaN)
      : axisOfPath(link.path, Number.NaN, Number.NaN);
    axes.push(axis);
    starts[i + 1] = (starts[i] ?? 0) + axis.length / 3;
    levelKnown[i] = known ? 1 : 0;
    const size = outerHalf(link.section);
    halfWidthM[i] = size?.widthM ?? Number.NaN;
    halfHeightM[i] = size?.heightM ?? Number.NaN;
    round[i] = size?.round === true ? 1 : 0;
    wallKnown[i] = link.section?.wallMm == null ? 0 : 1;
    // A riser's rectangle may stand any way round, and mitres run out to twice the half width.
    const reach = size === null ? UNKNOWN_HALF_SIZE_M : 2 * Math.max(size.widthM, size.heightM);
    bounds.set(boundsOfAxis(axis, reach), i * 4);
  }
  const all = new Float64Array(axes.reduce((sum, axis) => sum + axis.length, 0));
  for (const [i, axis] of axes.entries()) all.set(axis, (starts[i] ?? 0) * 3);
  const ids = links.map((link) => link.id);
  return { count, ids, bounds, axes: all, starts, halfWidthM, halfHeightM, round, levelKnown, wallKnown };
}

/**
 * Half of the outer size, or null when width or height is unknown. Only one closed circular barrel is round; every
 * other section, and barrels side by side, are taken as the rectangle around them, which is never smaller.
 */
function outerHalf(
  section: Section | null,
): { readonly widthM: number; readonly heightM: number; readonly round: boolean } | null {
  if (section === null || section.widthMm === null || section.heightMm === null) return null;
  const wallM = (section.wallMm ?? 0) / 1000;
  const widthM = (section.widthMm / 2000 + wallM) * section.barrels;
  const heightM = section.heightMm / 2000 + wallM;
  if (!(widthM > 0 && heightM > 0)) return null;
  const round = section.shape === 'circular' && section.barrels === 1 && section.widthMm === section.heightMm;
  return { widthM, heightM, round };
}

function isLevel(level: number | null): boolean {
  return level !== null && Number.isFinite(level);
}

function boundsOfAxis(axis: Float64Array, reach: number): readonly [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < axis.length; k += 3) {
    const x = axis[k] ?? 0;
    const y = axis[k + 1] ?? 0;
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west - reach, south - reach, east + reach, north + reach];
}
