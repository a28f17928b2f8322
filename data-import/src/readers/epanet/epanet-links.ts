import type { Issue } from '@undercroft/core/model/issue';
import { type Link, UNKNOWN_LEVELS } from '@undercroft/core/model/link';
import { ACCURACY_NOT_STATED } from '@undercroft/core/model/quality-level';
import type { Section } from '@undercroft/core/model/section-shape';
import { issue } from '../../issues.ts';
import { type FieldReader, fieldsOf } from '../inp/inp-fields.ts';
import { tidy } from '../inp/inp-number.ts';
import type { EpanetLink, EpanetModel } from './epanet-model.ts';
import type { EpanetPlace } from './epanet-nodes.ts';
import { epanetRecord } from './epanet-sections.ts';
import { waterUnlessNamed } from './epanet-utility.ts';

export interface EpanetLinkItem {
  readonly link: Link | null;
  readonly issues: readonly Issue[];
}

/** Nothing wider is laid in a street, mm: a larger figure is another unit. */
const WIDEST_MM = 10_000;

/** The canonical link of a row of [PIPES], [PUMPS] or [VALVES]. EPANET holds no depths: the levels stay unknown. */
export function epanetLinkItem(
  source: EpanetLink,
  model: EpanetModel,
  places: ReadonlyMap<string, EpanetPlace | null>,
): EpanetLinkItem {
  const issues: Issue[] = [];
  const what = `Link "${source.id}"`;
  const fields = fieldsOf(source.row, what, issues);
  const from = endOf(source, 1, 'Node1', what, places, issues);
  const to = endOf(source, 2, 'Node2', what, places, issues);
  const section = sectionOf(source, model, fields, what, issues);
  const statedLengthM = source.kind === 'conduit' ? statedLengthOf(source, model, fields, what, issues) : null;
  const path = pathOf(source, model, from, to, what, issues);
  if (from === null || to === null || path === null) return { link: null, issues };
  const vertices = model.vertices.get(source.id)?.length ?? 0;
  const tag = model.tags.get(`LINK ${source.id}`);
  const link: Link = {
    kind: source.kind,
    sourceId: source.sourceId,
    ...waterUnlessNamed(model.utilityOf(source.sourceId)),
    fromNode: source.row.tokens[1] ?? null,
    toNode: source.row.tokens[2] ?? null,
    path: path.lonLat,
    section,
    from: UNKNOWN_LEVELS,
    to: UNKNOWN_LEVELS,
    depthReference: 'unknown',
    outerTopBasis: 'unknown',
    statedLengthM,
    planLengthM: tidy(model.placement.planLengthM(path.plane)),
    slope: null,
    material: null,
    owner: null,
    builtYear: null,
    status: 'unknown',
    valveState: model.roles.stateOf(source),
    accuracy: ACCURACY_NOT_STATED,
    raw: {
      [source.section]: epanetRecord(source.section, source.row.tokens),
      VERTICES: vertices,
      ...(tag === undefined ? {} : { TAGS: tag }),
    },
  };
  return { link, issues };
}

function endOf(
  source: EpanetLink,
  index: number,
  field: string,
  what: string,
  places: ReadonlyMap<string, EpanetPlace | null>,
  issues: Issue[],
): EpanetPlace | null {
  const id = source.row.tokens[index];
  const place = id === undefined ? undefined : places.get(id);
  if (place !== undefined) return place;
  if (id === undefined) issues.push(issue('missing-value', source.row.row, field, `${what}: ${field} is missing.`));
  else {
    issues.push(
      issue('unknown-node', source.row.row, field, `${what}: its ${field} "${id}" is not a node of the file.`),
    );
  }
  return null;
}

/** The stated diameter is that of the inside (it enters the head loss); a pump has none. */
function sectionOf(
  source: EpanetLink,
  model: EpanetModel,
  fields: FieldReader,
  what: string,
  issues: Issue[],
): Section | null {
  if (source.kind === 'pump') return null;
  const diameter = source.kind === 'conduit' ? fields.required(4, 'Diameter') : fields.required(3, 'Diameter');
  const widthMm = diameter === null ? null : tidy(diameter * model.units.mmPerDiameter);
  const usable = widthMm !== null && widthMm > 0 && widthMm <= WIDEST_MM;
  if (widthMm !== null && !usable) {
    const message = `${what}: Diameter reads as ${widthMm} mm, which no pipe has; it is taken as unknown.`;
    issues.push(issue('implausible-size', source.row.row, 'Diameter', message));
  }
  const size = usable ? widthMm : null;
  return {
    shape: 'circular',
    widthMm: size,
    heightMm: size,
    wallMm: null,
    floorWidthMm: null,
    open: false,
    barrels: 1,
  };
}

function statedLengthOf(
  source: EpanetLink,
  model: EpanetModel,
  fields: FieldReader,
  what: string,
  issues: Issue[],
): number | null {
  const length = fields.required(3, 'Length');
  if (length === null) return null;
  const lengthM = tidy(length * model.units.metresPerLength);
  if (lengthM > 0) return lengthM;
  const message = `${what}: Length wants a number above 0; ${source.row.tokens[3]} came. The drawn length is used.`;
  issues.push(issue('zero-length', source.row.row, 'Length', message));
  return null;
}

/** The path in the file's own coordinates and on the globe; `null` when a point of it has no place. */
function pathOf(
  source: EpanetLink,
  model: EpanetModel,
  from: EpanetPlace | null,
  to: EpanetPlace | null,
  what: string,
  issues: Issue[],
): { readonly plane: readonly number[]; readonly lonLat: Float64Array } | null {
  if (from === null || to === null) return null;
  const plane = [from.x, from.y];
  const lonLat = [from.lon, from.lat];
  for (const row of model.vertices.get(source.id) ?? []) {
    const fields = fieldsOf(row, what, issues);
    const x = fields.required(1, 'X-Coord');
    const y = fields.required(2, 'Y-Coord');
    if (x === null || y === null) return null;
    const place = model.placement.place(x, y);
    if (typeof place === 'string') {
      issues.push(issue('outside-area-of-use', row.row, 'X-Coord', `${what}: ${place}`));
      return null;
    }
    plane.push(x, y);
    lonLat.push(...place);
  }
  plane.push(to.x, to.y);
  lonLat.push(to.lon, to.lat);
  return { plane, lonLat: Float64Array.from(lonLat) };
}
