import type { PipeMake } from '../network/pipe-make.ts';

/** Manning's n of concrete drains, usual range 0.013 to 0.014. */
const ROUGHNESS = 0.014;

interface FullSection {
  readonly areaM2: number;
  readonly perimeterM: number;
}

/** Area and wetted perimeter full; egg by its classic proportions (height 1.5 widths: area 0.5105 h2, perimeter 2.643 h). */
function fullSection(make: PipeMake): FullSection {
  const w = make.widthMm / 1000;
  const h = make.heightMm / 1000;
  if (make.shape === 'circular') return { areaM2: (Math.PI * w * w) / 4, perimeterM: Math.PI * w };
  if (make.shape === 'egg') return { areaM2: 0.5105 * h * h, perimeterM: 2.643 * h };
  if (make.shape === 'arch') {
    return { areaM2: (Math.PI * w * w) / 8 + w * (h - w / 2), perimeterM: (Math.PI * w) / 2 + w + 2 * (h - w / 2) };
  }
  return { areaM2: w * h, perimeterM: 2 * (w + h) };
}

export function sectionAreaM2(make: PipeMake): number {
  return fullSection(make).areaM2;
}

/** What a section carries full at a slope, m3/s (Manning). */
export function fullCapacityM3s(make: PipeMake, slope: number): number {
  const { areaM2, perimeterM } = fullSection(make);
  return (areaM2 / ROUGHNESS) * (areaM2 / perimeterM) ** (2 / 3) * Math.sqrt(Math.max(0, slope));
}

/** Least velocity of full flow that keeps a drain clean, m/s (GB 50014-2021). */
const CLEAN_VELOCITY: Readonly<Record<DrainRegime, number>> = { sewage: 0.6, storm: 0.75 };

/** Storm drains also stand for combined ones: both must move sand. */
export type DrainRegime = 'sewage' | 'storm';

/**
 * Least slope: 0.003 for DN300 and below (GB 50014-2021, also for plastic, which might do with 0.002);
 * above, what gives the self-cleansing velocity full, and never below 0.0006, which is about what can be laid true.
 */
export function leastSlope(make: PipeMake, regime: DrainRegime): number {
  const { areaM2, perimeterM } = fullSection(make);
  const clean = ((CLEAN_VELOCITY[regime] * ROUGHNESS) / (areaM2 / perimeterM) ** (2 / 3)) ** 2;
  return Math.max(make.heightMm <= 300 ? 0.003 : 0.0006, clean);
}

/**
 * Design rain of the storm that comes once a year, m3/s per hectare, by the time in which water comes together. Of the form that
 * GB 50014-2021 gives, 167 A (1 + C lg P) / (t + b)^n L/s per hectare with P = 1, with figures such as are usual on this coast.
 */
export function designRainM3sPerHa(minutes: number): number {
  return (1.67 * 7.369) / (minutes + 7.067) ** 0.615 / 10;
}

/** What a drain carries from above: land whose water comes, weighted by its share of runoff, and sewage. */
export interface DrainLoad {
  readonly areaHa: number;
  /** Longest time in which water comes here, minutes. */
  readonly minutes: number;
  readonly sewageM3s: number;
}

/** Time in which the rain of a street reaches its drain, minutes. */
export const INLET_MINUTES = 10;
/** Velocity by which times of flow are reckoned, metres a minute. */
const FLOW_M_PER_MINUTE = 72;

/** Loads that meet, run on along a drain and gather what joins there. */
export function gathered(
  loads: readonly DrainLoad[],
  own: Pick<DrainLoad, 'areaHa' | 'sewageM3s'>,
  lengthM: number,
): DrainLoad {
  let { areaHa, sewageM3s } = own;
  let minutes = INLET_MINUTES;
  for (const load of loads) {
    areaHa += load.areaHa;
    sewageM3s += load.sewageM3s;
    minutes = Math.max(minutes, load.minutes);
  }
  return { areaHa, sewageM3s, minutes: minutes + lengthM / FLOW_M_PER_MINUTE };
}

/** Design flow of a drain, m3/s: the rational method on its land, and its sewage at its peak. */
export function designFlowM3s({ areaHa, minutes, sewageM3s }: DrainLoad): number {
  return (areaHa === 0 ? 0 : areaHa * designRainM3sPerHa(minutes)) + sewageM3s;
}
