import type { PressureRange } from '../model/link.ts';
import type { AssetClass, Band } from '../protocol/rule-set.ts';
import type { AssetFacts } from './asset-facts.ts';

/** Whether a rule is about a conduit. `maybe`: what is unknown decides, or a stated class of pressure spans bands. */
export type Fit = 'yes' | 'maybe' | 'no';

export function fitOfClass(wanted: AssetClass, facts: AssetFacts): Fit {
  let fit: Fit = 'yes';
  for (const each of [
    fitOfName(wanted.utilities, facts.utility),
    fitOfName(wanted.embeddings, facts.embedding),
    fitOfRange(wanted.pressureMpa, facts.pressure),
    fitOfNumber(wanted.voltageKv, facts.voltageKv),
    fitOfNumber(wanted.nominalMm, facts.size),
    fitOfName(wanted.materials, facts.material),
    fitOfExcept(wanted.exceptMaterials, facts.material),
  ]) {
    fit = worse(fit, each);
    if (fit === 'no') return fit;
  }
  return fit;
}

/** Of two conditions that must both hold. */
export function worse(a: Fit, b: Fit): Fit {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'maybe' || b === 'maybe' ? 'maybe' : 'yes';
}

/** The larger of two sizes, mm, against a band: one that is unknown may be larger than the one that is known. */
export function fitOfLarger(band: Band | undefined, a: number | null, b: number | null): Fit {
  if (band === undefined) return 'yes';
  if (a !== null && b !== null) return fitOfNumber(band, Math.max(a, b));
  const least = Math.max(a ?? 0, b ?? 0);
  if (band.upTo !== undefined && least > band.upTo) return 'no';
  if (band.below !== undefined && least >= band.below) return 'no';
  const isOpen = band.upTo === undefined && band.below === undefined;
  return isOpen && contains(band, least) ? 'yes' : 'maybe';
}

export function contains({ from, above, upTo, below }: Band, value: number): boolean {
  return !(
    (from !== undefined && value < from) ||
    (above !== undefined && value <= above) ||
    (upTo !== undefined && value > upTo) ||
    (below !== undefined && value >= below)
  );
}

function fitOfName<Name extends string>(wanted: readonly Name[] | undefined, name: Name | null): Fit {
  if (wanted === undefined) return 'yes';
  if (name === null) return 'maybe';
  return wanted.includes(name) ? 'yes' : 'no';
}

function fitOfExcept(unwanted: readonly string[] | undefined, name: string | null): Fit {
  if (unwanted === undefined) return 'yes';
  if (name === null) return 'maybe';
  return unwanted.includes(name) ? 'no' : 'yes';
}

function fitOfNumber(band: Band | undefined, value: number | null): Fit {
  if (band === undefined) return 'yes';
  if (value === null) return 'maybe';
  return contains(band, value) ? 'yes' : 'no';
}

/**
 * A class of pressure runs between its bounds: it does not reach into a band that it only touches ("medium, 0.01 to 0.4"
 * is neither low nor sub-high).
 */
function fitOfRange(band: Band | undefined, range: PressureRange | null): Fit {
  if (band === undefined) return 'yes';
  if (range === null) return 'maybe';
  const { leastMpa, mostMpa } = range;
  if (leastMpa === mostMpa) return contains(band, leastMpa) ? 'yes' : 'no';
  const low = band.from ?? band.above ?? 0;
  const high = band.upTo ?? band.below ?? Number.POSITIVE_INFINITY;
  if (Math.max(low, leastMpa) >= Math.min(high, mostMpa)) return 'no';
  return leastMpa >= low && mostMpa <= high ? 'yes' : 'maybe';
}
