import type { Feature } from '@undercroft/core/protocol/answers';

/** Lights a feature by its id: fetched once, kept for the next time. */
export interface LitFeature {
  show(id: string | null): void;
  stop(): void;
}

/** Features kept; the oldest are let go. */
const MOST_KEPT = 200;

/** A pointer that only passes over asks nothing, ms. */
const PAUSE_MS = 60;

export function litFeature(
  ask: (id: string, signal: AbortSignal) => Promise<Feature>,
  light: (feature: Feature | null) => void,
): LitFeature {
  const kept = new Map<string, Feature>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | null = null;
  const end = (): void => {
    clearTimeout(timer);
    asking?.abort();
  };
  const fetchAndLight = async (id: string): Promise<void> => {
    const controller = new AbortController();
    asking = controller;
    const { signal } = controller;
    try {
      const feature = await ask(id, signal);
      if (signal.aborted) return;
      kept.set(id, feature);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      light(feature);
    } catch {
      // A light that does not come says nothing of the feature; its words stand in the drawing.
    }
  };
  return {
    show(id) {
      end();
      const known = id === null ? undefined : kept.get(id);
      light(known ?? null);
      if (id !== null && known === undefined) timer = setTimeout(() => void fetchAndLight(id), PAUSE_MS);
    },
    stop() {
      end();
      light(null);
    },
  };
}
