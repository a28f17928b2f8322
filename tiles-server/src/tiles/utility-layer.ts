import type { LayerSchema } from '@undercroft/core/vector-tile/tile-layer';
import { CONDUIT_MIN_ZOOM } from '@undercroft/store/map-zoom';
import type { ConduitLine } from '@undercroft/store/store';

/** Zoom from which every conduit is a feature of its own, with all of its attributes. */
export const WHOLE_CONDUITS_ZOOM = 15;

/** So many conduits of one tile are drawn before the smallest are left out: 10,000 merged ones are some 100 kB. */
const MOST_CONDUITS = 10_000;

/** Nominal sizes at which mains begin, from a house connection's up, mm. */
const WIDTH_STEPS_MM = [100, 150, 200, 300, 400, 500, 600, 800, 1000, 1200, 1500, 2000];

/** Conduits in plan; `id` is the feature's id everywhere else. What is unknown has no tag. */
export const UTILITY_LAYER: LayerSchema<ConduitLine> = {
  name: 'utilities',
  minZoom: CONDUIT_MIN_ZOOM,
  id: (row) => row.id,
  uniqueKey: 'id',
  geometry: (row) => ({ type: 'line', lines: [row.path] }),
  thinning: {
    belowZoom: WHOLE_CONDUITS_ZOOM,
    most: MOST_CONDUITS,
    steps: WIDTH_STEPS_MM,
    sizeOf: (row) => row.widthMm,
  },
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
