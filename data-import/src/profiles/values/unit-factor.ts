import type { ColumnUnit } from '@undercroft/core/protocol/profile';
import type { Quantity } from '@undercroft/core/protocol/profile-fields';

const METRES = {
  m: 1,
  cm: 0.01,
  mm: 0.001,
  ft: 0.3048,
  'us-ft': 1200 / 3937,
  in: 0.0254,
} as const satisfies Partial<Record<ColumnUnit, number>>;

const SQUARE_METRES = { m2: 1, km2: 1e6 } as const satisfies Partial<Record<ColumnUnit, number>>;

/** The unit each quantity is in when nobody states one. */
const OWN_UNIT: Readonly<Partial<Record<Quantity, ColumnUnit>>> = {
  coordinate: 'm',
  level: 'm',
  depth: 'm',
  size: 'mm',
  lengthMm: 'mm',
  lengthM: 'm',
  areaM2: 'm2',
  angleDeg: 'deg',
};

/** The unit a quantity's values are kept in; `null` for quantities without one. */
export function ownUnit(quantity: Quantity): ColumnUnit | null {
  return OWN_UNIT[quantity] ?? null;
}

/** What a value in `unit` is multiplied by to be in the quantity's own unit; `null` when the unit does not fit it. */
export function unitFactor(unit: ColumnUnit, quantity: Quantity): number | null {
  const own = OWN_UNIT[quantity];
  if (own === undefined) return null;
  // Exactly 1 and not 0.001 / 0.001: nothing may be lost where nothing is converted.
  if (own === unit || (quantity === 'coordinate' && unit === 'deg')) return 1;
  const lengths: Partial<Record<ColumnUnit, number>> = METRES;
  const areas: Partial<Record<ColumnUnit, number>> = SQUARE_METRES;
  const from = lengths[unit] ?? areas[unit];
  const to = lengths[own] ?? areas[own];
  if (from === undefined || to === undefined || unit in METRES !== own in METRES) return null;
  if (own === 'mm' && (unit === 'm' || unit === 'cm')) return unit === 'm' ? 1000 : 10;
  return from / to;
}
