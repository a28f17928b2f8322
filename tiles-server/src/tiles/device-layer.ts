import type { LayerSchema } from '@undercroft/core/vector-tile/tile-layer';
import { NODE_MIN_ZOOM } from '@undercroft/store/map-zoom';
import type { DeviceLine } from '@undercroft/store/store';

/** Pumps, weirs, orifices, outlets and valves between two nodes: lines, points where they have no length. What is unknown has no tag. */
export const DEVICE_LAYER: LayerSchema<DeviceLine> = {
  name: 'devices',
  minZoom: NODE_MIN_ZOOM,
  id: (row) => row.id,
  uniqueKey: 'id',
  geometry: ({ path }) =>
    hasLength(path) ? { type: 'line', lines: [path] } : { type: 'point', points: path.slice(0, 2) },
  attributes: {
    id: (row) => row.featureId,
    kind: (row) => row.kind,
    utility: (row) => row.utility,
    status: (row) => row.status,
  },
};

function hasLength(path: Float64Array): boolean {
  return path.some((value, i) => value !== path[i % 2]);
}
