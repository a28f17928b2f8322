import type { LongitudinalProfileShape } from '../protocol/analysis/profile.ts';
import type { ReportLanguage } from '../report/dig-words.ts';
import { fromWallWords, sizeWords } from './conduit-words.ts';
import type { DrawingItem, Pen } from './drawing.ts';
import { sayOnDrawing } from './drawing-words.ts';
import { hatch } from './hatch.ts';
import {
  box,
  ellipse,
  INK,
  line,
  MEDIUM_MM,
  outline,
  PALE,
  PAPER,
  showing,
  THICK_MM,
  THIN_MM,
  WARNING,
} from './items.ts';
import type { LabelPlacer } from './label-placer.ts';
import { type LevelFrame, xOf, yOf } from './level-frame.ts';
import { utilitySymbol } from './utility-symbol.ts';

type Node = LongitudinalProfileShape['nodes'][number];
type Leg = LongitudinalProfileShape['legs'][number];
type Point = Leg['points'][number];

/** Height of letters beside things, mm. */
const LABEL_MM = 1.8;

/** A conduit of the path: outer top and bottom, its fill between, the invert; a hatched band where its level is unknown. */
export function legItems(frame: LevelFrame, leg: Leg, placer: LabelPlacer): readonly DrawingItem[] {
  const { colour } = utilitySymbol(leg.utility);
  const items: DrawingItem[] = [];
  if (leg.bands !== null) items.push(...bandItems(frame, leg, colour));
  for (const run of knownRuns(leg.points)) {
    const at = (point: Point, level: number | null) => [xOf(frame, point.stationM), yOf(frame, level ?? 0)];
    const top = run.flatMap((point) => at(point, point.outerTopM));
    const bottom = run.flatMap((point) => at(point, point.outerBottomM));
    const back = run.toReversed().flatMap((point) => at(point, point.outerBottomM));
    const dashMm = leg.status === 'abandoned' ? [1.2, 0.8] : null;
    items.push(outline([...top, ...back], { fill: colour, fillOpacity: 0.3 }));
    items.push(line(top, INK, MEDIUM_MM, dashMm), line(bottom, INK, MEDIUM_MM, dashMm));
    for (let i = 0; i + 3 < top.length; i += 2) keepLineFree(placer, top.slice(i, i + 4), bottom.slice(i, i + 4));
  }
  const inverts = leg.points.filter(({ invertM }) => invertM !== null);
  if (inverts.length === leg.points.length && leg.points.length > 1) {
    const points = inverts.flatMap(({ stationM, invertM }) => [xOf(frame, stationM), yOf(frame, invertM ?? 0)]);
    items.push(line(points, colour, MEDIUM_MM));
  }
  // A known end of a conduit that is unknown at its other one.
  for (const point of leg.bands === null ? [] : leg.points) {
    const level = point.invertM ?? point.axisM ?? point.outerTopM;
    if (level !== null) items.push(ellipse(xOf(frame, point.stationM), yOf(frame, level), 0.7, 0.7, { fill: colour }));
  }
  return items;
}

/** Boxes along a line, so that labels keep off it without being barred from all under its diagonal. */
function keepLineFree(placer: LabelPlacer, top: readonly number[], bottom: readonly number[]): void {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = top;
  const [, z0 = 0, , z1 = 0] = bottom;
  const steps = Math.max(1, Math.ceil(Math.abs(x1 - x0) / 4));
  for (let k = 0; k < steps; k++) {
    const [s, t] = [k / steps, (k + 1) / steps];
    const mix = (a: number, b: number, share: number) => a + (b - a) * share;
    placer.keepFree([
      mix(x0, x1, s),
      Math.min(mix(y0, y1, s), mix(y0, y1, t)),
      mix(x0, x1, t),
      Math.max(mix(z0, z1, s), mix(z0, z1, t)),
    ]);
  }
}

function knownRuns(points: readonly Point[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [[]];
  for (const point of points) {
    if (point.outerTopM === null || point.outerBottomM === null) runs.push([]);
    else runs.at(-1)?.push(point);
  }
  return runs.filter((run) => run.length > 1);
}

function bandItems(frame: LevelFrame, leg: Leg, colour: string): readonly DrawingItem[] {
  const [x0, x1] = [xOf(frame, leg.fromM), xOf(frame, leg.toM)];
  const { from = null, to = null } = leg.bands ?? {};
  const isAnywhere = from === null || to === null;
  const tops = isAnywhere ? [frame.top + 6, frame.top + 6] : [yOf(frame, from.mostM), yOf(frame, to.mostM)];
  const feet = isAnywhere ? [frame.bottom - 1, frame.bottom - 1] : [yOf(frame, from.leastM), yOf(frame, to.leastM)];
  const ring = [x0, tops[0] ?? 0, x1, tops[1] ?? 0, x1, feet[1] ?? 0, x0, feet[0] ?? 0];
  return [
    ...hatch([ring], -45, 2, colour, THIN_MM),
    outline(ring, { stroke: colour, strokeMm: THIN_MM, dashMm: [1.2, 0.8] }),
  ];
}

/** A manhole by its shaft, another node by an upright line from the conduit to the ground. */
export function nodeItems(frame: LevelFrame, node: Node, placer: LabelPlacer): readonly DrawingItem[] {
  const x = xOf(frame, node.stationM);
  const cover = node.coverLevelM ?? node.groundM;
  const lowest = node.sumpLevelM ?? lower(node.inInvertM, node.outInvertM);
  const top = cover === null ? frame.top + 6 : yOf(frame, cover);
  const foot = lowest === null ? frame.bottom - 1 : yOf(frame, lowest);
  if (node.kind !== 'manhole' && node.kind !== 'storage') return [line([x, top, x, foot], INK, THIN_MM, [2, 0.8])];
  const half = Math.max(0.8, (node.shaftDiameterMm ?? 1000) / 2 / frame.acrossScale);
  const isSure = node.coverLevelM !== null && node.sumpLevelM !== null && node.shaftDiameterMm !== null;
  const dashMm = isSure ? null : [1, 0.7];
  placer.keepFree([x - half, top, x + half, foot]);
  return [
    outline([x - half, top, x + half, top, x + half, foot, x - half, foot], {
      fill: PALE,
      fillOpacity: 0.5,
      stroke: INK,
      strokeMm: THIN_MM,
      dashMm,
    }),
    line([x - half - 0.5, top, x + half + 0.5, top], INK, THICK_MM),
  ];
}

/** Conduits that cross, as ellipses at their station with their upright distance from the path. */
export function crossingItems(
  frame: LevelFrame,
  crossings: LongitudinalProfileShape['crossings'],
  placer: LabelPlacer,
  language: ReportLanguage,
): readonly DrawingItem[] {
  const items: DrawingItem[] = [];
  const labels: (() => readonly DrawingItem[])[] = [];
  for (const crossing of crossings) {
    const { code, colour } = utilitySymbol(crossing.utility);
    const x = xOf(frame, crossing.stationM);
    const name = `${code} ${sizeWords(crossing, language)}`;
    if (crossing.axisM === null) {
      const top = crossing.band === null ? frame.top + 6 : yOf(frame, crossing.band.mostM);
      const foot = crossing.band === null ? frame.bottom - 1 : yOf(frame, crossing.band.leastM);
      const ring = [x - 1, top, x + 1, top, x + 1, foot, x - 1, foot];
      const edge = outline(ring, { stroke: colour, strokeMm: MEDIUM_MM, dashMm: [1, 0.7] });
      items.push(...showing(crossing.featureId, [...hatch([ring], -45, 0.9, colour, THIN_MM), edge]));
      placer.keepFree([x - 1, top, x + 1, foot]);
      const lines = [name, sayOnDrawing(language, 'levelUnknown')];
      const look = { colour, bold: true };
      labels.push(() => showing(crossing.featureId, placer.place(x, (top + foot) / 2, 1, 1, lines, LABEL_MM, look)));
      continue;
    }
    const y = yOf(frame, crossing.axisM);
    const least = crossing.outerHeightM === null ? 0.9 : 0.45;
    const radiusX = Math.max(least, ((crossing.apparentWidthM ?? 0) * 500) / frame.acrossScale);
    const radiusY = Math.max(least, ((crossing.outerHeightM ?? 0) * 500) / frame.upScale);
    const isSized = crossing.outerHeightM !== null;
    const wall = wallItem(crossing.shape, x, y, radiusX, radiusY, {
      fill: isSized ? colour : PAPER,
      fillOpacity: 0.6,
      stroke: crossing.gapM === 0 ? WARNING : INK,
      strokeMm: crossing.gapM === 0 ? THICK_MM : THIN_MM * 1.4,
      dashMm: isSized ? null : [0.5, 0.4],
    });
    items.push(...showing(crossing.featureId, [wall]));
    placer.keepFree([x - radiusX, y - radiusY, x + radiusX, y + radiusY]);
    const lines = [name, gapWords(crossing, language)];
    const look = { colour: crossing.gapM === 0 ? WARNING : colour, bold: true };
    labels.push(() => showing(crossing.featureId, placer.place(x, y, radiusX, radiusY, lines, LABEL_MM, look)));
  }
  return [...items, ...labels.flatMap((label) => label())];
}

function gapWords(
  { gapM, wallsKnown }: LongitudinalProfileShape['crossings'][number],
  language: ReportLanguage,
): string {
  if (gapM === null) return sayOnDrawing(language, 'clearUnknown');
  if (gapM === 0) return sayOnDrawing(language, 'overlapping');
  return sayOnDrawing(language, 'clear', { distance: fromWallWords(gapM, wallsKnown) });
}

/** The outer wall of something seen end on: round, or the box around it. */
function wallItem(
  shape: LongitudinalProfileShape['crossings'][number]['shape'],
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  pen: Partial<Pen>,
): DrawingItem {
  const isBox = shape === 'rectangular' || shape === 'envelope' || shape === 'trapezoidal' || shape === 'triangular';
  if (isBox) return box(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY, pen);
  return ellipse(x, y, radiusX, radiusY, pen);
}

/** Conduits that join at a node, as open ellipses with their name. */
export function branchItems(
  frame: LevelFrame,
  nodes: readonly Node[],
  placer: LabelPlacer,
  language: ReportLanguage,
): readonly DrawingItem[] {
  return nodes.flatMap((node) =>
    node.branches.flatMap((branch) => {
      const { code, colour } = utilitySymbol(branch.utility);
      const x = xOf(frame, node.stationM);
      const name = `${code} ${sizeWords(branch, language)} ${branch.sourceId}`;
      const level = branch.axisM ?? branch.invertM ?? branch.outerTopM;
      if (level === null) {
        const y = branch.band === null ? frame.top + 10 : yOf(frame, (branch.band.leastM + branch.band.mostM) / 2);
        const lines = [name, sayOnDrawing(language, 'levelUnknown')];
        return showing(branch.featureId, placer.place(x, y, 1, 1, lines, LABEL_MM, { colour }));
      }
      const y = yOf(frame, level);
      const radiusX = Math.max(0.5, ((branch.outerWidthM ?? 0) * 500) / frame.acrossScale);
      const radiusY = Math.max(0.5, ((branch.outerHeightM ?? 0) * 500) / frame.upScale);
      return showing(branch.featureId, [
        wallItem(branch.shape, x, y, radiusX, radiusY, {
          fill: PAPER,
          fillOpacity: 0.9,
          stroke: colour,
          strokeMm: MEDIUM_MM,
        }),
        ...placer.place(x, y, radiusX + 0.8, radiusY, [name], LABEL_MM, { colour }),
      ]);
    }),
  );
}

function lower(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
