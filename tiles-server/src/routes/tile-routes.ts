import { ROUTES } from '@undercroft/core/protocol/routes';
import { Router } from 'express';
import { z } from 'zod';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { sendEncoded } from '../send-encoded.ts';
import { notImported, type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { TILESETS, type TileService } from '../tiles/tile-service.ts';

const tilesetParams = z.object({ scene: z.string().max(64), tileset: z.string().max(64) });
const tileNumber = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 24);
const tileParams = tilesetParams.extend({ z: tileNumber, x: tileNumber, y: tileNumber });

/** The 3D Tiles of every scene. */
export function tileRoutes(scenes: SceneCatalogue, tiles: TileService): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.get(ROUTES.tileset, async (request, response) => {
    const { scene: id, tileset } = parsed(tilesetParams, request.params);
    const scene = sceneOf(scenes, id);
    known(tileset);
    const body = await tiles.tileset(scene);
    if (body === null) throw notImported(scene.id);
    await sendEncoded(request, response, body);
  });

  router.get(ROUTES.tile, async (request, response) => {
    const { scene: id, tileset, ...address } = parsed(tileParams, request.params);
    const scene = sceneOf(scenes, id);
    known(tileset);
    const body = await tiles.tile(scene, address);
    if (body === null) {
      throw new ProblemError('unknown-tile', `The tileset has no tile ${address.z}/${address.x}/${address.y}.`);
    }
    await sendEncoded(request, response, body);
  });

  return router;
}

function known(tileset: string): void {
  if (TILESETS.includes(tileset)) return;
  throw new ProblemError(
    'not-found',
    `There is no tileset "${tileset.slice(0, 64)}"; known are: ${TILESETS.join(', ')}.`,
  );
}
