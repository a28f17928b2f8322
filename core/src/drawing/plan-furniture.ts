import type { ReportLanguage } from '../report/dig-words.ts';
import { utilityName } from '../report/utility-name.ts';
import type { DrawingItem } from './drawing.ts';
import { sayOnDrawing } from './drawing-words.ts';
import {
  box,
  centred,
  GREY,
  INK,
  line,
  MEDIUM_MM,
  outline,
  PAPER,
  SMALL_MM,
  THICK_MM,
  THIN_MM,
  text,
} from './items.ts';
import type { PlanView } from './plan-view.ts';
import { roundStep } from './scale.ts';
import { textWidthMm } from './text-width.ts';
import { utilitySymbol } from './utility-symbol.ts';

/** An arrow to the north about a point. */
export function northArrow(x: number, y: number, northDeg: number, letter: string): readonly DrawingItem[] {
  const angle = (northDeg * Math.PI) / 180;
  const at = (right: number, up: number) => [
    x + right * Math.cos(angle) + up * Math.sin(angle),
    y + right * Math.sin(angle) - up * Math.cos(angle),
  ];
  const [lx = 0, ly = 0] = at(0, 5.4);
  return [
    outline([...at(0, 4), ...at(-1.6, -3), ...at(0, -1.8)], { fill: INK, stroke: INK, strokeMm: THIN_MM }),
    outline([...at(0, 4), ...at(1.6, -3), ...at(0, -1.8)], { fill: PAPER, stroke: INK, strokeMm: THIN_MM }),
    centred(lx, ly, letter, { sizeMm: 2.4, bold: true, halo: PAPER }),
  ];
}

/** A bar of a round length with its figures. */
export function scaleBar(x: number, y: number, scale: number): readonly DrawingItem[] {
  const lengthM = roundStep((scale * 24) / 1000, 1.6);
  const lengthMm = (lengthM * 1000) / scale;
  return [
    box(x, y - 1, lengthMm / 2, 1, { fill: INK, stroke: INK, strokeMm: THIN_MM }),
    box(x + lengthMm / 2, y - 1, lengthMm / 2, 1, { fill: PAPER, stroke: INK, strokeMm: THIN_MM }),
    text(x, y - 1.6, '0', { sizeMm: 1.7, anchor: 'middle', halo: PAPER }),
    text(x + lengthMm, y - 1.6, `${lengthM} m`, { sizeMm: 1.7, anchor: 'middle', halo: PAPER }),
  ];
}

interface LegendEntry {
  readonly words: string;
  readonly sign: (x: number, y: number) => readonly DrawingItem[];
}

const SIGN_MM = 8;
const ENTRY_ROW_MM = 3.6;

function entriesOf(view: PlanView, language: ReportLanguage): readonly LegendEntry[] {
  const entries: LegendEntry[] = [...new Set(view.conduits.map(({ utility }) => utility))].map((utility) => {
    const { code, colour, dashMm } = utilitySymbol(utility);
    return {
      words: `${code} ${utilityName(utility, language)}`,
      sign: (x, y) => [line([x, y, x + SIGN_MM, y], colour, THICK_MM, dashMm)],
    };
  });
  const band = (words: string, fillOpacity: number, dashMm: readonly number[]): LegendEntry => ({
    words,
    sign: (x, y) => [
      box(x, y - 1.1, SIGN_MM, 2.2, { fill: GREY, fillOpacity, stroke: GREY, strokeMm: THIN_MM, dashMm }),
    ],
  });
  if (view.conduits.some(({ zone }) => zone !== null))
    entries.push(band(sayOnDrawing(language, 'protection'), 0.25, [1.6, 0.8]));
  if (view.conduits.some(({ zone }) => zone !== null && zone.controlM !== null)) {
    entries.push(band(sayOnDrawing(language, 'control'), 0.08, [0.8, 1.2]));
  }
  if (view.pit !== null) {
    entries.push({
      words: sayOnDrawing(language, 'pitFloor'),
      sign: (x, y) => [line([x, y, x + SIGN_MM, y], INK, THICK_MM)],
    });
    entries.push({
      words: sayOnDrawing(language, 'pitTop'),
      sign: (x, y) => [line([x, y, x + SIGN_MM, y], INK, MEDIUM_MM, [1.6, 0.8])],
    });
  }
  if (view.pit !== null && view.marginM > 0) {
    entries.push({
      words: sayOnDrawing(language, 'margin'),
      sign: (x, y) => [line([x, y, x + SIGN_MM, y], GREY, THIN_MM, [0.4, 0.8])],
    });
  }
  if (view.conduits.some(({ levelKnown }) => !levelKnown)) {
    entries.push({ words: `? ${sayOnDrawing(language, 'levelUnknown')}`, sign: () => [] });
  }
  return entries;
}

/** Places of the entries in rows of a width, and the rows' number. */
function laidOut(
  entries: readonly LegendEntry[],
  widthMm: number,
): { places: readonly (readonly [number, number])[]; rows: number } {
  const places: (readonly [number, number])[] = [];
  let [x, row] = [0, 0];
  for (const { words } of entries) {
    const width = SIGN_MM + 1 + textWidthMm(words, SMALL_MM) + 3;
    if (x > 0 && x + width > widthMm) [x, row] = [0, row + 1];
    places.push([x, row]);
    x += width;
  }
  return { places, rows: entries.length === 0 ? 0 : row + 1 };
}

export function legendHeightMm(view: PlanView, widthMm: number, language: ReportLanguage): number {
  return laidOut(entriesOf(view, language), widthMm).rows * ENTRY_ROW_MM + 1;
}

export function legendItems(
  view: PlanView,
  left: number,
  top: number,
  widthMm: number,
  language: ReportLanguage,
): readonly DrawingItem[] {
  const entries = entriesOf(view, language);
  const { places } = laidOut(entries, widthMm);
  return entries.flatMap(({ words, sign }, i) => {
    const [x = 0, row = 0] = places[i] ?? [];
    const y = top + (row + 0.45) * ENTRY_ROW_MM;
    return [...sign(left + x, y), text(left + x + SIGN_MM + 1, y + SMALL_MM * 0.36, words, { sizeMm: SMALL_MM })];
  });
}

/** Coordinates of the corners, numbered as on the plan. */
export function cornerTable(
  corners: PlanView['corners'],
  left: number,
  top: number,
  widthMm: number,
  language: ReportLanguage,
): readonly DrawingItem[] {
  const items: DrawingItem[] = [];
  const columns = [left + 4.5, left + 9 + (widthMm - 9) / 4, left + 9 + ((widthMm - 9) * 3) / 4];
  const rows = [
    [sayOnDrawing(language, 'corner'), sayOnDrawing(language, 'east'), sayOnDrawing(language, 'north')],
    ...corners.map(({ east, north }, i) => [String(i + 1), east, north]),
  ];
  for (const [r, row] of rows.entries()) {
    const y = top + r * 4 + 2;
    for (const [c, words] of row.entries())
      items.push(centred(columns[c] ?? left, y, words, { sizeMm: SMALL_MM, bold: r === 0 }));
    items.push(line([left, top + (r + 1) * 4, left + widthMm, top + (r + 1) * 4], GREY, THIN_MM));
  }
  items.push(box(left, top, widthMm, rows.length * 4, { stroke: INK, strokeMm: MEDIUM_MM }));
  return items;
}
