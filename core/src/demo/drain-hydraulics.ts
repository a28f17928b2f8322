import type { PipeMake } from './pipe-make.ts';

/** Manning's n of concrete drains, usual range 0.013 to 0.014. */
const ROUGHNESS = 0.014;

/**
 * Share of the box of width and height that a section fills, and its wetted perimeter full, as a multiple of width
 * plus height; egg and arch by their classic proportions (egg of height 1.5 widths: area 0.5105 h2, perimeter 2.643 h).
 */
function fullFlow(make: PipeMake): { readonly areaM2: number; readonly perimeterM: number } {
  const w = make.widthMm / 1000;
  const h = make.heightMm / 1000;
  if (make.shape === 'circular') return { areaM2: (Math.PI * w * w) / 4, perimeterM: Math.PI * w };
  if (make.shape === 'egg') return { areaM2: 0.5105 * h * h, perimeterM: 2.643 * h };
  if (make.shape === 'arch') {
    return { areaM2: (Math.PI * w * w) / 8 + w * (h - w / 2), perimeterM: (Math.PI * w) / 2 + w + 2 * (h - w / 2) };
  }
  return { areaM2: w * h, perimeterM: 2 * (w + h) };
}

/** What a section carries full at a slope, m3/s (Manning). */
export function fullCapacityM3s(make: PipeMake, slope: number): number {
  const { areaM2, perimeterM } = fullFlow(make);
  return (areaM2 / ROUGHNESS) * (areaM2 / perimeterM) ** (2 / 3) * Math.sqrt(slope);
}

/** Least velocity of full flow that keeps a drain clean, m/s (GB 50014-2021). */
const CLEAN_VELOCITY: Readonly<Record<'sewage' | 'storm', number>> = { sewage: 0.6, storm: 0.75 };

/**
 * Least slope: 0.003 for DN300 and below (GB 50014-2021, also for plastic, which might do with 0.002);
 * above, what gives the self-cleansing velocity full, and never below 0.0006, which is about what can be laid true.
 */
export function leastSlope(make: PipeMake, utility: 'sewage' | 'storm'): number {
  const { areaM2, perimeterM } = fullFlow(make);
  const clean = ((CLEAN_VELOCITY[utility] * ROUGHNESS) / (areaM2 / perimeterM) ** (2 / 3)) ** 2;
  return Math.max(make.heightMm <= 300 ? 0.003 : 0.0006, clean);
}
