import type { LinkFeature } from '@undercroft/core/protocol/answers';
import type { ApiClient } from '../api/client.ts';

/** Conduits kept for the next view; the oldest are let go. */
const MOST_KEPT = 400;

/** Asks for conduits by id, as of the instant of the pipes that are drawn (`null`: as they are today), and keeps what was answered. One that cannot be had is left out and asked for next time. */
export function conduitsById(
  api: ApiClient,
  sceneId: string,
  asOf: () => string | null,
): (ids: readonly string[], signal: AbortSignal) => Promise<readonly LinkFeature[]> {
  const kept = new Map<string, LinkFeature>();
  const ask = async (id: string, signal: AbortSignal): Promise<LinkFeature | null> => {
    const then = asOf();
    const key = `${then ?? ''} ${id}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    try {
      const feature = await api.feature(sceneId, id, signal, then);
      if (feature.family !== 'link') return null;
      kept.set(key, feature);
      for (const oldest of kept.keys()) {
        if (kept.size <= MOST_KEPT) break;
        kept.delete(oldest);
      }
      return feature;
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  };
  return async (ids, signal) => {
    const answers = await Promise.all(ids.map((id) => ask(id, signal)));
    return answers.filter((link) => link !== null);
  };
}
