import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import { type PitCandidates, pitCandidates, pitLink } from '@undercroft/core/pit/pit-candidates';
import type { PitShaft } from '@undercroft/core/pit/pit-nodes';
import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import { SHAFT_WALL_M } from '@undercroft/core/tiling/drawn-as';
import { hasShaft } from '@undercroft/core/tiling/shaft';

export type LinkRow = FeaturesIn['links'][number];
export type NodeRow = FeaturesIn['nodes'][number];

/** The rows near a pit, in the plane of the pit, ready to be met again for every frame of a drag. */
export interface PitRows {
  /** What was asked for and is answered completely: west, south, east, north in degrees. */
  readonly bbox: FeaturesIn['bbox'];
  readonly projection: LocalProjection;
  /** The links that have a place, in the order of `candidates`. */
  readonly links: readonly LinkRow[];
  readonly candidates: PitCandidates;
  /** The nodes that are shafts, in the order of `shafts`. */
  readonly nodes: readonly NodeRow[];
  readonly shafts: readonly PitShaft[];
}

export function pitRows(found: FeaturesIn, projection: LocalProjection): PitRows {
  const links = found.links.filter(({ path }) => path.length >= 2);
  const nodes = found.nodes.filter((node) => hasShaft(node));
  const place = new Float64Array(2);
  const shafts = nodes.map(({ id, position, coverLevelM, shaftDiameterMm }): PitShaft => {
    projection.forward(position[0], position[1], place);
    const [x = Number.NaN, y = Number.NaN] = place;
    const outerDiameterM = shaftDiameterMm === null ? null : shaftDiameterMm / 1000 + 2 * SHAFT_WALL_M;
    return { id, x, y, coverLevelM, outerDiameterM };
  });
  const candidates = pitCandidates(
    links.map((link) => pitLink(link.id, { ...link, path: flatPath(link.path) }, projection)),
  );
  return { bbox: found.bbox, projection, links, candidates, nodes, shafts };
}

function flatPath(path: LinkRow['path']): Float64Array {
  const flat = new Float64Array(path.length * 2);
  for (const [i, [lon, lat]] of path.entries()) flat.set([lon, lat], i * 2);
  return flat;
}
