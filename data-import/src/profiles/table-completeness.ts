import { PROFILE_FIELDS, type ProfileField, type ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import type { TableInfo } from '../tables/table-format.ts';

/** Fields of which one group must be whole before a table can be the target, beside the fields that are `required`. */
const ALTERNATIVES: Readonly<Record<ProfileTarget, readonly (readonly string[])[]>> = {
  surveyPoint: [['x', 'y']],
  surveyLine: [
    ['fromId', 'toId'],
    ['fromX', 'fromY', 'toX', 'toY'],
  ],
  cityPoint: [['x', 'y']],
  gridCell: [],
  cityCase: [['x', 'y']],
  building: [],
  road: [],
  landUse: [],
  water: [],
  place: [],
};

/** Geometry that stands in for the coordinates a target needs. */
const GEOMETRY: Readonly<Record<ProfileTarget, 'point' | 'line' | 'polygon'>> = {
  surveyPoint: 'point',
  surveyLine: 'line',
  cityPoint: 'point',
  gridCell: 'polygon',
  cityCase: 'point',
  building: 'polygon',
  road: 'line',
  landUse: 'polygon',
  water: 'polygon',
  place: 'point',
};

/**
 * Fields a table lacks to be a target: required ones that no column holds, and where neither columns nor geometry say
 * where a row lies, the fields that would. Empty: the table can be read.
 */
export function missingFields(
  target: ProfileTarget,
  fields: ReadonlySet<string>,
  geometry: TableInfo['geometry'],
): readonly string[] {
  const known: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
  const missing = Object.keys(known).filter((field) => known[field]?.required === true && !fields.has(field));
  if (hasGeometry(target, geometry)) return missing;
  const groups = ALTERNATIVES[target];
  if (groups.some((group) => group.every((field) => fields.has(field)))) return missing;
  // The group that lacks least is the one to complete; without any, only a geometry would help.
  const nearest = groups
    .map((group) => group.filter((field) => !fields.has(field)))
    .toSorted((a, b) => a.length - b.length)[0];
  return [...missing, ...(nearest ?? ['geometry'])];
}

/** True when a table's own geometry says where a target's rows lie. */
export function hasGeometry(target: ProfileTarget, geometry: TableInfo['geometry']): boolean {
  return geometry === GEOMETRY[target] || geometry === 'mixed';
}

/** The kind of geometry a target has. */
export function geometryOf(target: ProfileTarget): 'point' | 'line' | 'polygon' {
  return GEOMETRY[target];
}
