import { Worker } from 'node:worker_threads';
import type { LiveEvent } from '@undercroft/core/live/live-event';
import type { SimulatedPast } from '@undercroft/tiles-server/live/simulated-past';
import type { SimulatorAnswer, SimulatorQuestion, SimulatorSeed } from './simulator-messages.ts';

/** Events of a made-up city at any time: they follow from its seed and the time alone. */
export interface SimulatedCity extends SimulatedPast {
  /** All events of `[fromMs, toMs)` in the order of time. */
  events(fromMs: number, toMs: number): Promise<readonly LiveEvent[]>;
  /** The cases among them alone. */
  cases(fromMs: number, toMs: number): Promise<readonly LiveEvent[]>;
  close(): Promise<void>;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Waiting {
  readonly resolve: (events: readonly LiveEvent[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A city of a seed in a thread of its own, which is begun at the first question: making the city takes seconds. A thread
 * that fails rejects what was asked of it, and the next question begins another.
 */
export function simulatedCity(seed: SimulatorSeed): SimulatedCity {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  let isClosed = false;

  const end = (error: Error): void => {
    worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const begin = (): Worker => {
    const begun = new Worker(new URL('./simulator-thread.ts', import.meta.url), { workerData: seed });
    begun.on('message', (answer: SimulatorAnswer) => {
      const call = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('failure' in answer) call?.reject(new Error(`The simulated city failed: ${answer.failure}`));
      else call?.resolve(answer.events);
    });
    begun.on('error', end);
    begun.on('exit', () => end(new Error('The simulated city is closed.')));
    return begun;
  };
  const ask = (question: WithoutId<SimulatorQuestion>): Promise<readonly LiveEvent[]> => {
    if (isClosed) return Promise.reject(new Error('The simulated city is closed.'));
    worker ??= begin();
    const asked = worker;
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      asked.postMessage({ ...question, id });
    });
  };
  return {
    events: (fromMs, toMs) => ask({ kind: 'events', fromMs, toMs }),
    cases: (fromMs, toMs) => ask({ kind: 'cases', fromMs, toMs }),
    stateAt: (atMs) => ask({ kind: 'stateAt', atMs }),
    between: (fromMs, toMs, limit) => ask({ kind: 'between', fromMs, toMs, limit }),
    ofThing: (sourceId, fromMs, toMs, limit) => ask({ kind: 'ofThing', sourceId, fromMs, toMs, limit }),
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}
