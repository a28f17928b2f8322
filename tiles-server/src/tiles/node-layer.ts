import type { LayerSchema } from '@undercroft/core/vector-tile/tile-layer';
import { NODE_MIN_ZOOM } from '@undercroft/store/map-zoom';
import type { NodePoint } from '@undercroft/store/store';

/** Points of the network: manholes, valves, hydrants. What is unknown has no tag. */
export const NODE_LAYER: LayerSchema<NodePoint> = {
  name: 'nodes',
  minZoom: NODE_MIN_ZOOM,
  id: (row) => row.id,
  uniqueKey: 'id',
  geometry: (row) => ({ type: 'point', points: Float64Array.of(...row.position) }),
  attributes: {
    id: (row) => row.featureId,
    kind: (row) => row.kind,
    form: (row) => row.form,
    role: (row) => row.role,
    utility: (row) => row.utility,
    status: (row) => row.status,
    coverLevelM: (row) => row.coverLevelM,
  },
};
