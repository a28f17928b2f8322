import type { LayerSchema } from '@undercroft/core/vector-tile/tile-layer';
import { CONDUIT_MIN_ZOOM, CONDUIT_THINNING, WHOLE_CONDUITS_ZOOM } from '@undercroft/store/map-zoom';
import type { ConduitLine } from '@undercroft/store/store';

/** Conduits in plan; `id` is the feature's id everywhere else. What is unknown has no tag. */
export const UTILITY_LAYER: LayerSchema<ConduitLine> = {
  name: 'utilities',
  minZoom: CONDUIT_MIN_ZOOM,
  id: (row) => row.id,
  uniqueKey: 'id',
  geometry: (row) => ({ type: 'line', lines: [row.path] }),
  thinning: { ...CONDUIT_THINNING, sizeOf: (row) => row.widthMm },
  merging: { belowZoom: WHOLE_CONDUITS_ZOOM, attributes: ['utility', 'widthMm', 'heightMm', 'status', 'levelKnown'] },
  attributes: {
    id: (row) => row.featureId,
    utility: (row) => row.utility,
    widthMm: (row) => row.widthMm,
    heightMm: (row) => row.heightMm,
    status: (row) => row.status,
    levelKnown: (row) => row.isLevelKnown,
  },
};
