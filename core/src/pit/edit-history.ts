import { applyEdit, type PitEdit } from './edit.ts';
import type { PitRefusal } from './outline-check.ts';
import type { PitInput } from './pit.ts';

/** A pit under the hand, with what it was and what was taken back; plain data, never changed in place. */
export interface PitHistory {
  /** Oldest first. */
  readonly past: readonly PitInput[];
  readonly present: PitInput;
  /** Next to be done again first. */
  readonly future: readonly PitInput[];
}

export type PitHistoryResult =
  | { readonly ok: true; readonly history: PitHistory }
  | { readonly ok: false; readonly refusal: PitRefusal };

/** States kept to go back to; the oldest are forgotten. */
const MOST_STATES = 200;

export function newHistory(present: PitInput): PitHistory {
  return { past: [], present, future: [] };
}

/**
 * Does an edit and remembers the state before it. With `continues` the edit belongs to the one before (the hand is
 * still dragging): the whole drag is then taken back in one step.
 */
export function doEdit(history: PitHistory, edit: PitEdit, continues = false): PitHistoryResult {
  const result = applyEdit(history.present, edit);
  if (!result.ok) return result;
  const past = continues && history.past.length > 0 ? history.past : [...history.past, history.present];
  return { ok: true, history: { past: past.slice(-MOST_STATES), present: result.input, future: [] } };
}

/** The history one step back; the same when there is none. */
export function undo(history: PitHistory): PitHistory {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future] };
}

/** The history one step on again; the same when there is none. */
export function redo(history: PitHistory): PitHistory {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}
