import type { Drawing } from '@undercroft/core/drawing/drawing';
import { drawingSvg } from '@undercroft/core/drawing/drawing-svg';

/** Long enough for any browser to have begun the download, ms. */
const KEEP_MS = 60_000;

/** A drawing as an element of the page. */
export function drawingElement(drawing: Drawing): Element {
  const parsed = new DOMParser().parseFromString(drawingSvg(drawing), 'image/svg+xml');
  return document.importNode(parsed.documentElement, true);
}

/** Hands a drawing to the browser as an SVG file. */
export function saveDrawing(drawing: Drawing, name: string): void {
  const url = URL.createObjectURL(new Blob([drawingSvg(drawing)], { type: 'image/svg+xml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}

/** Prints a drawing alone: a style of the page hides all else while the sheet stands. */
export function printDrawing(drawing: Drawing): void {
  const sheet = document.createElement('div');
  sheet.className = 'print-sheet';
  sheet.append(drawingElement(drawing));
  document.body.append(sheet);
  window.addEventListener('afterprint', () => sheet.remove(), { once: true });
  window.print();
}
