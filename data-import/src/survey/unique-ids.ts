import { idIndex, ownText } from './id-index.ts';
import type { SurveyLines } from './survey-lines.ts';
import type { SurveyPoints } from './survey-points.ts';

/** Gives features ids that no other feature of the layer has. */
export interface UniqueIds {
  /** The id itself, or with a number behind it (`A#2`) where it is taken. */
  forLine(id: string): string;
  /** The same for `A-B` between points A and B, for the line that is added next. */
  forPair(id: string, from: number, to: number): string;
  /** The same for a point, which is numbered under it: its number. */
  forPoint(id: string): number;
}

/**
 * Half a million ids like `A-B` take 60 MB as texts. Those of lines between two points without a hyphen in their ids are
 * not kept: they are taken exactly when a line joins the two points under that id, which the pairs tell.
 */
export function uniqueIds(points: SurveyPoints, lines: SurveyLines): UniqueIds {
  const kept = idIndex();
  /** How often an id was wanted, so that a thousand of one are not counted up from 2 each time. */
  const wanted = new Map<string, number>();
  const isTaken = (id: string) => kept.find(id) >= 0 || points.ids.find(id) >= 0 || isPair(id);
  const isPair = (id: string): boolean => {
    const hyphen = id.indexOf('-');
    if (hyphen < 0) return false;
    const from = points.ids.find(id.slice(0, hyphen));
    const to = points.ids.find(id.slice(hyphen + 1));
    const line = from < 0 || to < 0 ? -1 : lines.pairs.find(from, to);
    return line >= 0 && lines.idOf(line, points) === id;
  };
  const numbered = (id: string): string => {
    let n = (wanted.get(id) ?? 1) + 1;
    while (isTaken(`${id}#${n}`)) n++;
    wanted.set(ownText(id), n);
    return `${id}#${n}`;
  };
  const forLine = (id: string): string => {
    const own = isTaken(id) ? numbered(id) : id;
    kept.add(own);
    return own;
  };
  return {
    forLine,
    forPair(id, from, to) {
      const isPlain = !points.ids.hasHyphens && lines.pairs.find(from, to) < 0 && kept.find(id) < 0;
      return isPlain ? id : forLine(id);
    },
    forPoint(id) {
      const isFree = kept.find(id) < 0 && (lines.count === 0 || !isPair(id));
      const number = isFree ? points.ids.add(id) : -1;
      return number >= 0 ? number : points.ids.add(numbered(id));
    },
  };
}
