import { lineCrossings, type PlanLine } from '../place/plan-geometry.ts';
import type { Street, StreetNetwork } from './street.ts';

/** Where a line crosses the middle of a street: the street and the length along the line, metres. */
export interface StreetCrossing {
  readonly street: Street;
  readonly chainageM: number;
}

/** Every street a line crosses, in the order of the streets. */
export function streetCrossings(line: PlanLine, network: StreetNetwork): readonly StreetCrossing[] {
  return network.streets.flatMap((street) =>
    lineCrossings(line, street.centreline).map(({ firstM }) => ({ street, chainageM: firstM })),
  );
}
