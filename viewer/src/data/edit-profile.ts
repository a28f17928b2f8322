import type { ColumnUnit, Profile, TableProfile } from '@undercroft/core/protocol/profile';
import {
  PROFILE_FIELDS,
  type ProfileField,
  type ProfileTarget,
  type Quantity,
} from '@undercroft/core/protocol/profile-fields';

/** Changes a person makes to a profile, one at a time. Tables are named as the source names them. */

/** Units that a field's column may be in; empty where it has none. */
const UNITS: Readonly<Record<Quantity, readonly ColumnUnit[]>> = {
  id: [],
  text: [],
  code: [],
  coordinate: [],
  level: ['m', 'cm', 'mm', 'ft', 'us-ft'],
  depth: ['m', 'cm', 'mm', 'ft', 'us-ft', 'in'],
  size: ['mm', 'cm', 'm', 'in'],
  lengthMm: ['mm', 'cm', 'm', 'in', 'ft'],
  lengthM: ['m', 'cm', 'mm', 'ft', 'us-ft'],
  areaM2: ['m2', 'km2'],
  angleDeg: [],
  count: [],
  number: [],
  date: [],
  moment: [],
};

export function fieldsOf(target: ProfileTarget): readonly string[] {
  return Object.keys(PROFILE_FIELDS[target]);
}

export function quantityOf(target: ProfileTarget, field: string): Quantity {
  const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
  return fields[field]?.quantity ?? 'text';
}

/** True for a field without which a row of the target means nothing. */
export function isRequired(target: ProfileTarget, field: string): boolean {
  const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
  return fields[field]?.required === true;
}

export function unitsOf(target: ProfileTarget, field: string): readonly ColumnUnit[] {
  return UNITS[quantityOf(target, field)];
}

/** The table of the profile that is about a table of the source; `null` when that is left out. */
export function tableProfileOf(profile: Profile, table: string): TableProfile | null {
  return profile.tables.find(({ name }) => name !== undefined && isNamed(name, table)) ?? null;
}

/** Binds a field to another column; `null` to none. */
export function withColumn(profile: Profile, table: string, field: string, column: string | null): Profile {
  return edited(profile, table, (before) => {
    const { [field]: _bound, ...others } = before.columns;
    if (column === null) return { ...before, columns: others };
    // A column holds one field: whoever held it before lets go.
    const kept = Object.entries(others).filter(([, { headings }]) => headings[0] !== column);
    // The unit was that of the column before; what the new heading states stands now.
    return { ...before, columns: { ...Object.fromEntries(kept), [field]: { headings: [column] } } };
  });
}

export function withUnit(profile: Profile, table: string, field: string, unit: ColumnUnit): Profile {
  return edited(profile, table, (before) => {
    const bound = before.columns[field];
    return bound === undefined ? before : { ...before, columns: { ...before.columns, [field]: { ...bound, unit } } };
  });
}

/** States a field for every row of a table; `null` states it no more. */
export function withConstant(profile: Profile, table: string, field: string, value: string | null): Profile {
  return edited(profile, table, (before) => {
    const { [field]: _old, ...others } = before.constants;
    return { ...before, constants: value === null ? others : { ...others, [field]: value } };
  });
}

/** Takes a table for something else, keeping the columns that mean the same there; `null` leaves it out. */
export function withTarget(profile: Profile, table: string, target: ProfileTarget | null): Profile {
  const others = profile.tables.filter((one) => one !== tableProfileOf(profile, table));
  if (target === null) return { ...profile, tables: others };
  const before = tableProfileOf(profile, table);
  const known = new Set(fieldsOf(target));
  const of = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(values).filter(([field]) => known.has(field)));
  const next: TableProfile = {
    name: before?.name ?? namePattern(table),
    target,
    columns: of(before?.columns ?? {}),
    constants: of(before?.constants ?? {}),
  };
  return { ...profile, tables: [...others, next] };
}

/** A regular expression that fits this name alone. */
export function namePattern(table: string): string {
  return `^${table.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`.slice(0, 200);
}

function edited(profile: Profile, table: string, change: (before: TableProfile) => TableProfile): Profile {
  const wanted = tableProfileOf(profile, table);
  return { ...profile, tables: profile.tables.map((one) => (one === wanted ? change(one) : one)) };
}

function isNamed(pattern: string, table: string): boolean {
  if (pattern === namePattern(table)) return true;
  try {
    return new RegExp(pattern, 'iu').test(table);
  } catch {
    return false;
  }
}
