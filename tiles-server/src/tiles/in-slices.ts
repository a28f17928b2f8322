import { setImmediate as othersTurn } from 'node:timers/promises';

/** How long work may hold the thread before others have their turn, milliseconds. */
const SLICE_MS = 20;

/** Runs work that is done in steps to its end; between slices of it the server answers others. */
export async function inSlices<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await othersTurn();
  }
}
