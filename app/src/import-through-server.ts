import { type ImportProgress, importProgressSchema } from '@undercroft/core/protocol/import-answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { AppError } from './app-error.ts';
import { linesOf } from './lines-of.ts';
import { refusal } from './server-desk.ts';
import type { ServerFile } from './server-file.ts';

/**
 * Asks the server that holds the home to import a scene and hands on each event of its answer as it comes. Resolves
 * once the server has said `done` or `failed`.
 * Throws `AppError`: `server-refused` for any other answer than a stream, `import-failed` when the stream ends without
 * a verdict.
 */
export async function importThroughServer(
  server: ServerFile,
  sceneId: string,
  onEvent: (event: ImportProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(new URL(routePath('imports', { scene: sceneId }), server.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(server.token === undefined ? {} : { authorization: `Bearer ${server.token}` }),
    },
    body: '{}',
    signal,
  });
  if (!response.ok || response.body === null) throw await refusal(response, server.url);
  let verdict = false;
  for await (const line of linesOf(response.body)) {
    const event = importProgressSchema.parse(JSON.parse(line));
    verdict ||= event.event === 'done' || event.event === 'failed';
    onEvent(event);
  }
  if (verdict) return;
  throw new AppError('import-failed', `The server at ${server.url} ended its answer before the import was finished.`);
}
