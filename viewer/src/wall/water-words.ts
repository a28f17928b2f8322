import { fixed } from '../format/quantity.ts';
import { sayNow } from '../i18n/i18n.ts';

/** How deep the water stands, or that it is not known. */
export function waterWords(water: { readonly levelM: number | null; readonly depthM: number | null } | null): string {
  if (water === null || (water.depthM === null && water.levelM === null)) return sayNow('wall.waterUnknown');
  if (water.depthM === null) return sayNow('wall.waterLevel', { level: fixed(water.levelM ?? 0, 2) });
  return sayNow('wall.waterDepth', { depth: fixed(water.depthM, 2) });
}
