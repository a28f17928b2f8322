import { newPitScratch, type PitScratch } from '../pit/meet-axis.ts';
import { type AxisPlace, newAxisPlace } from './axis-place.ts';

/** What a check writes into, one per run, so that nothing is allocated for a candidate that is out of reach. */
export interface DigScratch extends PitScratch {
  readonly place: AxisPlace;
}

export function newDigScratch(): DigScratch {
  return { ...newPitScratch(), place: newAxisPlace() };
}
