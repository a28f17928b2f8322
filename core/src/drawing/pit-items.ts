import type { CrossSectionShape } from '../protocol/analysis/section.ts';
import type { ReportLanguage } from '../report/dig-words.ts';
import { dimension } from './dimension.ts';
import type { DrawingItem } from './drawing.ts';
import { sayOnDrawing } from './drawing-words.ts';
import { INK, line, outline, SMALL_MM, THICK_MM } from './items.ts';
import type { LabelPlacer } from './label-placer.ts';
import { type LevelFrame, onPaper, xOf, yOf } from './level-frame.ts';

type Pit = NonNullable<CrossSectionShape['pit']>;

/** A pit in a section: its soil taken out, floor, walls and supports. */
export function pitItems(frame: LevelFrame, pit: Pit): readonly DrawingItem[] {
  const items: DrawingItem[] = [];
  const [first, second] = pit.walls;
  if (pit.floor.length === 1 && first !== undefined && second !== undefined && pit.walls.length === 2) {
    items.push(
      outline(onPaper(frame, [...downwards(first), ...downwards(second, -1)]), { fill: '#efe6d2', fillOpacity: 0.75 }),
    );
  }
  for (const one of [...pit.walls, ...pit.floor]) items.push(line(onPaper(frame, one), INK, THICK_MM));
  for (const one of pit.supports) items.push(line(onPaper(frame, one), INK, THICK_MM * 1.6, [2, 0.6]));
  return items;
}

/** A wall from its upper end to its lower one; the other way round for a sign of -1. */
function downwards(wall: Pit['walls'][number], sign: 1 | -1 = 1): readonly number[] {
  const [fromM, fromLevelM, toM, toLevelM] = wall;
  return (fromLevelM - toLevelM) * sign >= 0 ? wall : [toM, toLevelM, fromM, fromLevelM];
}

/** Width and depth of a pit, the levels of its floor and of the foot of its supports. */
export function pitWords(
  frame: LevelFrame,
  pit: Pit,
  language: ReportLanguage,
  placer: LabelPlacer,
): readonly DrawingItem[] {
  const items: DrawingItem[] = [];
  const y = yOf(frame, pit.floorLevelM);
  for (const one of [...pit.walls, ...pit.floor, ...pit.supports]) placer.keepLineFree(onPaper(frame, one));
  const ends = pit.walls.flatMap(([fromM, fromLevelM, toM, toLevelM]) => [
    [fromM, fromLevelM] as const,
    [toM, toLevelM] as const,
  ]);
  for (const [fromM, , toM] of pit.floor) {
    const [a, b] = [xOf(frame, fromM), xOf(frame, toM)];
    const middle = (a + b) / 2;
    // Within the pit where supports go on below its floor.
    const up = pit.supports.length > 0 ? 2.4 : -3.6;
    items.push(...dimension(a, y, b, y, up, Math.abs(toM - fromM).toFixed(2)));
    placer.keepLineFree([a, y - up, b, y - up]);
    placer.keepFree([middle - 4, y - up - 3, middle + 4, y - up]);
  }
  const farthest = ends.toSorted((p, q) => q[0] - p[0])[0];
  if (farthest !== undefined) {
    const [stationM, levelM] = farthest;
    const [x, top] = [xOf(frame, stationM), yOf(frame, levelM)];
    items.push(...dimension(x, y, x, top, -3, (levelM - pit.floorLevelM).toFixed(2)));
    placer.keepFree([x + 1, top, x + 4, y]);
  }
  const [floor] = pit.floor;
  if (floor !== undefined) {
    const words = [sayOnDrawing(language, 'floor', { level: pit.floorLevelM.toFixed(2) })];
    items.push(...placer.place((xOf(frame, floor[0]) + xOf(frame, floor[2])) / 2, y, 0, 0.3, words, SMALL_MM));
  }
  const [support] = pit.supports;
  if (support !== undefined) {
    const words = [sayOnDrawing(language, 'supports', { level: support[3].toFixed(2) })];
    items.push(...placer.place(xOf(frame, support[0]), yOf(frame, support[3]), 0.5, 0, words, SMALL_MM));
  }
  return items;
}
