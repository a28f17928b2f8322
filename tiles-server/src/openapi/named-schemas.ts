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
import {
  editNoteSchema,
  featureEditAnswerSchema,
  featureEditSchema,
  linkPatchSchema,
  nodePatchSchema,
} from '@undercroft/core/protocol/feature-edit';
import * as imports from '@undercroft/core/protocol/import-answers';
import { alarmActionSchema, alarmListSchema, alarmRecordSchema } from '@undercroft/core/protocol/live/alarm-answers';
import { alarmContextSchema } from '@undercroft/core/protocol/live/alarm-context';
import { alarmRulesSchema } from '@undercroft/core/protocol/live/alarm-rule';
import {
  cameraFootprintSchema,
  cameraStreamSchema,
  camerasSeeingSchema,
  seeingCameraSchema,
} from '@undercroft/core/protocol/live/camera-answers';
import { caseKpiSchema } from '@undercroft/core/protocol/live/case-kpi';
import * as records from '@undercroft/core/protocol/live/case-records';
import { caseRulesSchema } from '@undercroft/core/protocol/live/case-rule';
import {
  eventsRequestSchema,
  ingestAnswerSchema,
  refusedEventsSchema,
  sourceKeySchema,
} from '@undercroft/core/protocol/live/event-input';
import {
  alarmSchema,
  liveEventsSchema,
  liveFeedsSchema,
  liveMessageSchema,
  liveSnapshotSchema,
} from '@undercroft/core/protocol/live/live-messages';
import {
  liveExtentSchema,
  liveHistorySchema,
  liveStateSchema,
  networkAtSchema,
  thingEventsSchema,
} from '@undercroft/core/protocol/live/replay';
import { nearestUnitSchema, nearestUnitsSchema } from '@undercroft/core/protocol/live/unit-answers';
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
  ['EventsRequest', eventsRequestSchema],
  ['AlarmAction', alarmActionSchema],
  ['FeatureEdit', featureEditSchema],
  ['LinkPatch', linkPatchSchema],
  ['NodePatch', nodePatchSchema],
  ['CaseReport', records.caseReportSchema],
  ['CaseStepRequest', records.caseStepRequestSchema],
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
  ['FeatureEditAnswer', featureEditAnswerSchema],
  ['EditNote', editNoteSchema],
  ['Cases', casesSchema],
  ['CaseSummary', caseSummarySchema],
  ['CasesByCell', casesByCellSchema],
  ['CaseList', records.caseListSchema],
  ['CaseListed', records.caseListedSchema],
  ['CaseRecord', records.caseRecordSchema],
  ['CasePhoto', records.casePhotoSchema],
  ['CasePhotos', records.casePhotosSchema],
  ['CaseSuggestion', records.caseSuggestionSchema],
  ['CaseDuplicates', records.caseDuplicatesSchema],
  ['CaseKpi', caseKpiSchema],
  ['CaseRules', caseRulesSchema],
  ['IngestAnswer', ingestAnswerSchema],
  ['LiveMessage', liveMessageSchema],
  ['LiveSnapshot', liveSnapshotSchema],
  ['LiveEvents', liveEventsSchema],
  ['LiveFeeds', liveFeedsSchema],
  ['LiveState', liveStateSchema],
  ['LiveHistory', liveHistorySchema],
  ['LiveExtent', liveExtentSchema],
  ['NetworkAt', networkAtSchema],
  ['ThingEvents', thingEventsSchema],
  ['RefusedEvents', refusedEventsSchema],
  ['SourceKey', sourceKeySchema],
  ['Alarm', alarmSchema],
  ['Alarms', alarmListSchema],
  ['AlarmRecord', alarmRecordSchema],
  ['AlarmContext', alarmContextSchema],
  ['AlarmRules', alarmRulesSchema],
  ['SeeingCamera', seeingCameraSchema],
  ['CamerasSeeing', camerasSeeingSchema],
  ['CameraFootprint', cameraFootprintSchema],
  ['CameraStream', cameraStreamSchema],
  ['NearestUnit', nearestUnitSchema],
  ['NearestUnits', nearestUnitsSchema],
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
