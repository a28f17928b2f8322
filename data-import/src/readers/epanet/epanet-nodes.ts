import type { Issue } from '@undercroft/core/model/issue';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import { ACCURACY_NOT_STATED } from '@undercroft/core/model/quality-level';
import { issue } from '../../issues.ts';
import { fieldsOf } from '../inp/inp-fields.ts';
import { tidy } from '../inp/inp-number.ts';
import type { EpanetModel, EpanetNode } from './epanet-model.ts';
import { epanetRecord } from './epanet-sections.ts';
import { waterUnlessNamed } from './epanet-utility.ts';

/** A node as links need it: its place in the file's coordinates and on the globe. */
export interface EpanetPlace {
  readonly x: number;
  readonly y: number;
  readonly lon: number;
  readonly lat: number;
}

export interface EpanetNodeItem {
  /** `null` when the file gives no usable place; its error has been reported. */
  readonly place: EpanetPlace | null;
  readonly node: NetworkNode | null;
  readonly issues: readonly Issue[];
}

/**
 * The canonical node of a row of [JUNCTIONS], [RESERVOIRS] or [TANKS].
 *
 * EPANET does not say what a junction's elevation belongs to; models are made from ground levels, so it is taken as the
 * level of the ground and said to be (`ground-level-assumed`). A tank's is that of its floor, a reservoir's head that of
 * its water: neither is ground.
 */
export function epanetNodeItem(source: EpanetNode, model: EpanetModel): EpanetNodeItem {
  const issues: Issue[] = [];
  const what = `Node "${source.id}"`;
  const fields = fieldsOf(source.row, what, issues);
  // A missing elevation is 0 to EPANET; here it is not known.
  const elevation = fields.optional(1, source.section === 'RESERVOIRS' ? 'Head' : 'Elevation');
  const elevationM =
    elevation === null ? null : fields.plausibleLevel(tidy(elevation * model.units.metresPerLength), 'Elevation');
  const place = placeOf(source, model, what, issues);
  if (place === null) return { place, node: null, issues };
  const tag = model.tags.get(`NODE ${source.id}`);
  const coordinates = model.coordinates.get(source.id);
  const node: NetworkNode = {
    kind: source.section === 'JUNCTIONS' ? 'junction' : 'storage',
    role: model.roles.roleOf(source),
    sourceId: source.id,
    ...waterUnlessNamed(model.utilityOf(source.id)),
    position: [place.lon, place.lat],
    coverLevelM: source.section === 'JUNCTIONS' ? elevationM : null,
    sumpLevelM: source.section === 'TANKS' ? elevationM : null,
    shaftDiameterMm: null,
    material: null,
    owner: null,
    builtYear: null,
    status: 'unknown',
    accuracy: ACCURACY_NOT_STATED,
    raw: {
      [source.section]: epanetRecord(source.section, source.row.tokens),
      ...(coordinates === undefined ? {} : { COORDINATES: epanetRecord('COORDINATES', coordinates.tokens) }),
      ...(tag === undefined ? {} : { TAGS: tag }),
    },
  };
  return { place, node, issues };
}

function placeOf(source: EpanetNode, model: EpanetModel, what: string, issues: Issue[]): EpanetPlace | null {
  const row = model.coordinates.get(source.id);
  if (row === undefined) {
    // A file without the whole section has been reported as that.
    if (model.file.present.has('COORDINATES')) {
      issues.push(issue('missing-coordinates', source.row.row, 'COORDINATES', `${what} has no row in [COORDINATES].`));
    }
    return null;
  }
  const fields = fieldsOf(row, what, issues);
  const x = fields.required(1, 'X-Coord');
  const y = fields.required(2, 'Y-Coord');
  if (x === null || y === null) return null;
  const place = model.placement.place(x, y);
  if (typeof place !== 'string') return { x, y, lon: place[0], lat: place[1] };
  issues.push(issue('outside-area-of-use', row.row, 'X-Coord', `${what}: ${place}`));
  return null;
}
