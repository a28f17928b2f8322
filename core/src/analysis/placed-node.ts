import type { LocalProjection } from '../geodesy/local-projection.ts';
import type { NearNode } from './near-rows.ts';

/** A node in the plane of an analysis. */
export interface PlacedNode
  extends Pick<
    NearNode,
    'id' | 'sourceId' | 'kind' | 'utility' | 'coverLevelM' | 'sumpLevelM' | 'shaftDiameterMm' | 'status'
  > {
  readonly x: number;
  readonly y: number;
}

export function placedNode(node: NearNode, projection: LocalProjection): PlacedNode {
  const place = new Float64Array(2);
  projection.forward(node.position[0], node.position[1], place, 0);
  const { id, sourceId, kind, utility, coverLevelM, sumpLevelM, shaftDiameterMm, status } = node;
  const [x = Number.NaN, y = Number.NaN] = place;
  return { id, sourceId, kind, utility, coverLevelM, sumpLevelM, shaftDiameterMm, status, x, y };
}
