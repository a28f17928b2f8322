import type { SurveyFile } from '@undercroft/core/demo-city/survey/survey-files';

/** The files that hold the made-up survey, the one that names its source first. */
export const SURVEY_FILE_NAMES: Readonly<Record<SurveyFile, readonly string[]>> = {
  tables: ['survey-points.csv', 'survey-lines.csv'],
  gas: ['gas.zip'],
  heat: ['heat.gpkg'],
  telecom: ['telecom.dxf'],
};

/** Names of the tables in files that hold two. */
export const TABLE_NAMES = {
  gas: ['RQ_POINT', 'RQ_LINE'],
  heat: ['RL_POINT', 'RL_LINE'],
  telecom: ['TX_POINT', 'TX_LINE'],
} as const;

export const TRUTH_FILE = 'truth.json';
export const BUILDINGS_FILE = 'buildings.geojson';
export const ROADS_FILE = 'roads.geojson';
