import { nearestShare2 } from '../geometry/segment-distance.ts';
import { bandAround } from './band-around.ts';
import type { DrawingItem } from './drawing.ts';
import { centred, ellipse, GREY, line, MEDIUM_MM, outline, PAPER, THICK_MM, THIN_MM } from './items.ts';
import type { LabelPlacer } from './label-placer.ts';
import { flatOn, type PlanFrame } from './plan-frame.ts';
import type { PlanConduit, PlanView } from './plan-view.ts';
import { utilitySymbol } from './utility-symbol.ts';
import { lineWithin, ringWithin } from './window.ts';

/** The letters of a utility stand in its line once in this length, mm. */
const LETTERS_MM = 38;

/** A line on paper no thinner than this shows its conduit's width, mm. */
const WIDE_MM = 0.7;

/** Zones as tinted bands about their conduits: the control zone pale, the protection zone stronger. */
export function zoneItems(frame: PlanFrame, { conduits }: PlanView): readonly DrawingItem[] {
  const band = (conduit: PlanConduit, distanceM: number, fillOpacity: number, dashMm: readonly number[]) => {
    const half = ((distanceM + (conduit.outerWidthM ?? 0) / 2) * 1000) / frame.scale;
    const ring = ringWithin(bandAround(flatOn(frame, conduit.path), half), frame.window);
    const { colour } = utilitySymbol(conduit.utility);
    return ring.length < 6
      ? []
      : [outline(ring, { fill: colour, fillOpacity, stroke: colour, strokeMm: THIN_MM, dashMm })];
  };
  return [
    ...conduits.flatMap((one) =>
      one.zone === null || one.zone.controlM === null ? [] : band(one, one.zone.controlM, 0.05, [0.8, 1.2]),
    ),
    ...conduits.flatMap((one) => (one.zone === null ? [] : band(one, one.zone.protectionM, 0.14, [1.6, 0.8]))),
  ];
}

/** Conduits by colour, dashes and letters; one of unknown level hollow, one that is disused grey. */
export function conduitItems(frame: PlanFrame, { conduits }: PlanView, placer: LabelPlacer): readonly DrawingItem[] {
  return conduits.flatMap((conduit) => {
    const { colour, dashMm, code } = utilitySymbol(conduit.utility);
    const stroke = conduit.status === 'abandoned' ? GREY : colour;
    const widthMm = ((conduit.outerWidthM ?? 0) * 1000) / frame.scale;
    const path = flatOn(frame, conduit.path);
    const items: DrawingItem[] = [];
    if (widthMm >= WIDE_MM) {
      const ring = ringWithin(bandAround(path, widthMm / 2), frame.window);
      if (ring.length >= 6)
        items.push(
          outline(ring, { fill: stroke, fillOpacity: conduit.levelKnown ? 0.3 : 0.1, stroke, strokeMm: THIN_MM }),
        );
    }
    for (const part of lineWithin(path, frame.window)) {
      items.push(line(part, stroke, conduit.levelKnown ? THICK_MM : MEDIUM_MM, dashMm));
      items.push(...letters(part, conduit.levelKnown ? code : `${code}?`, stroke, placer));
    }
    return items;
  });
}

/** The letters along a line, upright enough to read, over a gap of paper. */
function letters(points: readonly number[], code: string, colour: string, placer: LabelPlacer): readonly DrawingItem[] {
  const items: DrawingItem[] = [];
  let travelled = 0;
  let next = LETTERS_MM * 0.35;
  for (let i = 2; i < points.length; i += 2) {
    const [ax, ay] = [points[i - 2] ?? 0, points[i - 1] ?? 0];
    const [bx, by] = [points[i] ?? 0, points[i + 1] ?? 0];
    const length = Math.hypot(bx - ax, by - ay);
    let turnDeg = (Math.atan2(by - ay, bx - ax) * 180) / Math.PI;
    if (turnDeg >= 90 - 1e-6) turnDeg -= 180;
    else if (turnDeg < -90 - 1e-6) turnDeg += 180;
    for (; next < travelled + length; next += LETTERS_MM) {
      const share = (next - travelled) / length;
      const look = { sizeMm: 1.7, colour, turnDeg, halo: PAPER, bold: true };
      const [x, y] = [ax + (bx - ax) * share, ay + (by - ay) * share];
      items.push(centred(x, y, code, look));
      placer.keepFree([x - 1.4, y - 1.4, x + 1.4, y + 1.4]);
    }
    travelled += length;
  }
  return items;
}

/** Numbers on conduits and their labels, about where each passes nearest to the middle of the plan. */
export function conduitLabels(frame: PlanFrame, { conduits }: PlanView, placer: LabelPlacer): readonly DrawingItem[] {
  const spots: (readonly [number, number] | null)[] = [];
  const items: DrawingItem[] = [];
  for (const conduit of conduits) {
    const isNumbered = conduit.number !== null;
    const radius = (conduit.number?.length ?? 0) > 1 ? 1.9 : 1.5;
    const spot = spotOf(frame, conduit, (x, y) =>
      isNumbered ? placer.overlap([x - radius, y - radius, x + radius, y + radius]) : 0,
    );
    spots.push(spot);
    if (conduit.number === null || spot === null) continue;
    const [x, y] = spot;
    const fill = conduit.colour ?? utilitySymbol(conduit.utility).colour;
    items.push(ellipse(x, y, radius, radius, { fill, stroke: PAPER, strokeMm: THIN_MM }));
    items.push(centred(x, y, conduit.number, { sizeMm: 1.8, colour: PAPER, bold: true }));
    placer.keepFree([x - radius, y - radius, x + radius, y + radius]);
  }
  for (const [i, conduit] of conduits.entries()) {
    const spot = spots[i];
    if (conduit.label.length === 0 || spot === null || spot === undefined) continue;
    const colour = conduit.colour ?? utilitySymbol(conduit.utility).colour;
    items.push(...placer.place(spot[0], spot[1], 2, 2, conduit.label, 1.8, { colour }));
  }
  return items;
}

/** Places on a conduit that are tried for its number are this far apart, mm. */
const SPOT_STEP_MM = 1.5;

/** The place on a conduit within the window that is nearest to its middle and free; the freest where none is. */
function spotOf(
  frame: PlanFrame,
  { path }: PlanConduit,
  overlap: (x: number, y: number) => number,
): readonly [number, number] | null {
  const [left, top, right, bottom] = frame.window;
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const spots: (readonly [x: number, y: number])[] = [];
  for (const part of lineWithin(flatOn(frame, path), [left + 3, top + 3, right - 3, bottom - 3])) {
    for (let i = 2; i < part.length; i += 2) {
      const [ax, ay] = [part[i - 2] ?? 0, part[i - 1] ?? 0];
      const [bx, by] = [part[i] ?? 0, part[i + 1] ?? 0];
      const length = Math.hypot(bx - ax, by - ay);
      const nearest = nearestShare2(middleX, middleY, ax, ay, bx, by);
      spots.push([ax + (bx - ax) * nearest, ay + (by - ay) * nearest]);
      for (let at = SPOT_STEP_MM; at < length; at += SPOT_STEP_MM) {
        spots.push([ax + ((bx - ax) * at) / length, ay + ((by - ay) * at) / length]);
      }
    }
  }
  spots.sort((a, b) => Math.hypot(a[0] - middleX, a[1] - middleY) - Math.hypot(b[0] - middleX, b[1] - middleY));
  let best: readonly [number, number] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const spot of spots) {
    const cost = overlap(spot[0], spot[1]);
    if (cost >= least) continue;
    least = cost;
    best = spot;
    if (cost === 0) break;
  }
  return best;
}
