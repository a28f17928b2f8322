import { mitreVectors, offsetPolygon } from '../geometry/offset-polygon.ts';
import { anticlockwise, boundsOf } from '../geometry/polygon.ts';
import { dimension } from './dimension.ts';
import type { Drawing, DrawingItem } from './drawing.ts';
import { sayOnDrawing } from './drawing-words.ts';
import { box, centred, ellipse, GREY, INK, line, MEDIUM_MM, outline, PALE, PAPER, THICK_MM, THIN_MM } from './items.ts';
import { type Box, LabelPlacer } from './label-placer.ts';
import { conduitItems, conduitLabels, zoneItems } from './plan-conduits.ts';
import { flatOn, type PlanFrame } from './plan-frame.ts';
import { cornerTable, legendHeightMm, legendItems, northArrow, scaleBar } from './plan-furniture.ts';
import type { PlanView } from './plan-view.ts';
import { fittingScale, scaleText } from './scale.ts';
import { textWidthMm } from './text-width.ts';
import { type DrawingOptions, FOOT_HEIGHT_MM, TITLE_HEIGHT_MM, titleItems } from './title-block.ts';
import { lineWithin, type PaperWindow, ringWithin } from './window.ts';

export interface DrawPlanOptions extends DrawingOptions {
  /** Lists the corners' coordinates right of the plan; default false. */
  readonly cornerTable?: boolean;
  /** Explains lines and zones under the plan; default true. */
  readonly legend?: boolean;
}

const CORNERS_MM = 46;

/** Letters at the ends of section lines, mm. */
const NAME_MM = 2.3;

/** A plan of a dig to scale: what lies there, zones, the pit with its dimensions, north. Filled to its box. */
export function drawPlan(view: PlanView, options: DrawPlanOptions): Drawing {
  const { language, widthMm, heightMm } = options;
  const isListed = options.cornerTable === true && view.corners.length > 0;
  const right = widthMm - 1 - (isListed ? CORNERS_MM + 1 : 0);
  const legendMm = options.legend === false ? 0 : legendHeightMm(view, right - 1, language);
  const window: PaperWindow = [1, TITLE_HEIGHT_MM, right, heightMm - FOOT_HEIGHT_MM - legendMm];
  const frame = frameOf(view, window);
  const placer = new LabelPlacer(window);
  const items: DrawingItem[] = [];
  for (const ring of view.outlines) {
    const cut = ringWithin(flatOn(frame, ring), window);
    if (cut.length > 4) items.push(outline(cut, { fill: '#eceef0', stroke: PALE, strokeMm: THIN_MM }));
  }
  items.push(...zoneItems(frame, view));
  items.push(...pitGround(frame, view));
  items.push(...conduitItems(frame, view, placer));
  items.push(...nodeItems(frame, view, placer));
  // Under the dimensions, whose figures keep paper about them.
  items.push(...sectionLines(frame, view));
  items.push(...pitLines(frame, view, placer));
  items.push(...sectionNames(frame, view, placer));
  placer.keepFree([window[2] - 11, window[1], window[2], window[1] + 14]);
  placer.keepFree([window[0], window[3] - 6, window[0] + 34, window[3]]);
  items.push(...conduitLabels(frame, view, placer));
  items.push(
    box(window[0], window[1], window[2] - window[0], window[3] - window[1], { stroke: INK, strokeMm: MEDIUM_MM }),
  );
  items.push(...northArrow(window[2] - 5.5, window[1] + 7.5, view.northDeg, sayOnDrawing(language, 'northLetter')));
  items.push(...scaleBar(window[0] + 2, window[3] - 2, frame.scale));
  if (legendMm > 0) items.push(...legendItems(view, window[0], window[3] + 1.4, right - 1, language));
  if (isListed) items.push(...cornerTable(view.corners, right + 1.5, TITLE_HEIGHT_MM, CORNERS_MM - 1, language));
  items.push(...titleItems('plan', options, scaleText(frame.scale), widthMm, heightMm));
  return { widthMm, heightMm, items };
}

function frameOf(view: PlanView, window: PaperWindow): PlanFrame {
  const points =
    view.pit === null ? view.conduits.flatMap(({ path }) => [...path]) : [...view.pit.top, ...view.pit.floor];
  if (points.length === 0) points.push(0, 0);
  const [west, south, east, north] = boundsOf(Float64Array.from(points));
  const room = 2 * view.roomM;
  const [left, top, right, bottom] = window;
  const scale = Math.max(
    fittingScale(east - west + room, right - left),
    fittingScale(north - south + room, bottom - top),
  );
  const [middleX, middleY] = [(west + east) / 2, (south + north) / 2];
  const perMetre = 1000 / scale;
  return {
    window,
    scale,
    x: (eastM) => (left + right) / 2 + (eastM - middleX) * perMetre,
    y: (northM) => (top + bottom) / 2 - (northM - middleY) * perMetre,
  };
}

function pitGround(frame: PlanFrame, { pit }: PlanView): readonly DrawingItem[] {
  if (pit === null) return [];
  const ring = ringWithin(flatOn(frame, pit.top), frame.window);
  const floor = ringWithin(flatOn(frame, pit.floor), frame.window);
  return [
    ...(ring.length > 4 ? [outline(ring, { fill: '#efe6d2', fillOpacity: 0.8 })] : []),
    ...(floor.length > 4 ? [outline(floor, { fill: '#e2d3b1', fillOpacity: 0.8 })] : []),
  ];
}

/** Rim, floor, slope lines between them, numbered corners and the length of each side of the floor. */
function pitLines(frame: PlanFrame, { pit, marginM }: PlanView, placer: LabelPlacer): readonly DrawingItem[] {
  if (pit === null) return [];
  const items: DrawingItem[] = [];
  const floor = flatOn(frame, pit.floor);
  if (marginM > 0) items.push(...marginLines(frame, pit.top, marginM));
  const closed = (flat: readonly number[]) => [...flat, flat[0] ?? 0, flat[1] ?? 0];
  for (const part of lineWithin(closed(flatOn(frame, pit.top)), frame.window))
    items.push(line(part, INK, MEDIUM_MM, [1.6, 0.8]));
  for (const part of lineWithin(closed(floor), frame.window)) items.push(line(part, INK, THICK_MM));
  const n = floor.length / 2;
  let turning = 0;
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    turning += (floor[i * 2] ?? 0) * (floor[j * 2 + 1] ?? 0) - (floor[j * 2] ?? 0) * (floor[i * 2 + 1] ?? 0);
  }
  // Out of the pit: beyond the rim, on the outside of each side.
  const away = (turning > 0 ? 1 : -1) * (rimReachMm(frame, pit) + 3.2);
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const [ax, ay] = [floor[i * 2] ?? 0, floor[i * 2 + 1] ?? 0];
    const [bx, by] = [floor[j * 2] ?? 0, floor[j * 2 + 1] ?? 0];
    const lengthMm = Math.hypot(bx - ax, by - ay);
    if (lengthMm > 4) {
      items.push(...dimension(ax, ay, bx, by, away, ((lengthMm * frame.scale) / 1000).toFixed(2)));
      const [nx, ny] = [(by - ay) / lengthMm, -(bx - ax) / lengthMm];
      const [mx, my] = [(ax + bx) / 2 + nx * away, (ay + by) / 2 + ny * away];
      placer.keepFree([mx - 4.5, my - 3, mx + 4.5, my + 1]);
    }
    items.push(ellipse(ax, ay, 1.3, 1.3, { fill: PAPER, stroke: INK, strokeMm: THIN_MM }));
    items.push(centred(ax, ay, String(i + 1), { sizeMm: 1.6 }));
    placer.keepFree([ax - 1.3, ay - 1.3, ax + 1.3, ay + 1.3]);
  }
  return items;
}

/** How far the digging may stray, dotted about the rim. */
function marginLines(
  frame: PlanFrame,
  top: NonNullable<PlanView['pit']>['top'],
  marginM: number,
): readonly DrawingItem[] {
  const ring = anticlockwise(Float64Array.from(top));
  const flat = flatOn(frame, offsetPolygon(ring, mitreVectors(ring), marginM));
  const closed = [...flat, flat[0] ?? 0, flat[1] ?? 0];
  return lineWithin(closed, frame.window).map((part) => line(part, GREY, THIN_MM, [0.4, 0.8]));
}

/** How far the rim lies outside the floor, by their boxes, mm. */
function rimReachMm(frame: PlanFrame, pit: NonNullable<PlanView['pit']>): number {
  const floor = boundsOf(Float64Array.from(pit.floor));
  const top = boundsOf(Float64Array.from(pit.top));
  const reachM = Math.max(floor[0] - top[0], floor[1] - top[1], top[2] - floor[2], top[3] - floor[3], 0);
  return (reachM * 1000) / frame.scale;
}

function nodeItems(frame: PlanFrame, { nodes }: PlanView, placer: LabelPlacer): readonly DrawingItem[] {
  const [left, top, right, bottom] = frame.window;
  return nodes.flatMap((node) => {
    const [x, y] = [frame.x(node.x), frame.y(node.y)];
    if (x < left || x > right || y < top || y > bottom) return [];
    const radius = Math.max(0.7, ((node.diameterM ?? 0) * 500) / frame.scale);
    placer.keepFree([x - radius, y - radius, x + radius, y + radius]);
    const pen = {
      stroke: INK,
      strokeMm: THIN_MM * 1.4,
      fill: PAPER,
      dashMm: node.isShaft && node.diameterM === null ? [0.6, 0.4] : null,
    };
    const sign: DrawingItem = node.isShaft ? ellipse(x, y, radius, radius, pen) : box(x - 0.6, y - 0.6, 1.2, 1.2, pen);
    if (node.label === null) return [sign];
    return [sign, ...placer.place(x, y, radius, radius, [node.label], 1.6, { colour: GREY })];
  });
}

/** Lines of sections with their thick ends. */
function sectionLines(frame: PlanFrame, view: PlanView): readonly DrawingItem[] {
  return sectionEnds(frame, view).flatMap(({ part, ends }) => [
    line(part, INK, THIN_MM, [4, 0.8, 0.8, 0.8]),
    ...ends.map(({ x, y, ux, uy }) => line([x, y, x + ux * 3, y + uy * 3], INK, THICK_MM)),
  ]);
}

/** Names at the ends of sections: beyond the end, else on the side from which the section is seen, else on the other. */
function sectionNames(frame: PlanFrame, view: PlanView, placer: LabelPlacer): readonly DrawingItem[] {
  return sectionEnds(frame, view).flatMap(({ name, ends }) =>
    ends.flatMap(({ x, y, ux, uy, sign }) => {
      const half = textWidthMm(name, NAME_MM) / 2 + 0.3;
      const [rightX, rightY] = [-uy * sign, ux * sign];
      const spots = [
        [x - ux * 2, y - uy * 2],
        [x + ux * 1.5 + rightX * 2.4, y + uy * 1.5 + rightY * 2.4],
        [x + ux * 1.5 - rightX * 2.4, y + uy * 1.5 - rightY * 2.4],
      ].map(([cx = 0, cy = 0]): Box => [cx - half, cy - NAME_MM * 0.6, cx + half, cy + NAME_MM * 0.6]);
      const area = spots.toSorted((a, b) => placer.overlap(a) - placer.overlap(b))[0];
      if (area === undefined) return [];
      placer.keepFree(area);
      return [
        centred((area[0] + area[2]) / 2, (area[1] + area[3]) / 2, name, { sizeMm: NAME_MM, bold: true, halo: PAPER }),
      ];
    }),
  );
}

interface SectionEnd {
  readonly x: number;
  readonly y: number;
  /** Unit direction into the line, and +1 where that is the line's own. */
  readonly ux: number;
  readonly uy: number;
  readonly sign: 1 | -1;
}

function sectionEnds(
  frame: PlanFrame,
  view: PlanView,
): readonly { name: string; part: readonly number[]; ends: readonly SectionEnd[] }[] {
  return view.sectionLines.flatMap(({ name, line: points }) =>
    lineWithin(flatOn(frame, points), frame.window).map((part) => {
      const [ax = 0, ay = 0] = part;
      const [bx, by] = [part.at(-2) ?? 0, part.at(-1) ?? 0];
      const length = Math.hypot(bx - ax, by - ay) || 1;
      const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
      const ends: readonly SectionEnd[] = [
        { x: ax, y: ay, ux, uy, sign: 1 },
        { x: bx, y: by, ux: -ux, uy: -uy, sign: -1 },
      ];
      return { name, part, ends };
    }),
  );
}
