import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Issue } from '@undercroft/core/model/issue';
import type { ImportProgress, ImportRecord, Imports } from '@undercroft/core/protocol/import-answers';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import { Router } from 'express';
import { z } from 'zod';
import type { EditDesk } from '../edits/edit-desk.ts';
import { type ImportService, REPORT_ENDINGS, REPORT_LANGUAGES } from '../import-service.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import { lineStream } from './line-stream.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const importParams = z.object({ scene: z.string().max(64), id: z.coerce.number().int().positive() });
const reportParams = importParams.extend({ ending: z.enum(REPORT_ENDINGS) });
export const reportQuery = z.object({ lang: z.enum(REPORT_LANGUAGES).default('en') });
export const issueQuery = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  code: z.string().max(64).optional(),
  severity: z.enum(['error', 'warning', 'info']).optional(),
});

/** Issues of a report that are read at once. */
const ISSUES_A_PAGE = 1000;

/** Imports of a scene: asked for, listed, published, undone, discarded, and what they found. */
export function importRoutes(
  scenes: SceneCatalogue,
  store: Store,
  imports: ImportService,
  edits: Pick<EditDesk, 'published' | 'undo'>,
): Router {
  const router = Router({ caseSensitive: true, strict: true });

  /** The import, which must be one of the scene's. */
  const importOf = async (scene: string, id: number): Promise<ImportRecord> => {
    const found = await store.imports.find(id);
    if (found !== null && found.scene === sceneOf(scenes, scene).id) return found;
    throw new ProblemError('unknown-import', `The scene "${scene}" has no import ${id}.`);
  };

  router.get(ROUTES.imports, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const answer: Imports = { imports: [...(await store.imports.list(scene.id))] };
    response.json(answer);
  });

  // The answer is a stream of lines, since an import may take minutes; a caller who hangs up stops it.
  router.post(ROUTES.imports, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const lines = lineStream<ImportProgress>(response);
    try {
      const failure = await imports.importScene(scene.id, lines.say, lines.signal);
      lines.say(failure === null ? { event: 'done' } : { event: 'failed', ...failure });
    } finally {
      await edits.published(scene);
      lines.end();
    }
  });

  router.post(ROUTES.publishImport, async (request, response) => {
    const { scene, id } = parsed(importParams, request.params);
    await importOf(scene, id);
    const record = await store.imports.publish(id);
    await edits.published(sceneOf(scenes, scene));
    response.json(record);
  });

  router.post(ROUTES.undoImport, async (request, response) => {
    const { scene, id } = parsed(importParams, request.params);
    await importOf(scene, id);
    response.json(await edits.undo(sceneOf(scenes, scene), id));
  });

  router.delete(ROUTES.import, async (request, response) => {
    const { scene, id } = parsed(importParams, request.params);
    await importOf(scene, id);
    await store.imports.discard(id);
    response.status(204).end();
  });

  router.get(ROUTES.importIssues, async (request, response) => {
    const { scene, id } = parsed(importParams, request.params);
    const query = parsed(issueQuery, request.query);
    await importOf(scene, id);
    response.json(await store.imports.issues(id, query));
  });

  router.get(ROUTES.importReport, async (request, response) => {
    const { scene, id, ending } = parsed(reportParams, request.params);
    const record = await importOf(scene, id);
    const { lang } = parsed(reportQuery, request.query);
    const file = imports.reportFile(record, issuesOf(store, id), ending, lang);
    const name = `${scene}-${record.layer}-${id}.${ending}`;
    response.set({
      'Content-Type': file.contentType,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    });
    await pipeline(Readable.from(file.bytes), response);
  });

  return router;
}

async function* issuesOf(store: Store, id: number): AsyncGenerator<readonly Issue[]> {
  for (let offset = 0; ; offset += ISSUES_A_PAGE) {
    const page = await store.imports.issues(id, { offset, limit: ISSUES_A_PAGE });
    if (page === null || page.issues.length === 0) return;
    yield page.issues;
  }
}
