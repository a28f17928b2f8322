import type { SurveyRows } from '@undercroft/core/demo-city/survey/survey-headings';

/** Writes the files of one source, site after site. */
export interface SurveyWriter {
  add(rows: SurveyRows): void;
  close(): void;
}
