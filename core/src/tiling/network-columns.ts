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

/** Steps of the figures as powers of two: levels are told to the millimetre, lengths to the centimetre. */
const MILLIMETRE = -10;
const EXPONENTS: Partial<Readonly<Record<(typeof FIGURES)[number], number>>> = {
  lengthM: -7,
  // A millionth, and sizes to a sixteenth of a millimetre.
  slope: -20,
  widthMm: -4,
  heightMm: -4,
  wallMm: -4,
  shaftDiameterMm: -4,
  builtYear: 0,
};

/** Figures of links and nodes: levels in metres above the scene's datum, sizes in mm, lengths in metres. */
const FIGURES = [
  'widthMm',
  'heightMm',
  'wallMm',
  'invertFromM',
  'invertToM',
  'outerTopFromM',
  'outerTopToM',
  'coverLevelFromM',
  'coverLevelToM',
  'lengthM',
  'slope',
  'builtYear',
  'coverLevelM',
  'sumpLevelM',
  'shaftDiameterMm',
] as const;

type Figures = Readonly<Record<(typeof FIGURES)[number], Float64Array>>;

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
export function networkColumns(rows: NetworkColumnRows): readonly PropertyColumn[] {
  const { links, linksDrawn, nodes, nodesDrawn } = rows;
  const count = links.length + nodes.length;
  const enums = (): Uint8Array => new Uint8Array(count);
  const [family, utility, kind, shape, drawnAs] = [enums(), enums(), enums(), enums(), enums()];
  const ids: string[] = [];
  const materials: string[] = [];
  const unknownShape = shapeOf('unknown');
  for (const [i, { featureId, link }] of links.entries()) {
    ids.push(featureId);
    materials.push(link.material ?? '');
    utility[i] = utilityOf(link.utility);
    kind[i] = kindOf(link.kind);
    shape[i] = link.section === null ? unknownShape : shapeOf(link.section.shape);
    drawnAs[i] = drawnOf(linksDrawn[i] ?? 'unknownLevel');
  }
  const nodeFamily = familyOf('node');
  for (const [k, { featureId, node }] of nodes.entries()) {
    const i = links.length + k;
    ids.push(featureId);
    materials.push(node.material ?? '');
    family[i] = nodeFamily;
    utility[i] = utilityOf(node.utility);
    kind[i] = kindOf(node.kind);
    shape[i] = unknownShape;
    drawnAs[i] = drawnOf(nodesDrawn[k] ?? 'unknownLevel');
  }
  const column = (name: keyof typeof NETWORK_ENUMS, values: Uint8Array): PropertyColumn => ({
    name,
    type: 'enum',
    enumName: name,
    values,
  });
  const figures = figuresOf(rows, count);
  return [
    { name: 'id', type: 'string', values: ids },
    column('family', family),
    column('utility', utility),
    column('kind', kind),
    column('shape', shape),
    column('drawnAs', drawnAs),
    { name: 'material', type: 'string', values: materials },
    ...FIGURES.map(
      (name): PropertyColumn => ({
        name,
        type: 'float',
        exponent: EXPONENTS[name] ?? MILLIMETRE,
        values: figures[name],
      }),
    ),
  ];
}

/** One pass over the rows for all figures: asked column by column, a third of the time of a tile went into asking. */
function figuresOf({ links, nodes }: NetworkColumnRows, count: number): Figures {
  const column = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  const out: Figures = {
    widthMm: column(),
    heightMm: column(),
    wallMm: column(),
    invertFromM: column(),
    invertToM: column(),
    outerTopFromM: column(),
    outerTopToM: column(),
    coverLevelFromM: column(),
    coverLevelToM: column(),
    lengthM: column(),
    slope: column(),
    builtYear: column(),
    coverLevelM: column(),
    sumpLevelM: column(),
    shaftDiameterMm: column(),
  };
  for (const [i, { link, fromNode, toNode }] of links.entries()) {
    const { section, from, to } = link;
    if (section !== null) {
      out.widthMm[i] = section.widthMm ?? Number.NaN;
      out.heightMm[i] = section.heightMm ?? Number.NaN;
      out.wallMm[i] = section.wallMm ?? Number.NaN;
    }
    out.invertFromM[i] = from.invertM ?? Number.NaN;
    out.invertToM[i] = to.invertM ?? Number.NaN;
    out.outerTopFromM[i] = from.outerTopM ?? Number.NaN;
    out.outerTopToM[i] = to.outerTopM ?? Number.NaN;
    out.coverLevelFromM[i] = fromNode?.coverLevelM ?? Number.NaN;
    out.coverLevelToM[i] = toNode?.coverLevelM ?? Number.NaN;
    out.lengthM[i] = link.statedLengthM ?? link.planLengthM;
    out.slope[i] = link.slope ?? Number.NaN;
    out.builtYear[i] = link.builtYear ?? Number.NaN;
  }
  for (const [k, { node }] of nodes.entries()) {
    const i = links.length + k;
    out.coverLevelM[i] = node.coverLevelM ?? Number.NaN;
    out.sumpLevelM[i] = node.sumpLevelM ?? Number.NaN;
    out.shaftDiameterMm[i] = node.shaftDiameterMm ?? Number.NaN;
    out.builtYear[i] = node.builtYear ?? Number.NaN;
  }
  return out;
}

function placesIn<Name extends keyof typeof NETWORK_ENUMS>(
  name: Name,
): (value: (typeof NETWORK_ENUMS)[Name][number]) => number {
  const places = new Map<string, number>(NETWORK_ENUMS[name].map((each, i) => [each, i]));
  return (value) => places.get(value) ?? 0;
}

const familyOf = placesIn('family');
const utilityOf = placesIn('utility');
const kindOf = placesIn('kind');
const shapeOf = placesIn('shape');
const drawnOf = placesIn('drawnAs');

/** What a tile seen from afar tells of its features: whose they are, what they are, how they are drawn; no figures. */
export function withoutFigures(columns: readonly PropertyColumn[]): readonly PropertyColumn[] {
  return columns.filter(({ name, type }) => type !== 'float' && name !== 'material' && name !== 'shape');
}
