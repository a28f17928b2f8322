import { boreAnswerSchema, boreRequestSchema } from '@undercroft/core/protocol/analysis/bore';
import { clearanceAnswerSchema, clearanceRequestSchema } from '@undercroft/core/protocol/analysis/clearance';
import { coverAnswerSchema, coverRequestSchema } from '@undercroft/core/protocol/analysis/cover';
import { excavationAnswerSchema, excavationRequestSchema } from '@undercroft/core/protocol/analysis/excavation';
import { isolationAnswerSchema, isolationRequestSchema } from '@undercroft/core/protocol/analysis/isolation';
import { profileAnswerSchema, profileRequestSchema } from '@undercroft/core/protocol/analysis/profile';
import { sectionAnswerSchema, sectionRequestSchema } from '@undercroft/core/protocol/analysis/section';
import { statisticsAnswerSchema, statisticsRequestSchema } from '@undercroft/core/protocol/analysis/statistics';
import { traceAnswerSchema, traceRequestSchema } from '@undercroft/core/protocol/analysis/trace';
import * as answers from '@undercroft/core/protocol/answers';
import { caseSummarySchema, casesByCellSchema, casesSchema } from '@undercroft/core/protocol/cases';
import * as data from '@undercroft/core/protocol/data-page';
import * as imports from '@undercroft/core/protocol/import-answers';
import { profileSchema } from '@undercroft/core/protocol/profile';
import { ruleSetSchema } from '@undercroft/core/protocol/rule-set';
import type { z } from 'zod';
import { excavationReportRequestSchema } from '../report/report-request.ts';

/** What requests are parsed with, by the name they have in the document. */
export const NAMED_REQUESTS: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['ExcavationRequest', excavationRequestSchema],
  ['BoreRequest', boreRequestSchema],
  ['ExcavationReportRequest', excavationReportRequestSchema],
  ['ClearanceRequest', clearanceRequestSchema],
  ['SectionRequest', sectionRequestSchema],
  ['ProfileAlongRequest', profileRequestSchema],
  ['CoverRequest', coverRequestSchema],
  ['TraceRequest', traceRequestSchema],
  ['IsolationRequest', isolationRequestSchema],
  ['StatisticsRequest', statisticsRequestSchema],
  ['InspectRequest', data.inspectRequestSchema],
  ['DraftRequest', data.draftRequestSchema],
  ['ProfileRequest', profileSchema],
]);

/** What answers are typed by. A schema within another is told of once, under its own name. */
export const NAMED_ANSWERS: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['ExcavationAnswer', excavationAnswerSchema],
  ['BoreAnswer', boreAnswerSchema],
  ['ClearanceAnswer', clearanceAnswerSchema],
  ['SectionAnswer', sectionAnswerSchema],
  ['ProfileAlongAnswer', profileAnswerSchema],
  ['CoverAnswer', coverAnswerSchema],
  ['TraceAnswer', traceAnswerSchema],
  ['IsolationAnswer', isolationAnswerSchema],
  ['StatisticsAnswer', statisticsAnswerSchema],
  ['RuleSet', ruleSetSchema],
  ['Health', answers.healthSchema],
  ['Scenes', answers.scenesSchema],
  ['Scene', answers.publicSceneSchema],
  ['Summary', answers.summarySchema],
  ['Ground', answers.groundSchema],
  ['GroundReport', answers.groundReportSchema],
  ['SearchAnswer', answers.searchSchema],
  ['Feature', answers.featureSchema],
  ['LinkFeature', answers.linkFeatureSchema],
  ['NodeFeature', answers.nodeFeatureSchema],
  ['AreaFeature', answers.areaFeatureSchema],
  ['CityPointFeature', answers.cityPointFeatureSchema],
  ['GridCellFeature', answers.gridCellFeatureSchema],
  ['FeaturesIn', answers.featuresInSchema],
  ['FeatureHistory', data.historySchema],
  ['Cases', casesSchema],
  ['CaseSummary', caseSummarySchema],
  ['CasesByCell', casesByCellSchema],
  ['Imports', imports.importsSchema],
  ['ImportRecord', imports.importRecordSchema],
  ['ImportReport', imports.importReportSchema],
  ['ImportProgress', imports.importProgressSchema],
  ['Issue', imports.issueSchema],
  ['IssuePage', data.issuesSchema],
  ['Upload', data.uploadSchema],
  ['Inspection', data.inspectionSchema],
  ['Preview', data.previewSchema],
  ['DraftProgress', data.draftProgressSchema],
  ['Profiles', data.profilesSchema],
  ['Profile', profileSchema],
  ['TileJson', answers.tileJsonSchema],
  ['Problem', answers.problemSchema],
]);
