import { useEffect, useState } from 'react';

/** What was asked of the server, on its way, there, or failed. */
export type Answered<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed' };

/** A question that failed is put again after so long, milliseconds. */
const ASK_AGAIN_MS = 5000;

/** Asks once for every `ask`, which must be a stable function, and again while it fails. */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>): Answered<T> {
  const [answered, setAnswered] = useState<{ readonly of: unknown; readonly answer: Answered<T> } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const put = (): void => {
      ask(controller.signal).then(
        (value) => {
          if (!controller.signal.aborted) setAnswered({ of: ask, answer: { state: 'ready', value } });
        },
        () => {
          if (controller.signal.aborted) return;
          setAnswered({ of: ask, answer: { state: 'failed' } });
          timer = setTimeout(put, ASK_AGAIN_MS);
        },
      );
    };
    put();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [ask]);
  // An answer to another question is none.
  return answered?.of === ask ? answered.answer : { state: 'loading' };
}
