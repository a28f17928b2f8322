import { useEffect, useState } from 'react';

/** An answer that is asked for again and again. */
export type Asked<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  /** `isOld`: it could not be had again since. */
  | { readonly state: 'ready'; readonly value: T; readonly isOld: boolean };

/** After a failure it is asked again sooner, milliseconds. */
const AGAIN_MS = 5000;

/** Asks every so many milliseconds, and anew whenever `ask` is another. */
export function useAsked<T>(ask: (signal: AbortSignal) => Promise<T>, everyMs: number): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'loading' });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = async (): Promise<void> => {
      let waitMs = everyMs;
      try {
        const value = await ask(signal);
        if (!signal.aborted) setAsked({ state: 'ready', value, isOld: false });
      } catch {
        waitMs = Math.min(everyMs, AGAIN_MS);
        if (!signal.aborted)
          setAsked((before) => (before.state === 'ready' ? { ...before, isOld: true } : { state: 'failed' }));
      }
      if (!signal.aborted) timer = setTimeout(() => void again(), waitMs);
    };
    void again();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [ask, everyMs]);
  return asked;
}
