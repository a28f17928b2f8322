import { sectionOutline } from '../geometry/section-outline.ts';
import { type SweepOptions, sweep } from '../geometry/sweep.ts';
import type { Section } from '../model/section-shape.ts';
import { besideAxis } from './beside-axis.ts';
import { casingRadiusM } from './casing-radius.ts';
import type { CoveredEnds } from './covered-ends.ts';
import type { DrawnAs } from './drawn-as.ts';
import { NOMINAL_SIZE_MM } from './drawn-as.ts';
import { addEndBores } from './end-bores.ts';
import { FAR_TOLERANCE_M, farAxis } from './far-axis.ts';
import { type LinkAxis, linkAxis } from './link-axis.ts';
import { outerWidthM } from './outer-width.ts';
import { FAR_SIDES, pipeSides } from './solid-sides.ts';
import type { SolidSink } from './solid-sink.ts';
import type { TileFrame } from './tile-frame.ts';
import { abandonedLook, type Look } from './tile-materials.ts';
import type { TileLink } from './tile-rows.ts';
import { isWalkable } from './walkable.ts';

/** Width of the rod a pump, weir, orifice or outlet is drawn as, mm, and of the mark at its middle, metres. */
const DEVICE_ROD_MM = 80;
const DEVICE_MARK_M = 0.35;

/** A dashed conduit: metres drawn, metres left out. */
const DASH_M = 1.2;
const GAP_M = 0.6;

const NOMINAL_SECTION: Section = {
  shape: 'circular',
  widthMm: NOMINAL_SIZE_MM,
  heightMm: NOMINAL_SIZE_MM,
  wallMm: 0,
  floorWidthMm: null,
  open: false,
  barrels: 1,
};

const DEVICE_SECTION: Section = { ...NOMINAL_SECTION, widthMm: DEVICE_ROD_MM, heightMm: DEVICE_ROD_MM };

/** The section a link is drawn with: its own, or the nominal one where the source gives no size. */
export function drawnSection(row: TileLink): Section {
  const { link } = row;
  if (link.kind !== 'conduit') return DEVICE_SECTION;
  const { section } = link;
  return section === null || section.widthMm === null || section.heightMm === null ? NOMINAL_SECTION : section;
}

/** How a link is drawn, and which of its ends nobody sees. */
export interface LinkDrawing {
  readonly drawnAs: DrawnAs;
  readonly covered: CoveredEnds;
}

/** Adds a link under the sink's current feature. Does nothing for a link without extent. */
export function addLink(
  row: TileLink,
  { drawnAs, covered }: LinkDrawing,
  frame: TileFrame,
  fallbackLevelM: number,
  sink: SolidSink,
): void {
  const section = drawnSection(row);
  const axis = linkAxis(row, frame, outerWidthM(section), fallbackLevelM);
  if (axis === null) return;
  switch (drawnAs) {
    case 'measured': {
      const shell = isShell(row, section);
      addBarrels(axis, { section, look: lookOf(row, shell ? 'tunnel' : 'pipe'), isShell: shell }, covered, sink);
      return;
    }
    case 'unknownSize':
    case 'unknownLevel': {
      const barrel = { section, look: lookOf(row, 'pipeAssumed'), isShell: false };
      for (const dash of dashes(axis.points, DASH_M, GAP_M)) addBarrel(dash, barrel, CAPPED, sink);
      return;
    }
    case 'device':
      addDevice(axis, section, sink);
  }
}

/** How what is seen from afar is simplified. */
export interface FarLook {
  /** How far an axis may be left, metres. */
  readonly toleranceM: number;
  /** A dashed conduit: metres drawn, metres left out. */
  readonly dashM: number;
  readonly gapM: number;
  /** Whether every section is drawn as a round tube as wide as it is, or as high where that is more. */
  readonly isRound: boolean;
}

/** That of lines and mains. */
export const FAR_LOOK: FarLook = { toleranceM: FAR_TOLERANCE_M, dashM: 8, gapM: 4, isRound: false };

/** That of trunks of a geometric error: dashes of ten pixels and gaps of five, on a screen of eight pixels of error. */
export function trunkLook(errorM: number): FarLook {
  return { toleranceM: errorM / 10, dashM: (errorM / 8) * 10, gapM: (errorM / 8) * 5, isRound: true };
}

/** As `addLink`, for a tile that is drawn where a conduit is a few pixels wide. */
export function addFarLink(
  row: TileLink,
  drawnAs: DrawnAs,
  frame: TileFrame,
  fallbackLevelM: number,
  sink: SolidSink,
  { toleranceM, dashM, gapM, isRound }: FarLook = FAR_LOOK,
): void {
  const own = drawnSection(row);
  const section = isRound ? roundSection(own) : own;
  const axis = linkAxis(row, frame, outerWidthM(section), fallbackLevelM);
  if (axis === null) return;
  const points = drawnAs === 'device' ? axis.points : farAxis(axis.points, toleranceM);
  switch (drawnAs) {
    case 'measured':
      addFarBarrel(lookOf(row, isShell(row, own) ? 'tunnel' : 'pipe'), points, section, sink);
      return;
    case 'unknownSize':
    case 'unknownLevel':
      for (const dash of dashes(points, dashM, gapM)) addFarBarrel(lookOf(row, 'pipeAssumed'), dash, section, sink);
      return;
    case 'device':
      addDevice(axis, section, sink);
  }
}

/** One walks in a tunnel: its stretches are one shell without walls across it. */
function isShell({ link }: TileLink, { heightMm }: Section): boolean {
  return isWalkable(link.utility, heightMm);
}

function lookOf({ link }: TileLink, look: 'pipe' | 'tunnel' | 'pipeAssumed'): Look {
  return link.status === 'abandoned' ? abandonedLook(look) : look;
}

function roundSection(section: Section): Section {
  const sizeMm = Math.max(section.widthMm ?? 0, section.heightMm ?? 0);
  return { ...section, shape: 'circular', open: false, widthMm: sizeMm, heightMm: sizeMm };
}

function addDevice(axis: LinkAxis, section: Section, sink: SolidSink): void {
  sink.tube('device', axis.points, outerWidthM(section) / 2, false);
  const middle = pointAlong(axis.points, lengthOf(axis.points) / 2);
  sink.mark('device', middle.x, middle.y, middle.z, DEVICE_MARK_M);
}

function addFarBarrel(look: Look, points: Float64Array, section: Section, sink: SolidSink): void {
  const radiusM = roundRadiusM(section);
  if (radiusM !== null) {
    sink.tube(look, points, radiusM, true);
    return;
  }
  const outline = sectionOutline({ ...section, open: false }, FAR_SIDES);
  if (outline !== null) sweep(points, outline, sink.mesh(look), UNCAPPED);
}

const CAPPED = { capStart: true, capEnd: true } as const;
const UNCAPPED = { capStart: false, capEnd: false } as const;

interface Barrel {
  readonly section: Section;
  readonly look: Look;
  readonly isShell: boolean;
}

function addBarrels(axis: LinkAxis, barrel: Barrel, covered: CoveredEnds, sink: SolidSink): void {
  const { barrels } = barrel.section;
  const spacingM = outerWidthM({ ...barrel.section, barrels: 1 });
  const ends = { capStart: !axis.startsAtShaft && !covered.start, capEnd: !axis.endsAtShaft && !covered.end };
  for (let i = 0; i < barrels; i++) {
    const aside = (i - (barrels - 1) / 2) * spacingM;
    addBarrel(aside === 0 ? axis.points : besideAxis(axis.points, aside), barrel, ends, sink);
  }
  const casingM = casingRadiusM(barrel.section);
  if (casingM !== null) sink.tube('casing', axis.points, casingM, true);
}

function addBarrel(
  points: Float64Array,
  { section, look, isShell }: Barrel,
  ends: SweepOptions,
  sink: SolidSink,
): void {
  const radiusM = roundRadiusM(section);
  if (radiusM !== null && !isShell) {
    sink.tube(look, points, radiusM, !ends.capStart && !ends.capEnd);
    return;
  }
  const outline = sectionOutline(section, pipeSides(outerWidthM({ ...section, barrels: 1 }) / 2));
  if (outline === null) return;
  sweep(points, outline, sink.mesh(look), ends);
  addEndBores(points, section, ends, sink);
}

/** Outer radius of a full round, metres; null for any other shape. */
function roundRadiusM({ shape, widthMm, heightMm, wallMm, open }: Section): number | null {
  if (shape !== 'circular' || open || widthMm === null || widthMm !== heightMm) return null;
  return widthMm / 2000 + (wallMm ?? 0) / 1000;
}

/** Whole dashes at both ends, so that the conduit is seen to reach its nodes. */
function dashes(points: Float64Array, dashM: number, gapM: number): readonly Float64Array[] {
  const length = lengthOf(points);
  const count = Math.max(1, Math.round((length + gapM) / (dashM + gapM)));
  const period = (length + gapM) / count;
  return Array.from({ length: count }, (_, i) =>
    cut(points, i * period, Math.min(length, (i + 1) * period - gapM)),
  ).filter((dash) => dash.length >= 6);
}

function lengthOf(points: Float64Array): number {
  let length = 0;
  for (let k = 3; k < points.length; k += 3) length += segmentLength(points, k);
  return length;
}

function segmentLength(points: Float64Array, k: number): number {
  return Math.hypot(
    at(points, k) - at(points, k - 3),
    at(points, k + 1) - at(points, k - 2),
    at(points, k + 2) - at(points, k - 1),
  );
}

function pointAlong(points: Float64Array, station: number): { x: number; y: number; z: number } {
  let walked = 0;
  let k = 3;
  while (k < points.length - 3 && walked + segmentLength(points, k) < station) {
    walked += segmentLength(points, k);
    k += 3;
  }
  const t = Math.max(0, Math.min(1, (station - walked) / segmentLength(points, k)));
  const mix = (i: number) => at(points, k - 3 + i) * (1 - t) + at(points, k + i) * t;
  return { x: mix(0), y: mix(1), z: mix(2) };
}

/** The part of a polyline between two stations. */
function cut(points: Float64Array, from: number, to: number): Float64Array {
  const first = pointAlong(points, from);
  const last = pointAlong(points, to);
  const out = [first.x, first.y, first.z];
  let walked = 0;
  for (let k = 3; k < points.length - 3; k += 3) {
    walked += segmentLength(points, k);
    if (walked > from + 1e-4 && walked < to - 1e-4) out.push(at(points, k), at(points, k + 1), at(points, k + 2));
  }
  out.push(last.x, last.y, last.z);
  return new Float64Array(out);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
