import { LINK_KINDS } from '../model/link.ts';
import { NODE_KINDS } from '../model/network-node.ts';
import { SECTION_SHAPES } from '../model/section-shape.ts';
import { UTILITIES } from '../model/utility.ts';
import { DRAWN_AS, type DrawnAs } from './drawn-as.ts';
import type { PropertyColumn } from './property-table.ts';
import type { TileLink, TileNode } from './tile-rows.ts';

/** Whether a feature of a tile is a link or a node. */
export const FAMILIES = ['link', 'node'] as const;

/** What links and nodes are of; no word stands in both lists. */
const KINDS = [...LINK_KINDS, ...NODE_KINDS] as const;

/** Enums of the metadata schema, each named after its column. */
export const NETWORK_ENUMS = {
  family: FAMILIES,
  utility: UTILITIES,
  kind: KINDS,
  shape: SECTION_SHAPES,
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

export interface NetworkColumnRows {
  readonly links: readonly TileLink[];
  readonly linksDrawn: readonly DrawnAs[];
  readonly nodes: readonly TileNode[];
  readonly nodesDrawn: readonly DrawnAs[];
}

/**
 * Columns of the one property table of a tile, links first, then nodes; what a family does not have is noData. One table,
 * since viewers (Cesium's `Model.featureTableId`) know one for each model: with two, the number of a node would name a link.
 */
export function networkColumns({ links, linksDrawn, nodes, nodesDrawn }: NetworkColumnRows): readonly PropertyColumn[] {
  const assets = [...links.map(({ link }) => link), ...nodes.map(({ node }) => node)];
  const floats = new Set([...Object.keys(LINK_FLOATS), ...Object.keys(NODE_FLOATS)]);
  return [
    { name: 'id', type: 'string', values: [...links, ...nodes].map((row) => row.featureId) },
    enumColumn('family', FAMILIES, [...links.map(() => 'link' as const), ...nodes.map(() => 'node' as const)]),
    enumColumn(
      'utility',
      UTILITIES,
      assets.map(({ utility }) => utility),
    ),
    enumColumn(
      'kind',
      KINDS,
      assets.map(({ kind }) => kind),
    ),
    enumColumn('shape', SECTION_SHAPES, [
      ...links.map(({ link }) => link.section?.shape ?? 'unknown'),
      ...nodes.map(() => 'unknown' as const),
    ]),
    enumColumn('drawnAs', DRAWN_AS, [...linksDrawn, ...nodesDrawn]),
    { name: 'material', type: 'string', values: assets.map(({ material }) => material ?? '') },
    ...[...floats].map((name): PropertyColumn => {
      const ofLink = LINK_FLOATS[name];
      const ofNode = NODE_FLOATS[name];
      const values = [
        ...links.map((row) => (ofLink === undefined ? null : ofLink(row))),
        ...nodes.map((row) => (ofNode === undefined ? null : ofNode(row))),
      ];
      return { name, type: 'float', values };
    }),
  ];
}

function enumColumn<Name extends string>(
  name: keyof typeof NETWORK_ENUMS,
  names: readonly Name[],
  values: readonly Name[],
): PropertyColumn {
  return { name, type: 'enum', enumName: name, values: values.map((value) => names.indexOf(value)) };
}

/** What a tile seen from afar tells of its features: whose they are, what they are, how they are drawn; no figures. */
export function withoutFigures(columns: readonly PropertyColumn[]): readonly PropertyColumn[] {
  return columns.filter(({ name, type }) => type !== 'float' && name !== 'material' && name !== 'shape');
}
