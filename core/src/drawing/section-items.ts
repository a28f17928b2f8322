import type { CrossSectionShape, SectionCutShape } from '../protocol/analysis/section.ts';
import type { DrawingItem } from './drawing.ts';
import { hatch } from './hatch.ts';
import { box, ellipse, INK, line, MEDIUM_MM, outline, PALE, PAPER, THICK_MM, THIN_MM } from './items.ts';
import type { Box, LabelPlacer } from './label-placer.ts';
import { type LevelFrame, onPaper, xOf, yOf } from './level-frame.ts';
import { outlineEdges } from './outline-edges.ts';
import { utilitySymbol } from './utility-symbol.ts';

/** Radius under which something cut is marked by a cross as well, mm. */
const SPECK_MM = 0.5;

/** Radius from which the bore of something cut is drawn, mm. */
const BORE_MM = 0.9;

/** Something cut: its wall filled, its bore white; what is unknown of it hatched and open. */
export function cutItems(frame: LevelFrame, cut: SectionCutShape, placer: LabelPlacer): readonly DrawingItem[] {
  const { colour } = utilitySymbol(cut.utility);
  if (cut.outer.length === 0) return unknownItems(frame, cut, colour, placer);
  const outer = cut.outer.map((flat) => onPaper(frame, flat));
  const bounds = boundsOf(outer);
  const radius = Math.min(bounds[2] - bounds[0], bounds[3] - bounds[1]) / 2;
  // In a small one the wall would be all outline, and a strip shows its outside: both are filled.
  const within = radius < BORE_MM || cut.strip ? [] : cut.within.map((flat) => onPaper(frame, flat));
  const isSure = cut.wallKnown;
  const items: DrawingItem[] = outer.map((flat) => outline(flat, { fill: colour, fillOpacity: isSure ? 0.85 : 0.4 }));
  for (const flat of within) {
    // A thin wall is no wider than its outline: the bore keeps a tint of the colour.
    items.push(
      outline(flat, { fill: PAPER }),
      outline(flat, { fill: colour, fillOpacity: 0.2, stroke: colour, strokeMm: THIN_MM }),
    );
  }
  const dashMm = cut.status === 'abandoned' ? [0.8, 0.5] : null;
  for (const edge of outlineEdges(outer)) {
    items.push(
      edge.closed
        ? outline(edge.points, { stroke: INK, strokeMm: MEDIUM_MM * 0.8, dashMm })
        : line(edge.points, INK, MEDIUM_MM * 0.8, dashMm),
    );
  }
  placer.keepFree(bounds);
  if (radius < SPECK_MM) items.push(...cross((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, colour));
  return items;
}

/** A band where the level is unknown, over the whole plot where even the ground is; a dashed round where the size is. */
function unknownItems(
  frame: LevelFrame,
  cut: SectionCutShape,
  colour: string,
  placer: LabelPlacer,
): readonly DrawingItem[] {
  const x = xOf(frame, cut.stationM);
  if (cut.levelKnown && cut.axisM !== null) {
    const y = yOf(frame, cut.axisM);
    placer.keepFree([x - 1.5, y - 1.5, x + 1.5, y + 1.5]);
    return [
      ellipse(x, y, 1.5, 1.5, { stroke: colour, strokeMm: MEDIUM_MM, dashMm: [0.6, 0.5] }),
      ...cross(x, y, colour),
    ];
  }
  const half = cut.sizeKnown ? Math.max(0.8, ((cut.rightM - cut.leftM) * 500) / frame.acrossScale) : 1.2;
  const [left, right] = cut.strip ? [xOf(frame, cut.leftM), xOf(frame, cut.rightM)] : [x - half, x + half];
  const top = cut.band === null ? frame.top + 1 : yOf(frame, cut.band.mostM);
  const bottom = cut.band === null ? frame.bottom - 1 : yOf(frame, cut.band.leastM);
  placer.keepFree([left, top, right, bottom]);
  return [
    ...hatch([[left, top, right, top, right, bottom, left, bottom]], -45, 1, colour, THIN_MM),
    box(left, top, right - left, bottom - top, { stroke: colour, strokeMm: MEDIUM_MM, dashMm: [1.2, 0.8] }),
  ];
}

/** What lies near and is not cut, by its own size, dashed. */
export function nearItems(frame: LevelFrame, near: CrossSectionShape['near']): readonly DrawingItem[] {
  return near.flatMap((one) => {
    if (one.axisM === null) return [];
    const { colour } = utilitySymbol(one.utility);
    const [x, y] = [xOf(frame, one.stationM), yOf(frame, one.axisM)];
    const radiusX = Math.max(0.5, ((one.outerWidthM ?? 0) * 500) / frame.acrossScale);
    const radiusY = Math.max(0.5, ((one.outerHeightM ?? 0) * 500) / frame.upScale);
    return [ellipse(x, y, radiusX, radiusY, { stroke: colour, strokeMm: THIN_MM, dashMm: [0.6, 0.5] })];
  });
}

/** A shaft by its inside, open where its cover or its floor is unknown. */
export function shaftItems(
  frame: LevelFrame,
  shaft: CrossSectionShape['shafts'][number],
  section: CrossSectionShape,
  placer: LabelPlacer,
): readonly DrawingItem[] {
  const half = Math.max(0.6, (shaft.halfWidthM * 1000) / frame.acrossScale);
  const x = xOf(frame, shaft.stationM);
  const nearest = section.ground.toSorted(
    (a, b) => Math.abs(a[0] - shaft.stationM) - Math.abs(b[0] - shaft.stationM),
  )[0];
  const top = yOf(frame, shaft.coverLevelM ?? nearest?.[1] ?? frame.highestM);
  const bottom = shaft.sumpLevelM === null ? frame.bottom - 1 : yOf(frame, shaft.sumpLevelM);
  const isSure = shaft.sumpLevelM !== null && shaft.coverLevelM !== null && shaft.sizeKnown;
  const dashMm = shaft.cut && isSure ? null : [1, 0.7];
  placer.keepFree([x - half, top, x + half, bottom]);
  const items: DrawingItem[] = [
    outline([x - half, top, x + half, top, x + half, bottom, x - half, bottom], {
      fill: PALE,
      fillOpacity: shaft.cut ? 0.45 : 0.15,
    }),
    line([x - half, top, x - half, bottom], INK, MEDIUM_MM, dashMm),
    line([x + half, top, x + half, bottom], INK, MEDIUM_MM, dashMm),
  ];
  if (shaft.sumpLevelM !== null) items.push(line([x - half, bottom, x + half, bottom], INK, MEDIUM_MM, dashMm));
  if (shaft.coverLevelM !== null) items.push(line([x - half - 0.4, top, x + half + 0.4, top], INK, THICK_MM));
  return items;
}

function cross(x: number, y: number, colour: string): readonly DrawingItem[] {
  return [line([x - 1, y, x + 1, y], colour, THIN_MM), line([x, y - 1, x, y + 1], colour, THIN_MM)];
}

function boundsOf(outlines: readonly (readonly number[])[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const flat of outlines) {
    for (let i = 0; i < flat.length; i += 2) {
      left = Math.min(left, flat[i] ?? 0);
      right = Math.max(right, flat[i] ?? 0);
      top = Math.min(top, flat[i + 1] ?? 0);
      bottom = Math.max(bottom, flat[i + 1] ?? 0);
    }
  }
  return [left, top, right, bottom];
}
