import type { Section } from '../model/section-shape.ts';
import { sectionOutline } from './section-outline.ts';

/**
 * The points of a section's outer outline, flat u (right), v (up) in metres about the axis, anticlockwise, hard corners
 * once; `sides` facets for a full round. Empty where the size is unknown.
 */
export function sectionCorners(section: Section, sides: number): readonly number[] {
  const outline = sectionOutline(section, sides);
  const flat: number[] = [];
  for (let i = 0; outline !== null && i < outline.count; i++) {
    const u = outline.points[i * 4] ?? 0;
    const v = outline.points[i * 4 + 1] ?? 0;
    if (u === flat.at(-2) && v === flat.at(-1)) continue;
    flat.push(u, v);
  }
  if (flat.length > 2 && flat[0] === flat.at(-2) && flat[1] === flat.at(-1)) flat.length -= 2;
  return flat;
}

/** A round section without a wall. */
export function roundSection(diameterMm: number): Section {
  return {
    shape: 'circular',
    widthMm: diameterMm,
    heightMm: diameterMm,
    wallMm: null,
    floorWidthMm: null,
    open: false,
    barrels: 1,
  };
}
