import { MOST_CAMERAS_SEEING } from '@undercroft/core/protocol/live/camera-answers';
import { MOST_NEAREST_UNITS } from '@undercroft/core/protocol/live/unit-answers';
import { ROUTES } from '@undercroft/core/protocol/routes';
import { Router } from 'express';
import { z } from 'zod';
import { Turns } from '../analysis/turns.ts';
import type { CityCameras } from '../cameras/city-cameras.ts';
import type { NearestUnits } from '../cameras/nearest-units.ts';
import { parsed } from '../parsed.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { ANALYSIS_TURNS } from './analysis-routes.ts';
import { hangUpSignal } from './line-stream.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const cameraParams = sceneParams.extend({ id: z.string().min(1).max(300) });

/** An empty parameter is no number: it is refused, not read as zero. */
const figure = (least: number, most: number) =>
  z
    .string()
    .regex(/^-?[0-9]{1,4}([.][0-9]{1,20})?$/, 'must be a number')
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const place = z.object({ lon: figure(-180, 180), lat: figure(-89, 89) });

export const seeingQuery = place.extend({
  /** Metres above the scene's height datum; absent, the place lies on the ground. */
  level: figure(-500, 9000).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_CAMERAS_SEEING).default(12),
});

export const nearestQuery = place.extend({
  /** Parts of categories, separated by commas: `抢修,巡查`. Absent: units of any kind. */
  kinds: z.string().min(1).max(400).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_NEAREST_UNITS).default(10),
});

/** What cameras see, where their pictures come from, and which units are near. */
export function cameraRoutes(scenes: SceneCatalogue, cameras: CityCameras, units: NearestUnits): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const turns = new Turns(ANALYSIS_TURNS);

  router.get(ROUTES.camerasSeeing, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const { lon, lat, level = null, limit } = parsed(seeingQuery, request.query);
    const asked = { lon, lat, levelM: level };
    response.json(await turns.run(hangUpSignal(response), () => cameras.seeing(scene, asked, limit)));
  });

  router.get(ROUTES.cameraFootprint, async (request, response) => {
    const { scene, id } = parsed(cameraParams, request.params);
    const found = sceneOf(scenes, scene);
    response.json(await turns.run(hangUpSignal(response), () => cameras.footprint(found, id)));
  });

  router.get(ROUTES.cameraStream, async (request, response) => {
    const { scene, id } = parsed(cameraParams, request.params);
    response.json(await cameras.stream(sceneOf(scenes, scene), id));
  });

  router.get(ROUTES.nearestUnits, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const { lon, lat, kinds, limit } = parsed(nearestQuery, request.query);
    const wanted = kinds?.split(',').filter((kind) => kind !== '');
    const answer = await units.near(scene, { lon, lat }, { kinds: wanted, most: limit });
    response.set('Cache-Control', 'no-store').json(answer);
  });

  return router;
}
