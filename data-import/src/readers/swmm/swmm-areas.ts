import type { Area } from '@undercroft/core/model/area';
import type { Issue } from '@undercroft/core/model/issue';
import type { RawValue } from '@undercroft/core/model/link';
import { issue } from '../../issues.ts';
import { fieldsOf } from '../inp/inp-fields.ts';
import { tidy } from '../inp/inp-number.ts';
import { idKey, type SwmmArea, type SwmmModel } from './swmm-model.ts';
import { pointOf } from './swmm-nodes.ts';
import { namedColumns } from './swmm-sections.ts';

export interface AreaItem {
  readonly area: Area;
  readonly issues: readonly Issue[];
}

const LEAST_CORNERS = 3;

/** The canonical area of a row of [SUBCATCHMENTS] and its rows of [POLYGONS]. */
export function areaItem(source: SwmmArea, model: SwmmModel): AreaItem {
  const issues: Issue[] = [];
  const name = source.row.tokens[0] ?? '';
  const what = `Subcatchment "${name}"`;
  const stated = fieldsOf(source.row, what, issues).required(3, 'Area');
  const key = idKey(name);
  const tag = model.tags.get(`SUBCATCH ${key}`);
  const polygon = model.polygons.get(key);
  const raw: Record<string, RawValue> = {
    SUBCATCHMENTS: namedColumns('SUBCATCHMENTS', source.row.tokens),
    POLYGONS: polygon?.length ?? 0,
    ...(tag === undefined ? {} : { TAGS: tag }),
  };
  const area: Area = {
    kind: 'subcatchment',
    sourceId: source.sourceId,
    ring: ringOf(key, model, what, issues),
    statedAreaM2: stated === null || stated <= 0 ? null : tidy(stated * model.units.squareMetresPerUnit),
    drainsTo: drainsTo(source, model, what, issues),
    raw,
  };
  return { area, issues };
}

function drainsTo(source: SwmmArea, model: SwmmModel, what: string, issues: Issue[]): string | null {
  const outlet = source.row.tokens[2];
  if (outlet === undefined) {
    issues.push(issue('missing-value', source.row.row, 'Outlet', `${what}: Outlet is missing.`));
    return null;
  }
  const target = model.nodes.get(idKey(outlet)) ?? model.areas.get(idKey(outlet));
  if (target !== undefined) return target.sourceId;
  issues.push(
    issue(
      'unresolved-reference',
      source.row.row,
      'Outlet',
      `${what}: its Outlet "${outlet}" is neither a node nor a subcatchment of the file.`,
    ),
  );
  return null;
}

function ringOf(key: string, model: SwmmModel, what: string, issues: Issue[]): Float64Array | null {
  const rows = model.polygons.get(key);
  if (rows === undefined) return null;
  const ring: number[] = [];
  for (const row of rows) {
    const point = pointOf(row, what, issues);
    if (point === null) return null;
    const place = model.placement.place(point[0], point[1]);
    if (typeof place === 'string') {
      issues.push(issue('outside-area-of-use', row.row, 'X-Coord', `${what}: ${place}`));
      return null;
    }
    ring.push(...place);
  }
  const closed = ring[0] === ring.at(-2) && ring[1] === ring.at(-1);
  const corners = ring.length / 2 - (closed ? 1 : 0);
  if (corners < LEAST_CORNERS) {
    issues.push(
      issue(
        'bad-polygon',
        rows[0]?.row ?? null,
        'X-Coord',
        `${what}: its polygon has ${corners} corners; it is left out.`,
      ),
    );
    return null;
  }
  if (!closed) ring.push(ring[0] ?? 0, ring[1] ?? 0);
  return Float64Array.from(ring);
}
