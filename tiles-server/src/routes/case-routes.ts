import { MOST_CASES } from '@undercroft/core/protocol/cases';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { parsed } from '../parsed.ts';
import { notImported, type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { boundsQuery } from './bounds-query.ts';

const sceneParams = z.object({ scene: z.string().max(64) });

/** ISO 8601 with a zone, so that nobody has to guess whose midnight is meant. */
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const caseQuery = z.object({
  from: moment.optional(),
  to: moment.optional(),
  cell: z.string().max(40).optional(),
});

const DAY_MINUTES = 24 * 60;

export const summaryQuery = caseQuery.extend({
  /** Minutes that the clock is ahead of UTC: hours and weekdays are counted by it. */
  utcOffset: z.coerce.number().int().min(-DAY_MINUTES).max(DAY_MINUTES).default(0),
});

export const withinQuery = caseQuery.extend({
  bbox: boundsQuery,
  limit: z.coerce.number().int().min(1).max(MOST_CASES).default(500),
});

/** What happened in the city: cases by place and time, counted, and by cell of the management grid. */
export function caseRoutes(scenes: SceneCatalogue, store: Store): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const sceneAsked = (request: Request) => sceneOf(scenes, parsed(sceneParams, request.params).scene).id;

  router.get(ROUTES.cases, async (request, response) => {
    const scene = sceneAsked(request);
    const { bbox, limit, ...asked } = parsed(withinQuery, request.query);
    const found = await store.cases.within(scene, queryOf(asked), bbox, limit);
    if (found === null) throw notImported(scene);
    response.json(found);
  });

  router.get(ROUTES.caseSummary, async (request, response) => {
    const scene = sceneAsked(request);
    const { utcOffset, ...asked } = parsed(summaryQuery, request.query);
    const found = await store.cases.summary(scene, queryOf(asked), utcOffset);
    if (found === null) throw notImported(scene);
    response.json(found);
  });

  router.get(ROUTES.casesByCell, async (request, response) => {
    const scene = sceneAsked(request);
    const found = await store.cases.byCell(scene, queryOf(parsed(caseQuery, request.query)));
    if (found === null) throw notImported(scene);
    response.json(found);
  });

  return router;
}

function queryOf({ from, to, cell }: z.infer<typeof caseQuery>) {
  return { fromMs: from, toMs: to, gridCell: cell };
}
