import { LAYER_NAME } from '@undercroft/core/model/feature-id';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import { Router } from 'express';
import { z } from 'zod';
import { parsed } from '../parsed.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { tileNumber } from '../tile-number.ts';
import { CLEAR_PNG } from '../tiles/clear-png.ts';

const tileParams = z.object({
  scene: z.string().max(64),
  layer: z.string().regex(LAYER_NAME),
  z: tileNumber,
  x: tileNumber,
  y: tileNumber,
});

/** Pictures draped over the ground, as web Mercator tiles. Where a layer has nothing the answer is a clear picture. */
export function imageryRoutes(scenes: SceneCatalogue, store: Store): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.get(ROUTES.imageryTile, async (request, response) => {
    const { scene: id, layer, z: zoom, x, y } = parsed(tileParams, request.params);
    const png = await store.imagery.tile(sceneOf(scenes, id).id, layer, { zoom, x, y });
    response.set('Cache-Control', 'no-cache').type('image/png');
    response.send(png === null ? CLEAR_PNG : Buffer.from(png));
  });

  return router;
}
