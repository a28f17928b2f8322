import type { CityFeature } from '@undercroft/core/model/city-feature';
import { sampleNode } from './sample-features.ts';

export const STATE_SIZE = 300;

/** A state of a layer: every node has the state's number for its level, but every other one is the same in all states. */
export function stateFeatures(state: number): readonly CityFeature[] {
  return Array.from({ length: STATE_SIZE }, (_, i) => sampleNode(`N${i}`, { coverLevelM: i % 2 === 0 ? state : -1 }));
}
