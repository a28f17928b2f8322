import type { TileLink, TileNode, TileNodeEnd } from '@undercroft/core/tiling/tile-rows';
import type { LinkShape, NodeShape } from './feature-shape.ts';

/**
 * A link's answer as the row the tile encoder reads. The nodes at its ends are not part of the answer; a joint with
 * the same cover stands for each, so that the hull ends where the drawn pipe does, but for the width of its shaft.
 */
export function tileLinkOf(feature: LinkShape): TileLink {
  const first = feature.path[0];
  const last = feature.path.at(-1);
  return {
    featureId: feature.id,
    link: { ...feature, path: flatPath(feature.path) },
    fromNode: feature.fromNode === null || first === undefined ? null : endOf(feature, first, feature.fromCoverLevelM),
    toNode: feature.toNode === null || last === undefined ? null : endOf(feature, last, feature.toCoverLevelM),
  };
}

/** A node's answer as the row the tile encoder reads. Levels of its conduits are completed from invert and width. */
export function tileNodeOf(feature: NodeShape): TileNode {
  return {
    featureId: feature.id,
    node: feature,
    incident: feature.links.map(({ invertM, widthMm }) => {
      const heightM = (widthMm ?? 0) / 1000;
      return {
        invertM,
        axisM: invertM === null ? null : invertM + heightM / 2,
        outerTopM: invertM === null ? null : invertM + heightM,
        widthMm,
        heightMm: widthMm,
      };
    }),
  };
}

function flatPath(path: LinkShape['path']): Float64Array {
  const flat = new Float64Array(path.length * 2);
  for (const [index, [lon, lat]] of path.entries()) flat.set([lon, lat], index * 2);
  return flat;
}

function endOf(feature: LinkShape, [lon, lat]: readonly [number, number, number | null], coverLevelM: number | null) {
  const end: TileNodeEnd = {
    kind: 'junction',
    utility: feature.utility,
    position: [lon, lat],
    coverLevelM,
    sumpLevelM: null,
    shaftDiameterMm: null,
  };
  return end;
}
