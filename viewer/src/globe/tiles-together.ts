import type { TilesProgress } from './retrying-tileset.ts';

/** Several kinds of tiles as one: failed when one fails, idle when all are. */
export function tilesTogether(parts: readonly TilesProgress[]): TilesProgress {
  const sum = (of: 'waiting' | 'failing'): number => parts.reduce((total, part) => total + part[of], 0);
  const has = (state: TilesProgress['state']): boolean => parts.some((part) => part.state === state);
  const state = has('failed') ? 'failed' : has('pending') ? 'pending' : 'idle';
  return { state, waiting: sum('waiting'), failing: sum('failing') };
}
