import type { CityPointKind } from '@undercroft/core/model/city-point';
import type { Theme } from '../state/view-state.ts';
import { cssColour, mix, type Rgb } from './palette.ts';

/** What is used of a canvas. */
type GlyphContext = CanvasRenderingContext2D;

/** Tone of each kind: apart in hue and, by their marks, in shape. None is a tone of a utility alone: the mark tells. */
export const POINT_TONES: Readonly<Record<CityPointKind, Rgb>> = {
  camera: [36, 92, 176],
  sensor: [11, 122, 117],
  unit: [112, 60, 168],
  hydrant: [190, 44, 36],
  signal: [62, 70, 82],
  component: [134, 100, 62],
  other: [104, 108, 114],
};

/** Radius of a glyph's plate, CSS pixels: what stands at every corner is smaller. */
export const GLYPH_RADIUS_PX: Readonly<Record<CityPointKind, number>> = {
  camera: 11,
  sensor: 11,
  unit: 11,
  hydrant: 11,
  signal: 11,
  component: 8,
  other: 8,
};

const LIGHT: Rgb = [255, 255, 255];
const DARK: Rgb = [18, 22, 27];

/** The plate's tone in a theme: a little lighter on the dark map. */
export function pointTone(kind: CityPointKind, theme: Theme): Rgb {
  return theme === 'light' ? POINT_TONES[kind] : mix(POINT_TONES[kind], LIGHT, 0.16);
}

export function rimTone(theme: Theme): Rgb {
  return theme === 'light' ? LIGHT : DARK;
}

/** Draws the sign of a kind about (0, 0): a plate with rim and shadow, and on it the mark. */
export function drawGlyph(context: GlyphContext, kind: CityPointKind, theme: Theme): void {
  const radius = GLYPH_RADIUS_PX[kind];
  context.save();
  context.shadowColor = 'rgb(0 0 0 / 0.35)';
  context.shadowBlur = 3;
  context.shadowOffsetY = 1;
  context.fillStyle = cssColour(rimTone(theme));
  tracePlate(context, kind, radius);
  context.fill();
  context.restore();
  context.fillStyle = cssColour(pointTone(kind, theme));
  tracePlate(context, kind, radius - 1.75);
  context.fill();
  context.fillStyle = cssColour(LIGHT);
  context.strokeStyle = cssColour(LIGHT);
  context.lineWidth = 1.5;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  drawMark(context, kind);
}

function tracePlate(context: GlyphContext, kind: CityPointKind, radius: number): void {
  context.beginPath();
  switch (kind) {
    case 'camera':
    case 'unit':
    case 'hydrant':
    case 'other':
      context.arc(0, 0, radius, 0, 2 * Math.PI);
      break;
    case 'signal':
    case 'component':
      context.roundRect(-radius * 0.9, -radius * 0.9, radius * 1.8, radius * 1.8, radius * 0.4);
      break;
    case 'sensor':
      for (let i = 0; i < 6; i++) {
        const angle = (i * Math.PI) / 3 + Math.PI / 6;
        context.lineTo(Math.cos(angle) * radius * 1.06, Math.sin(angle) * radius * 1.06);
      }
      context.closePath();
      break;
  }
}

function drawMark(context: GlyphContext, kind: CityPointKind): void {
  context.beginPath();
  switch (kind) {
    case 'camera':
      context.roundRect(-5.5, -3.2, 7.4, 6.4, 1.4);
      context.moveTo(2.6, -0.4);
      context.lineTo(5.8, -2.9);
      context.lineTo(5.8, 2.9);
      context.lineTo(2.6, 0.4);
      context.fill();
      break;
    case 'sensor':
      context.arc(0, 0, 1.6, 0, 2 * Math.PI);
      context.fill();
      for (const side of [0, Math.PI]) {
        for (const radius of [3.6, 5.9]) {
          context.beginPath();
          context.arc(0, 0, radius, side - 0.75, side + 0.75);
          context.stroke();
        }
      }
      break;
    case 'unit':
      context.arc(0, -2.6, 2.5, 0, 2 * Math.PI);
      context.fill();
      context.beginPath();
      context.moveTo(-4.6, 5.2);
      context.bezierCurveTo(-4.6, -0.4, 4.6, -0.4, 4.6, 5.2);
      context.fill();
      break;
    case 'hydrant':
      context.roundRect(-2.6, -3.6, 5.2, 8, 1);
      context.roundRect(-4.9, -1.3, 9.8, 2.6, 0.9);
      context.roundRect(-3.9, 4, 7.8, 1.8, 0.6);
      context.fill();
      context.beginPath();
      context.arc(0, -3.8, 2.6, Math.PI, 2 * Math.PI);
      context.fill();
      break;
    case 'signal':
      drawLamps(context);
      break;
    case 'component':
      context.roundRect(-2.4, -2.4, 4.8, 4.8, 0.8);
      context.fill();
      break;
    case 'other':
      context.arc(0, 0, 2.2, 0, 2 * Math.PI);
      context.fill();
      break;
  }
}

const LAMPS = ['#ff6b5e', '#ffc94a', '#5fd38a'] as const;

function drawLamps(context: GlyphContext): void {
  for (const [i, colour] of LAMPS.entries()) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(0, (i - 1) * 5, 2.1, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Radius of the sign of a group of so many, CSS pixels. */
export function groupRadiusPx(count: number): number {
  return count < 10 ? 12 : count < 100 ? 14 : count < 1000 ? 16.5 : 19;
}

const FAMILY = '"Inter", "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const FONTS = { figures: `600 11px ${FAMILY}`, thousands: `600 10.5px ${FAMILY}` } as const;

/** Draws the plate of a group's sign about (0, 0). */
export function drawGroupPlate(context: GlyphContext, radiusPx: number, theme: Theme): void {
  context.save();
  context.shadowColor = 'rgb(0 0 0 / 0.35)';
  context.shadowBlur = 4;
  context.shadowOffsetY = 1;
  context.fillStyle = cssColour(rimTone(theme));
  context.beginPath();
  context.arc(0, 0, radiusPx, 0, 2 * Math.PI);
  context.fill();
  context.restore();
}

/** Draws the ring on the plate: the tones of the kinds in proportion. */
export function drawGroupRing(
  context: GlyphContext,
  counts: readonly (readonly [CityPointKind, number])[],
  theme: Theme,
): void {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const radius = groupRadiusPx(total) - 2.75;
  context.lineWidth = 3.5;
  context.lineCap = 'butt';
  let from = -Math.PI / 2;
  for (const [kind, count] of counts) {
    const to = from + (count / total) * 2 * Math.PI;
    context.strokeStyle = cssColour(pointTone(kind, theme));
    context.beginPath();
    context.arc(0, 0, radius, from, to);
    context.stroke();
    from = to;
  }
}

/** Writes how many there are about (0, 0). */
export function drawGroupCount(context: GlyphContext, total: number, theme: Theme): void {
  context.fillStyle = theme === 'light' ? '#1d2730' : '#e4e9ed';
  context.font = total < 1000 ? FONTS.figures : FONTS.thousands;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(shortCount(total), 0, 0.5);
}

/** To three figures: 999, 1.2k, 15k. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count);
  const thousands = Math.round(count / 100) / 10;
  return thousands < 10 ? `${thousands}k` : `${Math.round(thousands)}k`;
}
