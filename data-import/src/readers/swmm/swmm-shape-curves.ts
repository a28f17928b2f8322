import { decimal } from '../inp/inp-number.ts';
import type { SwmmRow } from './swmm-file.ts';

/**
 * Shape curves of [CURVES] by name: the greatest width over the full height. A curve's first row holds its type, the
 * rows after it only pairs of depth and width, both over the full height. `null` for a curve without a width.
 */
export function shapeCurvesOf(
  rows: readonly SwmmRow[],
  idKey: (id: string) => string,
): ReadonlyMap<string, number | null> {
  const widest = new Map<string, number | null>();
  const types = new Map<string, string>();
  for (const { tokens } of rows) {
    const key = idKey(tokens[0] ?? '');
    const second = tokens[1] ?? '';
    const typed = decimal(second) === null;
    if (typed && !types.has(key)) types.set(key, second.toUpperCase());
    if (types.get(key) !== 'SHAPE') continue;
    for (let i = typed ? 3 : 2; i < tokens.length; i += 2) {
      const width = decimal(tokens[i]);
      const before = widest.get(key) ?? null;
      widest.set(key, width === null || width <= 0 ? before : Math.max(before ?? 0, width));
    }
  }
  return widest;
}
