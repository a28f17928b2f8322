import type { Issue } from '@undercroft/core/model/issue';
import type { LinkKind } from '@undercroft/core/model/link';
import type { IssueLog } from '../../issue-log.ts';
import { issue } from '../../issues.ts';
import type { Placement } from '../../placing/placement.ts';
import type { UtilityGuess } from '../../utility-guess.ts';
import type { InpFile, InpRow } from '../inp/inp-file.ts';
import { type EpanetRoles, epanetRoles } from './epanet-roles.ts';
import type { EpanetSection } from './epanet-sections.ts';

export type EpanetFile = InpFile<EpanetSection>;
export type EpanetLinkKind = Extract<LinkKind, 'conduit' | 'pump' | 'valve'>;

export interface EpanetNode {
  readonly section: 'JUNCTIONS' | 'RESERVOIRS' | 'TANKS';
  readonly id: string;
  readonly row: InpRow;
}

export interface EpanetLink {
  readonly section: 'PIPES' | 'PUMPS' | 'VALVES';
  readonly kind: EpanetLinkKind;
  readonly id: string;
  /** Unique in the layer: the id, marked where a node bears the same one. */
  readonly sourceId: string;
  readonly row: InpRow;
}

/** The units of a file, from `UNITS` in [OPTIONS]: flow units of the US make lengths feet and diameters inches. */
export interface EpanetUnits {
  readonly metresPerLength: number;
  readonly mmPerDiameter: number;
}

/** An EPANET file with its names resolved. Ids are compared as they stand: EPANET minds their case. */
export interface EpanetModel {
  readonly file: EpanetFile;
  readonly units: EpanetUnits;
  readonly nodes: ReadonlyMap<string, EpanetNode>;
  readonly links: readonly EpanetLink[];
  readonly coordinates: ReadonlyMap<string, InpRow>;
  readonly vertices: ReadonlyMap<string, readonly InpRow[]>;
  /** By the kind of object (`NODE`, `LINK`) and its id. */
  readonly tags: ReadonlyMap<string, string>;
  readonly roles: EpanetRoles;
  readonly placement: Placement;
  readonly utilityOf: UtilityGuess;
}

const US_FLOWS: ReadonlySet<string> = new Set(['CFS', 'GPM', 'MGD', 'IMGD', 'AFD']);
const SI_FLOWS: ReadonlySet<string> = new Set(['LPS', 'LPM', 'MLD', 'CMH', 'CMD', 'CMS']);
const US_UNITS: EpanetUnits = { metresPerLength: 0.3048, mmPerDiameter: 25.4 };
const SI_UNITS: EpanetUnits = { metresPerLength: 1, mmPerDiameter: 1 };
const NODE_SECTIONS = ['JUNCTIONS', 'RESERVOIRS', 'TANKS'] as const;
const LINK_SECTIONS = [
  ['PIPES', 'conduit'],
  ['PUMPS', 'pump'],
  ['VALVES', 'valve'],
] as const;

/** Resolves the names of a file. What does not resolve is an issue; nothing throws. */
export function epanetModel(file: EpanetFile, placement: Placement, utilityOf: UtilityGuess): EpanetModel {
  const { issues, sections } = file;
  issues.add(...missingSections(file));
  const nodes = new Map<string, EpanetNode>();
  for (const section of NODE_SECTIONS) {
    for (const row of sections[section]) {
      const [id = ''] = row.tokens;
      if (isNew(nodes, id, row, 'node', issues)) nodes.set(id, { section, id, row });
    }
  }
  const links = new Map<string, EpanetLink>();
  for (const [section, kind] of LINK_SECTIONS) {
    for (const row of sections[section]) {
      const [id = ''] = row.tokens;
      if (!isNew(links, id, row, 'link', issues)) continue;
      links.set(id, { section, kind, id, sourceId: unshared(id, nodes, row, issues), row });
    }
  }
  return {
    file,
    units: unitsOf(file),
    nodes,
    links: [...links.values()],
    coordinates: coordinatesOf(file, nodes, issues),
    vertices: verticesOf(file, links, issues),
    tags: new Map(
      sections.TAGS.map(({ tokens }) => [`${tokens[0]?.toUpperCase()} ${tokens[1] ?? ''}`, tokens.slice(2).join(' ')]),
    ),
    roles: epanetRoles(file),
    placement,
    utilityOf,
  };
}

function unitsOf(file: EpanetFile): EpanetUnits {
  const row = file.sections.OPTIONS.findLast(({ tokens }) => tokens[0]?.toUpperCase() === 'UNITS');
  const flow = row?.tokens[1]?.toUpperCase();
  if (flow === undefined) {
    const message = 'Units is not stated; EPANET then takes GPM, so lengths are read as feet and diameters as inches.';
    file.issues.add(issue('units-assumed', null, 'Units', message));
    return US_UNITS;
  }
  if (US_FLOWS.has(flow)) return US_UNITS;
  if (!SI_FLOWS.has(flow)) {
    const known = [...US_FLOWS, ...SI_FLOWS].join(', ');
    file.issues.add(issue('missing-value', row?.row ?? null, 'Units', `Units wants one of ${known}; "${flow}" came.`));
  }
  return SI_UNITS;
}

function isNew(
  known: ReadonlyMap<string, { readonly row: InpRow }>,
  id: string,
  row: InpRow,
  what: string,
  issues: IssueLog,
): boolean {
  const earlier = known.get(id);
  if (earlier === undefined) return true;
  issues.add(issue('duplicate-id', row.row, 'ID', `There already is a ${what} "${id}", on line ${earlier.row.row}.`));
  return false;
}

/** A link may bear a node's id in EPANET; a layer's ids are unique, so it is marked. */
function unshared(id: string, nodes: ReadonlyMap<string, unknown>, row: InpRow, issues: IssueLog): string {
  let sourceId = id;
  while (nodes.has(sourceId)) sourceId += '~link';
  if (sourceId !== id) {
    const message = `"${id}" names a node and a link; the link is kept as "${sourceId}".`;
    issues.add(issue('shared-name', row.row, 'ID', message));
  }
  return sourceId;
}

function coordinatesOf(file: EpanetFile, nodes: ReadonlyMap<string, EpanetNode>, issues: IssueLog) {
  const coordinates = new Map<string, InpRow>();
  for (const row of file.sections.COORDINATES) {
    const [id = ''] = row.tokens;
    if (!nodes.has(id)) {
      issues.add(orphan('COORDINATES', 'Node', row));
      continue;
    }
    const earlier = coordinates.get(id);
    if (earlier !== undefined) {
      const message = `Node "${id}" has coordinates already, on line ${earlier.row}; the later ones count.`;
      issues.add(issue('repeated-row', row.row, 'Node', message));
    }
    coordinates.set(id, row);
  }
  return coordinates;
}

function verticesOf(file: EpanetFile, links: ReadonlyMap<string, EpanetLink>, issues: IssueLog) {
  const vertices = new Map<string, InpRow[]>();
  for (const row of file.sections.VERTICES) {
    const [id = ''] = row.tokens;
    const group = vertices.get(id);
    if (group !== undefined) group.push(row);
    else if (links.has(id)) vertices.set(id, [row]);
    else issues.add(orphan('VERTICES', 'Link', row));
  }
  return vertices;
}

function orphan(section: string, field: string, row: InpRow): Issue {
  return issue('orphan-row', row.row, field, `[${section}] draws "${row.tokens[0]}", which the file does not hold.`);
}

/** What a truncated file lacks. */
function missingSections({ name, present, sections }: EpanetFile): readonly Issue[] {
  const want = (section: EpanetSection, why: string): readonly Issue[] =>
    present.has(section)
      ? []
      : [issue('missing-section', null, section, `"${name}" has no section [${section}]: ${why}. It may be cut off.`)];
  const hasNodes = NODE_SECTIONS.some((section) => sections[section].length > 0);
  const hasLinks = LINK_SECTIONS.some(([section]) => sections[section].length > 0);
  return [
    ...(hasNodes ? [] : want('JUNCTIONS', 'there are no nodes')),
    ...(hasLinks ? [] : want('PIPES', 'there are no links')),
    ...want('COORDINATES', 'nothing has a place without it'),
  ];
}
