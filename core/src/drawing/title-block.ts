import type { Utility } from '../model/utility.ts';
import type { ReportLanguage } from '../report/dig-words.ts';
import { utilityName } from '../report/utility-name.ts';
import type { DrawingItem } from './drawing.ts';
import { sayOnDrawing } from './drawing-words.ts';
import { GREY, SMALL_MM, TITLE_MM, text } from './items.ts';
import { textWidthMm } from './text-width.ts';
import { utilitySymbol } from './utility-symbol.ts';

/** What every drawing is asked with. */
export interface DrawingOptions {
  readonly language: ReportLanguage;
  /** Box that the drawing is to fit, mm; it is cut to what is drawn. One with more columns than fit grows wider. */
  readonly widthMm: number;
  readonly heightMm: number;
  /** Name of the section or path (`1-1`, a street); null for none. */
  readonly name?: string | null;
  /** Name of the height datum; null is not printed. */
  readonly datum?: string | null;
  /** `2026-05-31`; null is not printed. */
  readonly dataDate?: string | null;
  /** Links without a place in plan: said when there are any. */
  readonly unplacedCount?: number;
}

export const TITLE_HEIGHT_MM = 6.5;
export const FOOT_HEIGHT_MM = 3.4;

/** A drawing lower than this has the short table and no legend. */
export const WHOLE_DRAWING_MM = 110;

const LEGEND_ROW_MM = 3;

/** Title and scale over a drawing, datum and date under it. */
export function titleItems(
  what: 'section' | 'profile' | 'plan',
  options: DrawingOptions,
  scaleWords: string,
  widthMm: number,
  heightMm: number,
): readonly DrawingItem[] {
  const { language, name = null, datum = null, dataDate = null, unplacedCount = 0 } = options;
  const title = sayOnDrawing(language, what) + (name === null ? '' : ` ${name}`);
  const items: DrawingItem[] = [
    text(1, TITLE_MM + 0.6, title, { sizeMm: TITLE_MM, bold: true }),
    text(widthMm - 1, TITLE_MM + 0.6, sayOnDrawing(language, 'scale', { scale: scaleWords }), {
      sizeMm: SMALL_MM + 0.3,
      anchor: 'end',
    }),
  ];
  const foot: string[] = [];
  if (datum !== null) foot.push(sayOnDrawing(language, 'datum', { datum }));
  if (dataDate !== null) foot.push(sayOnDrawing(language, 'dataDate', { date: dataDate }));
  if (unplacedCount > 0) foot.push(sayOnDrawing(language, 'unplaced', { count: unplacedCount }));
  if (foot.length > 0) items.push(text(1, heightMm - 1, foot.join(' · '), { sizeMm: SMALL_MM, colour: GREY }));
  return items;
}

/** What the letters of utilities stand for, in rows of a width; none on a small drawing. */
export function letterLegend(
  utilities: readonly Utility[],
  { language, heightMm }: DrawingOptions,
  widthMm: number,
): readonly string[] {
  if (heightMm < WHOLE_DRAWING_MM) return [];
  const rows: string[] = [];
  for (const utility of new Set(utilities)) {
    const entry = `${utilitySymbol(utility).code} ${utilityName(utility, language)}`;
    const last = rows.at(-1);
    const longer = last === undefined ? entry : `${last} · ${entry}`;
    if (last !== undefined && textWidthMm(longer, SMALL_MM) <= widthMm - 2) rows[rows.length - 1] = longer;
    else rows.push(entry);
  }
  return rows;
}

export function legendRowsHeightMm(rows: readonly string[]): number {
  return rows.length * LEGEND_ROW_MM;
}

export function legendRowItems(rows: readonly string[], topMm: number): readonly DrawingItem[] {
  return rows.map((words, i) => text(1, topMm + (i + 0.85) * LEGEND_ROW_MM, words, { sizeMm: SMALL_MM }));
}
