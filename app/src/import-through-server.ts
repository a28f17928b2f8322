import { type ImportProgress, importProgressSchema, problemSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { AppError } from './app-error.ts';
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

/** Lines of a UTF-8 stream, empty ones left out. */
export async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter((part) => part.trim() !== '');
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield rest;
}

async function refusal(response: Response, url: string): Promise<AppError> {
  const text = await response.text();
  let detail = text.slice(0, 200);
  try {
    detail = problemSchema.parse(JSON.parse(text)).detail;
  } catch {
    // Not a problem document: the words it came with are the best there is.
  }
  return new AppError('server-refused', `The server at ${url} refused the import (${response.status}): ${detail}`);
}
