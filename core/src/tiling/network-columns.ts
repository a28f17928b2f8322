import { LINK_KINDS } from '../model/link.ts';
import { NODE_KINDS } from '../model/network-node.ts';
import { SECTION_SHAPES } from '../model/section-shape.ts';
import { UTILITIES } from '../model/utility.ts';
import { DRAWN_AS, type DrawnAs } from './drawn-as.ts';
import type { PropertyColumn } from './property-table.ts';
import type { TileLink, TileNode } from './tile-rows.ts';

/** Enums of the metadata schema shared by both classes. */
export const NETWORK_ENUMS = {
  utility: UTILITIES,
  linkKind: LINK_KINDS,
  nodeKind: NODE_KINDS,
  sectionShape: SECTION_SHAPES,
  drawnAs: DRAWN_AS,
} as const;

type FloatValue<Row> = (row: Row) => number | null;

/** Levels in metres above the scene's datum, sizes in mm, lengths in metres; unknown is noData. */
const LINK_FLOATS: Readonly<Record<string, FloatValue<TileLink>>> = {
  widthMm: ({ link }) => link.section?.widthMm ?? null,
  heightMm: ({ link }) => link.section?.heightMm ?? null,
  wallMm: ({ link }) => link.section?.wallMm ?? null,
  invertFromM: ({ link }) => link.from.invertM,
  invertToM: ({ link }) => link.to.invertM,
  outerTopFromM: ({ link }) => link.from.outerTopM,
  outerTopToM: ({ link }) => link.to.outerTopM,
  coverLevelFromM: ({ fromNode }) => fromNode?.coverLevelM ?? null,
  coverLevelToM: ({ toNode }) => toNode?.coverLevelM ?? null,
  lengthM: ({ link }) => link.statedLengthM ?? link.planLengthM,
  slope: ({ link }) => link.slope,
  builtYear: ({ link }) => link.builtYear,
};

const NODE_FLOATS: Readonly<Record<string, FloatValue<TileNode>>> = {
  coverLevelM: ({ node }) => node.coverLevelM,
  sumpLevelM: ({ node }) => node.sumpLevelM,
  shaftDiameterMm: ({ node }) => node.shaftDiameterMm,
  builtYear: ({ node }) => node.builtYear,
};

/** Columns of the property table of links, one value a row. */
export function linkColumns(rows: readonly TileLink[], drawnAs: readonly DrawnAs[]): readonly PropertyColumn[] {
  return [
    { name: 'id', type: 'string', values: rows.map((row) => row.featureId) },
    enumColumn(
      'utility',
      'utility',
      UTILITIES,
      rows.map((row) => row.link.utility),
    ),
    enumColumn(
      'kind',
      'linkKind',
      LINK_KINDS,
      rows.map((row) => row.link.kind),
    ),
    enumColumn(
      'shape',
      'sectionShape',
      SECTION_SHAPES,
      rows.map((row) => row.link.section?.shape ?? 'unknown'),
    ),
    enumColumn('drawnAs', 'drawnAs', DRAWN_AS, drawnAs),
    { name: 'material', type: 'string', values: rows.map((row) => row.link.material ?? '') },
    ...floatColumns(LINK_FLOATS, rows),
  ];
}

/** Columns of the property table of nodes, one value a row. */
export function nodeColumns(rows: readonly TileNode[], drawnAs: readonly DrawnAs[]): readonly PropertyColumn[] {
  return [
    { name: 'id', type: 'string', values: rows.map((row) => row.featureId) },
    enumColumn(
      'utility',
      'utility',
      UTILITIES,
      rows.map((row) => row.node.utility),
    ),
    enumColumn(
      'kind',
      'nodeKind',
      NODE_KINDS,
      rows.map((row) => row.node.kind),
    ),
    enumColumn('drawnAs', 'drawnAs', DRAWN_AS, drawnAs),
    { name: 'material', type: 'string', values: rows.map((row) => row.node.material ?? '') },
    ...floatColumns(NODE_FLOATS, rows),
  ];
}

function floatColumns<Row>(
  floats: Readonly<Record<string, FloatValue<Row>>>,
  rows: readonly Row[],
): readonly PropertyColumn[] {
  return Object.entries(floats).map(([name, read]) => ({ name, type: 'float', values: rows.map(read) }));
}

function enumColumn<Name extends string>(
  name: string,
  enumName: string,
  names: readonly Name[],
  values: readonly Name[],
): PropertyColumn {
  return { name, type: 'enum', enumName, values: values.map((value) => names.indexOf(value)) };
}

/** What a tile seen from afar tells of its features: whose they are, what they are, how they are drawn; no figures. */
export function withoutFigures(columns: readonly PropertyColumn[]): readonly PropertyColumn[] {
  return columns.filter(({ name, type }) => type !== 'float' && name !== 'material' && name !== 'shape');
}
