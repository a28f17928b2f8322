import type { Ducts } from '@undercroft/core/model/section-shape';
import type { Say } from '../i18n/i18n.ts';
import { fixed } from './quantity.ts';

/** "3 x 4 ducts of 110 mm": rows by columns where they are stated, else the number alone. */
export function ductsText({ count, rows, columns, boreMm }: Ducts, say: Say): string {
  const ducts =
    rows === null || columns === null ? say('ducts.count', { count }) : say('ducts.grid', { rows, columns });
  return boreMm === null ? ducts : say('ducts.bore', { ducts, bore: fixed(boreMm, 0) });
}
