import { create } from 'zustand';
import type { PipesTold } from './pipes-follower.ts';

export interface PipesState {
  readonly told: PipesTold;
  /** The instant of the data that the pipes drawn are of, ISO 8601; `null` for those of today. */
  readonly asOf: string | null;
}

export const PIPES_OF_TODAY: PipesState = { told: { state: 'live' }, asOf: null };

/** Which pipes the 3D view draws; changed by `attach-pipes.ts` alone. */
export const usePipes = create<PipesState>()(() => PIPES_OF_TODAY);
