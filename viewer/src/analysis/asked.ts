import { type ApiError, asApiError } from '../api/api-error.ts';

/** An answer on its way, or what became of it. Only `ready` says anything of the ground. */
export type Asked<T> =
  /** `before` is the answer to the question before, to look at meanwhile; it answers another question. */
  | { readonly state: 'loading'; readonly before: T | null }
  | { readonly state: 'failed'; readonly error: ApiError }
  | { readonly state: 'ready'; readonly answer: T };

/** One question at a time: a newer one ends the one before. */
export interface AskingPlace {
  ask<T>(work: (signal: AbortSignal) => Promise<T>, put: (asked: Asked<T>) => void, before?: T | null): void;
  stop(): void;
}

export function askingPlace(): AskingPlace {
  let asking: AbortController | null = null;
  return {
    ask(work, put, before = null) {
      asking?.abort();
      const controller = new AbortController();
      asking = controller;
      const { signal } = controller;
      put({ state: 'loading', before });
      work(signal).then(
        (answer) => {
          if (!signal.aborted) put({ state: 'ready', answer });
        },
        (error: unknown) => {
          if (!signal.aborted) put({ state: 'failed', error: asApiError(error) });
        },
      );
    },
    stop() {
      asking?.abort();
      asking = null;
    },
  };
}

/** The answer, or the one before it while another is on its way; null where there is none. */
export function answerOrBefore<T>(asked: Asked<T>): T | null {
  switch (asked.state) {
    case 'ready':
      return asked.answer;
    case 'loading':
      return asked.before;
    case 'failed':
      return null;
  }
}
