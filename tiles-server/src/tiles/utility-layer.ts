import type { LayerSchema } from '@undercroft/core/vector-tile/tile-layer';
import { CONDUIT_MIN_ZOOM } from '@undercroft/store/map-zoom';
import type { ConduitLine } from '@undercroft/store/store';

/** Conduits in plan; `id` is the feature's id everywhere else. What is unknown has no tag. */
export const UTILITY_LAYER: LayerSchema<ConduitLine> = {
  name: 'utilities',
  minZoom: CONDUIT_MIN_ZOOM,
  id: (row) => row.id,
  geometry: (row) => ({ type: 'line', lines: [row.path] }),
  attributes: {
    id: (row) => row.featureId,
    utility: (row) => row.utility,
    widthMm: (row) => row.widthMm,
    heightMm: (row) => row.heightMm,
    status: (row) => row.status,
    levelKnown: (row) => row.isLevelKnown,
  },
};
