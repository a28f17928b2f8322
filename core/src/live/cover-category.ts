import type { Utility } from '../model/utility.ts';

/** Class of a cover among the components of GB/T 30428.2, by what lies below it; null where that is not known. */
export const COVER_CATEGORIES: Readonly<Record<Utility, string | null>> = {
  water: '0101',
  sewage: '0102',
  storm: '0103',
  // Combined drains came from those for rain and are kept with them.
  combined: '0103',
  power: '0105',
  telecom: '0107',
  heat: '0110',
  gas: '0111',
  reclaimed: '0127',
  industrial: '0130',
  other: '0130',
  unknown: null,
};
