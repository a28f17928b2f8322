import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { problemSchema } from '@undercroft/core/protocol/answers';
import { draftProgressSchema, inspectionSchema, uploadSchema } from '@undercroft/core/protocol/data-page';
import { type ImportRecord, importRecordSchema, importsSchema } from '@undercroft/core/protocol/import-answers';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { AppError } from './app-error.ts';
import type { ImportDesk } from './import-desk.ts';
import { linesOf } from './lines-of.ts';
import type { ServerFile } from './server-file.ts';

/** Imports of a scene through the server that holds its store. What the server refuses is thrown as `AppError`. */
export function serverDesk(server: ServerFile, scene: string, signal: AbortSignal): ImportDesk {
  const ask = async (method: string, route: RouteName, values: Values, body?: Body): Promise<Response> => {
    const { path = '', type = 'application/json', content = '{}' } = body ?? {};
    const response = await fetch(new URL(`${routePath(route, { scene, ...values })}${path}`, server.url), {
      method,
      headers: {
        ...(method === 'GET' ? {} : { 'content-type': type }),
        ...(server.token === undefined ? {} : { authorization: `Bearer ${server.token}` }),
      },
      ...(method === 'GET' ? {} : { body: content, duplex: 'half' }),
      signal,
    });
    if (response.ok) return response;
    throw await refusal(response, server.url);
  };
  const record = async (method: string, route: RouteName, id: number): Promise<ImportRecord> =>
    importRecordSchema.parse(await (await ask(method, route, { id })).json());
  const uploaded = async (files: readonly string[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const file of files) {
      await readable(file);
      const content = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
      const path = `?name=${encodeURIComponent(basename(file))}`;
      const answer = await ask('POST', 'uploads', {}, { path, type: 'application/octet-stream', content });
      ids.push(uploadSchema.parse(await answer.json()).id);
    }
    return ids;
  };
  // Looked at and loaded are mostly the same files: they are sent once.
  let sent: { readonly files: string; readonly ids: Promise<string[]> } | null = null;
  const idsOf = (files: readonly string[]): Promise<string[]> => {
    const key = JSON.stringify(files);
    if (sent?.files !== key) sent = { files: key, ids: uploaded(files) };
    return sent.ids;
  };

  return {
    async inspect(files, chosen) {
      const content = JSON.stringify({ ...chosen, uploads: await idsOf(files) });
      return inspectionSchema.parse(await (await ask('POST', 'inspections', {}, { content })).json());
    },
    async draft(files, request, onEvent) {
      const content = JSON.stringify({ ...request, uploads: await idsOf(files) });
      const response = await ask('POST', 'drafts', {}, { content });
      for await (const line of linesOf(response.body ?? [])) {
        const event = draftProgressSchema.parse(JSON.parse(line));
        if (event.event === 'draft') return event.import;
        if (event.event === 'failed') throw new AppError('import-failed', event.message);
        onEvent(event);
      }
      throw new AppError('import-failed', `The server at ${server.url} ended its answer before the draft was loaded.`);
    },
    list: async () => importsSchema.parse(await (await ask('GET', 'imports', {})).json()).imports,
    publish: (id) => record('POST', 'publishImport', id),
    undo: (id) => record('POST', 'undoImport', id),
    discard: async (id) => {
      await ask('DELETE', 'import', { id });
    },
    close: async () => {},
  };
}

type Values = Readonly<Record<string, string | number>>;

interface Body {
  /** Query, with its question mark. */
  readonly path?: string;
  readonly type?: string;
  readonly content?: string | ReadableStream<Uint8Array>;
}

/** A file that is not there is said before anything is sent. */
async function readable(file: string): Promise<void> {
  try {
    if ((await stat(file)).isFile()) return;
  } catch {
    // Said below.
  }
  throw new AppError('source-missing', `There is no file "${basename(file)}".`);
}

/** What a server said instead of what was wanted. */
export async function refusal(response: Response, url: string, what = 'the import'): Promise<AppError> {
  const text = await response.text();
  let detail = text.slice(0, 200);
  try {
    detail = problemSchema.parse(JSON.parse(text)).detail;
  } catch {
    // Not a problem document: the words it came with are the best there is.
  }
  return new AppError('server-refused', `The server at ${url} refused ${what} (${response.status}): ${detail}`);
}
