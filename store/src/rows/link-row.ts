import { decodePath, encodeLineStringZ } from '@undercroft/core/geometry/wkb';
import type { Link } from '@undercroft/core/model/link';
import type { Section } from '@undercroft/core/model/section-shape';
import { axisLevels } from '../axis-levels.ts';
import type { SqlValue } from '../sql.ts';
import { type AssetRow, assetColumns, assetOf } from './asset-columns.ts';
import { NO_PLACE, placeColumns } from './place.ts';
import type { VersionColumns } from './version-columns.ts';

/** A link's row without its record: what tiles and answers read. */
export interface LinkRow extends AssetRow {
  readonly source_id: string;
  readonly kind: Link['kind'];
  readonly geom: Uint8Array | null;
  readonly from_node: string | null;
  readonly to_node: string | null;
  readonly section_shape: Section['shape'] | null;
  readonly width_mm: number | null;
  readonly height_mm: number | null;
  readonly wall_mm: number | null;
  readonly floor_width_mm: number | null;
  readonly is_open: boolean | null;
  readonly barrels: number | null;
  readonly from_invert_m: number | null;
  readonly from_axis_m: number | null;
  readonly from_outer_top_m: number | null;
  readonly to_invert_m: number | null;
  readonly to_axis_m: number | null;
  readonly to_outer_top_m: number | null;
  readonly depth_reference: Link['depthReference'];
  readonly outer_top_basis: Link['outerTopBasis'];
  readonly stated_length_m: number | null;
  readonly plan_length_m: number;
  readonly slope: number | null;
}

type LinkColumn = keyof LinkRow | 'cell' | 'bbox' | 'raw';

/** The canonical columns of a link: everything its hash covers. */
export function linkColumns(link: Link): Readonly<Record<LinkColumn, SqlValue>> & VersionColumns {
  // A line needs two points; with fewer the feature has no place.
  const placed = link.path.length >= 4;
  const levels = axisLevels(link.path, link.from.axisM, link.to.axisM);
  return {
    source_id: link.sourceId,
    kind: link.kind,
    ...(placed ? placeColumns(link.path) : NO_PLACE),
    geom: placed ? encodeLineStringZ(link.path, levels) : null,
    ...assetColumns(link),
    from_node: link.fromNode,
    to_node: link.toNode,
    section_shape: link.section?.shape ?? null,
    width_mm: link.section?.widthMm ?? null,
    height_mm: link.section?.heightMm ?? null,
    wall_mm: link.section?.wallMm ?? null,
    floor_width_mm: link.section?.floorWidthMm ?? null,
    is_open: link.section?.open ?? null,
    barrels: link.section?.barrels ?? null,
    from_invert_m: link.from.invertM,
    from_axis_m: link.from.axisM,
    from_outer_top_m: link.from.outerTopM,
    to_invert_m: link.to.invertM,
    to_axis_m: link.to.axisM,
    to_outer_top_m: link.to.outerTopM,
    depth_reference: link.depthReference,
    outer_top_basis: link.outerTopBasis,
    stated_length_m: link.statedLengthM,
    plan_length_m: link.planLengthM,
    slope: link.slope,
    raw: JSON.stringify(link.raw),
  };
}

/** Every column of a `LinkRow`. */
export const LINK_ROW_COLUMNS: readonly (keyof LinkRow)[] = [
  'source_id',
  'kind',
  'geom',
  'utility',
  'utility_basis',
  'material',
  'owner',
  'built_year',
  'status',
  'quality_level',
  'sigma_xy_m',
  'sigma_z_m',
  'from_node',
  'to_node',
  'section_shape',
  'width_mm',
  'height_mm',
  'wall_mm',
  'floor_width_mm',
  'is_open',
  'barrels',
  'from_invert_m',
  'from_axis_m',
  'from_outer_top_m',
  'to_invert_m',
  'to_axis_m',
  'to_outer_top_m',
  'depth_reference',
  'outer_top_basis',
  'stated_length_m',
  'plan_length_m',
  'slope',
];

/** Select list of a `LinkRow` from the alias `f`. */
export const LINK_SELECT: string = LINK_ROW_COLUMNS.map((column) => `f.${column}`).join(', ');

export function linkOf(row: LinkRow): Omit<Link, 'raw'> {
  return {
    kind: row.kind,
    sourceId: row.source_id,
    ...assetOf(row),
    fromNode: row.from_node,
    toNode: row.to_node,
    path: row.geom === null ? new Float64Array(0) : decodePath(row.geom),
    section: sectionOf(row),
    from: { invertM: row.from_invert_m, axisM: row.from_axis_m, outerTopM: row.from_outer_top_m },
    to: { invertM: row.to_invert_m, axisM: row.to_axis_m, outerTopM: row.to_outer_top_m },
    depthReference: row.depth_reference,
    outerTopBasis: row.outer_top_basis,
    statedLengthM: row.stated_length_m,
    planLengthM: row.plan_length_m,
    slope: row.slope,
  };
}

function sectionOf(row: LinkRow): Section | null {
  if (row.section_shape === null || row.is_open === null || row.barrels === null) return null;
  return {
    shape: row.section_shape,
    widthMm: row.width_mm,
    heightMm: row.height_mm,
    wallMm: row.wall_mm,
    floorWidthMm: row.floor_width_mm,
    open: row.is_open,
    barrels: row.barrels,
  };
}
