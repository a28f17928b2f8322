import type { GroundSampler } from '../pit/pit-ground.ts';
import type { PitSolid } from '../pit/pit-solid.ts';
import { conduitCuts, planCuts } from './conduit-cuts.ts';
import type { ConduitTable } from './conduit-table.ts';
import { UNKNOWN_HALF_SIZE_M } from './conduit-table.ts';
import { type GroundLine, groundAlong, groundLevelAt } from './ground-line.ts';
import { type LevelBand, unknownLevelBand } from './level-band.ts';
import { axisLevelNear, type NearConduit, nearConduit } from './near-conduit.ts';
import { type PitSection, pitSection } from './pit-section.ts';
import type { PlacedNode } from './placed-node.ts';
import { type SectionGap, sectionGaps } from './section-gaps.ts';
import { placeAt, type SectionPlane, sectionPlane } from './section-plane.ts';
import { type SectionShaft, sectionShaft } from './section-shafts.ts';

export interface CrossSectionOptions {
  /** How far from the plane something is shown although it is not cut, metres. */
  readonly halfWidthM?: number;
  /** A pit that is cut as well, and the level its supports reach down to. */
  readonly pit?: { readonly solid: PitSolid; readonly supportFootM: number | null } | null;
}

export const CROSS_SECTION_DEFAULTS: Required<CrossSectionOptions> = { halfWidthM: 0.5, pit: null };

/** A conduit in a cross-section. Stations along the line, levels above the datum, metres; null is unknown. */
export interface SectionCut {
  readonly index: number;
  readonly id: string;
  /** Closed outlines of the outer wall, flat station, level; empty where level or size is unknown. */
  readonly outer: readonly (readonly number[])[];
  /** Outlines of the bore or of pipes in a casing; empty where the wall is unknown. */
  readonly within: readonly (readonly number[])[];
  readonly stationM: number;
  /** Extent along the line: apparent, wider than the conduit where it is cut obliquely. */
  readonly leftM: number;
  readonly rightM: number;
  readonly axisM: number | null;
  readonly outerTopM: number | null;
  readonly outerBottomM: number | null;
  /** Ground less outer top at its station. */
  readonly coverM: number | null;
  /** Apparent size, metres. */
  readonly widthM: number | null;
  readonly heightM: number | null;
  /** Where it can lie, if its level is unknown; null for one of known level, and where the ground is unknown too. */
  readonly band: LevelBand | null;
  readonly levelKnown: boolean;
  readonly sizeKnown: boolean;
  readonly wallKnown: boolean;
  /** True where it lies in the plane and shows as a strip. */
  readonly strip: boolean;
}

/** A cut through the ground over a line in plan, seen so that stations grow to the right. */
export interface CrossSection {
  readonly plane: SectionPlane;
  readonly halfWidthM: number;
  readonly ground: GroundLine;
  /** By station. */
  readonly cuts: readonly SectionCut[];
  /** Within `halfWidthM` and not cut, by station. */
  readonly near: readonly NearConduit[];
  readonly shafts: readonly SectionShaft[];
  readonly gaps: readonly SectionGap[];
  readonly pit: PitSection | null;
}

/** Boxes that the line is looked up in are no longer than this, metres: that of a long oblique line would hold a district. */
const PIECE_M = 25;

/**
 * Cuts conduits, nodes and a pit by the vertical plane over a line from a to b. Every conduit of the table that the
 * plane passes is in `cuts`: with its true outline where level and size are known, else with what is known of it. A
 * conduit of unknown size is listed up to `UNKNOWN_HALF_SIZE_M` from the plane. Throws `AnalysisError` for a line
 * without length.
 */
export function crossSection(
  line: readonly [ax: number, ay: number, bx: number, by: number],
  table: ConduitTable,
  nodes: readonly PlacedNode[],
  ground: GroundSampler,
  options: CrossSectionOptions = {},
): CrossSection {
  const { halfWidthM, pit } = { ...CROSS_SECTION_DEFAULTS, ...options };
  const plane = sectionPlane(...line);
  const groundLine = groundAlong(Float64Array.of(...line), ground);
  const cuts: SectionCut[] = [];
  const near: NearConduit[] = [];
  for (const index of candidates(plane, table, halfWidthM)) {
    const found = cutsThrough(index, plane, table, groundLine);
    cuts.push(...found);
    if (found.length > 0) continue;
    const beside = nearConduit(table, index, plane, halfWidthM);
    if (beside !== null) near.push(beside);
  }
  cuts.sort((a, b) => a.stationM - b.stationM || (b.axisM ?? 0) - (a.axisM ?? 0) || (a.id < b.id ? -1 : 1));
  near.sort((a, b) => a.stationM - b.stationM || (a.id < b.id ? -1 : 1));
  const shafts = nodes.flatMap((node) => {
    const shaft = sectionShaft(node, plane, halfWidthM);
    return shaft === null ? [] : [shaft];
  });
  return {
    plane,
    halfWidthM,
    ground: groundLine,
    cuts,
    near,
    shafts: shafts.toSorted((a, b) => a.stationM - b.stationM || (a.id < b.id ? -1 : 1)),
    gaps: sectionGaps(cuts),
    pit: pit === null ? null : pitSection(pit.solid, pit.supportFootM, plane),
  };
}

function candidates(plane: SectionPlane, table: ConduitTable, halfWidthM: number): readonly number[] {
  const found = new Set<number>();
  const pieces = Math.ceil(plane.lengthM / PIECE_M);
  for (let k = 0; k < pieces; k++) {
    const [ax, ay] = placeAt(plane, (plane.lengthM * k) / pieces);
    const [bx, by] = placeAt(plane, (plane.lengthM * (k + 1)) / pieces);
    table.index.search(
      Math.min(ax, bx) - halfWidthM,
      Math.min(ay, by) - halfWidthM,
      Math.max(ax, bx) + halfWidthM,
      Math.max(ay, by) + halfWidthM,
      (item) => {
        found.add(item);
        return false;
      },
    );
  }
  return [...found].toSorted((a, b) => a - b);
}

function cutsThrough(
  index: number,
  plane: SectionPlane,
  table: ConduitTable,
  ground: GroundLine,
): readonly SectionCut[] {
  const levelKnown = table.levelKnown[index] === 1;
  const halfWidth = table.halfWidthM[index] ?? Number.NaN;
  const sizeKnown = Number.isFinite(halfWidth);
  const base = {
    index,
    id: table.facts[index]?.id ?? '',
    levelKnown,
    sizeKnown,
    wallKnown: table.wallKnown[index] === 1,
  };
  if (levelKnown && sizeKnown) {
    return conduitCuts(table, index, plane).map((cut) => {
      const groundM = groundLevelAt(ground, cut.stationM);
      return {
        ...base,
        outer: cut.outer,
        within: cut.within,
        stationM: cut.stationM,
        leftM: cut.leftM,
        rightM: cut.rightM,
        axisM: cut.axisM,
        outerTopM: cut.topM,
        outerBottomM: cut.bottomM,
        coverM: groundM === null ? null : groundM - cut.topM,
        widthM: cut.rightM - cut.leftM,
        heightM: cut.topM - cut.bottomM,
        band: null,
        strip: cut.strip,
      };
    });
  }
  return planCuts(table, index, plane, sizeKnown ? halfWidth : UNKNOWN_HALF_SIZE_M).map((cut) => ({
    ...base,
    outer: [],
    within: [],
    stationM: cut.stationM,
    leftM: cut.leftM,
    rightM: cut.rightM,
    axisM: levelKnown ? axisLevelNear(table, index, ...placeAt(plane, cut.stationM)) : null,
    outerTopM: null,
    outerBottomM: null,
    coverM: null,
    widthM: sizeKnown ? cut.rightM - cut.leftM : null,
    heightM: null,
    band: levelKnown ? null : unknownLevelBand(groundLevelAt(ground, cut.stationM)),
    strip: cut.strip,
  }));
}
