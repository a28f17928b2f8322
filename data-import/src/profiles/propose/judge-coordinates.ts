import type { ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import { headingAxis } from '../../placing/propose-axes.ts';
import { coordinateKind } from './coordinate-kind.ts';
import type { Match } from './match-table.ts';

/** Whether a pair of coordinate columns is sure, and why not. */
export interface CoordinateJudgement {
  readonly isSure: boolean;
  /** Heading and values say opposite things. */
  readonly contradicts: boolean;
}

const PAIRS: Readonly<Record<string, string>> = {
  x: 'y',
  y: 'x',
  fromX: 'fromY',
  fromY: 'fromX',
  toX: 'toY',
  toY: 'toX',
};

/** Headings as sure as this one name their axis. */
const SURE_HEADING = 0.85;

/**
 * Judges the column of a coordinate beside the one of its pair: sure only when the heading names the axis and the values of
 * both columns are a northing with an easting, or a longitude with a latitude, in the order that such tables have: northing
 * in X in Chinese surveys, easting or longitude in X elsewhere.
 */
export function judgeCoordinate(
  match: Match,
  matches: readonly Match[],
  target: ProfileTarget,
  isChinese: boolean,
): CoordinateJudgement {
  const other = matches.find(({ field }) => field === PAIRS[match.field]);
  const isX = match.field.toLowerCase().endsWith('x');
  const own = axisOf(match);
  const paired = other === undefined ? null : axisOf(other);
  const named = namedAxis(match.stats.column.name);
  const contradicts = own !== null && named !== null && own !== named;
  if (contradicts) return { isSure: false, contradicts };
  if (own === null || paired === null || own === paired) return { isSure: false, contradicts: false };
  const isGeographic = isDegrees(match);
  const isSurvey = target === 'surveyPoint' || target === 'surveyLine';
  const northFirst = isSurvey && isChinese && !isGeographic;
  const expected = isX === northFirst ? 'north' : 'east';
  const isSure = match.heading.score >= SURE_HEADING && (own === expected || named === own);
  return { isSure, contradicts: false };
}

function isDegrees({ stats }: Match): boolean {
  const kind = coordinateKind(stats);
  return kind === 'longitude' || kind === 'latitude' || kind === 'degrees';
}

/** Where the values of a column run; `null` where their size does not tell. */
function axisOf(match: Match): 'east' | 'north' | null {
  switch (coordinateKind(match.stats)) {
    case 'northing':
    case 'latitude':
      return 'north';
    case 'easting':
    case 'zonedEasting':
    case 'longitude':
      return 'east';
    case 'degrees': {
      // Either axis may hold them: a heading of longitude or latitude tells.
      const heading = headingAxis(match.stats.column.name);
      return heading?.isDegree === true ? heading.axis : null;
    }
    case 'plane':
    case 'none':
      return null;
  }
}

/** The axis that a heading names in words: 北, easting, 经度; `null` for X and Y alone. */
function namedAxis(heading: string): 'east' | 'north' | null {
  const whole = headingAxis(heading);
  if (whole !== null) return whole.axis;
  const plain = heading.normalize('NFKC').toLowerCase();
  const isNorth = /北|纵|纬|north|lat/u.test(plain);
  const isEast = /东|横|经|east|lon|lng/u.test(plain);
  return isNorth === isEast ? null : isNorth ? 'north' : 'east';
}
