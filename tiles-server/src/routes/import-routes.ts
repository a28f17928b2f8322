import type { ImportProgress, Imports } from '@undercroft/core/protocol/answers';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import { Router } from 'express';
import { z } from 'zod';
import type { ImportService } from '../import-service.ts';
import { parsed } from '../parsed.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import type { Revisions } from '../tiles/revisions.ts';

const sceneParams = z.object({ scene: z.string().max(64) });

/** Imports asked for over HTTP, such as by the command line while the server holds the embedded store. */
export function importRoutes(
  scenes: SceneCatalogue,
  store: Store,
  imports: ImportService,
  revisions: Revisions,
): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.get(ROUTES.imports, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const answer: Imports = { imports: [...(await store.imports.list(scene.id))] };
    response.json(answer);
  });

  // The answer is a stream of lines, since an import may take minutes; a caller who hangs up stops it.
  router.post(ROUTES.imports, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const abort = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) abort.abort();
    });
    response.status(200).set('Cache-Control', 'no-store').type('application/x-ndjson');
    const say = (progress: ImportProgress) => {
      if (!response.destroyed) response.write(`${JSON.stringify(progress)}\n`);
    };
    try {
      const failure = await imports.importScene(scene.id, say, abort.signal);
      say(failure === null ? { event: 'done' } : { event: 'failed', ...failure });
    } finally {
      revisions.refresh(scene.id);
      response.end();
    }
  });

  return router;
}
