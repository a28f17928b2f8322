import { encodePointZ } from '@undercroft/core/geometry/wkb';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import type { SqlValue } from '../sql.ts';
import { type AssetRow, assetColumns, assetOf } from './asset-columns.ts';
import { placeColumns } from './place.ts';
import type { VersionColumns } from './version-columns.ts';

/** A node's row without its record: what tiles and answers read. */
export interface NodeRow extends AssetRow {
  readonly source_id: string;
  readonly kind: NetworkNode['kind'];
  readonly lon: number;
  readonly lat: number;
  readonly cover_level_m: number | null;
  readonly sump_level_m: number | null;
  readonly shaft_diameter_mm: number | null;
}

type NodeColumn = keyof NodeRow | 'cell' | 'bbox' | 'geom' | 'raw';

/** The canonical columns of a node: everything its hash covers. */
export function nodeColumns(node: NetworkNode): Readonly<Record<NodeColumn, SqlValue>> & VersionColumns {
  const [lon, lat] = node.position;
  return {
    source_id: node.sourceId,
    kind: node.kind,
    ...placeColumns(node.position),
    geom: encodePointZ(lon, lat, node.coverLevelM ?? Number.NaN),
    ...assetColumns(node),
    lon,
    lat,
    cover_level_m: node.coverLevelM,
    sump_level_m: node.sumpLevelM,
    shaft_diameter_mm: node.shaftDiameterMm,
    raw: JSON.stringify(node.raw),
  };
}

/** Every column of a `NodeRow`. */
export const NODE_ROW_COLUMNS: readonly (keyof NodeRow)[] = [
  'source_id',
  'kind',
  'utility',
  'utility_basis',
  'material',
  'owner',
  'built_year',
  'status',
  'quality_level',
  'sigma_xy_m',
  'sigma_z_m',
  'lon',
  'lat',
  'cover_level_m',
  'sump_level_m',
  'shaft_diameter_mm',
];

/** Select list of a `NodeRow` from the alias `f`. */
export const NODE_SELECT: string = NODE_ROW_COLUMNS.map((column) => `f.${column}`).join(', ');

export function nodeOf(row: NodeRow): Omit<NetworkNode, 'raw'> {
  return {
    kind: row.kind,
    sourceId: row.source_id,
    ...assetOf(row),
    position: [row.lon, row.lat],
    coverLevelM: row.cover_level_m,
    sumpLevelM: row.sump_level_m,
    shaftDiameterMm: row.shaft_diameter_mm,
  };
}
