import type { CrossSectionShape } from '../protocol/analysis/section.ts';
import type { DrawingItem } from './drawing.ts';
import { box, centred, GREY, INK, line, MEDIUM_MM, PALE, PAPER, SMALL_MM, THIN_MM, text, WARNING } from './items.ts';
import type { Box } from './label-placer.ts';
import { roundStep } from './scale.ts';

/** Half the room of what is said where the ground is unknown, mm. */
const UNKNOWN_MM = 8;

/** Where stations and levels stand on paper. */
export interface LevelFrame {
  /** Of the plot, mm. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly acrossScale: number;
  readonly upScale: number;
  /** x of station 0. */
  readonly originX: number;
  /** Level at the plot's bottom. */
  readonly datumM: number;
  readonly highestM: number;
}

export function xOf(frame: LevelFrame, stationM: number): number {
  return frame.originX + (stationM * 1000) / frame.acrossScale;
}

export function yOf(frame: LevelFrame, levelM: number): number {
  return frame.bottom - ((levelM - frame.datumM) * 1000) / frame.upScale;
}

/** Flat station, level to flat x, y. */
export function onPaper(frame: LevelFrame, flat: readonly number[]): readonly number[] {
  return flat.map((value, i) => (i % 2 === 0 ? xOf(frame, value) : yOf(frame, value)));
}

/** The levelling staff left of the plot, with its figures, and pale lines across. */
export function levelStaff(frame: LevelFrame): readonly DrawingItem[] {
  const items: DrawingItem[] = [];
  const roomMm = frame.bottom - frame.top;
  const rangeM = (roomMm * frame.upScale) / 1000;
  const step = roundStep(rangeM, Math.max(2, Math.floor(roomMm / 4)));
  const decimals = step < 1 ? 1 : 0;
  const first = Math.ceil(frame.datumM / step - 1e-9);
  const last = Math.floor((frame.datumM + rangeM) / step + 1e-9);
  for (let k = first; k <= last; k++) {
    const y = yOf(frame, k * step);
    items.push(line([frame.left, y, frame.right, y], PALE, THIN_MM, [0.6, 1.2]));
    items.push(
      text(frame.left - 2, y + SMALL_MM * 0.36, (k * step).toFixed(decimals), { sizeMm: SMALL_MM, anchor: 'end' }),
    );
    if (k < last) {
      const top = yOf(frame, (k + 1) * step);
      const fill = k % 2 === 0 ? INK : PAPER;
      items.push(box(frame.left - 1, top, 1, y - top, { stroke: INK, strokeMm: THIN_MM, fill }));
    }
  }
  return items;
}

/** The ground with the strokes of soil under it; broken, and said, where it is unknown. */
export function groundItems(
  frame: LevelFrame,
  ground: CrossSectionShape['ground'],
  unknownWords: string,
): readonly DrawingItem[] {
  const items: DrawingItem[] = [];
  for (const run of knownRuns(ground)) {
    const points = onPaper(frame, run);
    items.push(line(points, INK, MEDIUM_MM * 1.4));
    items.push(...soilStrokes(points));
  }
  for (const [fromM, toM] of unknownRuns(ground)) {
    const [x0, x1] = [xOf(frame, fromM), xOf(frame, toM)];
    items.push(line([x0, frame.top + 2, x1, frame.top + 2], WARNING, MEDIUM_MM, [1, 1]));
    items.push(
      centred((x0 + x1) / 2, frame.top + 4.2, unknownWords, { sizeMm: SMALL_MM, colour: WARNING, halo: PAPER }),
    );
  }
  return items;
}

/** Boxes along the ground and about what is said where it is unknown, for labels to keep off them. */
export function groundBoxes(frame: LevelFrame, ground: CrossSectionShape['ground']): readonly Box[] {
  const said = unknownRuns(ground).map(([fromM, toM]): Box => {
    const x = (xOf(frame, fromM) + xOf(frame, toM)) / 2;
    return [x - UNKNOWN_MM, frame.top + 1, x + UNKNOWN_MM, frame.top + 5.5];
  });
  const along = knownRuns(ground).flatMap((run) => {
    const points = onPaper(frame, run);
    const boxes: Box[] = [];
    for (let i = 2; i < points.length; i += 2) {
      const [ay, by] = [points[i - 1] ?? 0, points[i + 1] ?? 0];
      boxes.push([points[i - 2] ?? 0, Math.min(ay, by), points[i] ?? 0, Math.max(ay, by) + 0.8]);
    }
    return boxes;
  });
  return [...said, ...along];
}

/** Flat station, level of each stretch of known ground. */
export function knownRuns(ground: CrossSectionShape['ground']): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let isOpen = false;
  for (const [station, level] of ground) {
    if (level === null) {
      isOpen = false;
      continue;
    }
    if (!isOpen) runs.push([]);
    isOpen = true;
    runs.at(-1)?.push(station, level);
  }
  return runs.filter((run) => run.length >= 4);
}

function unknownRuns(ground: CrossSectionShape['ground']): readonly (readonly [number, number])[] {
  const runs: (readonly [number, number])[] = [];
  for (let k = 0; k < ground.length; k++) {
    if (ground[k]?.[1] !== null) continue;
    const fromM = ground[Math.max(0, k - 1)]?.[0] ?? 0;
    while (k + 1 < ground.length && ground[k + 1]?.[1] === null) k++;
    runs.push([fromM, ground[Math.min(ground.length - 1, k + 1)]?.[0] ?? 0]);
  }
  return runs;
}

/** Three slanting strokes under the line now and then, as soil is drawn. */
function soilStrokes(points: readonly number[]): readonly DrawingItem[] {
  const strokes: DrawingItem[] = [];
  let travelled = 0;
  for (let i = 2; i < points.length; i += 2) {
    const [ax, ay] = [points[i - 2] ?? 0, points[i - 1] ?? 0];
    const [bx, by] = [points[i] ?? 0, points[i + 1] ?? 0];
    const length = Math.hypot(bx - ax, by - ay);
    for (let at = Math.ceil(travelled / 9) * 9; at + 2.4 < travelled + length; at += 9) {
      for (let k = 0; k < 3; k++) {
        const share = (at - travelled + k * 0.8) / length;
        const [x, y] = [ax + (bx - ax) * share, ay + (by - ay) * share];
        strokes.push(line([x + 1, y, x, y + 1.1], GREY, THIN_MM));
      }
    }
    travelled += length;
  }
  return strokes;
}
