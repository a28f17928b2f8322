import { sectionOutline } from '../geometry/section-outline.ts';
import { sweep } from '../geometry/sweep.ts';
import type { Section } from '../model/section-shape.ts';
import type { DrawnAs } from './drawn-as.ts';
import { NOMINAL_SIZE_MM } from './drawn-as.ts';
import { type LinkAxis, linkAxis } from './link-axis.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import { addOctahedron } from './solids.ts';
import type { TileFrame } from './tile-frame.ts';
import type { TileLink } from './tile-rows.ts';

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

/** Facets of a full round by outside width: few where the pipe is a line on screen, many where it fills it. */
function sidesOf(widthM: number): number {
  if (widthM < 0.2) return 10;
  if (widthM < 0.6) return 16;
  return widthM < 1.5 ? 24 : 32;
}

/** The section a link is drawn with: its own, or the nominal one where the source gives no size. */
export function drawnSection(row: TileLink): Section {
  const { link } = row;
  if (link.kind !== 'conduit') return DEVICE_SECTION;
  const { section } = link;
  return section === null || section.widthMm === null || section.heightMm === null ? NOMINAL_SECTION : section;
}

/** Outside width in metres of a section of known size, all barrels side by side. */
export function outerWidthM(section: Section): number {
  return (((section.widthMm ?? NOMINAL_SIZE_MM) + 2 * (section.wallMm ?? 0)) / 1000) * section.barrels;
}

/** Adds a link to the mesh under the builder's current feature. Does nothing for a link without extent. */
export function addLink(
  row: TileLink,
  drawnAs: DrawnAs,
  frame: TileFrame,
  fallbackLevelM: number,
  mesh: MeshBuilder,
): void {
  const section = drawnSection(row);
  const widthM = outerWidthM(section);
  const axis = linkAxis(row, frame, widthM, fallbackLevelM);
  if (axis === null) return;
  switch (drawnAs) {
    case 'measured':
      addBarrels(axis, section, mesh);
      return;
    case 'unknownSize':
    case 'unknownLevel':
      addDashes(axis, section, mesh);
      return;
    case 'device': {
      const outline = sectionOutline(section, sidesOf(widthM));
      if (outline === null) return;
      sweep(axis.points, outline, mesh, { capStart: true, capEnd: true });
      const middle = pointAlong(axis.points, lengthOf(axis.points) / 2);
      addOctahedron(mesh, middle.x, middle.y, middle.z, DEVICE_MARK_M);
    }
  }
}

/** A dashed conduit seen from afar: metres drawn, metres left out. */
const FAR_DASH_M = 8;
const FAR_GAP_M = 4;

/** Facets of a round that is a few pixels wide. */
const FAR_SIDES = 5;

/** As `addLink`, for a tile that is drawn where a conduit is a few pixels wide. */
export function addFarLink(
  row: TileLink,
  drawnAs: DrawnAs,
  frame: TileFrame,
  fallbackLevelM: number,
  mesh: MeshBuilder,
): void {
  const section = drawnSection(row);
  const axis = linkAxis(row, frame, outerWidthM(section), fallbackLevelM);
  if (axis === null) return;
  const outline = sectionOutline({ ...section, open: false }, FAR_SIDES);
  if (outline === null) return;
  const uncapped = { capStart: false, capEnd: false };
  if (drawnAs === 'unknownSize' || drawnAs === 'unknownLevel') {
    for (const dash of dashes(axis.points, FAR_DASH_M, FAR_GAP_M)) sweep(dash, outline, mesh, uncapped);
    return;
  }
  sweep(axis.points, outline, mesh, uncapped);
  if (drawnAs !== 'device') return;
  const middle = pointAlong(axis.points, lengthOf(axis.points) / 2);
  addOctahedron(mesh, middle.x, middle.y, middle.z, DEVICE_MARK_M);
}

function addBarrels(axis: LinkAxis, section: Section, mesh: MeshBuilder): void {
  const outline = sectionOutline(section, sidesOf(outerWidthM({ ...section, barrels: 1 })));
  if (outline === null) return;
  const spacingM = outerWidthM({ ...section, barrels: 1 });
  for (let barrel = 0; barrel < section.barrels; barrel++) {
    const aside = (barrel - (section.barrels - 1) / 2) * spacingM;
    sweep(aside === 0 ? axis.points : shifted(axis.points, aside), outline, mesh, {
      capStart: !axis.startsAtShaft,
      capEnd: !axis.endsAtShaft,
    });
  }
}

/** Moves an axis to its right in plan, bend by bend; a riser stays where it is. */
function shifted(points: Float64Array, asideM: number): Float64Array {
  const n = points.length / 3;
  const out = Float64Array.from(points);
  for (let k = 0; k < n; k++) {
    const a = Math.max(0, k - 1);
    const b = Math.min(n - 1, k + 1);
    const dx = at(points, b * 3) - at(points, a * 3);
    const dy = at(points, b * 3 + 1) - at(points, a * 3 + 1);
    const plan = Math.hypot(dx, dy);
    if (plan === 0) continue;
    out[k * 3] = at(points, k * 3) + (dy / plan) * asideM;
    out[k * 3 + 1] = at(points, k * 3 + 1) - (dx / plan) * asideM;
  }
  return out;
}

function addDashes(axis: LinkAxis, section: Section, mesh: MeshBuilder): void {
  const outline = sectionOutline(section, sidesOf(outerWidthM(section)));
  if (outline === null) return;
  for (const dash of dashes(axis.points, DASH_M, GAP_M)) sweep(dash, outline, mesh, { capStart: true, capEnd: true });
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
  return Float64Array.from(out);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
