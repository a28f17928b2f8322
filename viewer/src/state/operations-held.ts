import { CITY_POINT_KINDS } from '@undercroft/core/model/city-point';
import type { OperationsHeld } from '../globe/scene-layers.ts';
import type { AppState } from './store.ts';

/** Which kinds of point the scene has, and whether it has a management grid, by the counts of what is published. */
export function operationsHeld({ loading }: Pick<AppState, 'loading'>): OperationsHeld {
  if (loading.state !== 'ready') return { kinds: [], grid: false };
  const { cityPoints, gridCells } = loading.summary;
  return { kinds: CITY_POINT_KINDS.filter((kind) => (cityPoints[kind] ?? 0) > 0), grid: gridCells > 0 };
}
