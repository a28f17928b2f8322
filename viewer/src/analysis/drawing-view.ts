/** The part of a drawing that is looked at, mm of paper. */
export interface DrawingView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Nearest and farthest one can look, against the whole drawing. */
const MOST_ZOOM = 24;
const LEAST_ZOOM = 0.8;

export function wholeDrawing(widthMm: number, heightMm: number): DrawingView {
  return { x: 0, y: 0, width: widthMm, height: heightMm };
}

/** `factor` over 1 comes nearer; the place at `atX`, `atY` (mm of paper) stays where it is on the screen. */
export function zoomedAt(view: DrawingView, whole: DrawingView, factor: number, atX: number, atY: number): DrawingView {
  const wanted = whole.width / (view.width / factor);
  const zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, wanted));
  const [width, height] = [whole.width / zoom, whole.height / zoom];
  const share = width / view.width;
  return { x: atX - (atX - view.x) * share, y: atY - (atY - view.y) * share, width, height };
}

/** Moved by so much of paper; some of the drawing always stays in sight. */
export function movedBy(view: DrawingView, whole: DrawingView, dx: number, dy: number): DrawingView {
  const keep = (value: number, size: number, all: number): number =>
    Math.min(all - size * 0.2, Math.max(-size * 0.8, value));
  return {
    ...view,
    x: keep(view.x + dx, view.width, whole.width),
    y: keep(view.y + dy, view.height, whole.height),
  };
}
