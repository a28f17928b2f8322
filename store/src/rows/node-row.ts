import type { NetworkNode, NodeForm, NodeRole, ValveState } from '@undercroft/core/model/network-node';
import { ASSET_WRITERS, type AssetRow, assetOf } from './asset-columns.ts';
import { PLACE_WRITERS, placeAt } from './place.ts';
import type { ColumnWriters, PlacedTableWriter } from './table-writer.ts';

/** A node's row as tiles read it. */
export interface TileNodeRow extends AssetRow {
  readonly source_id: string;
  readonly kind: NetworkNode['kind'];
  readonly form: NodeForm | null;
  readonly lon: number;
  readonly lat: number;
  readonly cover_level_m: number | null;
  readonly sump_level_m: number | null;
  readonly shaft_diameter_mm: number | null;
}

/** A node's row without its record: what answers and analyses read. */
export interface NodeRow extends TileNodeRow {
  readonly role: NodeRole | null;
  readonly valve_state: ValveState | null;
  readonly surveyed_on: string | null;
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
  role: (out, node) => out.text(node.role ?? null),
  valve_state: (out, node) => out.text(node.valveState ?? null),
  surveyed_on: (out, node) => out.text(node.surveyedOn ?? null),
  raw: (out, node) => out.json(node.raw),
};

export const NODE_WRITER: PlacedTableWriter<NetworkNode> = {
  table: 'node',
  columns: COLUMNS,
  placeOf: ({ position }) => placeAt(position),
};

/** Every column of a `TileNodeRow`. */
export const TILE_NODE_COLUMNS: readonly (keyof TileNodeRow)[] = [
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

/** Every column of a `NodeRow`. */
export const NODE_ROW_COLUMNS: readonly (keyof NodeRow)[] = [
  ...TILE_NODE_COLUMNS,
  'role',
  'valve_state',
  'surveyed_on',
];

/** Select list of a `NodeRow` from the alias `f`. */
export const NODE_SELECT: string = NODE_ROW_COLUMNS.map((column) => `f.${column}`).join(', ');

export function nodeOf(row: NodeRow): Omit<NetworkNode, 'raw'> {
  return {
    ...tileNodeOf(row),
    ...(row.role !== null && { role: row.role }),
    ...(row.valve_state !== null && { valveState: row.valve_state }),
    ...(row.surveyed_on !== null && { surveyedOn: row.surveyed_on }),
  };
}

export function tileNodeOf(row: TileNodeRow): Omit<NetworkNode, 'raw'> {
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
