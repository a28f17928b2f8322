import type { LaidNetwork } from '@undercroft/core/demo-city/network/laid';
import { LINE_HEADINGS, POINT_HEADINGS, type SurveyRows } from '@undercroft/core/demo-city/survey/survey-headings';
import { type SurveyedSite, surveyRows } from '@undercroft/core/demo-city/survey/survey-rows';
import type { Issue } from '@undercroft/core/model/issue';
import type { MemoryTable } from '../survey/testing/memory-tables.ts';
import { type ReadOptions, readSurvey, type SurveyResult } from '../survey/testing/read-survey.ts';

/** Year up to which the made-up survey may state that something was built. */
const SURVEY_YEAR = 2025;

export interface LaidCheck {
  readonly survey: SurveyResult;
  readonly issues: readonly Issue[];
  /** Issues by rule (`L4`), or by code where no rule has it. */
  readonly byRule: ReadonlyMap<string, readonly Issue[]>;
}

/** Runs the importer over a survey of a laid network in which everything is known. A sound network draws no issue. */
export async function checkLaid(network: LaidNetwork, site: SurveyedSite): Promise<LaidCheck> {
  return await checkRows(surveyRows(network, site));
}

/** Runs the importer over the rows of a survey. */
export async function checkRows(rows: SurveyRows, options: ReadOptions = {}): Promise<LaidCheck> {
  const survey = await readSurvey(memoryTablesOf(rows), { thisYear: SURVEY_YEAR, ...options });
  const byRule = new Map<string, Issue[]>();
  for (const issue of survey.issues) {
    const rule = issue.rule ?? issue.code;
    const known = byRule.get(rule);
    if (known === undefined) byRule.set(rule, [issue]);
    else known.push(issue);
  }
  return { survey, issues: survey.issues, byRule };
}

/** The rows as tables with the headings of the files. */
export function memoryTablesOf({ points, lines }: SurveyRows): readonly MemoryTable[] {
  return [
    {
      name: '管点',
      headings: POINT_HEADINGS,
      rows: points.map((row) => POINT_HEADINGS.map((heading) => row[heading])),
    },
    { name: '管线', headings: LINE_HEADINGS, rows: lines.map((row) => LINE_HEADINGS.map((heading) => row[heading])) },
  ];
}
