import type { Issue } from '@undercroft/core/model/issue';
import type { Profile } from '@undercroft/core/protocol/profile';
import { PROFILE_FIELDS, type ProfileField } from '@undercroft/core/protocol/profile-fields';
import type { SourceSpec } from '@undercroft/core/protocol/reading';
import { issue } from '../issues.ts';
import type { GridDirectory } from '../operations/grid-directory.ts';
import type { PartIds } from '../operations/part-ids.ts';
import { type AmbiguousColumn, bindProfile, type ProfileBinding } from '../profiles/bind-profile.ts';
import type { BoundTable, TableReadContext } from '../profiles/bound-table.ts';
import type { TableFile, TableFormat } from '../tables/table-format.ts';
import type { ByteSource } from './byte-source.ts';
import type { OpenSource } from './open-source.ts';
import { type PlacedGroup, type PlacedTables, placeTables } from './place-tables.ts';
import { profileToReadWith } from './proposed-profile.ts';
import type { ReadItem } from './reader.ts';

/** Changes whenever the same rows would be read to other features. */
export const TABLES_VERSION = 'tables-2';

/** Opens the files of a source as tables and finds what the profile says in them. */
export async function openTables(
  files: readonly ByteSource[],
  format: TableFormat,
  spec: SourceSpec,
  signal?: AbortSignal,
): Promise<OpenSource> {
  const { encoding, limits } = spec;
  const file = await format.open(files, { encoding, limits, signal });
  try {
    const { profile, issues } = await profileToReadWith(file, spec, signal);
    const binding = bindProfile(profile, file.tables);
    const placed = await placeTables(file, binding.bound, spec, signal);
    return {
      crs: placed.label,
      batches: (stop) => tableBatches(file, { profile, binding, placed, spec, issues }, stop),
      close: () => file.close(),
    };
  } catch (failure) {
    await file.close();
    throw failure;
  }
}

interface Interpretation {
  readonly profile: Profile;
  readonly binding: ProfileBinding;
  readonly placed: PlacedTables;
  readonly spec: SourceSpec;
  readonly issues: readonly Issue[];
}

/** Rows of placed tables to features: survey tables together, since lines name points; the others one by one. */
async function* tableBatches(
  file: TableFile,
  { profile, binding, placed, spec, issues }: Interpretation,
  signal?: AbortSignal,
): AsyncIterable<readonly ReadItem[]> {
  const known = file.issues.length;
  yield [{ value: null, issues: [...file.issues, ...issues, ...bindingIssues(file, binding), ...placed.issues] }];
  const shared: SharedByTables = {};
  for (const { tables, placement } of cellsFirst(placed.groups)) {
    const { utility, limits, thisYear, utcOffsetMinutes } = spec;
    const context: TableReadContext = { profile, placement, utility, limits, thisYear, utcOffsetMinutes, signal };
    yield* itemsOf(file, tables, context, shared);
  }
  // What a format only finds about the whole while its rows are read.
  const late = file.issues.slice(known);
  if (late.length > 0) yield [{ value: null, issues: late }];
}

/** What the tables of a source know of each other, be they in one coordinate system or in several. */
interface SharedByTables {
  /** Cells of the management grid, for the points of later tables. */
  grid?: GridDirectory;
  /** Ids that map features of earlier tables have. */
  ids?: PartIds;
}

/** Groups with cells of the management grid before the points that are assigned to them. */
function cellsFirst(groups: readonly PlacedGroup[]): readonly PlacedGroup[] {
  const hasCells = ({ tables }: PlacedGroup) => tables.some(({ target }) => target === 'gridCell');
  return [...groups.filter(hasCells), ...groups.filter((group) => !hasCells(group))];
}

function isOperations({ target }: BoundTable): boolean {
  return target === 'cityPoint' || target === 'gridCell' || target === 'cityCase';
}

/** The items of tables that belong together; each kind of interpretation is loaded when it is needed. */
export async function* itemsOf(
  file: TableFile,
  tables: readonly BoundTable[],
  context: TableReadContext,
  shared: SharedByTables = {},
): AsyncIterable<readonly ReadItem[]> {
  const survey = tables.filter(({ target }) => target === 'surveyPoint' || target === 'surveyLine');
  const operations = tables.filter(isOperations);
  const map = tables.filter((table) => !survey.includes(table) && !operations.includes(table));
  if (survey.length > 0) {
    const { surveyItems } = await import('../survey/survey-items.ts');
    yield* surveyItems(file, survey, context);
  }
  if (operations.length > 0) {
    const { operationsItems } = await import('../operations/operations-items.ts');
    const { gridDirectory } = await import('../operations/grid-directory.ts');
    shared.grid ??= gridDirectory();
    yield* operationsItems(file, operations, context, shared.grid);
  }
  if (map.length > 0) {
    const { mapItems } = await import('../operations/map-items.ts');
    const { partIds } = await import('../operations/part-ids.ts');
    shared.ids ??= partIds();
    yield* mapItems(file, map, context, shared.ids);
  }
}

/** What was found while columns were looked for. */
export function bindingIssues(file: TableFile, { bound, unbound, ambiguous }: ProfileBinding): readonly Issue[] {
  const left = unbound.map(({ table, missing }) => {
    const lack = missing.length === 0 ? 'none of its columns is known' : `it lacks ${missing.join(', ')}`;
    return {
      ...issue('table-left-out', null, null, `Table "${table.name}" is left out: ${lack}.`),
      where: { row: null, field: null, table: table.name },
    };
  });
  if (bound.length > 0) return [...left, ...repeatedIssues(file, bound), ...ambiguous.map(ambiguityOf(bound))];
  return [issue('no-table-fits', null, null, 'The profile fits none of the tables.'), ...left];
}

/** Columns that could all hold a field: an error where the wrong one would move a pipe. */
function ambiguityOf(bound: readonly BoundTable[]): (found: AmbiguousColumn) => Issue {
  return ({ table, field, headings }) => {
    const isRisky = bound.some((candidate) => candidate.table === table && movesFeatures(candidate, field));
    const message = `Columns ${headings.map((name) => `"${name}"`).join(' and ')} of "${table.name}" could all be ${field}; the first is taken.`;
    return {
      ...issue(isRisky ? 'ambiguous-column' : 'repeated-heading', null, headings[0] ?? null, message),
      where: { row: null, field: headings[0] ?? null, table: table.name },
    };
  };
}

/** Headings that a table has twice, where one of the columns is taken for something that places a feature. */
function repeatedIssues({ issues }: TableFile, bound: readonly BoundTable[]): readonly Issue[] {
  return issues.flatMap((found) => {
    if (found.code !== 'repeated-heading') return [];
    const { field: heading, table: name } = found.where;
    const table = bound.find((candidate) => candidate.table.name === name);
    const taken = [...(table?.columns ?? [])].find(([, column]) => column.heading === heading)?.[0];
    if (table === undefined || taken === undefined || !movesFeatures(table, taken)) return [];
    const message = `More than one column of "${name}" is called "${heading}", which is taken for ${taken}: rename the one that is not.`;
    return [{ ...issue('ambiguous-column', null, heading, message), where: found.where }];
  });
}

/** True for a field that says where a feature lies, in plan or in height. */
function movesFeatures({ target }: BoundTable, field: string): boolean {
  const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
  const quantity = fields[field]?.quantity;
  return quantity === 'coordinate' || quantity === 'level' || quantity === 'depth';
}
