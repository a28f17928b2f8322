import { LIVE_EVENT_KINDS, type LoggedEvent } from '@undercroft/core/live/live-event';
import { MOST_PAST_EVENTS, REPLAY_CLOCKS } from '@undercroft/core/protocol/live/replay';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { CityPast } from '../live/city-past.ts';
import type { SimulatedPast } from '../live/simulated-past.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { kindsQuery } from './kinds-query.ts';
import { momentQuery } from './moment-query.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const thingParams = sceneParams.extend({ kind: z.enum(LIVE_EVENT_KINDS), id: z.string().min(1).max(200) });

const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60_000;

const by = z.enum(REPLAY_CLOCKS).default('event');
const limit = z.coerce.number().int().min(1).max(MOST_PAST_EVENTS);

export const stateQuery = z.object({ at: momentQuery.optional(), by, kinds: kindsQuery.optional() });

export const historyQuery = z.object({
  from: momentQuery,
  to: momentQuery,
  by,
  kinds: kindsQuery.optional(),
  limit: limit.default(MOST_PAST_EVENTS),
  /** Seconds: of what is told more often only the last word of each step of so long. */
  every: z.coerce.number().positive().max(86_400).optional(),
});

export const thingQuery = z.object({
  from: momentQuery.optional(),
  to: momentQuery.optional(),
  limit: limit.default(500),
});

export const extentQuery = z.object({
  /** Minutes that the clock is ahead of UTC: days begin by it. */
  utcOffset: z.coerce.number().int().min(-DAY_MINUTES).max(DAY_MINUTES).default(0),
});

export interface ReplayOptions {
  readonly store: Store;
  readonly pastOf: (scene: string) => SimulatedPast | null;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
}

/** The city as it was: at an instant, over a span of time, and one thing over time. */
export function replayRoutes(scenes: SceneCatalogue, { store, pastOf, wallClock }: ReplayOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const past = new CityPast({ store, pastOf });
  const sceneAsked = (request: Request) => sceneOf(scenes, parsed(sceneParams, request.params).scene).id;

  router.get(ROUTES.liveState, async (request, response) => {
    const scene = sceneAsked(request);
    const { at, by: clock, kinds } = parsed(stateQuery, request.query);
    const nowMs = wallClock();
    if (at === undefined) {
      const [{ upTo, events }, extent] = await Promise.all([store.live.state(scene), store.live.extent(scene)]);
      const asked = events.filter(({ event }) => kinds === undefined || kinds.includes(event.kind));
      const logFromMs = extent?.sinceMs ?? null;
      const told = { atMs: nowMs, by: clock, upTo, logFromMs, isSimulated: false, isWhole: true };
      response.json({ ...told, events: asked.map(answerOf) });
      return;
    }
    if (at > nowMs) throw inFuture('at', at, nowMs);
    const state = await past.state(scene, at, clock, kinds);
    response.json({ atMs: at, by: clock, upTo: null, ...state, events: state.events.map(answerOf) });
  });

  router.get(ROUTES.liveHistory, async (request, response) => {
    const scene = sceneAsked(request);
    const { from, to, by: clock, every, ...asked } = parsed(historyQuery, request.query);
    if (to <= from) throw new ProblemError('bad-request', 'to: wanted a time after "from".');
    // What is still to come is no history: the span ends with the present.
    const toMs = Math.min(to, wallClock());
    if (from > toMs) throw inFuture('from', from, toMs);
    const everyMs = every === undefined ? undefined : every * 1000;
    const { events, isSimulated, more, wholeToMs } = await past.history(scene, {
      ...asked,
      kinds: asked.kinds,
      fromMs: from,
      toMs,
      by: clock,
      everyMs,
    });
    const told = { fromMs: from, toMs, by: clock, isSimulated, more, wholeToMs };
    response.json({ ...told, events: events.map(answerOf) });
  });

  router.get(ROUTES.liveExtent, async (request, response) => {
    const scene = sceneAsked(request);
    response.json(await past.extent(scene, parsed(extentQuery, request.query).utcOffset));
  });

  router.get(ROUTES.thingEvents, async (request, response) => {
    const { scene: _scene, kind, id } = parsed(thingParams, request.params);
    const scene = sceneAsked(request);
    const asked = parsed(thingQuery, request.query);
    const toMs = Math.min(asked.to ?? Number.POSITIVE_INFINITY, wallClock());
    const fromMs = asked.from ?? toMs - DAY_MS;
    const found = await past.ofThing(scene, kind, id, { fromMs, toMs, limit: asked.limit });
    response.json({ ...found, events: found.events.map(answerOf) });
  });

  return router;
}

function inFuture(name: string, ms: number, nowMs: number): ProblemError {
  const told = (time: number) => new Date(time).toISOString();
  return new ProblemError('bad-request', `${name}: wanted a time up to now, ${told(nowMs)}; got ${told(ms)}.`);
}

/** The raw record of a case stays on the server. */
function answerOf(logged: LoggedEvent): object {
  const { event } = logged;
  if (event.kind !== 'case') return logged;
  const { raw: _raw, ...value } = event.value;
  return { ...logged, event: { ...event, value } };
}
