import { featureEditSchema } from '@undercroft/core/protocol/feature-edit';
import { ROUTES } from '@undercroft/core/protocol/routes';
import { Router } from 'express';
import { z } from 'zod';
import type { EditDesk } from '../edits/edit-desk.ts';
import { parsed } from '../parsed.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';

const featureParams = z.object({ scene: z.string().max(64), id: z.string().max(300) });

/** One link or node of the network put right. */
export function editRoutes(scenes: SceneCatalogue, edits: EditDesk): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.patch(ROUTES.feature, async (request, response) => {
    const { scene, id } = parsed(featureParams, request.params);
    response.json(await edits.edit(sceneOf(scenes, scene), id, parsed(featureEditSchema, request.body)));
  });

  return router;
}
