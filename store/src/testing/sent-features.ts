import { Buffer } from 'node:buffer';
import { encodeLineStringZ } from '@undercroft/core/geometry/wkb';
import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import { axisLevels } from '../axis-levels.ts';
import { TILE_LINK_COLUMNS, type TileLinkRow } from '../rows/link-row.ts';
import { TILE_NODE_COLUMNS, type TileNodeRow } from '../rows/node-row.ts';
import type { SentRows } from '../sent-rows.ts';

const LAYER = { id: 1, name: 'net' };

/** Features as the database would send them for a tile, in a layer `net`: conduits without casing or ducts. */
export function sentFeatures(
  links: readonly Omit<Link, 'raw'>[],
  nodes: readonly Omit<NetworkNode, 'raw'>[],
): SentRows {
  return {
    layers: [LAYER],
    links: columnsOf(TILE_LINK_COLUMNS, links.map(linkRow)),
    nodes: columnsOf(TILE_NODE_COLUMNS, nodes.map(nodeRow)),
    ends: [],
    incident: [],
  };
}

function columnsOf<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, unknown>>[],
): string {
  return JSON.stringify([rows.map(() => LAYER.id), ...columns.map((column) => rows.map((row) => row[column]))]);
}

type SentLink = Omit<TileLinkRow, 'geom'> & { readonly geom: string };

function linkRow(link: Omit<Link, 'raw'>): SentLink {
  const { path, section, from, to } = link;
  const wkb = encodeLineStringZ(path, axisLevels(path, from.axisM, to.axisM));
  return {
    ...assetRow(link),
    source_id: link.sourceId,
    kind: link.kind,
    geom: `\\x${Buffer.from(wkb).toString('hex')}`,
    from_node: link.fromNode,
    to_node: link.toNode,
    section_shape: section?.shape ?? null,
    width_mm: section?.widthMm ?? null,
    height_mm: section?.heightMm ?? null,
    wall_mm: section?.wallMm ?? null,
    floor_width_mm: section?.floorWidthMm ?? null,
    is_open: section?.open ?? null,
    barrels: section?.barrels ?? null,
    is_outside_size: null,
    casing_mm: null,
    from_invert_m: from.invertM,
    from_axis_m: from.axisM,
    from_outer_top_m: from.outerTopM,
    to_invert_m: to.invertM,
    to_axis_m: to.axisM,
    to_outer_top_m: to.outerTopM,
    depth_reference: link.depthReference,
    outer_top_basis: link.outerTopBasis,
    stated_length_m: link.statedLengthM,
    plan_length_m: link.planLengthM,
    slope: link.slope,
    ducts: null,
  };
}

function nodeRow(node: Omit<NetworkNode, 'raw'>): TileNodeRow {
  return {
    ...assetRow(node),
    source_id: node.sourceId,
    kind: node.kind,
    form: node.form ?? null,
    lon: node.position[0],
    lat: node.position[1],
    cover_level_m: node.coverLevelM,
    sump_level_m: node.sumpLevelM,
    shaft_diameter_mm: node.shaftDiameterMm,
  };
}

function assetRow(asset: Omit<Link, 'raw'> | Omit<NetworkNode, 'raw'>) {
  return {
    utility: asset.utility,
    utility_basis: asset.utilityBasis,
    material: asset.material,
    owner: asset.owner,
    built_year: asset.builtYear,
    status: asset.status,
    quality_level: asset.accuracy.qualityLevel,
    sigma_xy_m: asset.accuracy.sigmaXyM,
    sigma_z_m: asset.accuracy.sigmaZM,
  };
}
