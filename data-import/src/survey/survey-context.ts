import type { SurveyThresholds } from '@undercroft/core/protocol/profile';
import type { BoundTable, TableReadContext } from '../profiles/bound-table.ts';
import { type CodeReader, codeReader } from '../profiles/codes/code-reader.ts';
import type { ReadItem } from '../readers/reader.ts';
import { type UtilityGuess, utilityGuess } from '../utility-guess.ts';
import { networkNumbers, type OwnNetwork } from './network-of.ts';
import { type SurveyPlane, surveyPlane } from './plane.ts';
import { SurveyLines } from './survey-lines.ts';
import { SurveyPoints } from './survey-points.ts';
import { type SurveyReporter, surveyReporter } from './survey-rules.ts';
import { type UniqueIds, uniqueIds } from './unique-ids.ts';

/** Everything that the readers of points and lines and the checks share while one survey is read. */
export interface Survey {
  readonly context: TableReadContext;
  readonly thresholds: SurveyThresholds;
  readonly codes: CodeReader;
  readonly guess: UtilityGuess;
  readonly reporter: SurveyReporter;
  readonly plane: SurveyPlane;
  readonly points: SurveyPoints;
  readonly lines: SurveyLines;
  readonly sourceIds: UniqueIds;
  readonly networkOf: (bound: BoundTable) => OwnNetwork;
  /** Tables by the numbers that points and lines carry. */
  readonly tables: BoundTable[];
  /** True when a table of points was read: then a line's point that is in none is missed. */
  hasPointTables: boolean;
}

export function newSurvey(context: TableReadContext): Survey {
  const points = new SurveyPoints();
  const lines = new SurveyLines();
  return {
    context,
    thresholds: context.profile.thresholds,
    codes: codeReader(context.profile),
    guess: utilityGuess(context.utility),
    reporter: surveyReporter(context.profile.severities),
    plane: surveyPlane(context.placement),
    points,
    lines,
    sourceIds: uniqueIds(points, lines),
    networkOf: networkNumbers(),
    tables: [],
    hasPointTables: false,
  };
}

/** An item for a feature with what was reported since the last one. */
export function itemOf(survey: Survey, value: ReadItem['value'], rowIssues: ReadItem['issues']): ReadItem {
  const { reporter } = survey;
  if (!reporter.pending) return { value, issues: rowIssues };
  const found = reporter.take();
  return { value, issues: rowIssues.length === 0 ? found : [...rowIssues, ...found] };
}
