import type { Basis } from '@undercroft/core/model/basis';
import type { Utility } from '@undercroft/core/model/utility';
import type { BoundTable } from '../profiles/bound-table.ts';
import type { Regime, UtilityReading } from '../profiles/codes/code-reader.ts';
import type { CellValue } from '../tables/table-format.ts';
import type { OwnNetwork } from './network-of.ts';
import { cellOf } from './row-cells.ts';
import type { Survey } from './survey-context.ts';

/** What a row belongs to and what that rests on. */
export interface Carried {
  readonly network: OwnNetwork;
  readonly utility: Utility;
  readonly utilityBasis: Basis;
  /** `null` where the words do not say. */
  readonly regime: Regime | null;
  /** The finer word: `naturalGas`; `null` where none came. */
  readonly subclass: string | null;
  /** Class and subclass contradict each other; the class is believed. */
  readonly conflict: boolean;
}

/**
 * Reads class and subclass. Where the table says nothing the scene's rule guesses from the ids; a word that nobody knows
 * leaves the utility unknown: it said something else than the guess would.
 */
export function utilityCell(
  bound: BoundTable,
  { codes, guess, networkOf }: Pick<Survey, 'codes' | 'guess' | 'networkOf'>,
): (values: readonly CellValue[], ownId: string, otherId: string | null) => Carried {
  const network = networkOf(bound);
  const utility = cellOf(bound, 'utility');
  const subclass = cellOf(bound, 'subclass');
  const stated = new Map<UtilityReading, Carried>();
  return (values, ownId, otherId) => {
    const classValue = utility?.of(values) ?? null;
    const subclassValue = subclass?.of(values) ?? null;
    if (classValue === null && subclassValue === null) {
      const guessed = otherId === null ? guess(ownId) : guess(ownId, otherId);
      return { ...guessed, network, regime: null, subclass: null, conflict: false };
    }
    const reading = codes.utility(classValue, subclassValue);
    const known = stated.get(reading);
    if (known !== undefined) return known;
    const carried: Carried = {
      network,
      utility: reading.utility,
      utilityBasis: reading.utility === 'unknown' ? 'unknown' : 'stated',
      regime: reading.regime,
      subclass: reading.subclass,
      conflict: reading.conflict,
    };
    if (stated.size < 1000) stated.set(reading, carried);
    return carried;
  };
}
