import type { CaseKind } from '@undercroft/core/model/city-case';
import type { CaseState } from '../cases/case-state.ts';
import { CASE_TONES } from '../cases/case-tones.ts';
import type { Theme } from '../state/view-state.ts';
import { groupRadiusPx, rimTone } from './city-point-glyphs.ts';
import { cssColour } from './palette.ts';

/** Half the diagonal of a case's sign, CSS pixels. */
export const CASE_RADIUS_PX = 10;

/** A diamond in the tone of the case's state; on it a bar and a dot for an event, a square for a component. */
export function drawCaseSign(
  context: CanvasRenderingContext2D,
  kind: CaseKind,
  state: CaseState,
  theme: Theme,
  selection: string | null,
): void {
  context.save();
  context.shadowColor = 'rgb(0 0 0 / 0.4)';
  context.shadowBlur = 3;
  context.shadowOffsetY = 1;
  context.fillStyle = selection ?? cssColour(rimTone(theme));
  traceDiamond(context, CASE_RADIUS_PX + (selection === null ? 0 : 3));
  context.fill();
  context.restore();
  context.fillStyle = CASE_TONES[state];
  traceDiamond(context, CASE_RADIUS_PX - 2.2);
  context.fill();
  context.fillStyle = '#ffffff';
  context.beginPath();
  switch (kind) {
    case 'component':
      context.rect(-2.2, -2.2, 4.4, 4.4);
      break;
    case 'event':
      context.roundRect(-0.9, -4.4, 1.8, 5.2, 0.8);
      context.moveTo(1.1, 3.2);
      context.arc(0, 3.2, 1.1, 0, 2 * Math.PI);
      break;
  }
  context.fill();
}

function traceDiamond(context: CanvasRenderingContext2D, radius: number): void {
  context.beginPath();
  for (const [x, y] of [
    [0, -radius],
    [radius, 0],
    [0, radius],
    [-radius, 0],
  ] as const) {
    context.lineTo(x, y);
  }
  context.closePath();
}

/** Draws the ring of a group's plate: the tones of the states in proportion. */
export function drawCaseRing(
  context: CanvasRenderingContext2D,
  counts: readonly (readonly [CaseState, number])[],
  total: number,
): void {
  const radius = groupRadiusPx(total) - 2.75;
  context.lineWidth = 3.5;
  let from = -Math.PI / 2;
  for (const [state, count] of counts) {
    const to = from + (count / total) * 2 * Math.PI;
    context.strokeStyle = CASE_TONES[state];
    context.beginPath();
    context.arc(0, 0, radius, from, to);
    context.stroke();
    from = to;
  }
}
