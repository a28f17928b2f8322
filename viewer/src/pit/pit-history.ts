import type { PitSpec } from './pit-spec.ts';

/** The pits as they are, were, and were before that was taken back. */
export interface PitHistory {
  readonly past: readonly (readonly PitSpec[])[];
  readonly pits: readonly PitSpec[];
  readonly future: readonly (readonly PitSpec[])[];
}

/** Steps that can be taken back. */
const MOST_STEPS = 200;

/** A step a person can take back; `replaced` is what the pits were before a drag began. */
export function stepped(history: PitHistory, pits: readonly PitSpec[], replaced = history.pits): PitHistory {
  return { past: [...history.past, replaced].slice(-MOST_STEPS), pits, future: [] };
}

/** The step before, or the same history where there is none. */
export function undone({ past, pits, future }: PitHistory): PitHistory {
  const before = past.at(-1);
  return before === undefined
    ? { past, pits, future }
    : { past: past.slice(0, -1), pits: before, future: [pits, ...future] };
}

/** The step that was taken back, or the same history where there is none. */
export function redone({ past, pits, future }: PitHistory): PitHistory {
  const [next, ...rest] = future;
  return next === undefined ? { past, pits, future } : { past: [...past, pits], pits: next, future: rest };
}
