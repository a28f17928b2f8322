import { liveFeedsSchema, liveMessageSchema } from '@undercroft/core/protocol/live/live-messages';
import { liveQuery } from '../../routes/live-routes.ts';
import { type ApiOperation, jsonAnswer } from '../api-operation.ts';
import { FEEDS_EXAMPLE, STREAM_EXAMPLE } from '../examples/live-examples.ts';

export const LIVE_OPERATIONS: readonly ApiOperation[] = [
  {
    route: 'live',
    method: 'get',
    id: 'followLive',
    tag: 'live',
    title: { en: 'What happens, as it happens', zh: '实时事件流' },
    text: [
      'Server-sent events. The first message is a `snapshot` (`LiveSnapshot`): the latest of everything that passes the filter; a closed alarm and a case that is over are not in it.',
      'Then `events` (`LiveEvents`) in the order of their ids: alarms and cases at once, everything else every 100 ms; and `feeds` (`LiveFeeds`) every 2 s, which is the heartbeat too.',
      'An edit of the network comes at once as `edit` (`EditNote`): the rows as they are now and the tiles that changed; the `versions` of `feeds` tell those who missed one.',
      'The `id` field is the id up to which the reader knows everything. Who comes back with it, in the header `Last-Event-ID` or in `after`, is told every event since exactly once, or a new `snapshot` where those are too many.',
      'A reader that does not keep up is told the latest of every key alone (`isLatestOnly`); then, and in a snapshot, an event newer than `upTo` may be told that comes again in the next message.',
      'Devices are where their point of the scene is. An alarm or a case without a place passes every `bbox`; anything else without a place passes none.',
    ].join(' '),
    query: liveQuery,
    answers: [
      {
        status: 200,
        text: 'The stream, which has no end; the schema is that of the `data` of a message.',
        body: { contentType: 'text/event-stream', schema: liveMessageSchema, example: STREAM_EXAMPLE },
      },
    ],
    problems: ['bad-request', 'unknown-scene', 'not-live', 'too-busy'],
  },
  {
    route: 'feeds',
    method: 'get',
    id: 'listFeeds',
    tag: 'live',
    title: { en: 'How fresh every feed is', zh: '各数据源时效' },
    text: 'Every feed of the scene. `fresh` within its declared heartbeat, `stale` beyond it, `silent` when nothing ever came, `unstated` where no heartbeat is declared: silence then means nothing.',
    answers: jsonAnswer('The feeds.', liveFeedsSchema, FEEDS_EXAMPLE),
    problems: ['unknown-scene', 'not-live'],
  },
];
