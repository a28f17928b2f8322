import { type DigRows, digRows, type PlaneBox } from '@undercroft/core/dig/dig-rows';
import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import { planeBoxWithin } from './pit-box.ts';

export type LinkRow = FeaturesIn['links'][number];
export type NodeRow = FeaturesIn['nodes'][number];

/** The rows near a pit, in the plane of the pit, ready to be met again for every frame of a drag. */
export interface PitRows {
  readonly projection: LocalProjection;
  readonly dig: DigRows;
  /** The links that have a place, in the order of `dig.table`. */
  readonly links: readonly LinkRow[];
  readonly nodes: ReadonlyMap<string, NodeRow>;
}

/** `found.bbox` is answered completely; what is asked beyond it is refused by the check. */
export function pitRows(found: FeaturesIn, projection: LocalProjection): PitRows {
  const links = found.links.filter(({ path }) => path.length >= 2);
  const within: PlaneBox = planeBoxWithin(found.bbox, projection);
  return {
    projection,
    dig: digRows(links, found.nodes, projection, within),
    links,
    nodes: new Map(found.nodes.map((node) => [node.id, node])),
  };
}
