import type { Section } from '../model/section-shape.ts';

/** Outer radius of the casing a conduit is drawn in, metres; null where none is stated, and where it would not hold the conduit. */
export function casingRadiusM(section: Section): number | null {
  const { casingMm, widthMm, heightMm, wallMm, barrels } = section;
  if (casingMm == null || widthMm === null || heightMm === null || barrels !== 1) return null;
  return casingMm > Math.max(widthMm, heightMm) + 2 * (wallMm ?? 0) ? casingMm / 2000 : null;
}
