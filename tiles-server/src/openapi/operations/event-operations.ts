import {
  eventsRequestSchema,
  ingestAnswerSchema,
  refusedEventsSchema,
  sourceKeySchema,
} from '@undercroft/core/protocol/live/event-input';
import { refusedQuery } from '../../routes/event-routes.ts';
import { type ApiOperation, jsonAnswer, jsonBody } from '../api-operation.ts';

/** A cover that was lifted, and the level in the manhole below it. */
const EXAMPLE = [
  {
    kind: 'cover',
    id: 'ZNJG-0001',
    eventTime: '2026-11-20T09:30:00+08:00',
    sequence: 41,
    quality: 'good',
    value: { tiltDeg: 47, isOpen: true },
  },
  {
    kind: 'reading',
    id: 'YWJC-0001',
    eventTime: '2026-11-20T09:30:02.500+08:00',
    sequence: 1180,
    quality: 'good',
    value: { quantity: 'fillDepth', unit: 'm', value: 0.42 },
  },
];

export const EVENT_OPERATIONS: readonly ApiOperation[] = [
  {
    route: 'events',
    method: 'post',
    id: 'postEvents',
    tag: 'live',
    title: { en: 'Bring events', zh: '上报事件' },
    text: 'One event, a list of them, or (as `application/x-ndjson`) any number of lines with an event each. What is counted as stored or duplicate is durable when this is answered; sending it again does no harm. Events that cannot be taken are left out, listed and kept aside. The key is that of a source of the scene that comes by HTTP.',
    body: jsonBody(eventsRequestSchema, EXAMPLE),
    answers: jsonAnswer('What became of them.', ingestAnswerSchema, {
      stored: 2,
      historical: 0,
      duplicates: 0,
      refusedCount: 0,
      refused: [],
    }),
    problems: [
      'bad-request',
      'unknown-scene',
      'key-required',
      'json-wanted',
      'body-too-large',
      'event-refused',
      'rate-limited',
      'not-live',
    ],
    isDevice: true,
  },
  {
    route: 'refusedEvents',
    method: 'get',
    id: 'listRefusedEvents',
    tag: 'live',
    title: { en: 'Refused events', zh: '被拒事件' },
    text: 'What was refused at any door, newest first, with the reason and the beginning of what came.',
    query: refusedQuery,
    answers: jsonAnswer('What was refused.', refusedEventsSchema, {
      refused: [
        {
          receivedMs: 1_795_138_200_120,
          source: 'covers',
          door: 'http',
          reason: 'not-an-event',
          detail: 'value.tiltDeg: Invalid input: expected number, received string, got "steep".',
          body: '{"kind":"cover","id":"ZNJG-0001"}',
        },
      ],
    }),
    problems: ['bad-request', 'unknown-scene'],
  },
  {
    route: 'sourceKey',
    method: 'post',
    id: 'makeSourceKey',
    tag: 'live',
    title: { en: 'Make a key', zh: '生成来源密钥' },
    text: 'Makes a new key for a source; one that it had before opens nothing any more. The key is told this once: only its hash is kept.',
    body: { contentType: 'application/json', schema: null, example: {} },
    answers: [
      {
        status: 201,
        text: 'The key.',
        body: jsonBody(sourceKeySchema, {
          source: 'gateway',
          key: 'gateway.c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I',
        }),
      },
    ],
    problems: ['unknown-scene', 'unknown-source', 'json-wanted', 'token-required'],
    isWrite: true,
  },
  {
    route: 'sourceKey',
    method: 'delete',
    id: 'revokeSourceKey',
    tag: 'live',
    title: { en: 'Take a key back', zh: '吊销来源密钥' },
    text: 'Within two seconds nobody is let in as that source any more; connections that stand go on until they end.',
    answers: [{ status: 204, text: 'It is gone.', body: null }],
    problems: ['unknown-scene', 'unknown-source', 'token-required'],
    isWrite: true,
  },
];
