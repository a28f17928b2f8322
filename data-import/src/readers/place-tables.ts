import type { Issue } from '@undercroft/core/model/issue';
import type { Georeference } from '@undercroft/core/protocol/georeference';
import type { SourceSpec } from '@undercroft/core/protocol/reading';
import { issue } from '../issues.ts';
import type { Placement } from '../placing/placement.ts';
import { placementOf } from '../placing/placement-of.ts';
import type { BoundTable } from '../profiles/bound-table.ts';
import type { TableFile } from '../tables/table-format.ts';
import { coordinateSamples } from './sample-coordinates.ts';

/** Tables that lie in one system and are read together. */
export interface PlacedGroup {
  readonly tables: readonly BoundTable[];
  readonly placement: Placement;
}

export interface PlacedTables {
  /** What reports call the systems; `null` when no table has one. */
  readonly label: string | null;
  readonly groups: readonly PlacedGroup[];
  readonly issues: readonly Issue[];
}

/**
 * The system each table's coordinates are in: the caller's, else what the file declares. Survey tables go together,
 * since lines name points; one that has no coordinates of its own takes the others' system. A table without any system
 * has no group and an error that says what its coordinates look like. Throws `ImportError` for an unknown system.
 */
export async function placeTables(
  file: TableFile,
  bound: readonly BoundTable[],
  spec: SourceSpec,
  signal?: AbortSignal,
): Promise<PlacedTables> {
  const groups: PlacedGroup[] = [];
  const issues: Issue[] = [];
  for (const tables of together(bound)) {
    const georeferences = distinct(tables.flatMap((table) => georeferenceOf(table, spec) ?? []));
    const [first, second] = georeferences;
    if (first === undefined) issues.push(await missingCrs(file, tables, spec, signal));
    else if (second !== undefined) issues.push(differing(tables, first, second));
    else groups.push({ tables, placement: placementOf(first, spec.localGrids) });
  }
  const labels = [...new Set(groups.map(({ placement }) => placement.label))];
  return { label: labels.length === 0 ? null : labels.join(', '), groups, issues };
}

function together(bound: readonly BoundTable[]): readonly (readonly BoundTable[])[] {
  const isSurvey = ({ target }: BoundTable) => target === 'surveyPoint' || target === 'surveyLine';
  const survey = bound.filter(isSurvey);
  const others = bound.filter((table) => !isSurvey(table));
  return [...(survey.length === 0 ? [] : [survey]), ...others.map((table) => [table])];
}

function georeferenceOf({ table }: BoundTable, { georeference }: SourceSpec): Georeference | null {
  if (georeference.crs !== undefined) return { ...georeference, crs: georeference.crs };
  const declared = table.crs?.code ?? null;
  if (table.crs === null || declared === null) return null;
  return { ...georeference, crs: declared, axes: table.crs.axes };
}

function distinct(georeferences: readonly Georeference[]): readonly Georeference[] {
  return [...new Map(georeferences.map((each) => [JSON.stringify(each), each])).values()];
}

function differing(tables: readonly BoundTable[], first: Georeference, second: Georeference): Issue {
  const names = tables.map(({ table }) => `"${table.name}"`).join(', ');
  return issue(
    'missing-crs',
    null,
    null,
    `The tables ${names} go together and declare different systems, ${first.crs} and ${second.crs}: name the one they are in.`,
  );
}

async function missingCrs(
  file: TableFile,
  tables: readonly BoundTable[],
  spec: SourceSpec,
  signal: AbortSignal | undefined,
): Promise<Issue> {
  const samples = await coordinateSamples(file, tables, signal);
  const { georeferenceAdvice } = await import('./georeference-advice.ts');
  const names = tables.map(({ table }) => `"${table.name}"`).join(', ');
  const said = tables.find(({ table }) => table.crs !== null)?.table.crs?.text;
  const declared =
    said === undefined ? 'names no coordinate system' : `names a coordinate system that is not known (${said})`;
  const advice = georeferenceAdvice(samples, tables, spec);
  return issue('missing-crs', null, null, `${names} ${declared}, and none was given. ${advice}`);
}
