import type { DrawingItem, DrawnEllipse, DrawnLine, DrawnText, Pen } from './drawing.ts';

export const INK = '#1b2227';
export const GREY = '#7c868c';
export const PALE = '#c9d0d4';
export const PAPER = '#ffffff';
export const WARNING = '#a8201a';

/** Line widths, mm of paper. */
export const THIN_MM = 0.13;
export const MEDIUM_MM = 0.25;
export const THICK_MM = 0.5;

/** Heights of letters, mm of paper. */
export const SMALL_MM = 1.9;
export const TEXT_MM = 2.2;
export const TITLE_MM = 3.2;

const NO_PEN: Pen = { stroke: null, strokeMm: 0, dashMm: null, fill: null, fillOpacity: 1 };

export function line(
  points: readonly number[],
  stroke: string,
  strokeMm: number,
  dashMm: Pen['dashMm'] = null,
): DrawnLine {
  return { ...NO_PEN, kind: 'line', points, closed: false, stroke, strokeMm, dashMm };
}

export function outline(points: readonly number[], pen: Partial<Pen>): DrawnLine {
  return { ...NO_PEN, ...pen, kind: 'line', points, closed: true };
}

export function box(x: number, y: number, width: number, height: number, pen: Partial<Pen>): DrawnLine {
  return outline([x, y, x + width, y, x + width, y + height, x, y + height], pen);
}

export function ellipse(x: number, y: number, radiusX: number, radiusY: number, pen: Partial<Pen>): DrawnEllipse {
  return { ...NO_PEN, ...pen, kind: 'ellipse', x, y, radiusX, radiusY, turnDeg: 0 };
}

export type TextLook = Partial<Pick<DrawnText, 'sizeMm' | 'colour' | 'anchor' | 'bold' | 'turnDeg' | 'halo'>>;

const PLAIN: Required<TextLook> = {
  sizeMm: TEXT_MM,
  colour: INK,
  anchor: 'start',
  bold: false,
  turnDeg: 0,
  halo: null,
};

/** Text whose baseline begins, is centred or ends at x, y. */
export function text(x: number, y: number, words: string, look: TextLook = {}): DrawnText {
  return { ...PLAIN, ...look, kind: 'text', x, y, text: words };
}

/** Text centred about a point, level or upright. */
export function centred(x: number, y: number, words: string, look: TextLook = {}): DrawnText {
  const { sizeMm = TEXT_MM, turnDeg = 0 } = look;
  const angle = (turnDeg * Math.PI) / 180;
  // The baseline lies a third of the letters' height under their middle.
  const down = sizeMm * 0.36;
  return text(x - Math.sin(angle) * down, y + Math.cos(angle) * down, words, { ...look, anchor: 'middle' });
}

/** The same items, saying that they show a feature; as they are where there is none. */
export function showing(featureId: string | null, items: readonly DrawingItem[]): readonly DrawingItem[] {
  return featureId === null ? items : items.map((item) => ({ ...item, featureId }));
}
