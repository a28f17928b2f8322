import { decodePath } from '@undercroft/core/geometry/wkb';
import type { Embedding } from '@undercroft/core/model/embedding';
import type { Link } from '@undercroft/core/model/link';
import type { ValveState } from '@undercroft/core/model/network-node';
import type { Ducts, Section } from '@undercroft/core/model/section-shape';
import { axisLevels } from '../axis-levels.ts';
import { ASSET_WRITERS, type AssetRow, assetOf } from './asset-columns.ts';
import { PLACE_WRITERS, placeAt } from './place.ts';
import type { ColumnWriters, PlacedTableWriter } from './table-writer.ts';

/** A link's row as tiles read it. */
export interface TileLinkRow extends AssetRow {
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
  readonly is_outside_size: boolean | null;
  readonly casing_mm: number | null;
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
  readonly ducts: Ducts | null;
}

/** A link's row without its record: what answers and analyses read. */
export interface LinkRow extends TileLinkRow {
  readonly embedding: Embedding | null;
  readonly pressure_least_mpa: number | null;
  readonly pressure_most_mpa: number | null;
  readonly voltage_kv: number | null;
  readonly valve_state: ValveState | null;
  readonly surveyed_on: string | null;
}

type LinkColumn = keyof LinkRow | 'cell' | 'bbox' | 'raw';

const COLUMNS: ColumnWriters<LinkColumn, Link> = {
  source_id: (out, link) => out.text(link.sourceId),
  kind: (out, link) => out.text(link.kind),
  ...PLACE_WRITERS,
  geom: (out, { path, from, to }) =>
    isPlaced(path) ? out.lineStringZ(path, axisLevels(path, from.axisM, to.axisM)) : out.null(),
  ...ASSET_WRITERS,
  from_node: (out, link) => out.text(link.fromNode),
  to_node: (out, link) => out.text(link.toNode),
  section_shape: (out, link) => out.text(link.section?.shape ?? null),
  width_mm: (out, link) => out.double(link.section?.widthMm ?? null),
  height_mm: (out, link) => out.double(link.section?.heightMm ?? null),
  wall_mm: (out, link) => out.double(link.section?.wallMm ?? null),
  floor_width_mm: (out, link) => out.double(link.section?.floorWidthMm ?? null),
  is_open: (out, link) => out.boolean(link.section?.open ?? null),
  barrels: (out, link) => out.double(link.section?.barrels ?? null),
  is_outside_size: (out, link) => out.boolean(link.section?.measured === 'outside' ? true : null),
  from_invert_m: (out, link) => out.double(link.from.invertM),
  from_axis_m: (out, link) => out.double(link.from.axisM),
  from_outer_top_m: (out, link) => out.double(link.from.outerTopM),
  to_invert_m: (out, link) => out.double(link.to.invertM),
  to_axis_m: (out, link) => out.double(link.to.axisM),
  to_outer_top_m: (out, link) => out.double(link.to.outerTopM),
  depth_reference: (out, link) => out.text(link.depthReference),
  outer_top_basis: (out, link) => out.text(link.outerTopBasis),
  stated_length_m: (out, link) => out.double(link.statedLengthM),
  plan_length_m: (out, link) => out.double(link.planLengthM),
  slope: (out, link) => out.double(link.slope),
  casing_mm: (out, link) => out.double(link.section?.casingMm ?? null),
  ducts: (out, { section }) => (section?.ducts == null ? out.null() : out.json({ ...section.ducts })),
  embedding: (out, link) => out.text(link.embedding ?? null),
  pressure_least_mpa: (out, link) => out.double(link.pressure?.leastMpa ?? null),
  pressure_most_mpa: (out, link) => out.double(link.pressure?.mostMpa ?? null),
  voltage_kv: (out, link) => out.double(link.voltageKv ?? null),
  valve_state: (out, link) => out.text(link.valveState ?? null),
  surveyed_on: (out, link) => out.text(link.surveyedOn ?? null),
  raw: (out, link) => out.json(link.raw),
};

export const LINK_WRITER: PlacedTableWriter<Link> = {
  table: 'link',
  columns: COLUMNS,
  placeOf: ({ path }) => (isPlaced(path) ? placeAt(path) : null),
};

/** A line needs two points; with fewer the feature has no place. */
function isPlaced(path: Float64Array): boolean {
  return path.length >= 4;
}

/** Every column of a `TileLinkRow`. */
export const TILE_LINK_COLUMNS: readonly (keyof TileLinkRow)[] = [
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
  'is_outside_size',
  'casing_mm',
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
  'ducts',
];

/** Every column of a `LinkRow`. */
export const LINK_ROW_COLUMNS: readonly (keyof LinkRow)[] = [
  ...TILE_LINK_COLUMNS,
  'embedding',
  'pressure_least_mpa',
  'pressure_most_mpa',
  'voltage_kv',
  'valve_state',
  'surveyed_on',
];

/** Select list of a `LinkRow` from the alias `f`. */
export const LINK_SELECT: string = LINK_ROW_COLUMNS.map((column) => `f.${column}`).join(', ');

export function linkOf(row: LinkRow): Omit<Link, 'raw'> {
  return { ...tileLinkOf(row, row.geom), ...linkFactsOf(row) };
}

/** What rules ask beyond size and level; what is not known is absent. */
export function linkFactsOf(
  row: LinkFactsRow,
): Pick<Link, 'embedding' | 'pressure' | 'voltageKv' | 'valveState' | 'surveyedOn'> {
  const { pressure_least_mpa: leastMpa, pressure_most_mpa: mostMpa } = row;
  return {
    ...(row.embedding !== null && { embedding: row.embedding }),
    ...(leastMpa !== null && mostMpa !== null && { pressure: { leastMpa, mostMpa } }),
    ...(row.voltage_kv !== null && { voltageKv: row.voltage_kv }),
    ...(row.valve_state !== null && { valveState: row.valve_state }),
    ...(row.surveyed_on !== null && { surveyedOn: row.surveyed_on }),
  };
}

export type LinkFactsRow = Omit<LinkRow, keyof TileLinkRow>;

/** `geom` is the row's, as bytes. */
export function tileLinkOf(row: Omit<TileLinkRow, 'geom'>, geom: Uint8Array | null): Omit<Link, 'raw'> {
  return {
    kind: row.kind,
    sourceId: row.source_id,
    ...assetOf(row),
    fromNode: row.from_node,
    toNode: row.to_node,
    path: geom === null ? new Float64Array(0) : decodePath(geom),
    section: wholeSection(row),
    from: { invertM: row.from_invert_m, axisM: row.from_axis_m, outerTopM: row.from_outer_top_m },
    to: { invertM: row.to_invert_m, axisM: row.to_axis_m, outerTopM: row.to_outer_top_m },
    depthReference: row.depth_reference,
    outerTopBasis: row.outer_top_basis,
    statedLengthM: row.stated_length_m,
    planLengthM: row.plan_length_m,
    slope: row.slope,
  };
}

/** The columns of a cross-section. */
export const SECTION_COLUMNS = [
  'section_shape',
  'width_mm',
  'height_mm',
  'wall_mm',
  'floor_width_mm',
  'is_open',
  'barrels',
  'is_outside_size',
  'casing_mm',
] as const satisfies readonly (keyof LinkRow)[];

export type SectionRow = Pick<LinkRow, (typeof SECTION_COLUMNS)[number]>;

export function wholeSection(row: SectionRow & Pick<LinkRow, 'ducts'>): Section | null {
  const section = sectionOf(row);
  if (section === null || (row.casing_mm === null && row.ducts === null)) return section;
  return {
    ...section,
    ...(row.casing_mm !== null && { casingMm: row.casing_mm }),
    ...(row.ducts !== null && { ducts: row.ducts }),
  };
}

/** Without its casing and its ducts. */
export function sectionOf(row: Omit<SectionRow, 'casing_mm'>): Section | null {
  if (row.section_shape === null || row.is_open === null || row.barrels === null) return null;
  return {
    shape: row.section_shape,
    widthMm: row.width_mm,
    heightMm: row.height_mm,
    wallMm: row.wall_mm,
    floorWidthMm: row.floor_width_mm,
    open: row.is_open,
    barrels: row.barrels,
    ...(row.is_outside_size === true ? { measured: 'outside' as const } : {}),
  };
}
