import { SURVEY_FILES, type SurveyFile, surveyFileOf } from '@undercroft/core/demo-city/survey/survey-files';
import type { LineRow, PointRow, SurveyRows } from '@undercroft/core/demo-city/survey/survey-headings';
import { UTILITY_ZH } from '@undercroft/core/demo-city/survey/survey-words';
import { UTILITIES } from '@undercroft/core/model/utility';
import { SURVEY_FILE_NAMES, TABLE_NAMES } from './survey-file-names.ts';
import type { SurveyWriter } from './survey-writer.ts';
import { csvWriter } from './write-csv.ts';
import { dxfWriter } from './write-dxf.ts';
import { geoPackageWriter } from './write-geopackage.ts';
import { shapefileWriter } from './write-shapefile.ts';

const FILE_OF: ReadonlyMap<string, SurveyFile> = new Map(
  UTILITIES.map((utility) => [UTILITY_ZH[utility], surveyFileOf(utility)]),
);

/** Writes every file of a made-up survey into a folder that exists; rows go to the file of their utility. */
export function surveyFilesWriter(folder: string): SurveyWriter {
  const [pointsName = '', linesName = ''] = SURVEY_FILE_NAMES.tables;
  const [gas = ''] = SURVEY_FILE_NAMES.gas;
  const [heat = ''] = SURVEY_FILE_NAMES.heat;
  const [telecom = ''] = SURVEY_FILE_NAMES.telecom;
  const writers: Readonly<Record<SurveyFile, SurveyWriter>> = {
    tables: csvWriter(folder, pointsName, linesName),
    gas: shapefileWriter(folder, gas, ...TABLE_NAMES.gas),
    heat: geoPackageWriter(folder, heat, ...TABLE_NAMES.heat),
    telecom: dxfWriter(folder, telecom, ...TABLE_NAMES.telecom),
  };
  return {
    add(rows) {
      const parts = rowsByFile(rows);
      for (const file of SURVEY_FILES) writers[file].add(parts[file]);
    },
    close() {
      for (const file of SURVEY_FILES) writers[file].close();
    },
  };
}

/** The rows of each file, in their order. */
export function rowsByFile({ points, lines }: SurveyRows): Readonly<Record<SurveyFile, SurveyRows>> {
  const empty = (): { points: PointRow[]; lines: LineRow[] } => ({ points: [], lines: [] });
  const parts = { tables: empty(), gas: empty(), heat: empty(), telecom: empty() };
  for (const row of points) parts[FILE_OF.get(row.管线类别) ?? 'tables'].points.push(row);
  for (const row of lines) parts[FILE_OF.get(row.管线类别) ?? 'tables'].lines.push(row);
  return parts;
}
