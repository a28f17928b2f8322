import type { ColumnUnit } from '@undercroft/core/protocol/profile';
import { PROFILE_FIELDS, type ProfileField, type ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import { isShortCode } from '../codes/utility-words.ts';
import { headingTokens } from './heading-tokens.ts';
import { judgeCoordinate } from './judge-coordinates.ts';
import { type GroundRelation, relationToGround, type StatedReference, statedReference } from './judge-depths.ts';
import { judgeUnit, type UnitJudgement } from './judge-unit.ts';
import type { Match } from './match-table.ts';
import { type Bilingual, reasonFor } from './reason.ts';

/** What is known of the table that a match stands in. */
export interface TableEvidence {
  readonly target: ProfileTarget;
  readonly matches: readonly Match[];
  /** Headings in Chinese or pinyin, or of a Chinese standard. */
  readonly isChinese: boolean;
  /** Title of the built-in profile that knows every heading; `null` where none does. */
  readonly standard: Bilingual | null;
  /** Units that this profile states, by field. */
  readonly standardUnits: ReadonlyMap<string, ColumnUnit>;
  /** True where it is written for a table of this very name. */
  readonly isNamedForTable: boolean;
  /** True where that profile's rules say what depths refer to. */
  readonly hasDepthRules: boolean;
}

/** A match judged: how sure it is, and whether a person must look at it. */
export interface JudgedMatch {
  readonly match: Match;
  readonly unit: UnitJudgement;
  readonly reference: StatedReference | null;
  readonly certainty: number;
  readonly mustConfirm: boolean;
  readonly reason: Bilingual;
}

/** A heading less like its field than this does not settle a coordinate, a depth or a size. */
const SURE_HEADING = 0.85;
const CLOSE_RACE = 0.08;
const GROUND_OF: Readonly<Record<string, string>> = {
  fromLevel: 'fromGroundLevel',
  toLevel: 'toGroundLevel',
  fromDepth: 'fromGroundLevel',
  toDepth: 'toGroundLevel',
  depth: 'groundLevel',
};
/** Depths and levels of a line, which mean nothing without what they refer to. */
const REFERRED = new Set(['fromDepth', 'toDepth', 'fromLevel', 'toLevel', 'depth']);

export function judgeMatch(match: Match, evidence: TableEvidence): JudgedMatch {
  const fields: Readonly<Record<string, ProfileField>> = PROFILE_FIELDS[evidence.target];
  const quantity = fields[match.field]?.quantity ?? 'text';
  const ownUnit = evidence.standardUnits.get(match.field);
  const judged = judgeUnit(quantity, match.field, match.stats, evidence.isChinese);
  const unit: UnitJudgement =
    ownUnit === undefined || judged.contradicts
      ? judged
      : { unit: ownUnit, by: 'stated', isSure: true, contradicts: false };
  const reference = referenceOf(match);
  const relation = groundRelation(match, evidence);
  const coordinate =
    quantity === 'coordinate'
      ? judgeCoordinate(match, evidence.matches, evidence.target, evidence.isChinese)
      : { isSure: true, contradicts: false };
  const contradicts = coordinate.contradicts || unit.contradicts || relation === 'contradicts';
  const certainty = certaintyOf(match, evidence, contradicts);
  const isMeasured = quantity === 'coordinate' || unit.unit !== null;
  const isWeak =
    isMeasured && evidence.standard === null && (match.heading.score < SURE_HEADING || match.lead < CLOSE_RACE);
  const isReferred = !REFERRED.has(match.field) || isReferenceKnown(reference, evidence);
  const isGround = match.field !== 'groundLevel' || evidence.isNamedForTable || namesGround(match);
  const isGridCode = evidence.target === 'gridCell' && match.field === 'code' && evidence.standard === null;
  const isForeignCode = !evidence.isChinese && hasShortUtility(match);
  const mustConfirm =
    isForeignCode ||
    isGridCode ||
    contradicts ||
    !coordinate.isSure ||
    !unit.isSure ||
    !isReferred ||
    !isGround ||
    isWeak;
  const reason = reasonFor({
    match,
    evidence,
    quantity,
    unit,
    reference,
    relation,
    coordinate,
    isReferred,
    isGround,
    isForeignCode,
    isGridCode,
  });
  return { match, unit, reference, certainty, mustConfirm, reason };
}

/** Two letters for a utility outside of Chinese tables: WS is 污水 here and water supply there. */
function hasShortUtility({ field, stats }: Match): boolean {
  if (field !== 'utility' && field !== 'subclass') return false;
  return [...stats.counts.keys()].some(isShortCode);
}

function referenceOf(match: Match): StatedReference | null {
  return REFERRED.has(match.field) ? statedReference(match.stats.column.name) : null;
}

/**
 * True where the profile will know what a depth or level lies on: from a column of references; from the headings, when all
 * that name one name the same (a line keeps it as a constant; points have no field for it); or from the rules of a standard,
 * where no heading names one.
 */
function isReferenceKnown(reference: StatedReference | null, evidence: TableEvidence): boolean {
  const { matches, target, standard, hasDepthRules } = evidence;
  if (matches.some(({ field }) => field === 'depthReference')) return true;
  const stated = new Set(matches.flatMap((other) => referenceOf(other)?.reference ?? []));
  if (stated.size > 0) return reference !== null && stated.size === 1 && target === 'surveyLine';
  return standard !== null && hasDepthRules;
}

/** A level of a point may be the pipe's as well as the ground's: the heading has to say ground, surface, rim or cover. */
function namesGround({ stats, heading }: Match): boolean {
  const name = stats.column.name;
  if (/地|井盖|井口/u.test(name) || headingTokens(name).includes('ground')) return true;
  return heading.isChinese && /^(dm|dimian)/iu.test(name);
}

function groundRelation(match: Match, { matches }: TableEvidence): GroundRelation {
  const beside = GROUND_OF[match.field];
  if (beside === undefined) return 'untold';
  const ground = matches.find(({ field }) => field === beside);
  return relationToGround(match, ground, match.field.endsWith('Level'));
}

function certaintyOf(match: Match, evidence: TableEvidence, contradicts: boolean): number {
  const isStandard = evidence.standard !== null && match.heading.score === 1;
  const base = isStandard ? 0.97 : 0.12 + 0.5 * match.heading.score + 0.35 * match.value;
  const race = !isStandard && match.lead < CLOSE_RACE ? 0.15 : 0;
  const certainty = base - race - (contradicts ? 0.4 : 0);
  return Math.round(Math.min(0.98, Math.max(0.05, certainty)) * 100) / 100;
}

/** The unit to write into the profile: where it is stated, where it is sure, and where it is not the field's own. */
export function unitToKeep(unit: UnitJudgement, own: ColumnUnit | null): ColumnUnit | null {
  if (unit.unit === null) return null;
  return unit.isSure || unit.by === 'stated' || unit.unit !== own ? unit.unit : null;
}
