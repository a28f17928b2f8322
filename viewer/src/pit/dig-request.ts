import type { ExcavationRequest } from '@undercroft/core/protocol/analysis/excavation';
import type { PitSpec } from './pit-spec.ts';

/** A pit as the server is asked about it. */
export function digRequest({ corners, depthM, batter, supportDepthM, method, marginM }: PitSpec): ExcavationRequest {
  const ring = corners.map(([lon, lat]) => [lon, lat]);
  const [first] = ring;
  const closed = first === undefined ? ring : [...ring, first];
  return { area: { type: 'Polygon', coordinates: [closed] }, depthM, batter, supportDepthM, method, marginM };
}
