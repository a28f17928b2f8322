import { ROUTES, routePath } from '@undercroft/core/protocol/routes';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { sendEncoded } from '../send-encoded.ts';
import { notImported, type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { tileNumber } from '../tile-number.ts';
import type { Revisions } from '../tiles/revisions.ts';
import { FINEST_ZOOM, type VectorTileService } from '../tiles/vector-tile-service.ts';
import { hangUpSignal } from './line-stream.ts';

const documentParams = z.object({ scene: z.string().max(64) });
const tileParams = documentParams.extend({ z: tileNumber, x: tileNumber, y: tileNumber });

/** The base map and the conduits as vector tiles, y counted from the north. */
export function vectorTileRoutes(scenes: SceneCatalogue, revisions: Revisions, vectorTiles: VectorTileService): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.get(ROUTES.vectorTiles, async (request, response) => {
    const scene = sceneOf(scenes, parsed(documentParams, request.params).scene);
    const body = await vectorTiles.document(scene, addressTemplate(request, scene.id));
    if (body === null) throw notImported(scene.id);
    await sendEncoded(request, response, body);
  });

  router.get(ROUTES.vectorTile, async (request, response) => {
    const { scene: id, ...address } = parsed(tileParams, request.params);
    const scene = sceneOf(scenes, id);
    if ((await revisions.current(scene.id)) === null) throw notImported(scene.id);
    const { z: zoom, x, y } = address;
    if (zoom > FINEST_ZOOM || x >= 2 ** zoom || y >= 2 ** zoom) {
      throw new ProblemError('unknown-tile', `There is no tile ${zoom}/${x}/${y}: zooms are 0 to ${FINEST_ZOOM}.`);
    }
    const body = await vectorTiles.tile(scene, address, hangUpSignal(response));
    if (body === null) {
      response.status(204).set('Cache-Control', 'no-cache').end();
      return;
    }
    await sendEncoded(request, response, body);
  });

  return router;
}

/** The whole address of a tile, under the name the client reached us by: clients do not resolve a relative one. */
function addressTemplate(request: Request, scene: string): string {
  const path = routePath('vectorTile', { scene, z: 'Z', x: 'X', y: 'Y' });
  const template = path.replace('/Z/X/Y.', '/{z}/{x}/{y}.');
  return `${request.protocol}://${request.headers.host ?? 'localhost'}${template}`;
}
