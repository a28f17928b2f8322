import { type DraftProgress, draftRequestSchema, inspectRequestSchema } from '@undercroft/core/protocol/data-page';
import { profileSchema } from '@undercroft/core/protocol/profile';
import { ROUTES } from '@undercroft/core/protocol/routes';
import { Router } from 'express';
import { z } from 'zod';
import type { ImportService } from '../import-service.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { hangUpSignal, lineStream } from './line-stream.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const profileParams = z.object({ scene: z.string().max(64), name: z.string().max(64) });
const NAME_LENGTH = 200;
export const uploadQuery = z.object({
  name: z.string().transform(label).pipe(z.string().min(1, 'a name of a file is wanted')),
  head: z
    .enum(['0', '1'])
    .default('0')
    .transform((flag) => flag === '1'),
});

/** From a file in a browser to a draft: uploads, what they are, loading, and the profiles that say what columns mean. */
export function draftRoutes(scenes: SceneCatalogue, imports: ImportService): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.post(ROUTES.uploads, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const what = parsed(uploadQuery, request.query);
    const signal = hangUpSignal(response);
    try {
      // A refusal must reach the caller: the connection is kept while the rest of the body comes and is thrown away.
      const body = request.iterator({ destroyOnReturn: false });
      response.status(201).json(await imports.upload(scene.id, what, body, signal));
    } finally {
      request.resume();
    }
  });

  router.post(ROUTES.inspections, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const wanted = parsed(inspectRequestSchema, request.body);
    response.json(await imports.inspect(scene.id, wanted, hangUpSignal(response)));
  });

  // A stream of lines as for imports; a caller who hangs up stops it, and nothing of it is kept.
  router.post(ROUTES.drafts, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const wanted = parsed(draftRequestSchema, request.body);
    const lines = lineStream<DraftProgress>(response);
    try {
      const failure = await imports.draft(scene.id, wanted, lines.say, lines.signal);
      if (failure !== null) lines.say({ event: 'failed', ...failure });
    } finally {
      lines.end();
    }
  });

  router.get(ROUTES.profiles, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    response.json(await imports.profiles(scene.id));
  });

  router.get(ROUTES.profile, async (request, response) => {
    const { scene: id, name } = parsed(profileParams, request.params);
    const { profiles } = await imports.profiles(sceneOf(scenes, id).id);
    const found = profiles.find((profile) => profile.name === name);
    if (found === undefined) throw new ProblemError('unknown-profile', `There is no profile "${name}".`);
    response.json(found);
  });

  router.put(ROUTES.profile, async (request, response) => {
    const { scene: id, name } = parsed(profileParams, request.params);
    const scene = sceneOf(scenes, id);
    const profile = parsed(profileSchema, request.body);
    if (profile.name !== name) {
      throw new ProblemError('bad-request', `The address says "${name}", the profile itself "${profile.name}".`);
    }
    await imports.saveProfile(scene.id, profile);
    response.json(profile);
  });

  return router;
}

/** What people see of a file's name: its last part without control characters. It is never a path. */
function label(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(-NAME_LENGTH);
}
