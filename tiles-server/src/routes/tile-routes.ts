import { ROUTES } from '@undercroft/core/protocol/routes';
import { Router } from 'express';
import { z } from 'zod';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { sendEncoded } from '../send-encoded.ts';
import { notImported, type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { tileNumber } from '../tile-number.ts';
import type { Revisions } from '../tiles/revisions.ts';
import type { TileService } from '../tiles/tile-service.ts';
import { hangUpSignal } from './line-stream.ts';

const tilesetParams = z.object({ scene: z.string().max(64), tileset: z.string().max(64) });
const tileParams = tilesetParams.extend({ z: tileNumber, x: tileNumber, y: tileNumber });

/** The 3D Tiles of every scene. */
export function tileRoutes(scenes: SceneCatalogue, revisions: Revisions, tiles: TileService): Router {
  const router = Router({ caseSensitive: true, strict: true });

  const assertKnown = (tileset: string): void => {
    if (tiles.names.includes(tileset)) return;
    throw new ProblemError(
      'not-found',
      `There is no tileset "${tileset.slice(0, 64)}"; known are: ${tiles.names.join(', ')}.`,
    );
  };

  router.get(ROUTES.tileset, async (request, response) => {
    const { scene: id, tileset } = parsed(tilesetParams, request.params);
    const scene = sceneOf(scenes, id);
    assertKnown(tileset);
    const body = await tiles.document(scene, tileset);
    if (body !== null) {
      await sendEncoded(request, response, body);
      return;
    }
    if ((await revisions.current(scene.id)) === null) throw notImported(scene.id);
    throw new ProblemError('not-found', `The scene "${scene.id}" has nothing for the tileset "${tileset}".`);
  });

  router.get(ROUTES.tilesetSchema, async (request, response) => {
    const { scene: id, tileset } = parsed(tilesetParams, request.params);
    sceneOf(scenes, id);
    assertKnown(tileset);
    const body = await tiles.schema(tileset);
    if (body === null) {
      throw new ProblemError('not-found', `The tiles of "${tileset}" carry their schema themselves.`);
    }
    await sendEncoded(request, response, body);
  });

  router.get(ROUTES.tile, async (request, response) => {
    const { scene: id, tileset, ...address } = parsed(tileParams, request.params);
    const scene = sceneOf(scenes, id);
    assertKnown(tileset);
    const body = await tiles.tile(scene, tileset, address, hangUpSignal(response));
    if (body === null) {
      throw new ProblemError('unknown-tile', `The tileset has no tile ${address.z}/${address.x}/${address.y}.`);
    }
    await sendEncoded(request, response, body);
  });

  return router;
}
