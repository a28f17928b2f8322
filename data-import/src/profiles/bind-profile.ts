import type { ColumnUnit, Profile, TableProfile } from '@undercroft/core/protocol/profile';
import { PROFILE_FIELDS, type ProfileField, type ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import { ImportError } from '../import-error.ts';
import type { TableInfo } from '../tables/table-format.ts';
import type { BoundColumn, BoundTable } from './bound-table.ts';
import { codeReader } from './codes/code-reader.ts';
import { isShortCode } from './codes/utility-words.ts';
import { type Heading, readHeading } from './heading-key.ts';
import { missingFields } from './table-completeness.ts';
import { type TableNameHint, tableNameHint } from './table-utility.ts';
import { unitFactor } from './values/unit-factor.ts';

/** A profile applied to the tables of a source. */
export interface ProfileBinding {
  readonly bound: readonly BoundTable[];
  readonly unbound: readonly UnboundTable[];
  /** Headings that could as well hold a field as the one taken: two columns called alike. Never silent. */
  readonly ambiguous: readonly AmbiguousColumn[];
}

/** A table that no table of the profile fits. */
export interface UnboundTable {
  readonly table: TableInfo;
  /** Fields the best table of the profile lacks; empty when none was even near. */
  readonly missing: readonly string[];
}

export interface AmbiguousColumn {
  readonly table: TableInfo;
  readonly field: string;
  readonly headings: readonly string[];
}

/**
 * Finds a profile's columns in the tables of a source. Headings are compared without case, width, blanks, underscores and
 * punctuation, and a unit in brackets (`管径(mm)`, `埋深（m）`) is the column's unit unless the profile states one. A survey
 * table whose name begins with a utility (`JSPoint`, `WS_LINE`, `RQ管点`) has it as a constant where no column holds it; two
 * letters count under Chinese headings or a profile of the Chinese standard alone, for WS is 污水 here and water supply there.
 * Each table goes to the table of the profile that is named for it, else to the one that finds most of its fields. Throws
 * `ImportError` (`bad-profile`) for codes or table names that are wrong in the profile itself.
 */
export function bindProfile(profile: Profile, tables: readonly TableInfo[]): ProfileBinding {
  const codes = codeReader(profile);
  const bound: BoundTable[] = [];
  const unbound: UnboundTable[] = [];
  const ambiguous: AmbiguousColumn[] = [];
  for (const table of tables) {
    const isChinese = profile.name.startsWith('cjj') || table.columns.some(({ name }) => /\p{Script=Han}/u.test(name));
    const hint = tableNameHint(table.name, (word) => {
      return codes.read('utility', word) !== null && (isChinese || !isShortCode(word));
    });
    const headings = table.columns.map(({ name }) => readHeading(name));
    const attempts = profile.tables
      .filter((wanted) => isForTable(profile, wanted, table))
      .map((wanted) => bindTable(wanted, table, headings, hint))
      .toSorted((a, b) => Number(a.missing.length > 0) - Number(b.missing.length > 0) || b.score - a.score);
    const best = attempts[0];
    if (best === undefined || best.missing.length > 0) {
      unbound.push({ table, missing: best === undefined || best.bound.columns.size === 0 ? [] : best.missing });
      continue;
    }
    bound.push(best.bound);
    ambiguous.push(...best.ambiguous);
  }
  return { bound, unbound, ambiguous };
}

/** True when a table of the profile is about tables of this name. Throws `ImportError` for a name that is no expression. */
export function isForTable(profile: Pick<Profile, 'name'>, { name }: TableProfile, table: TableInfo): boolean {
  if (name === undefined) return true;
  try {
    return new RegExp(name, 'iu').test(table.name);
  } catch (cause) {
    const message = `Profile "${profile.name}": the table name "${name}" is not a regular expression.`;
    throw new ImportError('bad-profile', message, { cause });
  }
}

interface Attempt {
  readonly bound: BoundTable;
  readonly missing: readonly string[];
  readonly score: number;
  readonly ambiguous: readonly AmbiguousColumn[];
}

function bindTable(wanted: TableProfile, table: TableInfo, headings: readonly Heading[], hint: TableNameHint): Attempt {
  const columns = new Map<string, BoundColumn>();
  const ambiguous: AmbiguousColumn[] = [];
  for (const [field, column] of Object.entries(wanted.columns)) {
    const found = findColumn(column.headings, table, headings);
    const index = found[0];
    if (index === undefined) continue;
    const heading = table.columns[index]?.name ?? '';
    columns.set(field, { index, heading, unit: column.unit ?? unitOf(wanted.target, field, headings[index]) });
    if (found.length > 1) {
      ambiguous.push({ table, field, headings: found.map((at) => table.columns[at]?.name ?? '') });
    }
  }
  const constants = constantsOf(wanted, columns, hint);
  const fields = new Set([...columns.keys(), ...Object.keys(constants)]);
  const named = wanted.name === undefined ? 0 : 1000;
  const fits = hint.target === wanted.target ? 0.5 : 0;
  return {
    bound: {
      table,
      target: wanted.target,
      network: wanted.network,
      idPrefix: wanted.idPrefix,
      columns,
      constants,
    },
    missing: missingFields(wanted.target, fields, table.geometry),
    score: named + columns.size + fits,
    ambiguous,
  };
}

/** The unit a heading states, where the field can be in it. */
function unitOf(target: ProfileTarget, field: string, heading: Heading | undefined): ColumnUnit | null {
  const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
  const quantity = fields[field]?.quantity;
  if (quantity === undefined || heading === undefined || heading.unit === null) return null;
  return unitFactor(heading.unit, quantity) === null ? null : heading.unit;
}

function constantsOf(
  wanted: TableProfile,
  columns: ReadonlyMap<string, BoundColumn>,
  hint: TableNameHint,
): Readonly<Record<string, string>> {
  const isSurvey = wanted.target === 'surveyPoint' || wanted.target === 'surveyLine';
  const fromName = isSurvey && hint.utility !== null && !columns.has('utility') ? { utility: hint.utility } : {};
  const stated = Object.entries(wanted.constants).filter(([field]) => !columns.has(field));
  return { ...fromName, ...Object.fromEntries(stated) };
}

/** Columns of the first heading that the table has: as written, else with its unit, else without it. */
function findColumn(wanted: readonly string[], table: TableInfo, headings: readonly Heading[]): readonly number[] {
  for (const text of wanted) {
    const exact = indexesOf(table.columns, ({ name }) => name === text);
    if (exact.length > 0) return exact;
    const heading = readHeading(text);
    const full = indexesOf(headings, (candidate) => candidate.full === heading.full);
    if (full.length > 0) return full;
    const base = indexesOf(
      headings,
      ({ base: key, unit }) =>
        key === heading.base && (unit === null || heading.unit === null || unit === heading.unit),
    );
    if (base.length > 0) return base;
  }
  return [];
}

function indexesOf<T>(items: readonly T[], test: (item: T) => boolean): readonly number[] {
  return items.flatMap((item, index) => (test(item) ? [index] : []));
}
