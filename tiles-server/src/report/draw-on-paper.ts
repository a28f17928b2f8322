import type { Drawing, DrawingItem, DrawnText, Pen } from '@undercroft/core/drawing/drawing';
import { FONTS, type Paper } from './report-paper.ts';

/** A place on the page, points. */
export interface PaperBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const POINTS_PER_MM = 72 / 25.4;

/** Draws a drawing in true size in the middle of a box; one that is larger is made smaller until it fits. */
export function drawOnPaper(paper: Paper, drawing: Drawing, box: PaperBox): void {
  const fit = Math.min(
    1,
    box.width / (drawing.widthMm * POINTS_PER_MM),
    box.height / (drawing.heightMm * POINTS_PER_MM),
  );
  const scale = fit * POINTS_PER_MM;
  const left = box.x + (box.width - drawing.widthMm * scale) / 2;
  const top = box.y + (box.height - drawing.heightMm * scale) / 2;
  paper.save();
  paper.translate(left, top).scale(scale);
  paper.rect(0, 0, drawing.widthMm, drawing.heightMm).clip();
  for (const item of drawing.items) drawItem(paper, item);
  paper.restore();
}

function drawItem(paper: Paper, item: DrawingItem): void {
  switch (item.kind) {
    case 'line': {
      const { points, closed } = item;
      if (points.length < 4) return;
      paper.moveTo(points[0] ?? 0, points[1] ?? 0);
      for (let i = 2; i + 1 < points.length; i += 2) paper.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
      if (closed) paper.closePath();
      usePen(paper, item);
      return;
    }
    case 'ellipse': {
      paper.save();
      paper.translate(item.x, item.y).rotate(item.turnDeg);
      paper.ellipse(0, 0, item.radiusX, item.radiusY);
      usePen(paper, item);
      paper.restore();
      return;
    }
    case 'text':
      drawText(paper, item);
  }
}

function usePen(paper: Paper, { stroke, strokeMm, dashMm, fill, fillOpacity }: Pen): void {
  if (dashMm === null) paper.undash();
  else paper.dash(dashMm[0] ?? 1, { space: dashMm[1] ?? dashMm[0] ?? 1 });
  paper.lineWidth(strokeMm).lineJoin('round').fillOpacity(fillOpacity);
  if (fill !== null && stroke !== null) paper.fillAndStroke(fill, stroke);
  else if (fill !== null) paper.fill(fill);
  else if (stroke !== null) paper.stroke(stroke);
  paper.fillOpacity(1);
}

function drawText(paper: Paper, { x, y, text, sizeMm, colour, anchor, bold, turnDeg, halo }: DrawnText): void {
  paper.save();
  paper.translate(x, y).rotate(turnDeg);
  paper.font(bold ? FONTS.bold : FONTS.plain).fontSize(sizeMm);
  const width = paper.widthOfString(text);
  const left = anchor === 'start' ? 0 : anchor === 'middle' ? -width / 2 : -width;
  const place = { lineBreak: false, baseline: 'alphabetic' } as const;
  if (halo !== null) {
    paper
      .lineWidth(sizeMm * 0.28)
      .lineJoin('round')
      .undash()
      .strokeColor(halo)
      .fillColor(halo);
    paper.text(text, left, 0, { ...place, stroke: true, fill: true });
  }
  paper.fillColor(colour).text(text, left, 0, place);
  paper.restore();
}
