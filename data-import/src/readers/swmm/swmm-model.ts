import type { Crs } from '@undercroft/core/geodesy/crs';
import type { Issue } from '@undercroft/core/model/issue';
import type { LinkKind } from '@undercroft/core/model/link';
import type { IssueLog } from '../../issue-log.ts';
import { issue } from '../../issues.ts';
import type { Placement } from '../../placing/placement.ts';
import type { UtilityGuess } from '../../utility-guess.ts';
import type { CrossSectionTables } from './swmm-cross-section.ts';
import type { SwmmFile, SwmmRow } from './swmm-file.ts';
import type { SwmmSection } from './swmm-sections.ts';
import { crossSectionTablesOf } from './swmm-tables.ts';
import { type SwmmUnits, unitsOf } from './swmm-units.ts';

export type SwmmNodeKind = 'junction' | 'outfall' | 'storage' | 'divider';

/** One node as it stands in its own section, with what other nodes and links need of it. */
export interface SwmmNode {
  readonly kind: SwmmNodeKind;
  readonly section: SwmmSection;
  readonly sourceId: string;
  readonly row: SwmmRow;
}

export type SwmmLinkKind = Exclude<LinkKind, 'valve'>;

export interface SwmmLink {
  readonly kind: SwmmLinkKind;
  readonly section: SwmmSection;
  /** Unique in the layer: the name, marked where a node bears the same one. */
  readonly sourceId: string;
  readonly row: SwmmRow;
}

export interface SwmmArea {
  readonly sourceId: string;
  readonly row: SwmmRow;
}

/** A SWMM file with its names resolved: every map is keyed by `idKey`. */
export interface SwmmModel {
  readonly file: SwmmFile;
  readonly units: SwmmUnits;
  readonly crossSections: CrossSectionTables;
  readonly nodes: ReadonlyMap<string, SwmmNode>;
  readonly links: ReadonlyMap<string, SwmmLink>;
  readonly areas: ReadonlyMap<string, SwmmArea>;
  /** Rows of other sections that belong to a node, link or area. */
  readonly coordinates: ReadonlyMap<string, SwmmRow>;
  readonly vertices: ReadonlyMap<string, readonly SwmmRow[]>;
  readonly polygons: ReadonlyMap<string, readonly SwmmRow[]>;
  readonly crossSectionRows: ReadonlyMap<string, SwmmRow>;
  readonly losses: ReadonlyMap<string, SwmmRow>;
  /** By the kind of object (`NODE`, `LINK`, `SUBCATCH`) and its key. */
  readonly tags: ReadonlyMap<string, string>;
  readonly curveNames: ReadonlySet<string>;
  readonly placement: Placement;
  readonly utilityOf: UtilityGuess;
}

const NODE_SECTIONS: readonly (readonly [SwmmSection, SwmmNodeKind])[] = [
  ['JUNCTIONS', 'junction'],
  ['OUTFALLS', 'outfall'],
  ['STORAGE', 'storage'],
  ['DIVIDERS', 'divider'],
];
const LINK_SECTIONS: readonly (readonly [SwmmSection, SwmmLinkKind])[] = [
  ['CONDUITS', 'conduit'],
  ['PUMPS', 'pump'],
  ['WEIRS', 'weir'],
  ['ORIFICES', 'orifice'],
  ['OUTLETS', 'outlet'],
];

/** SWMM compares names without regard to the case of A to Z. */
export function idKey(id: string): string {
  return id.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** Resolves the names of a file. What does not resolve is an issue; nothing throws. */
export function swmmModel(file: SwmmFile, placement: Placement, utilityOf: UtilityGuess): SwmmModel {
  const units = unitsOf(file);
  const { issues } = file;
  issues.add(...units.issues, ...missingSections(file), ...mapUnits(file, placement.crs));
  const { nodes, links, areas } = namedObjects(file, issues);
  const crossSectionRows = new Map<string, SwmmRow>();
  for (const row of file.sections.XSECTIONS) {
    const key = idKey(row.tokens[0] ?? '');
    if (links.has(key)) crossSectionRows.set(key, row);
    else
      issues.add(
        issue(
          'unresolved-reference',
          row.row,
          'Link',
          `[XSECTIONS] names a link "${row.tokens[0]}" that the file does not hold.`,
        ),
      );
  }
  return {
    file,
    units,
    crossSections: crossSectionTablesOf(file, units, idKey),
    nodes,
    links,
    areas,
    coordinates: coordinatesOf(file, nodes, issues),
    vertices: grouped(file.sections.VERTICES, (key) => links.has(key), 'VERTICES', 'Link', issues),
    polygons: grouped(
      file.sections.POLYGONS,
      (key) => areas.has(key) || nodes.has(key),
      'POLYGONS',
      'Subcatchment',
      issues,
    ),
    crossSectionRows,
    losses: new Map(file.sections.LOSSES.map((row) => [idKey(row.tokens[0] ?? ''), row])),
    tags: new Map(
      file.sections.TAGS.map(({ tokens }) => [
        `${tokens[0]?.toUpperCase()} ${idKey(tokens[1] ?? '')}`,
        tokens.slice(2).join(' '),
      ]),
    ),
    curveNames: new Set(file.sections.CURVES.map(({ tokens }) => idKey(tokens[0] ?? ''))),
    placement,
    utilityOf,
  };
}

function namedObjects(file: SwmmFile, issues: IssueLog) {
  const nodes = new Map<string, SwmmNode>();
  const links = new Map<string, SwmmLink>();
  const areas = new Map<string, SwmmArea>();
  const taken = new Set<string>();
  for (const [section, kind] of NODE_SECTIONS) {
    for (const row of file.sections[section]) {
      const [sourceId = ''] = row.tokens;
      if (!isNew(nodes, sourceId, row, `node "${sourceId}"`, issues)) continue;
      nodes.set(idKey(sourceId), { kind, section, sourceId, row });
      taken.add(sourceId);
    }
  }
  for (const [section, kind] of LINK_SECTIONS) {
    for (const row of file.sections[section]) {
      const [name = ''] = row.tokens;
      if (!isNew(links, name, row, `link "${name}"`, issues)) continue;
      links.set(idKey(name), { kind, section, sourceId: unshared(name, '~link', taken, row, issues), row });
    }
  }
  for (const row of file.sections.SUBCATCHMENTS) {
    const [name = ''] = row.tokens;
    if (!isNew(areas, name, row, `subcatchment "${name}"`, issues)) continue;
    areas.set(idKey(name), { sourceId: unshared(name, '~area', taken, row, issues), row });
  }
  return { nodes, links, areas };
}

function isNew(
  known: ReadonlyMap<string, { readonly row: SwmmRow }>,
  name: string,
  row: SwmmRow,
  what: string,
  issues: IssueLog,
): boolean {
  const earlier = known.get(idKey(name));
  if (earlier === undefined) return true;
  issues.add(issue('duplicate-id', row.row, 'Name', `There already is a ${what}, on line ${earlier.row.row}.`));
  return false;
}

/** A link or area may bear a node's name in SWMM; a layer's ids are unique, so it is marked. */
function unshared(name: string, mark: string, taken: Set<string>, row: SwmmRow, issues: IssueLog): string {
  let sourceId = name;
  while (taken.has(sourceId)) sourceId += mark;
  taken.add(sourceId);
  if (sourceId !== name) {
    issues.add(
      issue(
        'shared-name',
        row.row,
        'Name',
        `"${name}" names two things of different kinds; this one is kept as "${sourceId}".`,
      ),
    );
  }
  return sourceId;
}

function coordinatesOf(file: SwmmFile, nodes: ReadonlyMap<string, SwmmNode>, issues: IssueLog) {
  const coordinates = new Map<string, SwmmRow>();
  for (const row of file.sections.COORDINATES) {
    const key = idKey(row.tokens[0] ?? '');
    if (!nodes.has(key)) {
      issues.add(orphan('COORDINATES', 'Node', row));
      continue;
    }
    const earlier = coordinates.get(key);
    if (earlier !== undefined) {
      issues.add(
        issue(
          'repeated-row',
          row.row,
          'Node',
          `Node "${row.tokens[0]}" has coordinates already, on line ${earlier.row}; the later ones count.`,
        ),
      );
    }
    coordinates.set(key, row);
  }
  return coordinates;
}

function grouped(
  rows: readonly SwmmRow[],
  has: (key: string) => boolean,
  section: string,
  field: string,
  issues: IssueLog,
): ReadonlyMap<string, readonly SwmmRow[]> {
  const groups = new Map<string, SwmmRow[]>();
  for (const row of rows) {
    const key = idKey(row.tokens[0] ?? '');
    const group = groups.get(key);
    if (group !== undefined) group.push(row);
    else if (has(key)) groups.set(key, [row]);
    else issues.add(orphan(section, field, row));
  }
  return groups;
}

function orphan(section: string, field: string, row: SwmmRow): Issue {
  return issue('orphan-row', row.row, field, `[${section}] draws "${row.tokens[0]}", which the file does not hold.`);
}

/** What a truncated file lacks. */
function missingSections(file: SwmmFile): readonly Issue[] {
  const issues: Issue[] = [];
  const want = (section: SwmmSection, why: string) => {
    if (file.present.has(section)) return;
    issues.push(
      issue('missing-section', null, section, `"${file.name}" has no section [${section}]: ${why}. It may be cut off.`),
    );
  };
  const hasLinks = LINK_SECTIONS.some(([section]) => file.sections[section].length > 0);
  if (!NODE_SECTIONS.some(([section]) => file.sections[section].length > 0)) want('JUNCTIONS', 'there are no nodes');
  if (!hasLinks) want('CONDUITS', 'there are no links');
  if (file.sections.CONDUITS.length > 0) want('XSECTIONS', 'conduits have no sizes without it');
  want('COORDINATES', 'nothing has a place without it');
  if (file.sections.SUBCATCHMENTS.length > 0 && !file.present.has('POLYGONS')) {
    issues.push(
      issue('missing-polygons', null, 'POLYGONS', `"${file.name}" draws none of its subcatchments. It may be cut off.`),
    );
  }
  return issues;
}

/** [MAP] says in what unit the drawing was made; a word against the unit of the named system is worth a warning. */
function mapUnits(file: SwmmFile, crs: Crs): readonly Issue[] {
  const row = file.sections.MAP.find(({ tokens }) => tokens[0]?.toUpperCase() === 'UNITS');
  const stated = row?.tokens[1]?.toLowerCase();
  if (row === undefined || stated === undefined) return [];
  const wanted = { metre: 'meters', usSurveyFoot: 'feet', degree: 'degrees' }[crs.unit];
  if (stated === 'none' || stated === wanted) return [];
  return [
    issue(
      'units-differ',
      row.row,
      'Units',
      `[MAP] says its coordinates are ${stated}; ${crs.code} (${crs.name}) is in ${wanted}.`,
    ),
  ];
}
