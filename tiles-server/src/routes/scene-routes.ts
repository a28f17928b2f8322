import { groundFromCovers } from '@undercroft/core/analysis/ground-from-covers';
import type { Ground, PublicScene, Scenes } from '@undercroft/core/protocol/answers';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { Router } from 'express';
import { z } from 'zod';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { notImported, type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { TILESETS, type TileService } from '../tiles/tile-service.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const featureParams = z.object({ scene: z.string().max(64), id: z.string().min(1).max(300) });
const searchQuery = z.object({
  q: z.string().trim().min(1).max(100),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** Scenes, their summaries, features and ground: everything a viewer reads as JSON. */
export function sceneRoutes(scenes: SceneCatalogue, store: Store, tiles: TileService): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const grounds = new Map<string, { readonly revision: string; readonly ground: Ground | null }>();

  /** The scene and its published revision; a problem when there is none. */
  const published = async (id: string): Promise<{ scene: Scene; revision: string }> => {
    const scene = sceneOf(scenes, id);
    const revision = await tiles.revision(scene.id);
    if (revision === null) throw notImported(scene.id);
    return { scene, revision };
  };

  router.get(ROUTES.scenes, async (_request, response) => {
    const answer: Scenes = {
      scenes: await Promise.all(
        [...scenes.values()].map(async ({ id, title, synthetic }) => ({
          id,
          title,
          synthetic,
          served: (await tiles.revision(id)) !== null,
        })),
      ),
    };
    response.json(answer);
  });

  router.get(ROUTES.scene, async (request, response) => {
    const { scene, revision } = await published(parsed(sceneParams, request.params).scene);
    response.json(publicScene(scene, revision));
  });

  router.get(ROUTES.summary, async (request, response) => {
    const { scene } = await published(parsed(sceneParams, request.params).scene);
    response.json(await store.features.summary(scene.id));
  });

  router.get(ROUTES.ground, async (request, response) => {
    const { scene, revision } = await published(parsed(sceneParams, request.params).scene);
    let known = grounds.get(scene.id);
    if (known?.revision !== revision) {
      known = { revision, ground: groundFromCovers(await store.features.covers(scene.id)) };
      grounds.set(scene.id, known);
    }
    if (known.ground === null)
      throw new ProblemError('not-found', `No cover level is known in the scene "${scene.id}".`);
    response.json(known.ground);
  });

  router.get(ROUTES.features, async (request, response) => {
    const { scene } = await published(parsed(sceneParams, request.params).scene);
    const { q, limit } = parsed(searchQuery, request.query);
    response.json(await store.features.search(scene.id, q, limit));
  });

  router.get(ROUTES.feature, async (request, response) => {
    const { scene: id, id: feature } = parsed(featureParams, request.params);
    const { scene } = await published(id);
    const found = await store.features.feature(scene.id, feature);
    if (found === null) {
      throw new ProblemError('unknown-feature', `There is no feature "${feature}" in the scene "${scene.id}".`);
    }
    response.json(found);
  });

  return router;
}

function publicScene(scene: Scene, revision: string): PublicScene {
  const { id, title, description, synthetic, frame, heightDatum, attribution, camera, sources } = scene;
  return {
    id,
    title,
    description,
    synthetic,
    frame,
    heightDatum,
    attribution,
    camera,
    layers: sources.map((source) => ({
      layer: source.layer,
      title: source.title,
      synthetic: source.kind === 'generated',
    })),
    revision,
    tilesets: [...TILESETS],
  };
}
