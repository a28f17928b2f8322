import { useCallback, useEffect, useState } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { loadScene } from '../state/actions.ts';
import { useApp } from '../state/store.ts';

/**
 * Loads the scene of the address. `waitMs` says after how long to ask again by itself when that failed, null for not at
 * all; it must stay the same function. Returns how to ask again at once.
 */
export function useLoadedScene(waitMs: (error: ApiError) => number | null): () => void {
  const loading = useApp((state) => state.loading);
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  useEffect(() => {
    const controller = new AbortController();
    void loadScene(controller.signal, attempt > 0);
    return () => controller.abort();
  }, [attempt]);
  useEffect(() => {
    const wait = loading.state === 'failed' ? waitMs(loading.error) : null;
    if (wait === null) return;
    const timer = setTimeout(again, wait);
    return () => clearTimeout(timer);
  }, [loading, again, waitMs]);
  return again;
}
