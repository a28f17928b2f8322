import { type LoggedEvent, stateKey } from '@undercroft/core/live/live-event';
import type { StreamEvent } from './stream-event.ts';

/**
 * The latest of everything in a scene, one event a key, shared by all readers: what snapshots and slow readers are served
 * from. What is over stays for a while, so that a slow reader hears that it is over, and then goes.
 */
export class LatestStates {
  readonly #held = new Map<string, StreamEvent>();
  readonly #over: { readonly key: string; readonly id: number }[] = [];
  readonly #mostOver: number;
  #forgottenUpTo = -1;

  /** `mostOver`: how many states that are over are kept. */
  constructor(mostOver: number) {
    this.#mostOver = mostOver;
  }

  /** Takes the state that a log had up to an id. */
  restart(upTo: number, states: readonly (readonly [LoggedEvent, StreamEvent])[]): void {
    this.#held.clear();
    this.#over.length = 0;
    for (const [{ event }, state] of states) if (!state.isOver) this.#held.set(stateKey(event), state);
    // What had ended by then is not known any more: who asks from before is told everything.
    this.#forgottenUpTo = upTo;
  }

  set({ event }: LoggedEvent, state: StreamEvent): void {
    const key = stateKey(event);
    this.#held.set(key, state);
    if (!state.isOver) return;
    this.#over.push({ key, id: state.id });
    if (this.#over.length > 2 * this.#mostOver) this.#forget();
  }

  #forget(): void {
    for (const { key, id } of this.#over.splice(0, this.#over.length - this.#mostOver)) {
      // It may have begun anew since.
      if (this.#held.get(key)?.id === id) this.#held.delete(key);
      this.#forgottenUpTo = id;
    }
  }

  /** True when every change after an id can be told from the states. */
  canTellChangesAfter(id: number): boolean {
    return id >= this.#forgottenUpTo;
  }

  /** Every state, each key once even while it changes. */
  all(): IterableIterator<StreamEvent> {
    return this.#held.values();
  }
}
