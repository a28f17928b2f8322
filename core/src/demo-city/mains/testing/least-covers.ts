import type { Utility } from '../../../model/utility.ts';

/**
 * Least cover by utility where a line would not get through else: table 4.1.1 of GB 50289-2016 for pavements, and the frost
 * of 0.8 m for water; metres.
 */
export const LEAST_COVERS_M: Readonly<Partial<Record<Utility, number>>> = {
  water: 0.8,
  reclaimed: 0.8,
  gas: 0.75,
  heat: 0.75,
  telecom: 0.75,
  power: 0.45,
  industrial: 1.05,
  other: 1.2,
};
