import type { Inspection } from '@undercroft/core/protocol/data-page';
import {
  type ColumnProfile,
  type ColumnUnit,
  type Profile,
  profileSchema,
  type TableProfile,
} from '@undercroft/core/protocol/profile';
import { PROFILE_FIELDS, type ProfileField, type ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import type { RawRow, TableInfo } from '../tables/table-format.ts';
import { codeReader } from './codes/code-reader.ts';
import { type ColumnStats, columnStats } from './propose/column-stats.ts';
import { type HeadingLikeness, headingLikeness } from './propose/heading-likeness.ts';
import { type JudgedMatch, judgeMatch, type TableEvidence, unitToKeep } from './propose/judge-match.ts';
import { type Match, matchTable, type TableMatch } from './propose/match-table.ts';
import { pointKindOf } from './propose/point-kind.ts';
import { type StandardTable, standardFor } from './propose/standard-for.ts';
import { type ValueContext, valueFit } from './propose/value-fit.ts';
import { missingFields } from './table-completeness.ts';
import { tableNameHint } from './table-utility.ts';
import { ownUnit } from './values/unit-factor.ts';

/** The rows looked at of one table; a few hundred tell enough. */
export interface TableSample {
  readonly table: TableInfo;
  readonly rows: readonly RawRow[];
}

export interface ProposalHints {
  /** Profiles that come with the program and the city's own, tried first. */
  readonly profiles: readonly Profile[];
}

/** What a table is taken for, in the words of an inspection. */
export type ProposedTable = Pick<
  Inspection['tables'][number],
  'name' | 'target' | 'targetCertainty' | 'fields' | 'missing'
>;

export interface Proposal {
  /** In the order of the samples. */
  readonly tables: readonly ProposedTable[];
  /** One heading a field, ready to be confirmed or edited. */
  readonly profile: Profile;
}

const MOST_ROWS = 300;
/** A table explained less than this is left out. */
const LEAST_STRENGTH = 0.22;
/** Profiles whose rules say what depths of Chinese surveys refer to. */
const CHINESE_STANDARD = 'cjj61-2017';

/** Thresholds of the schema, where no built-in profile lends its own. */
const { thresholds: SURVEY_THRESHOLDS } = profileSchema.parse({
  name: 'none',
  title: { en: '-', zh: '-' },
  tables: [],
});

/**
 * Proposes what tables hold, from their headings and from their values, each column as one field at most, all columns of a
 * table together. Coordinates, units and what depths refer to are never settled by one piece of evidence: unless heading and
 * values agree, or a built-in profile knows every heading, `mustConfirm` is set.
 */
export function proposeProfile(samples: readonly TableSample[], hints: ProposalHints): Proposal {
  const likeness = headingLikeness(hints.profiles);
  const codes = codeReader({ name: 'proposed', codes: {} });
  const tables = samples.map(({ table, rows }) => ({
    table: { ...table, geometry: sampledGeometry(table, rows) },
    stats: table.columns.map((column, index) => columnStats(column, index, rows.slice(0, MOST_ROWS))),
  }));
  const context: ValueContext = { codes, pointIds: pointIdsOf(tables, likeness, codes) };
  const proposed = tables.map(({ table, stats }) => proposeTable(table, stats, likeness, context, hints.profiles));
  return { tables: proposed.map(({ shown }) => shown), profile: profileOf(proposed, hints.profiles) };
}

/** Where a table says nothing of its geometry, or that it may be any, its rows do. */
function sampledGeometry({ geometry }: TableInfo, rows: readonly RawRow[]): TableInfo['geometry'] {
  if (geometry !== 'mixed') return geometry;
  const kinds = new Set(rows.flatMap((row) => (row.geometry === null ? [] : [row.geometry.kind])));
  const [kind] = kinds;
  return kind !== undefined && kinds.size === 1 ? kind : geometry;
}

interface ProposalOfTable {
  readonly shown: ProposedTable;
  /** `null` for a table that is left out. */
  readonly profile: TableProfile | null;
  readonly standard: Profile | null;
  readonly isChinese: boolean;
}

function proposeTable(
  table: TableInfo,
  stats: readonly ColumnStats[],
  likeness: HeadingLikeness,
  context: ValueContext,
  profiles: readonly Profile[],
): ProposalOfTable {
  const standard = standardFor(table, profiles);
  const ranked = standard === null ? matchTable(table, stats, likeness, context) : [];
  const [best, second] = ranked;
  const chosen = standard === null ? best : standardMatch(standard, stats, context);
  if (chosen === undefined || (standard === null && isTooWeak(chosen))) return leftOut(table);
  const isChinese = isChineseTable(chosen.matches, standard?.profile ?? null);
  const evidence: TableEvidence = {
    target: chosen.target,
    matches: chosen.matches,
    isChinese,
    standard: standard?.profile.title ?? null,
    standardUnits: unitsOf(standard),
    isNamedForTable: standard?.wanted.name !== undefined,
    hasDepthRules: (standard?.profile.depthRules.length ?? 0) > 0,
  };
  const judged = chosen.matches.map((match) => judgeMatch(match, evidence));
  const gap = chosen.strength - (second?.strength ?? 0);
  const certainty = standard === null ? Math.min(0.95, 0.55 + gap * 0.8 + chosen.strength * 0.2) : 0.97;
  const lacking = chosen.missing.length === 0 ? 1 : 0.5;
  return {
    shown: {
      name: table.name,
      target: chosen.target,
      targetCertainty: Math.round(Math.max(0.05, certainty * lacking) * 100) / 100,
      fields: judged.map((one) => shownField(one)),
      missing: [...chosen.missing],
    },
    profile: tableProfileOf(table, chosen.target, judged, isChinese, standard, context),
    standard: standard?.profile ?? null,
    isChinese,
  };
}

function unitsOf(standard: StandardTable | null): ReadonlyMap<string, ColumnUnit> {
  const columns = Object.entries(standard?.wanted.columns ?? {});
  return new Map(columns.flatMap(([field, { unit }]) => (unit === undefined ? [] : [[field, unit] as const])));
}

/** Fields that every table of a city has, and that do not tell what it holds. */
const UNTELLING = new Set(['id', 'name', 'nameEn', 'code']);

function isTooWeak({ matches, missing, strength, target }: TableMatch): boolean {
  const isMap = !(
    target === 'surveyPoint' ||
    target === 'surveyLine' ||
    target === 'cityPoint' ||
    target === 'gridCell' ||
    target === 'cityCase'
  );
  if (isMap && !matches.some(({ field, heading }) => !UNTELLING.has(field) && heading.score >= 0.8)) return true;
  return strength < LEAST_STRENGTH || matches.length === 0 || (matches.length < 2 && missing.length > 0);
}

function leftOut(table: TableInfo): ProposalOfTable {
  const shown = { name: table.name, target: null, targetCertainty: 0, fields: [], missing: [] };
  return { shown, profile: null, standard: null, isChinese: false };
}

/** The columns that a built-in profile binds, as matches. */
function standardMatch({ bound }: StandardTable, stats: readonly ColumnStats[], context: ValueContext): TableMatch {
  const taken = new Set<number>();
  const matches = [...bound.columns].flatMap(([field, { index, heading }]): readonly Match[] => {
    const column = stats[index];
    if (column === undefined || taken.has(index)) return [];
    taken.add(index);
    const value = valueFit(bound.target, field, column, context);
    return [
      {
        field,
        column: index,
        stats: column,
        heading: { score: 1, word: heading, by: 'word', isChinese: false },
        value,
        score: 1,
        lead: 1,
      },
    ];
  });
  const found = new Set(matches.map(({ field }) => field));
  return {
    target: bound.target,
    matches,
    missing: missingFields(bound.target, found, bound.table.geometry),
    strength: 1,
  };
}

function shownField({ match, unit, certainty, mustConfirm, reason }: JudgedMatch): ProposedTable['fields'][number] {
  return { field: match.field, column: match.stats.column.name, unit: unit.unit, certainty, reason, mustConfirm };
}

/** Chinese headings or pinyin make up a third of the table, or the standard is a Chinese one. */
function isChineseTable(matches: readonly Match[], standard: Profile | null): boolean {
  if (standard?.codes.flowDirection !== undefined || /gbt?\d/.test(standard?.name ?? '')) return true;
  const chinese = matches.filter(
    ({ heading, stats }) => heading.isChinese || /\p{Script=Han}/u.test(stats.column.name),
  );
  return chinese.length >= matches.length / 3;
}

function tableProfileOf(
  table: TableInfo,
  target: ProfileTarget,
  judged: readonly JudgedMatch[],
  isChinese: boolean,
  standard: StandardTable | null,
  context: ValueContext,
): TableProfile {
  const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[target];
  const columns = judged.map(({ match, unit }) => {
    const quantity = fields[match.field]?.quantity;
    const kept = quantity === undefined ? null : unitToKeep(unit, ownUnit(quantity));
    const named: ColumnProfile = { headings: [match.stats.column.name], ...(kept === null ? {} : { unit: kept }) };
    return [match.field, named] as const;
  });
  return {
    name: nameExpression(table.name),
    target,
    ...networkOf(standard),
    columns: Object.fromEntries(columns),
    constants: {
      ...standard?.bound.constants,
      ...(isChinese ? namedUtility(target, judged, table, context) : {}),
      ...statedConstants(target, judged, table, context),
    },
  };
}

function networkOf(standard: StandardTable | null): Pick<TableProfile, 'network' | 'idPrefix'> {
  const { network, idPrefix } = standard?.wanted ?? {};
  return { ...(network === undefined ? {} : { network }), ...(idPrefix === undefined ? {} : { idPrefix }) };
}

/** Longer names are told by how they begin: an expression may hold 200 characters. */
const MOST_NAME = 80;

function nameExpression(name: string): string {
  const start = name.slice(0, MOST_NAME).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return name.length > MOST_NAME ? `^${start}` : `^${start}$`;
}

/** The utility that the name of a Chinese table says (`WSLINE` over pinyin headings), where no column holds it. */
function namedUtility(
  target: ProfileTarget,
  judged: readonly JudgedMatch[],
  table: TableInfo,
  { codes }: ValueContext,
): Readonly<Record<string, string>> {
  const isSurvey = target === 'surveyPoint' || target === 'surveyLine';
  if (!isSurvey || judged.some(({ match }) => match.field === 'utility')) return {};
  const { utility } = tableNameHint(table.name, (word) => codes.read('utility', word) !== null);
  return utility === null ? {} : { utility };
}

/** What is the same in every row: the reference that all headings of depths name, the kind of a city point. */
function statedConstants(
  target: ProfileTarget,
  judged: readonly JudgedMatch[],
  table: TableInfo,
  context: ValueContext,
): Readonly<Record<string, string>> {
  if (target === 'cityPoint' && !judged.some(({ match }) => match.field === 'kind')) {
    const kind = pointKindOf(table, judged, context.codes);
    return kind === null ? {} : { kind };
  }
  if (target !== 'surveyLine' || judged.some(({ match }) => match.field === 'depthReference')) return {};
  const stated = judged.flatMap(({ reference }) => (reference === null ? [] : [reference]));
  const [first] = stated;
  if (first === undefined || stated.some(({ reference }) => reference !== first.reference)) return {};
  return { depthReference: first.word };
}

function profileOf(proposed: readonly ProposalOfTable[], profiles: readonly Profile[]): Profile {
  const tables = proposed.flatMap(({ profile }) => (profile === null ? [] : [profile]));
  const standards = proposed.flatMap(({ standard }) => (standard === null ? [] : [standard]));
  const survey = tables.some(({ target }) => target === 'surveyLine' || target === 'surveyPoint');
  const isChinese = proposed.some((one) => one.isChinese && one.standard === null && one.profile !== null);
  const chinese = survey && isChinese ? profiles.filter(({ name }) => name === CHINESE_STANDARD) : [];
  const [base] = [...standards, ...chinese];
  const isOne = new Set(standards.map(({ name }) => name)).size === 1;
  return {
    name: 'proposed',
    title: { en: 'Proposed from headings and values', zh: '按字段名与取值建议' },
    tables,
    // A number means one thing in one standard and another in the next: of two, neither is taken.
    codes: isOne ? (standards[0]?.codes ?? {}) : {},
    depthRules: rulesOf([...standards, ...chinese]),
    unknownValues: isOne ? (standards[0]?.unknownValues ?? {}) : {},
    zeroIsUnknown: [...new Set(standards.flatMap(({ zeroIsUnknown }) => zeroIsUnknown))],
    thresholds: base?.thresholds ?? SURVEY_THRESHOLDS,
    severities: isOne ? (standards[0]?.severities ?? {}) : {},
  };
}

/** The depth rules of the profiles that have some, when they are the same; else none, so that references stay unknown. */
function rulesOf(profiles: readonly Profile[]): Profile['depthRules'] {
  const rules = profiles.filter(({ depthRules }) => depthRules.length > 0).map(({ depthRules }) => depthRules);
  const [first] = rules;
  if (first === undefined) return [];
  return rules.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : [];
}

function pointIdsOf(
  tables: readonly { readonly stats: readonly ColumnStats[] }[],
  likeness: HeadingLikeness,
  codes: ValueContext['codes'],
): ReadonlySet<string> {
  const context: ValueContext = { codes, pointIds: new Set() };
  const ids = tables.flatMap(({ stats }) =>
    stats
      .filter(
        (column) =>
          likeness.fit('surveyPoint', 'pointId', column.column.name).score >= 0.85 &&
          valueFit('surveyPoint', 'pointId', column, context) >= 0.75,
      )
      .flatMap((column) => [...column.counts.keys()]),
  );
  return new Set(ids);
}
