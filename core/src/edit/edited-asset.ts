import type { Link } from '../model/link.ts';
import type { LinkPatch, NodePatch } from '../protocol/feature-edit.ts';

type Asset = Pick<Link, 'utility' | 'utilityBasis' | 'material' | 'owner' | 'builtYear' | 'status' | 'accuracy'>;

/** What links and nodes have in common, with a patch applied. A utility that somebody gives is a stated one. */
export function editedAsset(asset: Asset, patch: LinkPatch | NodePatch): Asset {
  const { accuracy = {} } = patch;
  return {
    utility: patch.utility ?? asset.utility,
    utilityBasis: patch.utility === undefined ? asset.utilityBasis : basisOf(patch.utility),
    material: patch.material === undefined ? asset.material : patch.material,
    owner: patch.owner === undefined ? asset.owner : patch.owner,
    builtYear: patch.builtYear === undefined ? asset.builtYear : patch.builtYear,
    status: patch.status ?? asset.status,
    accuracy: {
      qualityLevel: accuracy.qualityLevel === undefined ? asset.accuracy.qualityLevel : accuracy.qualityLevel,
      sigmaXyM: accuracy.sigmaXyM === undefined ? asset.accuracy.sigmaXyM : accuracy.sigmaXyM,
      sigmaZM: accuracy.sigmaZM === undefined ? asset.accuracy.sigmaZM : accuracy.sigmaZM,
    },
  };
}

function basisOf(utility: Asset['utility']): Asset['utilityBasis'] {
  return utility === 'unknown' ? 'unknown' : 'stated';
}
