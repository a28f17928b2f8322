import { useEffect, useState } from 'react';
import { type ApiError, asApiError } from '../api/api-error.ts';

/** What the server tells of one thing; what was known stays on screen while it is asked for anew. */
export interface Record<T> {
  readonly value: T | null;
  readonly error: ApiError | null;
}

/** Asks at first and whenever `stamp` is another. `ask` must be the same function while it means the same; it is told why. */
export function useRecord<T>(ask: (signal: AbortSignal, stamp: string) => Promise<T>, stamp: string): Record<T> {
  const [record, setRecord] = useState<Record<T>>({ value: null, error: null });
  useEffect(() => {
    const controller = new AbortController();
    ask(controller.signal, stamp)
      .then((value) => {
        if (!controller.signal.aborted) setRecord({ value, error: null });
      })
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setRecord(({ value }) => ({ value, error: asApiError(error) }));
      });
    return () => controller.abort();
  }, [ask, stamp]);
  return record;
}
