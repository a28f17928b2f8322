/** What a drawn thing stands for. */
export interface Meaning {
  /** Of the feature it shows or names; absent for what is no feature. A screen lights it by this, paper does not need it. */
  readonly featureId?: string;
}

/** How a line or an outline is drawn; lengths in millimetres of paper. */
export interface Pen extends Meaning {
  /** `#rrggbb`; null draws no line. */
  readonly stroke: string | null;
  readonly strokeMm: number;
  /** Lengths of dashes and gaps; null is a whole line. */
  readonly dashMm: readonly number[] | null;
  /** `#rrggbb`; null leaves it open. */
  readonly fill: string | null;
  /** Of the fill, 0 to 1. */
  readonly fillOpacity: number;
}

export interface DrawnLine extends Pen {
  readonly kind: 'line';
  /** Flat x, y. */
  readonly points: readonly number[];
  readonly closed: boolean;
}

export interface DrawnEllipse extends Pen {
  readonly kind: 'ellipse';
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  /** Clockwise on paper, degrees. */
  readonly turnDeg: number;
}

export interface DrawnText extends Meaning {
  readonly kind: 'text';
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  /** Shown as it stands; foreign text is escaped by whoever writes a file. */
  readonly text: string;
  /** Height of the letters' em. */
  readonly sizeMm: number;
  readonly colour: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly bold: boolean;
  /** Clockwise on paper, degrees. */
  readonly turnDeg: number;
  /** Drawn under the letters so that they read over lines; null for none. */
  readonly halo: string | null;
}

export type DrawingItem = DrawnLine | DrawnEllipse | DrawnText;

/**
 * A drawing to scale in millimetres of paper, x to the right and y DOWN from the top left corner, items from the lowest to
 * the highest. What reaches beyond its edges is cut off there.
 */
export interface Drawing {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly items: readonly DrawingItem[];
}
