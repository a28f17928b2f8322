import type { PaintPath } from '@undercroft/core/map/paint-path';
import type { PaintOperation } from '@undercroft/core/map/paint-rules';
import type { TileWindow } from './tile-window.ts';

/** What is used of a canvas. */
export type PaintContext = Pick<
  OffscreenCanvasRenderingContext2D,
  | 'beginPath'
  | 'clearRect'
  | 'closePath'
  | 'fill'
  | 'fillRect'
  | 'fillStyle'
  | 'lineCap'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'moveTo'
  | 'setLineDash'
  | 'setTransform'
  | 'stroke'
  | 'strokeStyle'
>;

/** Style pixels of a picture's side, whatever its device pixels. */
export const PICTURE_PX = 512;

/**
 * Paints the land, where there is any, then the operations of a tile, as seen through a window, into a canvas of `sizePx` device pixels.
 * The picture stands on its head: textures count from their foot, and turning one costs more than painting it turned.
 */
export function paintPicture(
  context: PaintContext,
  operations: readonly PaintOperation[],
  window: TileWindow,
  land: string | null,
  sizePx: number,
): void {
  const scale = sizePx / PICTURE_PX;
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (land === null) {
    context.clearRect(0, 0, sizePx, sizePx);
  } else {
    context.fillStyle = land;
    context.fillRect(0, 0, sizePx, sizePx);
  }
  context.setTransform(scale, 0, 0, -scale, -window.leftPx * scale, sizePx + window.topPx * scale);
  context.lineJoin = 'round';
  for (const operation of operations) {
    const widthPx = operation.kind === 'fill' ? (operation.outline?.widthPx ?? 0) : operation.widthPx;
    if (!tracePath(context, operation.path, window, widthPx)) continue;
    switch (operation.kind) {
      case 'fill':
        context.fillStyle = operation.colour;
        context.fill('nonzero');
        if (operation.outline === null) break;
        context.setLineDash([]);
        context.lineWidth = operation.outline.widthPx;
        context.strokeStyle = operation.outline.colour;
        context.stroke();
        break;
      case 'stroke':
        context.setLineDash([...operation.dashPx]);
        context.lineCap = operation.cap;
        context.lineWidth = operation.widthPx;
        context.strokeStyle = operation.colour;
        context.stroke();
        break;
    }
  }
}

/** Side of the hatch's square, style pixels: a part of the picture's side, so that tiles join. */
const HATCH_PX = 8;
const HATCH_TONE = '#6d737b';

/** Hatches what a picture says nothing of, after `paintPicture` has set the canvas to the window. */
export function hatchPath(
  context: OffscreenCanvasRenderingContext2D,
  { path }: PaintOperation,
  window: TileWindow,
): void {
  if (!tracePath(context, path, window, 0)) return;
  const square = new OffscreenCanvas(HATCH_PX, HATCH_PX);
  const pen = square.getContext('2d');
  if (pen === null) return;
  pen.strokeStyle = HATCH_TONE;
  pen.lineWidth = 1.5;
  for (const shift of [-HATCH_PX, 0, HATCH_PX]) {
    pen.moveTo(shift - 1, HATCH_PX + 1);
    pen.lineTo(shift + HATCH_PX + 1, -1);
  }
  pen.stroke();
  context.fillStyle = context.createPattern(square, 'repeat') ?? HATCH_TONE;
  context.fill('nonzero');
}

/** Traces the parts that come into the window; false when none does. */
function tracePath(context: PaintContext, path: PaintPath, window: TileWindow, widthPx: number): boolean {
  const { coordinates, partEnds, isClosed } = path;
  const low = { x: window.leftPx - widthPx, y: window.topPx - widthPx };
  const high = { x: window.leftPx + PICTURE_PX + widthPx, y: window.topPx + PICTURE_PX + widthPx };
  let traced = false;
  let from = 0;
  for (const to of partEnds) {
    if (meets(coordinates, from, to, low, high)) {
      if (!traced) context.beginPath();
      traced = true;
      context.moveTo(coordinates[2 * from] ?? 0, coordinates[2 * from + 1] ?? 0);
      for (let i = from + 1; i < to; i++) context.lineTo(coordinates[2 * i] ?? 0, coordinates[2 * i + 1] ?? 0);
      if (isClosed) context.closePath();
    }
    from = to;
  }
  return traced;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Whether the box of a part meets the window. */
function meets(values: Float32Array, from: number, to: number, low: Corner, high: Corner): boolean {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let i = 2 * from; i < 2 * to; i += 2) {
    const x = values[i] ?? 0;
    const y = values[i + 1] ?? 0;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return maxX >= low.x && minX <= high.x && maxY >= low.y && minY <= high.y;
}
