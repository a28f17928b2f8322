import { MOST_FEATURES_IN } from '@undercroft/core/protocol/answers';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import { Router } from 'express';
import { z } from 'zod';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { notImported, type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { boundsQuery } from './bounds-query.ts';

const sceneParams = z.object({ scene: z.string().max(64) });

export const boxQuery = z.object({ bbox: boundsQuery });

/** Every link and node in a rectangle: what a check of an excavation is made from. */
export function featureRoutes(scenes: SceneCatalogue, store: Store): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.get(ROUTES.featuresIn, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const { bbox } = parsed(boxQuery, request.query);
    const found = await store.features.within(scene.id, bbox, MOST_FEATURES_IN);
    if (found === null) throw notImported(scene.id);
    if (found === 'tooMany') {
      const limit = `at most ${MOST_FEATURES_IN} links and nodes are answered at once`;
      throw new ProblemError('too-many-features', `The rectangle holds too much: ${limit}. Ask for a smaller one.`);
    }
    response.json(found);
  });

  return router;
}
