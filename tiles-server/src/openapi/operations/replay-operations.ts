import {
  liveExtentSchema,
  liveHistorySchema,
  liveStateSchema,
  networkAtSchema,
  thingEventsSchema,
} from '@undercroft/core/protocol/live/replay';
import { networkAtQuery } from '../../routes/past-network-routes.ts';
import { extentQuery, historyQuery, stateQuery, thingQuery } from '../../routes/replay-routes.ts';
import { type ApiOperation, jsonAnswer } from '../api-operation.ts';
import {
  LIVE_EXTENT_ANSWER,
  LIVE_HISTORY_ANSWER,
  LIVE_STATE_ANSWER,
  NETWORK_AT_ANSWER,
  THING_EVENTS_ANSWER,
} from '../examples/replay-examples.ts';

const PAST =
  'Out of the log where there is one, out of the tables of cases, and in a generated scene out of its simulator; what is not from the log has the id 0.';

export const REPLAY_OPERATIONS: readonly ApiOperation[] = [
  {
    route: 'liveState',
    method: 'get',
    id: 'getLiveState',
    tag: 'live',
    title: { en: 'The city at an instant', zh: '某一时刻的城市状态' },
    text: `Of every device, unit, alarm and case the latest word at the time \`at\` (without it now), without what was over then. By the clock \`event\` what had happened, by \`received\` what was known here. ${PAST}`,
    query: stateQuery,
    answers: jsonAnswer('The state; `isWhole` is false when cases were left out.', liveStateSchema, LIVE_STATE_ANSWER),
    problems: ['bad-request', 'unknown-scene'],
  },
  {
    route: 'liveHistory',
    method: 'get',
    id: 'getLiveHistory',
    tag: 'live',
    title: { en: 'Events of a span of time', zh: '某一时段的事件' },
    text: `In the order of the clock asked for, from \`from\` until before \`to\`; with \`every\` only the last word of each key in each step of so many seconds. ${PAST}`,
    query: historyQuery,
    answers: jsonAnswer(
      'The events; when `more`, everything before `wholeToMs` is there: ask on from it.',
      liveHistorySchema,
      LIVE_HISTORY_ANSWER,
    ),
    problems: ['bad-request', 'unknown-scene'],
  },
  {
    route: 'liveExtent',
    method: 'get',
    id: 'getLiveExtent',
    tag: 'live',
    title: { en: 'What there is to go back to', zh: '可回放的时间范围' },
    text: 'The first instant of which anything is told, since when the log is whole, and the cases reported on each day.',
    query: extentQuery,
    answers: jsonAnswer('The extent; null where there is nothing.', liveExtentSchema, LIVE_EXTENT_ANSWER),
    problems: ['bad-request', 'unknown-scene'],
  },
  {
    route: 'networkAt',
    method: 'get',
    id: 'getNetworkAt',
    tag: 'live',
    title: { en: 'The network of an instant', zh: '某一时刻的管网版本' },
    text: 'Which state of the network was published at the time `at`, and from when until when. What was undone since counts as never published.',
    query: networkAtQuery,
    answers: jsonAnswer(
      'The state; `revision` is null while nothing of the network was published.',
      networkAtSchema,
      NETWORK_AT_ANSWER,
    ),
    problems: ['bad-request', 'unknown-scene'],
  },
  {
    route: 'thingEvents',
    method: 'get',
    id: 'listThingEvents',
    tag: 'live',
    title: { en: 'What one thing said', zh: '单个对象的历史事件' },
    text: `Events of a kind about one device, unit, alarm or case, newest first; without \`from\` those of the last day. ${PAST}`,
    query: thingQuery,
    answers: jsonAnswer(
      'The events; `more` is true when there are older ones.',
      thingEventsSchema,
      THING_EVENTS_ANSWER,
    ),
    problems: ['bad-request', 'unknown-scene'],
  },
];
