import type { Issue } from '@undercroft/core/model/issue';
import type { RawValue } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import { ACCURACY_NOT_STATED } from '@undercroft/core/model/quality-level';
import { issue } from '../../issues.ts';
import { fieldsOf } from '../inp/inp-fields.ts';
import { tidy } from '../inp/inp-number.ts';
import type { SwmmRow } from './swmm-file.ts';
import { idKey, type SwmmModel, type SwmmNode } from './swmm-model.ts';
import { namedColumns } from './swmm-sections.ts';

/** A node as links need it: its place in the file's coordinates and on the globe, its levels in metres. */
export interface PlacedNode {
  readonly source: SwmmNode;
  readonly invertM: number | null;
  readonly coverLevelM: number | null;
  /** `null` when the file gives no usable place; its error has been reported. */
  readonly place: { readonly x: number; readonly y: number; readonly lon: number; readonly lat: number } | null;
}

export interface NodeItem {
  readonly placed: PlacedNode;
  readonly node: NetworkNode | null;
  readonly issues: readonly Issue[];
}

/** The canonical node of a row of [JUNCTIONS], [OUTFALLS], [STORAGE] or [DIVIDERS]. */
export function nodeItem(source: SwmmNode, model: SwmmModel): NodeItem {
  const issues: Issue[] = [];
  const what = `Node "${source.sourceId}"`;
  const fields = fieldsOf(source.row, what, issues);
  const elevation = fields.required(1, 'Elevation');
  const { metresPerUnit } = model.units;
  const invertM = elevation === null ? null : fields.plausibleLevel(tidy(elevation * metresPerUnit), 'Elevation');
  const depth = maxDepth(source);
  const depthText = depth === null ? undefined : source.row.tokens[depth];
  const depthValue = depth === null ? null : fields.optional(depth, 'MaxDepth');
  if (depthValue !== null && depthValue < 0) {
    issues.push(
      issue(
        'negative-depth',
        source.row.row,
        'MaxDepth',
        `${what}: MaxDepth is ${depthText}; its cover level stays unknown.`,
      ),
    );
  }
  // MaxDepth 0 tells SWMM to take the top of the highest link: the cover is not known.
  const known = depthValue !== null && depthValue > 0;
  const coverLevelM =
    known && invertM !== null ? fields.plausibleLevel(tidy(invertM + depthValue * metresPerUnit), 'MaxDepth') : null;
  const place = placeOf(source, model, what, issues);
  const placed: PlacedNode = { source, invertM, coverLevelM, place };
  if (place === null) return { placed, node: null, issues };
  const node: NetworkNode = {
    kind: source.kind,
    sourceId: source.sourceId,
    ...model.utilityOf(source.sourceId),
    position: [place.lon, place.lat],
    coverLevelM,
    sumpLevelM: invertM,
    shaftDiameterMm: null,
    material: null,
    owner: null,
    builtYear: null,
    status: 'unknown',
    accuracy: ACCURACY_NOT_STATED,
    raw: rawOf(source, model),
  };
  return { placed, node, issues };
}

/** Where MaxDepth stands; a divider's is pushed back by the parameters of its type, an outfall has none. */
function maxDepth(source: SwmmNode): number | null {
  switch (source.kind) {
    case 'junction':
    case 'storage':
      return 2;
    case 'divider': {
      const type = source.row.tokens[3]?.toUpperCase();
      if (type === 'OVERFLOW') return 4;
      return type === 'WEIR' ? 7 : 5;
    }
    case 'outfall':
      return null;
  }
}

function placeOf(source: SwmmNode, model: SwmmModel, what: string, issues: Issue[]): PlacedNode['place'] {
  const row = model.coordinates.get(idKey(source.sourceId));
  if (row === undefined) {
    // A file without the whole section has been reported as that.
    if (model.file.present.has('COORDINATES')) {
      issues.push(issue('missing-coordinates', source.row.row, 'COORDINATES', `${what} has no row in [COORDINATES].`));
    }
    return null;
  }
  const point = pointOf(row, what, issues);
  if (point === null) return null;
  const place = model.placement.place(point[0], point[1]);
  if (typeof place !== 'string') return { x: point[0], y: point[1], lon: place[0], lat: place[1] };
  issues.push(issue('outside-area-of-use', row.row, 'X-Coord', `${what}: ${place}`));
  return null;
}

/** The point of a row of [COORDINATES], [VERTICES] or [POLYGONS]. */
export function pointOf(row: SwmmRow, what: string, issues: Issue[]): readonly [number, number] | null {
  const fields = fieldsOf(row, what, issues);
  const x = fields.required(1, 'X-Coord');
  const y = fields.required(2, 'Y-Coord');
  return x === null || y === null ? null : [x, y];
}

function rawOf(source: SwmmNode, model: SwmmModel): Record<string, RawValue> {
  const key = idKey(source.sourceId);
  const coordinates = model.coordinates.get(key);
  const tag = model.tags.get(`NODE ${key}`);
  return {
    [source.section]: namedColumns(source.section, source.row.tokens),
    ...(coordinates === undefined ? {} : { COORDINATES: namedColumns('COORDINATES', coordinates.tokens) }),
    ...(tag === undefined ? {} : { TAGS: tag }),
    ...(source.row.comment === null ? {} : { comment: source.row.comment }),
  };
}
