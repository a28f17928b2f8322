import { caseSummarySchema, casesByCellSchema, casesSchema } from '@undercroft/core/protocol/cases';
import { caseQuery, summaryQuery, withinQuery } from '../../routes/case-routes.ts';
import { type ApiOperation, jsonAnswer } from '../api-operation.ts';

export const CASE_OPERATIONS: readonly ApiOperation[] = [
  {
    route: 'cases',
    method: 'get',
    id: 'listCases',
    tag: 'cases',
    title: { en: 'Cases of a place and time', zh: '某地某时的案件' },
    text: 'City management cases in a rectangle, newest report first. Times are milliseconds since 1970 UTC.',
    query: withinQuery,
    answers: jsonAnswer('The cases; `more` is true when there are others beyond the limit.', casesSchema),
    problems: ['bad-request', 'unknown-scene', 'scene-not-imported'],
  },
  {
    route: 'caseSummary',
    method: 'get',
    id: 'summariseCases',
    tag: 'cases',
    title: { en: 'Cases counted', zh: '案件统计' },
    text: 'Counts by hour, weekday and month of the clock asked for, by class, channel and department; shares with the number they rest on.',
    query: summaryQuery,
    answers: jsonAnswer('The counts.', caseSummarySchema),
    problems: ['bad-request', 'unknown-scene', 'scene-not-imported'],
  },
  {
    route: 'casesByCell',
    method: 'get',
    id: 'countCasesByCell',
    tag: 'cases',
    title: { en: 'Cases by grid cell', zh: '按单元网格统计案件' },
    text: 'Counts per cell of the management grid; cases without a cell stand under null.',
    query: caseQuery,
    answers: jsonAnswer('The counts.', casesByCellSchema),
    problems: ['bad-request', 'unknown-scene', 'scene-not-imported'],
  },
];
