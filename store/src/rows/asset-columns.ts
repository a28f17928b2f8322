import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import type { ColumnWriters } from './table-writer.ts';

/** What links and nodes have in common, as it stands in their rows. */
export interface AssetRow {
  readonly utility: Link['utility'];
  readonly utility_basis: Link['utilityBasis'];
  readonly material: string | null;
  readonly owner: string | null;
  readonly built_year: number | null;
  readonly status: Link['status'];
  readonly quality_level: Link['accuracy']['qualityLevel'];
  readonly sigma_xy_m: number | null;
  readonly sigma_z_m: number | null;
}

type Asset = Pick<Link, 'utility' | 'utilityBasis' | 'material' | 'owner' | 'builtYear' | 'status' | 'accuracy'>;

export const ASSET_WRITERS: ColumnWriters<keyof AssetRow, Asset | NetworkNode> = {
  utility: (out, asset) => out.text(asset.utility),
  utility_basis: (out, asset) => out.text(asset.utilityBasis),
  material: (out, asset) => out.text(asset.material),
  owner: (out, asset) => out.text(asset.owner),
  built_year: (out, asset) => out.double(asset.builtYear),
  status: (out, asset) => out.text(asset.status),
  quality_level: (out, asset) => out.text(asset.accuracy.qualityLevel),
  sigma_xy_m: (out, asset) => out.double(asset.accuracy.sigmaXyM),
  sigma_z_m: (out, asset) => out.double(asset.accuracy.sigmaZM),
};

export function assetOf(row: AssetRow): Asset {
  return {
    utility: row.utility,
    utilityBasis: row.utility_basis,
    material: row.material,
    owner: row.owner,
    builtYear: row.built_year,
    status: row.status,
    accuracy: { qualityLevel: row.quality_level, sigmaXyM: row.sigma_xy_m, sigmaZM: row.sigma_z_m },
  };
}
