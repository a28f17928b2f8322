import { BORE_REFUSALS } from '@undercroft/core/dig/bore-plan';
import { AREA_REFUSALS } from '@undercroft/core/dig/read-area';
import { boreAnswerSchema, boreRequestSchema } from '@undercroft/core/protocol/analysis/bore';
import { clearanceAnswerSchema, clearanceRequestSchema } from '@undercroft/core/protocol/analysis/clearance';
import { coverAnswerSchema, coverRequestSchema } from '@undercroft/core/protocol/analysis/cover';
import { excavationAnswerSchema, excavationRequestSchema } from '@undercroft/core/protocol/analysis/excavation';
import { isolationAnswerSchema, isolationRequestSchema } from '@undercroft/core/protocol/analysis/isolation';
import { profileAnswerSchema, profileRequestSchema } from '@undercroft/core/protocol/analysis/profile';
import { sectionAnswerSchema, sectionRequestSchema } from '@undercroft/core/protocol/analysis/section';
import { statisticsAnswerSchema, statisticsRequestSchema } from '@undercroft/core/protocol/analysis/statistics';
import { traceAnswerSchema, traceRequestSchema } from '@undercroft/core/protocol/analysis/trace';
import { ruleSetSchema } from '@undercroft/core/protocol/rule-set';
import type { ProblemCode } from '../../problem.ts';
import { excavationReportRequestSchema } from '../../report/report-request.ts';
import { type ApiOperation, bytesAnswer, jsonAnswer, jsonBody } from '../api-operation.ts';
import { EXCAVATION_ANSWER, EXCAVATION_REQUEST } from '../examples/excavation-example.ts';
import { STATISTICS_ANSWER } from '../examples/statistics-example.ts';

/** Problems of every question about the ground. */
const QUESTION_PROBLEMS: readonly ProblemCode[] = [
  'bad-request',
  'unknown-scene',
  'body-too-large',
  'json-wanted',
  'nothing-then',
  'scene-not-imported',
  'rules-unusable',
  'scene-changing',
  'too-busy',
];

export const ANALYSIS_OPERATIONS: readonly ApiOperation[] = [
  {
    route: 'excavation',
    method: 'post',
    id: 'checkExcavation',
    tag: 'analysis',
    title: { en: 'May we dig here?', zh: '能否开挖？' },
    text: 'Everything that a dig enters, whose protection or control zone it enters, that it may hit for all that is known of its place, of which nothing can be said, and what is clear within 5 m. `area` is the outline of the floor; `depthM` is below the lowest ground in it; the top grows by `batter` times the depth; supports reach deeper than the floor; digging strays by `marginM`. Worst first, then nearest.',
    body: jsonBody(excavationRequestSchema, EXCAVATION_REQUEST),
    answers: jsonAnswer('The findings, all of them.', excavationAnswerSchema, EXCAVATION_ANSWER),
    problems: [...QUESTION_PROBLEMS, ...AREA_REFUSALS, 'bad-support-depth', 'bad-margin'],
  },
  {
    route: 'excavationReport',
    method: 'post',
    id: 'printExcavation',
    tag: 'analysis',
    title: { en: 'The check on one page', zh: '开挖核查一页纸' },
    text: 'The same check as a page of PDF: plan with dimensions, one section, findings, date of the data, checksum of request and answer.',
    body: jsonBody(excavationReportRequestSchema, { ...EXCAVATION_REQUEST, language: 'en', note: 'Permit 2024-118' }),
    answers: bytesAnswer('The page.', 'application/pdf'),
    problems: [...QUESTION_PROBLEMS, ...AREA_REFUSALS, 'bad-support-depth', 'bad-margin'],
  },
  {
    route: 'bore',
    method: 'post',
    id: 'checkBore',
    tag: 'analysis',
    title: { en: 'May we bore here?', zh: '能否钻进？' },
    text: 'A directional drill, a jacked pipe or a hole straight down, judged as an excavation is: what it enters, may enter by its tolerance, whose zones it enters. Levels or depths of the axis go with the points of the path.',
    body: jsonBody(boreRequestSchema, {
      method: 'hdd',
      path: {
        type: 'LineString',
        coordinates: [
          [119.6, 39.925],
          [119.601, 39.925],
        ],
      },
      course: { by: 'depth', depthsM: [3, 3] },
      diameterM: 0.3,
      toleranceM: 0.3,
    }),
    answers: jsonAnswer('The findings, all of them.', boreAnswerSchema),
    problems: [...QUESTION_PROBLEMS, ...BORE_REFUSALS, 'outside-the-earth', 'too-large'],
  },
  {
    route: 'clearance',
    method: 'post',
    id: 'checkClearance',
    tag: 'analysis',
    title: { en: 'May we lay a pipe here?', zh: '能否敷设？净距核查' },
    text: 'Net distances between outer walls, judged by the tables of clearances: of two conduits (`pair`), of one that is to be laid against everything near it (`proposed`), of everything in a rectangle (`district`).',
    body: jsonBody(clearanceRequestSchema, {
      ask: 'proposed',
      proposed: {
        line: {
          type: 'LineString',
          coordinates: [
            [119.6, 39.925],
            [119.601, 39.925],
          ],
        },
        coverDepthsM: [1.2, 1.2],
        utility: 'water',
        section: { shape: 'circular', widthMm: 300, wallMm: 10 },
      },
    }),
    answers: jsonAnswer('The findings, worst first.', clearanceAnswerSchema),
    problems: [
      ...QUESTION_PROBLEMS,
      'unknown-feature',
      'without-place',
      'outside-the-earth',
      'too-large',
      'line-without-length',
      'too-many-features',
    ],
  },
  {
    route: 'section',
    method: 'post',
    id: 'cutSection',
    tag: 'analysis',
    title: { en: 'A cross-section', zh: '横断面' },
    text: 'Ground and everything buried in the upright plane over a line, as a drawing takes it: outlines in stations and levels, ellipses where a pipe is cut obliquely, and what passes within `halfWidthM` of the plane.',
    body: jsonBody(sectionRequestSchema, {
      line: {
        type: 'LineString',
        coordinates: [
          [119.6, 39.925],
          [119.6004, 39.925],
        ],
      },
      halfWidthM: 0.5,
    }),
    answers: jsonAnswer('The section.', sectionAnswerSchema),
    problems: [...QUESTION_PROBLEMS, 'outside-the-earth', 'too-large', 'line-without-length', 'not-finite'],
  },
  {
    route: 'longitudinalProfile',
    method: 'post',
    id: 'drawProfile',
    tag: 'analysis',
    title: { en: 'A longitudinal profile', zh: '纵断面' },
    text: 'Ground, inverts, outer tops, slopes, nodes with what branches off, and everything that crosses, along a chain of conduits.',
    body: jsonBody(profileRequestSchema, { links: ['survey.WS101-WS102', 'survey.WS102-WS103'] }),
    answers: jsonAnswer('The profile.', profileAnswerSchema),
    problems: [...QUESTION_PROBLEMS, 'unknown-feature', 'without-place', 'broken-path', 'line-without-length'],
  },
  {
    route: 'cover',
    method: 'post',
    id: 'measureCover',
    tag: 'analysis',
    title: { en: 'Cover of conduits', zh: '覆土深度' },
    text: 'Ground less outer top along the whole of each conduit, against real ground and not between its ends, judged by what the rules want above it.',
    body: jsonBody(coverRequestSchema, { links: ['gas.RQ1042'], place: 'carriageway' }),
    answers: jsonAnswer('Every conduit asked for, worst first.', coverAnswerSchema),
    problems: [...QUESTION_PROBLEMS, 'unknown-feature', 'without-place', 'not-finite'],
  },
  {
    route: 'traced',
    method: 'post',
    id: 'traceNetwork',
    tag: 'analysis',
    title: { en: 'A trace', zh: '追踪与连通' },
    text: 'What lies down- or upstream of features, all that is joined to them, or the shortest way between two.',
    body: jsonBody(traceRequestSchema, { direction: 'downstream', features: ['survey.WS101'] }),
    answers: jsonAnswer('What was reached: for certain, and perhaps.', traceAnswerSchema),
    problems: [...QUESTION_PROBLEMS, 'only-now', 'unknown-feature', 'not-in-network'],
  },
  {
    route: 'isolation',
    method: 'post',
    id: 'isolateSection',
    tag: 'analysis',
    title: { en: 'Which valves to close', zh: '关阀分析' },
    text: 'The valves that shut a break off, those that need not be closed, sources, and customers who lose their supply inside the section and beyond it.',
    body: jsonBody(isolationRequestSchema, { features: ['survey.JS2041-JS2042'] }),
    answers: jsonAnswer('The shut-off.', isolationAnswerSchema),
    problems: [...QUESTION_PROBLEMS, 'only-now', 'unknown-feature', 'not-in-network'],
  },
  {
    route: 'statistics',
    method: 'post',
    id: 'countConduits',
    tag: 'analysis',
    title: { en: 'Conduits counted', zh: '管线统计' },
    text: 'Number and length by one attribute or two at once; what is unknown is a group of its own.',
    body: jsonBody(statisticsRequestSchema, { by: ['utility', 'material'] }),
    answers: jsonAnswer('The groups.', statisticsAnswerSchema, STATISTICS_ANSWER),
    problems: [...QUESTION_PROBLEMS, 'only-now', 'too-many-groups'],
  },
  {
    route: 'rules',
    method: 'get',
    id: 'getRules',
    tag: 'analysis',
    title: { en: 'The rules in force', zh: '现行规则' },
    text: "The rows by which digs and pipes of the scene are judged: the city's own, or the national ones. Each has its clause, how sure its figure is, and who answers for it.",
    answers: jsonAnswer('The whole set.', ruleSetSchema),
    problems: ['unknown-scene', 'rules-unusable'],
  },
];
