import type { Utility } from '../../model/utility.ts';

/** The files of the made-up survey: most utilities in one pair of tables, three in files of their own. */
export const SURVEY_FILES = ['tables', 'gas', 'heat', 'telecom'] as const;

export type SurveyFile = (typeof SURVEY_FILES)[number];

/** The file that a utility is surveyed in. */
export function surveyFileOf(utility: Utility): SurveyFile {
  return utility === 'gas' || utility === 'heat' || utility === 'telecom' ? utility : 'tables';
}
