import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import { Router } from 'express';
import { z } from 'zod';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { sendEncoded } from '../send-encoded.ts';
import { notImported, type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { tileNumber } from '../tile-number.ts';
import type { Revisions } from '../tiles/revisions.ts';
import type { TerrainService } from '../tiles/terrain-service.ts';

const layerParams = z.object({ scene: z.string().max(64) });
const tileParams = layerParams.extend({ z: tileNumber, x: tileNumber, y: tileNumber });

/** Terrain as Cesium asks for it: `layer.json` and quantized-mesh tiles, y counted from the south. */
export function terrainRoutes(scenes: SceneCatalogue, revisions: Revisions, terrain: TerrainService): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.get(ROUTES.terrainLayer, async (request, response) => {
    const scene = sceneOf(scenes, parsed(layerParams, request.params).scene);
    const body = await terrain.document(scene);
    if (body === null) throw await noTerrain(scene, revisions);
    await sendEncoded(request, response, body);
  });

  router.get(ROUTES.terrainTile, async (request, response) => {
    const { scene: id, z: level, x, y } = parsed(tileParams, request.params);
    const scene = sceneOf(scenes, id);
    const body = await terrain.tile(scene, { level, x, y });
    if (body === null) {
      if ((await terrain.document(scene)) === null) throw await noTerrain(scene, revisions);
      throw new ProblemError('unknown-tile', `The terrain has no tile ${level}/${x}/${y}.`);
    }
    await sendEncoded(request, response, body);
  });

  return router;
}

async function noTerrain(scene: Scene, revisions: Revisions): Promise<ProblemError> {
  if ((await revisions.current(scene.id)) === null) return notImported(scene.id);
  return new ProblemError('not-found', `The scene "${scene.id}" has no terrain.`);
}
