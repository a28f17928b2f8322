import type { Drawing, DrawingItem, DrawnText, Meaning, Pen } from './drawing.ts';

/** Fonts asked for, Chinese ones first; whoever shows the picture has one of them. */
const FONTS =
  "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif";

/**
 * A drawing as an SVG picture in millimetres, white ground; what shows a feature carries its id as `data-feature`. Every
 * text is escaped; nothing in it runs or is fetched.
 * Throws a RangeError for a number that is not finite: a line to nowhere would be left out without a word.
 */
export function drawingSvg(drawing: Drawing): string {
  const [width, height] = [figure(drawing.widthMm), figure(drawing.heightMm)];
  const items = drawing.items.map(itemSvg).join('\n');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" font-family="${FONTS}">\n` +
    `<rect width="${width}" height="${height}" fill="#ffffff"/>\n${items}\n</svg>\n`
  );
}

function itemSvg(item: DrawingItem): string {
  switch (item.kind) {
    case 'line': {
      const points: string[] = [];
      for (let i = 0; i + 1 < item.points.length; i += 2) {
        points.push(`${figure(item.points[i] ?? Number.NaN)} ${figure(item.points[i + 1] ?? Number.NaN)}`);
      }
      return `<path d="M${points.join('L')}${item.closed ? 'Z' : ''}" ${penSvg(item)}${meaningSvg(item)}/>`;
    }
    case 'ellipse': {
      const [x, y] = [figure(item.x), figure(item.y)];
      const turn = item.turnDeg === 0 ? '' : ` transform="rotate(${figure(item.turnDeg)} ${x} ${y})"`;
      return `<ellipse cx="${x}" cy="${y}" rx="${figure(item.radiusX)}" ry="${figure(item.radiusY)}"${turn} ${penSvg(item)}${meaningSvg(item)}/>`;
    }
    case 'text':
      return textSvg(item);
  }
}

function meaningSvg({ featureId }: Meaning): string {
  return featureId === undefined ? '' : ` data-feature="${escaped(featureId)}"`;
}

function penSvg({ stroke, strokeMm, dashMm, fill, fillOpacity }: Pen): string {
  const parts = [`fill="${fill === null ? 'none' : escaped(fill)}"`];
  if (fill !== null && fillOpacity < 1) parts.push(`fill-opacity="${figure(fillOpacity)}"`);
  if (stroke !== null) {
    parts.push(`stroke="${escaped(stroke)}" stroke-width="${figure(strokeMm)}" stroke-linejoin="round"`);
    if (dashMm !== null) parts.push(`stroke-dasharray="${dashMm.map(figure).join(' ')}"`);
  }
  return parts.join(' ');
}

function textSvg(item: DrawnText): string {
  const [x, y] = [figure(item.x), figure(item.y)];
  const turn = item.turnDeg === 0 ? '' : ` transform="rotate(${figure(item.turnDeg)} ${x} ${y})"`;
  const anchor = item.anchor === 'start' ? '' : ` text-anchor="${item.anchor}"`;
  const weight = item.bold ? ' font-weight="bold"' : '';
  const halo =
    item.halo === null
      ? ''
      : ` stroke="${escaped(item.halo)}" stroke-width="${figure(item.sizeMm * 0.28)}" stroke-linejoin="round" paint-order="stroke"`;
  return `<text x="${x}" y="${y}" font-size="${figure(item.sizeMm)}" fill="${escaped(item.colour)}"${anchor}${weight}${halo}${turn}${meaningSvg(item)}>${escaped(item.text)}</text>`;
}

function figure(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`drawingSvg: a finite number was wanted; ${value} came`);
  return String(Math.round(value * 1000) / 1000);
}

/** Text that can stand in an element or an attribute; what XML cannot hold becomes the sign for an unknown letter. */
function escaped(words: string): string {
  return words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
