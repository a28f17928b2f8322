import {
  PROFILE_FIELDS,
  PROFILE_TARGETS,
  type ProfileField,
  type ProfileTarget,
} from '@undercroft/core/protocol/profile-fields';
import type { TableInfo } from '../../tables/table-format.ts';
import { geometryOf, missingFields } from '../table-completeness.ts';
import { tableNameHint } from '../table-utility.ts';
import { assign } from './assign.ts';
import type { ColumnStats } from './column-stats.ts';
import { type HeadingFit, type HeadingLikeness, NO_FIT } from './heading-likeness.ts';
import { codeListOf, isGridCodes, knownShare, type ValueContext, valueFit } from './value-fit.ts';

/** A column taken for a field, with the evidence. */
export interface Match {
  readonly field: string;
  readonly column: number;
  readonly stats: ColumnStats;
  readonly heading: HeadingFit;
  readonly value: number;
  readonly score: number;
  /** By how much it is ahead of the next best field for this column, and of the next best column for this field. */
  readonly lead: number;
}

/** A table taken for a target. */
export interface TableMatch {
  readonly target: ProfileTarget;
  readonly matches: readonly Match[];
  readonly missing: readonly string[];
  readonly strength: number;
}

/** A pair that scores less is no match. */
const LEAST_SCORE = 0.5;
const HEADING_WEIGHT = 0.7;
/** Words of a code list known this surely stand without a heading that says so. */
const SURE_WORDS = 0.9;
/** What polygons under codes of the management grid gain over other polygons with an id and a name. */
const CODED_GRID = 0.15;
const PLAIN_ID = new Set(['id', 'code', 'adcode']);
/** Columns that programs add and that hold no field of ours. */
const PROGRAM_COLUMN =
  /^(objectid|fid|gid|rowid|shape|shapeleng|shapelength|shapearea|geom|geometry|序号|xh|the_?geom)$/u;

/** The targets a table may be taken for, the likeliest first. */
export function matchTable(
  table: TableInfo,
  stats: readonly ColumnStats[],
  likeness: HeadingLikeness,
  context: ValueContext,
): readonly TableMatch[] {
  const hint = tableNameHint(table.name, (word) => context.codes.read('utility', word) !== null);
  return PROFILE_TARGETS.map((target) => matchTarget(target, table, stats, likeness, context, hint.target)).toSorted(
    (a, b) => b.strength - a.strength,
  );
}

function matchTarget(
  target: ProfileTarget,
  table: TableInfo,
  stats: readonly ColumnStats[],
  likeness: HeadingLikeness,
  context: ValueContext,
  hinted: ProfileTarget | null,
): TableMatch {
  const fields = Object.keys(PROFILE_FIELDS[target]);
  const fits = stats.map((column) => fields.map((field) => likeness.fit(target, field, column.column.name)));
  const values = stats.map((column) => fields.map((field) => valueFit(target, field, column, context)));
  const scores = stats.map((column, row) =>
    fields.map((field, at) =>
      pairScore(target, field, column, fits[row]?.[at] ?? NO_FIT, values[row]?.[at] ?? 0, context),
    ),
  );
  const matches = assign(scores, LEAST_SCORE).flatMap((at, row): readonly Match[] => {
    const column = stats[row];
    if (at === null || column === undefined) return [];
    const score = scores[row]?.[at] ?? 0;
    const rivals = (scores[row] ?? []).filter((_, other) => other !== at);
    const others = scores.map((line) => line[at] ?? 0).filter((_, other) => other !== row);
    const match = {
      field: fields[at] ?? '',
      column: row,
      stats: column,
      heading: fits[row]?.[at] ?? NO_FIT,
      value: values[row]?.[at] ?? 0,
      score,
      lead: score - Math.max(0, ...rivals, ...others),
    };
    return [match];
  });
  const found = new Set(matches.map(({ field }) => field));
  const missing = missingFields(target, found, table.geometry);
  return { target, matches, missing, strength: strengthOf(target, table, matches, missing, hinted) };
}

function pairScore(
  target: ProfileTarget,
  field: string,
  stats: ColumnStats,
  heading: HeadingFit,
  value: number,
  context: ValueContext,
): number {
  if (value === 0 || PROGRAM_COLUMN.test(stats.column.name.toLowerCase().replace(/[\s_]/g, ''))) return 0;
  // Every table has such a column; the values alone say that it is a grid's.
  if (target === 'gridCell' && PLAIN_ID.has(heading.word) && !isGridCodes(stats)) return 0;
  const byBoth = heading.score * HEADING_WEIGHT + value * (1 - HEADING_WEIGHT);
  if (heading.score >= 0.45) return byBoth;
  const list = codeListOf(target, field);
  // A heading that says nothing, over words that can only be one thing.
  const isSure = list !== null && stats.numericShare < 0.1 && stats.counts.size > 1;
  return isSure && knownShare(list, stats, context.codes) >= SURE_WORDS ? 0.5 + 0.1 * heading.score : 0;
}

/** How much of the table the target explains: matched columns, required fields, geometry, the table's name. */
function strengthOf(
  target: ProfileTarget,
  table: TableInfo,
  matches: readonly Match[],
  missing: readonly string[],
  hinted: ProfileTarget | null,
): number {
  const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
  const sum = matches.reduce((total, match) => total + match.score, 0);
  const share = sum / Math.max(1, table.columns.length);
  const wrongGeometry = table.geometry !== null && table.geometry !== 'mixed' && table.geometry !== geometryOf(target);
  const isNamed = hinted === target ? 0.25 : 0;
  const special = matches.filter(
    ({ field, heading }) => heading.score > 0.9 && fields[field]?.quantity !== 'text',
  ).length;
  const isCoded =
    table.geometry === 'polygon' &&
    matches.some(({ field, stats }) => target === 'gridCell' && field === 'code' && isGridCodes(stats));
  return (
    share + isNamed + (isCoded ? CODED_GRID : 0) + 0.02 * special - 0.35 * missing.length - (wrongGeometry ? 1 : 0)
  );
}
