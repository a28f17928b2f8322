import type { NetworkNode, NodeForm } from '@undercroft/core/model/network-node';
import { ASSET_WRITERS, type AssetRow, assetOf } from './asset-columns.ts';
import { PLACE_WRITERS, placeAt } from './place.ts';
import type { ColumnWriters, PlacedTableWriter } from './table-writer.ts';

/** A node's row without its record: what tiles and answers read. */
export interface NodeRow extends AssetRow {
  readonly source_id: string;
  readonly kind: NetworkNode['kind'];
  readonly form: NodeForm | null;
  readonly lon: number;
  readonly lat: number;
  readonly cover_level_m: number | null;
  readonly sump_level_m: number | null;
  readonly shaft_diameter_mm: number | null;
}

type NodeColumn = keyof NodeRow | 'cell' | 'bbox' | 'geom' | 'raw';

const COLUMNS: ColumnWriters<NodeColumn, NetworkNode> = {
  source_id: (out, node) => out.text(node.sourceId),
  kind: (out, node) => out.text(node.kind),
  form: (out, node) => out.text(node.form ?? null),
  ...PLACE_WRITERS,
  geom: (out, node) => out.pointZ(node.position[0], node.position[1], node.coverLevelM ?? Number.NaN),
  ...ASSET_WRITERS,
  lon: (out, node) => out.double(node.position[0]),
  lat: (out, node) => out.double(node.position[1]),
  cover_level_m: (out, node) => out.double(node.coverLevelM),
  sump_level_m: (out, node) => out.double(node.sumpLevelM),
  shaft_diameter_mm: (out, node) => out.double(node.shaftDiameterMm),
  raw: (out, node) => out.json(node.raw),
};

export const NODE_WRITER: PlacedTableWriter<NetworkNode> = {
  table: 'node',
  columns: COLUMNS,
  placeOf: ({ position }) => placeAt(position),
};

/** Every column of a `NodeRow`. */
export const NODE_ROW_COLUMNS: readonly (keyof NodeRow)[] = [
  'source_id',
  'kind',
  'form',
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
    ...(row.form !== null && { form: row.form }),
    sourceId: row.source_id,
    ...assetOf(row),
    position: [row.lon, row.lat],
    coverLevelM: row.cover_level_m,
    sumpLevelM: row.sump_level_m,
    shaftDiameterMm: row.shaft_diameter_mm,
  };
}
