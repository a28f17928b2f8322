import type { PlanPoint } from './plan-geometry.ts';

/** Distance of the water's edge from the plan's x axis: a shallow bay between two headlands. */
export function shorelineYM(xM: number): number {
  return -70 + 55 * (xM / 600) ** 2 + 4 * Math.sin(xM / 140);
}

/**
 * Ground level of the made-up shore, metres: 2.4 to 3.9 m at the sea wall, rising about 1.5 % inland to 16 m, falling
 * gently (about 0.17 %) westwards along the shore, with low swells that never turn that fall round.
 */
export function groundLevelM([xM, yM]: PlanPoint): number {
  const inlandM = yM - shorelineYM(xM);
  const bank = 1.3 * (1 - Math.exp(-Math.max(0, inlandM) / 40));
  const swell = 0.3 * Math.sin(yM / 150 + 0.7) * Math.min(1, Math.max(0, inlandM) / 300);
  const ripple = 0.06 * Math.sin(xM / 180 + 1.9);
  return 2.5 + bank + 0.0138 * inlandM + 0.0017 * (xM + 600) + swell + ripple;
}
