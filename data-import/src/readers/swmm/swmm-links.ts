import type { Issue } from '@undercroft/core/model/issue';
import { type EndLevels, type Link, type RawValue, UNKNOWN_LEVELS } from '@undercroft/core/model/link';
import { ACCURACY_NOT_STATED } from '@undercroft/core/model/quality-level';
import type { Section } from '@undercroft/core/model/section-shape';
import { issue } from '../../issues.ts';
import { type FieldReader, fieldsOf } from '../inp/inp-fields.ts';
import { tidy } from '../inp/inp-number.ts';
import { conduitIssues } from './swmm-conduit-checks.ts';
import { crossSectionOf } from './swmm-cross-section.ts';
import { idKey, type SwmmLink, type SwmmModel } from './swmm-model.ts';
import { type PlacedNode, pointOf } from './swmm-nodes.ts';
import { namedColumns } from './swmm-sections.ts';

export interface LinkItem {
  readonly link: Link | null;
  readonly issues: readonly Issue[];
}

const MM_PER_M = 1000;

/** The canonical link of a row of [CONDUITS], [PUMPS], [WEIRS], [ORIFICES] or [OUTLETS]. */
export function linkItem(source: SwmmLink, model: SwmmModel, nodes: ReadonlyMap<string, PlacedNode>): LinkItem {
  const issues: Issue[] = [];
  const what = `Link "${source.row.tokens[0]}"`;
  const fields = fieldsOf(source.row, what, issues);
  const from = endOf(source, 1, 'FromNode', what, nodes, issues);
  const to = endOf(source, 2, 'ToNode', what, nodes, issues);
  const section = sectionOf(source, model, issues);
  const levels = levelsOf(source, model, fields, { from, to, section });
  const statedLengthM = statedLengthOf(source, model, fields, what, issues);
  const path = pathOf(source, model, from, to, what, issues);
  checkPump(source, model, what, issues);
  if (from === null || to === null || path === null) return { link: null, issues };
  const planLengthM = tidy(model.placement.planLengthM(path.plane));
  const lengthM = statedLengthM ?? planLengthM;
  const known = source.kind === 'conduit' && levels.from.invertM !== null && levels.to.invertM !== null && lengthM > 0;
  const link: Link = {
    kind: source.kind,
    sourceId: source.sourceId,
    ...model.utilityOf(source.sourceId, from.source.sourceId),
    fromNode: from.source.sourceId,
    toNode: to.source.sourceId,
    path: path.lonLat,
    section,
    from: levels.from,
    to: levels.to,
    depthReference: source.kind === 'pump' ? 'unknown' : 'invert',
    outerTopBasis: levels.from.outerTopM === null && levels.to.outerTopM === null ? 'unknown' : 'inner',
    statedLengthM,
    planLengthM,
    slope: known ? (levels.from.invertM - levels.to.invertM) / lengthM : null,
    material: null,
    owner: null,
    builtYear: null,
    status: 'unknown',
    accuracy: ACCURACY_NOT_STATED,
    raw: rawOf(source, model),
  };
  if (source.kind === 'conduit') issues.push(...conduitIssues(link, source, from, to));
  return { link, issues };
}

function endOf(
  source: SwmmLink,
  index: number,
  field: string,
  what: string,
  nodes: ReadonlyMap<string, PlacedNode>,
  issues: Issue[],
): PlacedNode | null {
  const name = source.row.tokens[index];
  const node = name === undefined ? undefined : nodes.get(idKey(name));
  if (node !== undefined) return node;
  if (name === undefined) issues.push(issue('missing-value', source.row.row, field, `${what}: ${field} is missing.`));
  else
    issues.push(
      issue('unknown-node', source.row.row, field, `${what}: its ${field} "${name}" is not a node of the file.`),
    );
  return null;
}

function sectionOf(source: SwmmLink, model: SwmmModel, issues: Issue[]): Section | null {
  const row = model.crossSectionRows.get(idKey(source.row.tokens[0] ?? ''));
  if (row !== undefined) {
    const crossSection = crossSectionOf(row, model.crossSections);
    issues.push(...crossSection.issues);
    return crossSection.section;
  }
  if (source.kind === 'conduit' && model.file.present.has('XSECTIONS')) {
    issues.push(
      issue(
        'missing-cross-section',
        source.row.row,
        'XSECTIONS',
        `Link "${source.row.tokens[0]}" has no row in [XSECTIONS].`,
      ),
    );
  }
  return null;
}

interface Ends {
  readonly from: PlacedNode | null;
  readonly to: PlacedNode | null;
  readonly section: Section | null;
}

/**
 * Levels at both ends. A conduit states an offset at each. A weir's crest, an orifice and an outlet stand at the node
 * they take water from: their one offset gives the level there and nothing about the far end. A pump states none.
 */
function levelsOf(source: SwmmLink, model: SwmmModel, fields: FieldReader, ends: Ends): Pick<Link, 'from' | 'to'> {
  const heightMm = ends.section?.heightMm ?? null;
  const at = (node: PlacedNode | null, index: number, field: string): number | null =>
    invertAt(source, model, fields, node, index, field);
  switch (source.kind) {
    case 'conduit':
      return {
        from: endLevels(at(ends.from, 5, 'InOffset'), heightMm),
        to: endLevels(at(ends.to, 6, 'OutOffset'), heightMm),
      };
    case 'weir':
      return { from: opening(at(ends.from, 4, 'CrestHt')), to: UNKNOWN_LEVELS };
    case 'orifice':
      return { from: opening(at(ends.from, 4, 'Offset')), to: UNKNOWN_LEVELS };
    case 'outlet':
      return { from: opening(at(ends.from, 3, 'Offset')), to: UNKNOWN_LEVELS };
    case 'pump':
      return { from: UNKNOWN_LEVELS, to: UNKNOWN_LEVELS };
  }
}

/** Level of the invert at one end. `*` stands for the node's own invert. */
function invertAt(
  source: SwmmLink,
  model: SwmmModel,
  fields: FieldReader,
  node: PlacedNode | null,
  index: number,
  field: string,
): number | null {
  if (source.row.tokens[index] === '*') return node?.invertM ?? null;
  const offset = fields.required(index, field);
  if (offset === null) return null;
  const offsetM = offset * model.units.metresPerUnit;
  if (model.units.offsets === 'elevation') return fields.plausibleLevel(tidy(offsetM), field);
  const nodeInvertM = node?.invertM ?? null;
  return nodeInvertM === null ? null : fields.plausibleLevel(tidy(nodeInvertM + offsetM), field);
}

/** The wall is not stated: the outer top is given as the obvert (`outerTopBasis` `inner`). */
function endLevels(invertM: number | null, heightMm: number | null): EndLevels {
  if (invertM === null || heightMm === null) return { ...UNKNOWN_LEVELS, invertM };
  const heightM = heightMm / MM_PER_M;
  return { invertM, axisM: tidy(invertM + heightM / 2), outerTopM: tidy(invertM + heightM) };
}

/** A device is an opening in a wall: it has a lowest point, but neither an axis nor a top that lies under ground. */
function opening(invertM: number | null): EndLevels {
  return { ...UNKNOWN_LEVELS, invertM };
}

function statedLengthOf(
  source: SwmmLink,
  model: SwmmModel,
  fields: FieldReader,
  what: string,
  issues: Issue[],
): number | null {
  if (source.kind !== 'conduit') return null;
  const length = fields.required(3, 'Length');
  if (length === null) return null;
  const lengthM = tidy(length * model.units.metresPerUnit);
  if (lengthM > 0) return lengthM;
  const message = `${what}: Length wants a number above 0; ${source.row.tokens[3]} came. The drawn length is used.`;
  issues.push(issue('zero-length', source.row.row, 'Length', message));
  return null;
}

/** The path in the file's own coordinates and on the globe; `null` when a point of it has no place. */
function pathOf(
  source: SwmmLink,
  model: SwmmModel,
  from: PlacedNode | null,
  to: PlacedNode | null,
  what: string,
  issues: Issue[],
): { readonly plane: readonly number[]; readonly lonLat: Float64Array } | null {
  const plane: number[] = [];
  const lonLat: number[] = [];
  let complete = true;
  const add = (end: PlacedNode | null) => {
    const place = end?.place ?? null;
    if (place === null) {
      complete = false;
      return;
    }
    plane.push(place.x, place.y);
    lonLat.push(place.lon, place.lat);
  };
  add(from);
  for (const row of model.vertices.get(idKey(source.row.tokens[0] ?? '')) ?? []) {
    const point = pointOf(row, what, issues);
    const place = point === null ? null : model.placement.place(point[0], point[1]);
    if (point === null || place === null) {
      complete = false;
    } else if (typeof place === 'string') {
      issues.push(issue('outside-area-of-use', row.row, 'X-Coord', `${what}: ${place}`));
      complete = false;
    } else {
      plane.push(...point);
      lonLat.push(...place);
    }
  }
  add(to);
  return complete ? { plane, lonLat: Float64Array.from(lonLat) } : null;
}

/** A pump without a curve moves nothing in the model; the network is none the worse for it. */
function checkPump(source: SwmmLink, model: SwmmModel, what: string, issues: Issue[]): void {
  if (source.kind !== 'pump') return;
  const name = source.row.tokens[3];
  if (name === '*' || (name !== undefined && model.curveNames.has(idKey(name)))) return;
  issues.push(
    issue(
      'pump-without-curve',
      source.row.row,
      'PumpCurve',
      `${what}: its curve ${name === undefined ? 'is missing' : `"${name}" is not in [CURVES]`}.`,
    ),
  );
}

function rawOf(source: SwmmLink, model: SwmmModel): Record<string, RawValue> {
  const key = idKey(source.row.tokens[0] ?? '');
  const crossSection = model.crossSectionRows.get(key);
  const losses = model.losses.get(key);
  const vertices = model.vertices.get(key);
  const tag = model.tags.get(`LINK ${key}`);
  return {
    [source.section]: namedColumns(source.section, source.row.tokens),
    ...(crossSection === undefined ? {} : { XSECTIONS: namedColumns('XSECTIONS', crossSection.tokens) }),
    ...(losses === undefined ? {} : { LOSSES: namedColumns('LOSSES', losses.tokens) }),
    VERTICES: vertices?.length ?? 0,
    ...(tag === undefined ? {} : { TAGS: tag }),
    ...(source.row.comment === null ? {} : { comment: source.row.comment }),
  };
}
