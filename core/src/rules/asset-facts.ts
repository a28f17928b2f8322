import type { Embedding } from '../model/embedding.ts';
import type { PressureRange } from '../model/link.ts';
import { UTILITIES, type Utility } from '../model/utility.ts';
import type { RuledAsset } from './ruled-asset.ts';

/** What is known of a conduit for finding its rows; null is unknown. */
export interface AssetFacts {
  readonly utility: Utility | null;
  /** MPa. */
  readonly pressure: PressureRange | null;
  readonly voltageKv: number | null;
  /** Nominal size, mm. */
  readonly size: number | null;
  readonly embedding: Embedding | null;
  readonly material: string | null;
}

export const ASSET_FACTS = ['utility', 'pressure', 'voltage', 'size', 'embedding', 'material'] as const;

export type AssetFact = (typeof ASSET_FACTS)[number];

/** Utilities that a conduit of unknown utility may be of. */
export const KNOWN_UTILITIES = UTILITIES.filter((utility) => utility !== 'unknown');

/** A number that cannot be (no pressure, a size of zero) is as good as none. */
export function assetFacts({ utility, section, material, embedding, pressure, voltageKv }: RuledAsset): AssetFacts {
  return {
    utility: utility === 'unknown' ? null : utility,
    pressure: isRange(pressure) ? pressure : null,
    voltageKv: isPositive(voltageKv) ? voltageKv : null,
    size: nominalSizeMm(section),
    embedding: embedding ?? null,
    material,
  };
}

/**
 * The greater of width and height, mm; null where either is unknown, unless the section is round. Of barrels side by side
 * it is that of one.
 */
export function nominalSizeMm(section: RuledAsset['section']): number | null {
  if (section === null) return null;
  const { shape, widthMm, heightMm } = section;
  if (isPositive(widthMm) && isPositive(heightMm)) return Math.max(widthMm, heightMm);
  if (shape !== 'circular') return null;
  if (isPositive(widthMm)) return widthMm;
  return isPositive(heightMm) ? heightMm : null;
}

export function isUnknown(facts: AssetFacts, fact: AssetFact): boolean {
  switch (fact) {
    case 'voltage':
      return facts.voltageKv === null;
    case 'utility':
    case 'pressure':
    case 'size':
    case 'embedding':
    case 'material':
      return facts[fact] === null;
  }
}

/** `facts` with one of them taken from elsewhere. */
export function withFactOf(facts: AssetFacts, from: AssetFacts, fact: AssetFact): AssetFacts {
  switch (fact) {
    case 'voltage':
      return { ...facts, voltageKv: from.voltageKv };
    case 'utility':
    case 'pressure':
    case 'size':
    case 'embedding':
    case 'material':
      return { ...facts, [fact]: from[fact] };
  }
}

function isRange(range: PressureRange | null | undefined): range is PressureRange {
  if (range === null || range === undefined) return false;
  return range.leastMpa >= 0 && range.mostMpa >= range.leastMpa && range.mostMpa > 0;
}

function isPositive(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && value > 0;
}
