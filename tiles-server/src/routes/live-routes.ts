import { ROUTES } from '@undercroft/core/protocol/routes';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { LiveCity } from '../live/live-city.ts';
import { liveFilter } from '../live/stream/live-filter.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { boundsQuery } from './bounds-query.ts';
import { kindsQuery } from './kinds-query.ts';

const sceneParams = z.object({ scene: z.string().max(64) });

/** Id of an event, as it stands in the stream's `id` field. */
const eventId = z
  .string()
  .regex(/^\d{1,15}$/, 'wanted the id of an event')
  .transform(Number);

export const liveQuery = z.object({
  kinds: kindsQuery.optional(),
  bbox: boundsQuery.optional(),
  /** As the header `Last-Event-ID`, for those that cannot set it. */
  after: eventId.optional(),
});

/** What happens, as it happens. */
export function liveRoutes(scenes: SceneCatalogue, live: LiveCity | undefined): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const sceneAsked = (request: Request) => sceneOf(scenes, parsed(sceneParams, request.params).scene);
  const hub = () => {
    if (live !== undefined) return live.hub;
    throw new ProblemError('not-live', 'This server does not follow what happens in the city.');
  };

  router.get(ROUTES.live, async (request, response) => {
    const scene = sceneAsked(request);
    const { kinds, bbox, after } = parsed(liveQuery, request.query);
    // A browser that reconnects by itself sends the newest id it has; the address still holds an older one.
    const header = eventId.safeParse(request.headers['last-event-id']);
    const afterId = header.success ? header.data : (after ?? null);
    if (request.method === 'HEAD') {
      response.type('text/event-stream').end();
      return;
    }
    await hub().stream(scene, liveFilter(kinds, bbox), afterId, response);
  });

  router.get(ROUTES.feeds, async (request, response) => {
    const scene = sceneAsked(request);
    const feeds = await hub().feeds(scene);
    response.set('Cache-Control', 'no-store').json({ serverTimeMs: Date.now(), feeds });
  });

  return router;
}
