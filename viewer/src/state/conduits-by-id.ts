import type { LinkFeature } from '@undercroft/core/protocol/answers';
import type { ApiClient } from '../api/client.ts';

/** Conduits kept for the next view; the oldest are let go. */
const MOST_KEPT = 400;

/** Asks for conduits by id and keeps what was answered. One that cannot be had is left out and asked for next time. */
export function conduitsById(
  api: ApiClient,
  sceneId: string,
): (ids: readonly string[], signal: AbortSignal) => Promise<readonly LinkFeature[]> {
  const kept = new Map<string, LinkFeature>();
  const ask = async (id: string, signal: AbortSignal): Promise<LinkFeature | null> => {
    const known = kept.get(id);
    if (known !== undefined) return known;
    try {
      const feature = await api.feature(sceneId, id, signal);
      if (feature.family !== 'link') return null;
      kept.set(id, feature);
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
