import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { type ExternalFile, externalFile, type NoExternalFile } from '../external-file.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';

const MOST_STEPS = 32;
const LONGEST_STEP = 255;

const fileParams = z.object({
  scene: z.string().max(64),
  tileset: z.string().max(64),
  path: z.array(z.string().max(LONGEST_STEP)).min(1).max(MOST_STEPS),
});

/** Largest file that is given away, bytes: no browser draws a tile of more. */
const LIMIT_BYTES = 512 * 1024 * 1024;

/**
 * Files of city models that scenes have in folders, as they were delivered: what they say of other addresses is not
 * rewritten, the page's content policy stops what no scene names. Browsers ask again each time (`no-cache`), which costs
 * them a 304.
 */
export function externalFileRoutes(scenes: SceneCatalogue, dataFolder: string | null): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.get(ROUTES.externalFile, async (request, response) => {
    const { scene: id, tileset, path } = parsed(fileParams, request.params);
    const scene = sceneOf(scenes, id);
    const folder = folderOf(scene, tileset);
    const found = dataFolder === null ? 'missingFolder' : await externalFile(join(dataFolder, folder), path);
    if (typeof found === 'string') throw notThere(found, tileset, folder, path.join('/'));
    if (found.sizeBytes > LIMIT_BYTES) {
      throw new ProblemError(
        'external-file-too-large',
        `"${printable(path.join('/'))}" of the tileset "${tileset}" has ${found.sizeBytes} bytes; at most ${LIMIT_BYTES} are served.`,
      );
    }
    await send(response, found, request.acceptsEncodings('gzip', 'identity') === 'gzip');
  });

  return router;
}

/** The folder that the scene names for it, below that of the source files. */
function folderOf(scene: Scene, tileset: string): string {
  const local = (scene.externalTilesets ?? []).flatMap(({ id, folder }) =>
    folder === undefined ? [] : [{ id, folder }],
  );
  const found = local.find(({ id }) => id === tileset);
  if (found !== undefined) return found.folder;
  const known = local.length === 0 ? 'none' : local.map(({ id }) => id).join(', ');
  throw new ProblemError(
    'not-found',
    `The scene "${scene.id}" has no tileset "${printable(tileset)}" in a folder; it has: ${known}.`,
  );
}

function notThere(why: NoExternalFile, tileset: string, folder: string, path: string): ProblemError {
  switch (why) {
    case 'missingFolder':
      return new ProblemError(
        'not-found',
        `The folder "${folder}" of the tileset "${tileset}" is not there: put it below the folder of the source files (UNDERCROFT_DATA).`,
      );
    case 'missing':
      return new ProblemError('not-found', `The tileset "${tileset}" has no file "${printable(path)}".`);
    case 'refused':
      return new ProblemError('not-found', `"${printable(path)}" is no file that the tileset "${tileset}" gives away.`);
  }
}

async function send(response: Response, file: ExternalFile, takesGzip: boolean): Promise<void> {
  const { path, sizeBytes, modifiedMs, isGzip, contentType } = file;
  const encoding = isGzip && takesGzip ? '-gzip' : '';
  response.set({
    'Cache-Control': 'no-cache',
    'Content-Type': contentType,
    ETag: `"${sizeBytes.toString(16)}-${Math.floor(modifiedMs).toString(16)}${encoding}"`,
    Vary: 'Accept-Encoding',
  });
  if (isGzip && !takesGzip) {
    await pipeline(createReadStream(path), createGunzip(), response);
    return;
  }
  if (isGzip) response.set('Content-Encoding', 'gzip');
  // A folder of the server's own may begin with a dot; what was asked for does not.
  const fault = await new Promise<unknown>((resolve) => {
    response.sendFile(path, { cacheControl: false, dotfiles: 'allow' }, resolve);
  });
  if (fault === undefined || response.headersSent || response.destroyed) return;
  for (const name of ['Content-Encoding', 'Content-Type', 'ETag']) response.removeHeader(name);
  if (fault instanceof Error && 'status' in fault && fault.status === 416) {
    throw new ProblemError('range-refused', `The file has ${sizeBytes} bytes: it has no such range.`);
  }
  throw fault;
}

/** What came in, fit for a sentence. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?').slice(0, 200);
}
