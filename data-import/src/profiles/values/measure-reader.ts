import type { ColumnUnit, Profile } from '@undercroft/core/protocol/profile';
import type { Quantity } from '@undercroft/core/protocol/profile-fields';
import { ImportError } from '../../import-error.ts';
import type { CellValue } from '../../tables/table-format.ts';
import { plainDecimal, writtenNumber } from './read-number.ts';
import { unitFactor } from './unit-factor.ts';

/** Numbers that programs write for "no value": no level and no depth of a city is one. */
const FILLERS: ReadonlySet<number> = new Set([-9999, -99999, -999999, -9999.9, -9999.99, -32768]);
const BEYOND_ALL = 1e30;

/** The cell's number in the quantity's own unit (metres; mm of `size` and `lengthMm`), `null` unknown, a text says why not. */
export type MeasureReader = (cell: CellValue) => number | null | string;

export interface MeasureOptions {
  /** Field of the target, for `zeroIsUnknown`. */
  readonly field: string;
  readonly quantity: Quantity;
  /** Unit of the column; `null` is the quantity's own. */
  readonly unit: ColumnUnit | null;
  readonly profile: Pick<Profile, 'unknownValues' | 'zeroIsUnknown' | 'name'>;
}

/**
 * A reader of one column's numbers, made once a column. A unit written in a cell (`30cm`) is stronger than the column's.
 * Fillers (-9999, -1e39) and the profile's unknown values are `null`; zero is where the profile says so of the field.
 * Throws `ImportError` (`bad-profile`) for a unit that the quantity cannot be in.
 */
export function measureReader({ field, quantity, unit, profile }: MeasureOptions): MeasureReader {
  const factor = unit === null ? 1 : unitFactor(unit, quantity);
  if (factor === null) {
    throw new ImportError(
      'bad-profile',
      `Profile "${profile.name}": "${field}" is a ${quantity}; it cannot be in ${unit}.`,
    );
  }
  const fillers = new Set(FILLERS);
  const texts = new Set<string>();
  for (const value of profile.unknownValues[quantity] ?? []) {
    if (typeof value === 'number') fillers.add(value);
    else texts.add(value);
  }
  const zeroIsUnknown = profile.zeroIsUnknown.includes(field);

  function known(value: number, by: number): number | null {
    if (fillers.has(value) || value >= BEYOND_ALL || value <= -BEYOND_ALL) return null;
    if (value === 0) return zeroIsUnknown ? null : 0;
    return by === 1 ? value : value * by;
  }

  return (cell) => {
    if (cell === null) return null;
    if (typeof cell === 'number') return Number.isFinite(cell) ? known(cell, factor) : `${cell} is no number.`;
    if (typeof cell === 'boolean') return `"${cell}" is no number.`;
    if (texts.size > 0 && texts.has(cell)) return null;
    const plain = plainDecimal(cell);
    if (!Number.isNaN(plain)) return known(plain, factor);
    const written = writtenNumber(cell);
    if (written === null || typeof written === 'string') return written;
    if (written.unit === null) return known(written.value, factor);
    const own = unitFactor(written.unit, quantity);
    return own === null
      ? `"${cell}" is in ${written.unit}, which is no unit of a ${quantity}.`
      : known(written.value, own);
  };
}
