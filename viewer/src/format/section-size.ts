import type { LinkFeature } from '@undercroft/core/protocol/answers';
import { grouped } from './quantity.ts';

/** The inside of a section: "300 mm" for a round one, width by height for others; `null` is unknown. */
export function sectionSize(section: LinkFeature['section']): string | null {
  if (section === null) return null;
  const { shape, widthMm, heightMm, barrels } = section;
  const times = barrels > 1 ? `${barrels} × ` : '';
  if (shape === 'circular') return widthMm === null ? null : `${times}${grouped(Math.round(widthMm))} mm`;
  if (widthMm === null && heightMm === null) return null;
  const side = (mm: number | null): string => (mm === null ? '?' : grouped(Math.round(mm)));
  return `${times}${side(widthMm)} × ${side(heightMm)} mm`;
}
