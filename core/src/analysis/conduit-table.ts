import type { LocalProjection } from '../geodesy/local-projection.ts';
import { type BoxIndex, boxIndex } from '../geometry/box-index.ts';
import { axisOfPath } from '../geometry/polyline.ts';
import type { Link } from '../model/link.ts';
import type { Section } from '../model/section-shape.ts';

/** What rules, verdicts and reports ask of a conduit; its place stands in the table. A `Link` with an id is one. */
export type ConduitFacts = Pick<
  Link,
  | 'kind'
  | 'sourceId'
  | 'utility'
  | 'utilityBasis'
  | 'section'
  | 'from'
  | 'to'
  | 'depthReference'
  | 'outerTopBasis'
  | 'material'
  | 'owner'
  | 'builtYear'
  | 'status'
  | 'accuracy'
  | 'embedding'
  | 'pressure'
  | 'voltageKv'
  | 'surveyedOn'
> & {
  /** Feature id, unique in the scene. */
  readonly id: string;
  /** Feature ids of the nodes at its ends. */
  readonly fromNode: string | null;
  readonly toNode: string | null;
};

/** A conduit with its place in the plane of an analysis. */
export interface PlacedConduit {
  readonly facts: ConduitFacts;
  /** Flat x, y in metres, from the first node to the last. */
  readonly path: Float64Array;
}

export function placedConduit(facts: ConduitFacts, lonLat: Float64Array, projection: LocalProjection): PlacedConduit {
  const path = new Float64Array(lonLat.length);
  for (let i = 0; i + 1 < path.length; i += 2) {
    projection.forward(lonLat[i] ?? Number.NaN, lonLat[i + 1] ?? Number.NaN, path, i);
  }
  return { facts, path };
}

/**
 * Many conduits in flat arrays about one local plane (x east, y north, z level above the datum, metres), made once and
 * met by every question put to them.
 */
export interface ConduitTable {
  readonly count: number;
  readonly facts: readonly ConduitFacts[];
  /** West, south, east, north of each, its outer wall included. */
  readonly bounds: Float64Array;
  /** Over `bounds`. */
  readonly index: BoxIndex;
  /** Axes, flat x, y, z; z is NaN where a level is unknown. Conduit i has the points `starts[i]` to `starts[i + 1]`. */
  readonly axes: Float64Array;
  readonly starts: Int32Array;
  /** Half of the outer width and height (of the casing or jacket where there is one), metres; NaN is unknown. */
  readonly halfWidthM: Float64Array;
  readonly halfHeightM: Float64Array;
  /** 1 for a round outer wall; 0 for one taken as the upright rectangle around it. */
  readonly round: Uint8Array;
  readonly levelKnown: Uint8Array;
  /** 0 where the wall's thickness is unknown: the outer wall is then taken at the inside's face. */
  readonly wallKnown: Uint8Array;
}

/** Half the size a conduit of unknown size is allowed for when it is looked for beside something, metres. */
export const UNKNOWN_HALF_SIZE_M = 2;

/** Throws a RangeError for a conduit without a place in plan: it could not be met, and would pass for clear. */
export function conduitTable(conduits: readonly PlacedConduit[]): ConduitTable {
  const count = conduits.length;
  const bounds = new Float64Array(count * 4);
  const starts = new Int32Array(count + 1);
  const halfWidthM = new Float64Array(count);
  const halfHeightM = new Float64Array(count);
  const round = new Uint8Array(count);
  const levelKnown = new Uint8Array(count);
  const wallKnown = new Uint8Array(count);
  const axes: Float64Array[] = [];
  for (const [i, { facts, path }] of conduits.entries()) {
    if (path.length < 4 || !path.every(Number.isFinite)) {
      throw new RangeError(`conduitTable: ${facts.id} needs a path of two finite points or more`);
    }
    const { axisM: fromAxisM } = facts.from;
    const { axisM: toAxisM } = facts.to;
    const known = isLevel(fromAxisM) && isLevel(toAxisM);
    const axis = known
      ? axisOfPath(path, fromAxisM ?? Number.NaN, toAxisM ?? Number.NaN)
      : axisOfPath(path, Number.NaN, Number.NaN);
    axes.push(axis);
    starts[i + 1] = (starts[i] ?? 0) + axis.length / 3;
    levelKnown[i] = known ? 1 : 0;
    const size = outerHalf(facts.section);
    halfWidthM[i] = size?.widthM ?? Number.NaN;
    halfHeightM[i] = size?.heightM ?? Number.NaN;
    round[i] = size?.round === true ? 1 : 0;
    wallKnown[i] = isWallKnown(facts.section) ? 1 : 0;
    // A riser's rectangle may stand any way round, and mitres run out to twice the half width.
    const reach = size === null ? UNKNOWN_HALF_SIZE_M : 2 * Math.max(size.widthM, size.heightM);
    bounds.set(boundsOfAxis(axis, reach), i * 4);
  }
  const all = new Float64Array(axes.reduce((sum, axis) => sum + axis.length, 0));
  for (const [i, axis] of axes.entries()) all.set(axis, (starts[i] ?? 0) * 3);
  const facts = conduits.map((conduit) => conduit.facts);
  const index = boxIndex(bounds);
  return { count, facts, bounds, index, axes: all, starts, halfWidthM, halfHeightM, round, levelKnown, wallKnown };
}

/** Half of the outer size of a section, metres. */
export interface OuterHalf {
  readonly widthM: number;
  readonly heightM: number;
  readonly round: boolean;
}

/**
 * Half of the outer size, or null when width or height is unknown. Only one closed circular barrel, and a casing, is
 * round; every other section, and barrels side by side, are taken as the rectangle around them, which is never smaller.
 */
export function outerHalf(section: Section | null): OuterHalf | null {
  if (section === null) return null;
  const casingM = (section.casingMm ?? 0) / 2000;
  if (section.widthMm === null || section.heightMm === null) {
    return casingM > 0 ? { widthM: casingM, heightM: casingM, round: true } : null;
  }
  const wallM = (section.wallMm ?? 0) / 1000;
  const widthM = (section.widthMm / 2000 + wallM) * section.barrels;
  const heightM = section.heightMm / 2000 + wallM;
  if (!(widthM > 0 && heightM > 0)) return null;
  if (casingM > 0 && casingM >= Math.max(widthM, heightM)) return { widthM: casingM, heightM: casingM, round: true };
  const round = section.shape === 'circular' && section.barrels === 1 && section.widthMm === section.heightMm;
  return { widthM, heightM, round };
}

/** True where the outer face is known: by the wall, by a casing, or because the size stated is the outside. */
function isWallKnown(section: Section | null): boolean {
  return section !== null && (section.wallMm !== null || section.measured === 'outside' || (section.casingMm ?? 0) > 0);
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
